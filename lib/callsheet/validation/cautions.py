"""Cautions: what a cell may do to the agent whose prompt it lands in. Warnings with a cleaned value, never a change.

All of it is ours: the API takes any text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from callsheet.validation.codes import IssueCode
from callsheet.validation.text import arrow

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

LONGEST_VALUE = 500
"""Characters of a value beyond which an agent would read aloud for too long."""

_BREAKS = r"[\n\r\x0b\x0c\x{85}\x{2028}\x{2029}]"
_HIDDEN = (
    r"[\x00-\x08\x0e-\x1f\x7f\x{80}-\x{84}\x{86}-\x{9f}\x{ad}\x{200b}\x{200e}\x{200f}\x{202a}-\x{202e}"
    r"\x{2060}-\x{206f}\x{feff}\x{e0000}-\x{e007f}]"
)
_HIDDEN_CHARACTERS = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f]"
)
_TAGS_AND_BRACES = re.compile(r"(?s)<!--.*?-->|<!--|</?[A-Za-z][A-Za-z0-9]*(?:\s[^<>]*)?/?>|\{\{+|\}\}+")
_TAG = r"(?is)<(?:!--|/?[a-z][a-z0-9]*(?:\s[^<>]*)?/?>)"
_FORMULA = r"^[=@](?:[A-Za-z(\"'0-9])|^[+-](?:[A-Za-z]+\(|[A-Z]+[0-9])"
_INSTRUCTION = (
    r"(?i)(?:ignore|disregard|forget|override)\s+(?:all\s+|any\s+|the\s+|your\s+|my\s+)*(?:previous|prior|above|earlier"
    r"|preceding|instructions?|prompts?|rules)|(?:system|developer)\s*(?:prompt|message|instruction)|you\s+are\s+now\s"
    r"|(?:from\s+now\s+on|instead),?\s+(?:you|say|tell|act|respond)|^\s*(?:system|assistant)\s*:|pretend\s+(?:to\s+be"
    r"|you)|do\s+not\s+follow|new\s+instructions?|jailbreak|<\|[a-z_]+\|>|ignor[ae]\s+(?:las|todas|as|le|tutte)\s"
    r"|ignorier\w*\s+(?:alle|die)\s|ignore[zr]\s+(?:les|toutes)|игнорируй|忽略.{0,6}指令|अनदेखा"
)
_PATTERNS = {
    IssueCode.BRACES: r"\{\{|\}\}",
    IssueCode.CONTROL_CHARACTERS: _HIDDEN,
    IssueCode.LINE_BREAK: _BREAKS,
    IssueCode.READS_LIKE_AN_INSTRUCTION: _INSTRUCTION,
    IssueCode.HTML: _TAG,
    IssueCode.FORMULA: _FORMULA,
}
CLEANED = {IssueCode.BRACES, IssueCode.CONTROL_CHARACTERS, IssueCode.LINE_BREAK, IssueCode.HTML}
"""Those for which a cleaned value can be offered."""

_MAY_BE_ONE = (
    r"[^A-Za-z0-9 .,'’\-/()&:;+#\pL\pM\pN]|^[+-][A-Z]|(?i)ignor|disregard|forget|overrid|system|developer|you are|"
)
_MAY_BE_ONE += r"assistant|pretend|from now|instead|do not|instruction|jailbreak|игнор|忽略|अनदेखा"


class Cautions(NamedTuple):
    """What to be careful with in a column (n findings).

    Args:
        place: intp, position of the cell.
        code: the `IssueCode` value of each.
        cleaned: the value to accept in its place; "" where only a person can tell.
    """

    place: NDArray[np.intp]
    code: list[str]
    cleaned: list[str]


def cautions_of(values: pd.Series[str]) -> Cautions:
    """What the cells of a variable may do to the agent.

    Args:
        values: n × str.
    """
    text = arrow(values)
    lengthy = pc.utf8_length(text).to_numpy(zero_copy_only=False) > LONGEST_VALUE
    suspect = pc.match_substring_regex(text, _MAY_BE_ONE).to_numpy(zero_copy_only=False)
    some = np.flatnonzero(suspect | lengthy)
    chosen = text.take(pa.array(some, pa.int64()))
    places, codes, cleaned = (
        [some[lengthy[some]]],
        [IssueCode.TOO_LONG.value] * int(lengthy.sum()),
        [""] * int(lengthy.sum()),
    )
    for code, pattern in _PATTERNS.items():
        found = np.flatnonzero(pc.match_substring_regex(chosen, pattern).to_numpy(zero_copy_only=False))
        places.append(some[found])
        codes.extend([code.value] * len(found))
        texts = chosen.take(pa.array(found, pa.int64())).to_pylist() if code in CLEANED else [""] * len(found)
        cleaned.extend(cleaned_value(str(each)) for each in texts)
    return Cautions(np.concatenate(places), codes, cleaned)


def cleaned_value(text: str) -> str:
    """A value without tags, braces, line breaks and invisible characters, spaces single.

    Args:
        text: the cell as written.
    """
    before, text = "", _HIDDEN_CHARACTERS.sub("", text)
    while text != before:  # what is left when a tag goes may be one itself
        before, text = text, _TAGS_AND_BRACES.sub(" ", text)
    return " ".join(text.split())
