"""The variables of a prompt: which it uses, and its text once they are filled.

A variable with neither a value nor a default is spoken aloud as written, braces included (documented by the API).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

_VARIABLE = re.compile(r"\{\{\s*([^{}]+?)\s*\}\}")
_EXPRESSION = re.compile(r"[#/!>^&]|else\b|.*[\"'|]")
"""What is no variable in Handlebars: blocks, comments, parts, and expressions with a text of their own."""


def prompt_variables(prompt: str) -> list[str]:
    """List the variables of a prompt in order of appearance, each once, without blocks ("#if name").

    Args:
        prompt: text with {{variables}}.
    """
    return list(dict.fromkeys(name for name in _VARIABLE.findall(prompt) if not _EXPRESSION.match(name)))


class PromptPart(NamedTuple):
    """A piece of a filled prompt.

    Args:
        text: what is said; for a variable without a value its braces.
        variable: the variable that the text comes from; "": the prompt's own text.
        is_filled: False for a variable without a value.
    """

    text: str
    variable: str = ""
    is_filled: bool = True


def prompt_parts(prompt: str, values: Mapping[str, str]) -> list[PromptPart]:
    """Return the filled prompt in pieces, so that values can be told from the prompt's own text.

    Args:
        prompt: text with {{variables}}.
        values: variable → value.
    """
    parts, end = [], 0
    for match in _VARIABLE.finditer(prompt):
        parts.append(PromptPart(prompt[end : match.start()]))
        parts.append(PromptPart(values.get(match[1], match[0]), match[1], match[1] in values))
        end = match.end()
    return [part for part in (*parts, PromptPart(prompt[end:])) if part.text]


def plain_name(name: str) -> str:
    """Return a variable name without case, separators and plural s, to compare spellings.

    "First Names" and "first_name" have the same plain name.

    Args:
        name: the name of a variable or a column.
    """
    return re.sub(r"[\W_]+", "", name.casefold()).removesuffix("s")
