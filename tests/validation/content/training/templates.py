"""Sentences made from templates: "{ring|call} {later|at six}", and words under a name, "$R=rules|orders"."""

from __future__ import annotations

import re
import zlib
from pathlib import Path
from random import Random
from typing import NamedTuple

_HERE = Path(__file__).parent / "words"
_CHOICE = re.compile(r"\{([^{}]*)\}")
_NAME = re.compile(r"\$([A-Z]+)")
_DEFINITION = re.compile(r"\$([A-Z]+)=(.*)")
_DEPTH = 3
"""Names inside the words of names."""

_TRIES = 3
"""How often a sentence is tried for each that is wanted: short templates have fewer than are wanted."""


class Template(NamedTuple):
    """A template.

    Args:
        text: with choices, without names.
        language: of its words.
        steers: whether its sentences are orders to the agent.
    """

    text: str
    language: str
    steers: bool


def templates() -> list[Template]:
    """Every template of every file, in a fixed order."""
    sections = [
        section
        for path in sorted(_HERE.glob("*.txt"))
        for section in path.read_text(encoding="utf-8").removeprefix("# ").split("\n# ")
    ]
    return [template for section in sections for template in _section(section)]


def sentences(template: Template, wanted: int) -> list[str]:
    """Return different sentences of a template, the same ones each time.

    Args:
        template: of `templates`.
        wanted: at most so many.
    """
    dice = Random(zlib.crc32(template.text.encode()))
    parts = _CHOICE.split(template.text)  # text and choices in turn
    decks = [_Deck(choices.split("|"), dice) for choices in parts[1::2]]
    made: dict[str, None] = {}
    for _ in range(_TRIES * wanted):
        chosen = [deck.deal() for deck in decks]
        text = "".join(before + choice for before, choice in zip(parts[::2], [*chosen, ""], strict=True))
        made[" ".join(text.split())] = None
        if len(made) == wanted:
            break
    return list(made)


class _Deck:
    """Options of a choice, dealt in random order, each before any comes again.

    Args:
        options: at least one.
        dice: for the order.
    """

    def __init__(self, options: list[str], dice: Random) -> None:
        self._options, self._dice = options, dice
        self._left: list[str] = []

    def deal(self) -> str:
        """The next option."""
        if not self._left:
            self._left = self._dice.sample(self._options, len(self._options))
        return self._left.pop()


def _section(text: str) -> list[Template]:
    heading, *lines = text.splitlines()
    language, label = heading.rsplit(" ", 1)
    words = {match[1]: match[2] for line in lines if (match := _DEFINITION.match(line))}
    return [
        Template(_spelled_out(line, words), language, label == "steering")
        for line in lines
        if line and not _DEFINITION.match(line)
    ]


def _spelled_out(text: str, words: dict[str, str]) -> str:
    """The template with its names replaced: inside a choice by their words, elsewhere by a choice of them."""
    for _ in range(_DEPTH):
        text = _CHOICE.sub(lambda match: "{" + _inside(match[1], words) + "}", text)
        parts = re.split(r"(\{[^{}]*\})", text)
        text = "".join(
            part if part.startswith("{") else _NAME.sub(lambda name: "{" + words[name[1]] + "}", part) for part in parts
        )
    return text


def _inside(options: str, words: dict[str, str]) -> str:
    """Options with every name replaced by each of its words."""
    spelled: list[str] = []
    for option in options.split("|"):
        match = _NAME.search(option)
        if match is None:
            spelled.append(option)
        else:
            spelled += [option[: match.start()] + word + option[match.end() :] for word in words[match[1]].split("|")]
    return "|".join(spelled)
