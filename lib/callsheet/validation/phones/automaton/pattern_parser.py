r"""Parse the regular expressions over digits that the number metadata uses.

The metadata needs a small part of the syntax of `re`: digits, `\d`, classes with ranges, groups, alternatives,
quantifiers and anchors. Anything else raises, so that an automaton is never built from a pattern read wrongly.
"""

from __future__ import annotations

import re
from typing import NamedTuple, NoReturn

from callsheet.errors import MetadataError

ALL_DIGITS = frozenset(range(10))


class Digits(NamedTuple):
    """One digit out of a set."""

    digits: frozenset[int]


class Sequence(NamedTuple):
    """Nodes one after the other."""

    nodes: tuple[Node, ...]


class Alternatives(NamedTuple):
    """One node out of several."""

    nodes: tuple[Node, ...]


class Repeat(NamedTuple):
    """A node repeated.

    Args:
        node: what is repeated.
        least: fewest times.
        most: most times; None: without limit.
    """

    node: Node
    least: int
    most: int | None


class Assertion(NamedTuple):
    """An anchor or a lookahead: matches without reading a digit."""

    text: str


Node = Digits | Sequence | Alternatives | Repeat | Assertion

_CLASS = re.compile(r"\[((?:[0-9](?:-[0-9])?|\\d)+)\]")
_CLASS_ITEM = re.compile(r"([0-9])-([0-9])|[0-9]|\\d")
_QUANTIFIER = re.compile(r"[?*+]|\{([0-9]+)(?:(,)([0-9]*))?\}")
_GROUP_START = re.compile(r"\((?:\?[:=!])?(?!\?)")


def parse(pattern: str) -> Node:
    """Parse a pattern.

    Args:
        pattern: in the syntax of `re`, over ASCII digits.

    Raises:
        MetadataError: the pattern uses syntax that is not supported here.
    """
    parser = _Parser(pattern)
    node = parser.alternatives()
    if not parser.at_end():
        parser.fail()
    return node


def digits_matched(node: Node) -> tuple[int, int | None]:
    """Return the fewest and the most digits that a parsed pattern matches; None: any number of them.

    Args:
        node: from `parse`.
    """
    match node:
        case Digits():
            return 1, 1
        case Assertion():
            return 0, 0
        case Repeat(repeated, least, most):
            fewest, longest = digits_matched(repeated)
            return least * fewest, None if most is None or longest is None else most * longest
    parts = [digits_matched(part) for part in node.nodes]
    fewest_of = [fewest for fewest, _ in parts]
    longest_of = [longest for _, longest in parts if longest is not None]
    whole = min if isinstance(node, Alternatives) else sum
    limit = max if isinstance(node, Alternatives) else sum
    return whole(fewest_of), limit(longest_of) if len(longest_of) == len(parts) else None


class _Parser:
    """Recursive descent over one pattern."""

    def __init__(self, pattern: str) -> None:
        self._pattern = pattern
        self._position = 0

    def at_end(self) -> bool:
        return self._position == len(self._pattern)

    def fail(self) -> NoReturn:
        raise MetadataError(f"cannot parse {self._pattern!r} at {self._position}")

    def alternatives(self) -> Node:
        nodes = [self._sequence()]
        while self._take("|"):
            nodes.append(self._sequence())
        return nodes[0] if len(nodes) == 1 else Alternatives(tuple(nodes))

    def _sequence(self) -> Node:
        nodes = []
        while not self.at_end() and self._pattern[self._position] not in "|)":
            nodes.append(self._quantified(self._item()))
        return nodes[0] if len(nodes) == 1 else Sequence(tuple(nodes))

    def _item(self) -> Node:
        if match := self._match(_GROUP_START):
            node = self.alternatives()
            if not self._take(")"):
                self.fail()
            return node if match[0] in {"(", "(?:"} else Assertion(match[0])
        if match := self._match(_CLASS):
            return Digits(frozenset().union(*map(_class_digits, _CLASS_ITEM.finditer(match[1]))))
        if self._take("\\d"):
            return Digits(ALL_DIGITS)
        character = self._pattern[self._position]
        if character in "^$":
            self._position += 1
            return Assertion(character)
        if not "0" <= character <= "9":
            self.fail()
        self._position += 1
        return Digits(frozenset({int(character)}))

    def _quantified(self, node: Node) -> Node:
        match = self._match(_QUANTIFIER)
        if match is None:
            return node
        if isinstance(node, Assertion) or self._match(_QUANTIFIER):  # lazy and possessive quantifiers included
            self.fail()
        least, comma, most = match.groups()
        if least is None:
            low, high = {"?": (0, 1), "*": (0, None), "+": (1, None)}[match[0]]
            return Repeat(node, low, high)
        if not comma:
            return Repeat(node, int(least), int(least))
        if most and int(most) < int(least):
            self.fail()
        return Repeat(node, int(least), int(most) if most else None)

    def _match(self, expression: re.Pattern[str]) -> re.Match[str] | None:
        match = expression.match(self._pattern, self._position)
        if match:
            self._position = match.end()
        return match

    def _take(self, text: str) -> bool:
        taken = self._pattern.startswith(text, self._position)
        if taken:
            self._position += len(text)
        return taken


def _class_digits(item: re.Match[str]) -> frozenset[int]:
    r"""The digits of one part of a class: a range, a digit or `\d`."""
    if item[1]:
        digits = frozenset(range(int(item[1]), int(item[2]) + 1))
        if not digits:
            raise MetadataError(f"empty range {item[0]}")
        return digits
    return ALL_DIGITS if item[0] == "\\d" else frozenset({int(item[0])})
