"""Deterministic automata over digits, built from the regular expressions of the installed number metadata.

An automaton reads a number once and knows for every pattern whether it matches: one table per calling code instead of
a dozen regular expressions per number.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from callsheet.errors import MetadataError
from callsheet.validation.phones.automaton.pattern_parser import (
    ALL_DIGITS,
    Alternatives,
    Assertion,
    Digits,
    Repeat,
    Sequence,
    parse,
)
from callsheet.validation.phones.automaton.stored import find_stored, patterns_key

if TYPE_CHECKING:
    from collections.abc import Hashable

    from numpy.typing import NDArray

    from callsheet.validation.phones.automaton.pattern_parser import Node


class _Pattern(NamedTuple):
    """A pattern as it was added to `Patterns`."""

    pattern: str
    tag: Hashable
    start_only: bool
    approximate: bool


class Patterns:
    """Regular expressions over digits, matched together by one automaton.

    Add each pattern under a tag, then call `automaton`.
    """

    def __init__(self) -> None:
        self._added: list[_Pattern] = []

    def add(self, pattern: str, tag: Hashable, *, start_only: bool = False, approximate: bool = False) -> None:
        """Add a pattern.

        Args:
            pattern: in the syntax of `re`, over ASCII digits.
            tag: of the states in which the pattern matches.
            start_only: True when the start of a number may match; else the whole number must.
            approximate: True to ignore anchors and lookaheads, so that more may match than should.
        """
        self._added.append(_Pattern(pattern, tag, start_only, approximate))

    @property
    def key(self) -> str:
        """What the automaton of these patterns is stored under: equal patterns in the same order have equal keys."""
        return patterns_key((added.pattern, added.start_only, added.approximate) for added in self._added)

    def automaton(self) -> Automaton:
        """Return the deterministic automaton of all patterns: from the package's file, or built.

        Raises:
            MetadataError: a pattern uses syntax that an automaton over digits does not support.
        """
        stored = find_stored(self.key)
        return self.build() if stored is None else self._tagged(stored.table, stored.sets, stored.set_of)

    def build(self) -> Automaton:
        """Build the automaton, which takes up to a tenth of a second for the plan of a large country.

        Raises:
            MetadataError: as `automaton`.
        """
        return self._tagged(*self.construct())

    def construct(self) -> tuple[NDArray[np.int32], list[list[int]], NDArray[np.int32]]:
        """Return what `build` makes the automaton of: table, sets of patterns by their order, the set of each state.

        Raises:
            MetadataError: as `automaton`.
        """
        construction = _Construction()
        for index, added in enumerate(self._added):
            construction.add(added, index)
        return construction.automaton()

    def _tagged(self, table: NDArray[np.int32], sets: list[list[int]], set_of: NDArray[np.integer[Any]]) -> Automaton:
        """The automaton with the tags of its patterns.

        Args:
            table: as in `Automaton`.
            sets: m sets of patterns that match together, by the order in which they were added.
            set_of: states × index in `sets`.
        """
        return Automaton(table, [frozenset(self._added[index].tag for index in indexes) for indexes in sets], set_of)


class _Construction:
    """A nondeterministic automaton, and the deterministic one that does the same.

    A state either reads a digit and goes to one other state, or goes to other states without reading.
    """

    def __init__(self) -> None:
        self._empty_moves: list[list[int]] = []
        self._reads: list[tuple[frozenset[int], int] | None] = []
        self._matched: dict[int, int] = {}
        self._start = self._new_state()

    def add(self, added: _Pattern, index: int) -> None:
        """Add a pattern, by the index under which it is reported.

        Raises:
            MetadataError: the pattern uses syntax that an automaton over digits does not support.
        """
        begin = self._new_state()
        self._empty_moves[self._start].append(begin)
        end = self._build(parse(added.pattern), begin, approximate=added.approximate)
        if added.start_only:
            rest, read = self._new_state(), self._new_state()
            self._empty_moves[end].append(rest)
            self._reads[rest] = (ALL_DIGITS, read)
            self._empty_moves[read].append(rest)
            end = rest
        self._matched[end] = index

    def automaton(self) -> tuple[NDArray[np.int32], list[list[int]], NDArray[np.int32]]:
        """Build the deterministic automaton of all patterns (subset construction).

        Returns:
            As the arguments of `Patterns._tagged`.
        """
        start = self._closure(self._start)
        index_of = {start: 0}
        queue = [start]
        closures: dict[int, frozenset[int]] = {}
        table: list[list[int]] = []
        for states in queue:  # grows during the loop
            targets: list[set[int]] = [set() for _ in range(10)]
            for digits, state in filter(None, map(self._reads.__getitem__, states)):
                if state not in closures:
                    closures[state] = self._closure(state)
                for digit in digits:
                    targets[digit] |= closures[state]
            row = []
            for target in map(frozenset, targets):
                if target not in index_of:
                    index_of[target] = len(queue)
                    queue.append(target)
                row.append(index_of[target])
            table.append(row)
        matched = [
            tuple(sorted(self._matched[state] for state in states if state in self._matched)) for states in queue
        ]
        sets = {indexes: number for number, indexes in enumerate(dict.fromkeys(matched))}
        set_of = np.array([sets[indexes] for indexes in matched], np.int32)
        return np.array(table, np.int32), list(map(list, sets)), set_of

    def _new_state(self) -> int:
        self._empty_moves.append([])
        self._reads.append(None)
        return len(self._empty_moves) - 1

    def _closure(self, state: int) -> frozenset[int]:
        """States reached without reading a digit, of those that read or have a tag."""
        seen, stack = {state}, [state]
        while stack:
            for reached in self._empty_moves[stack.pop()]:
                if reached not in seen:
                    seen.add(reached)
                    stack.append(reached)
        return frozenset(state for state in seen if self._reads[state] is not None or state in self._matched)

    def _build(self, node: Node, state: int, *, approximate: bool) -> int:
        """Append a parsed pattern behind `state`; return the state behind it, which does not read yet."""
        match node:
            case Digits(digits):
                end = self._new_state()
                self._reads[state] = (digits, end)
            case Sequence(nodes):
                end = state
                for part in nodes:
                    end = self._build(part, end, approximate=approximate)
            case Alternatives(nodes):
                end = self._new_state()
                for part in nodes:
                    begin = self._new_state()
                    self._empty_moves[state].append(begin)
                    self._empty_moves[self._build(part, begin, approximate=approximate)].append(end)
            case Repeat():
                end = self._build_repeat(node, state, approximate=approximate)
            case Assertion(text):
                if not approximate:
                    raise MetadataError(f"an automaton cannot match {text}")
                end = state
        return end

    def _build_repeat(self, repeat: Repeat, state: int, *, approximate: bool) -> int:
        for _ in range(repeat.least):
            state = self._build(repeat.node, state, approximate=approximate)
        end = self._new_state()
        self._empty_moves[state].append(end)
        for _ in range(1 if repeat.most is None else repeat.most - repeat.least):
            begin = self._new_state()
            self._empty_moves[state].append(begin)
            state = self._build(repeat.node, begin, approximate=approximate)
            self._empty_moves[state].append(end)
            if repeat.most is None:
                self._empty_moves[state].append(begin)
        return end


_FEW = 5_000
"""Numbers that are read digit by digit. For more, a table of three digits at a time is worth its making: it has 1,000
entries a state, 85 MB for the plans of all countries, with which `list_origin.likelihood` reads 1,000 numbers each."""


class Automaton:
    """A table of states that reads digits: one at a time, or for many numbers three.

    Args:
        table: states × 10, the state after each digit; state 0 is the start.
        tag_sets: m sets of tags, each of the patterns that match the same numbers.
        set_of: states × index in `tag_sets`: the patterns that match a number that ends in the state.
    """

    def __init__(
        self, table: NDArray[np.int32], tag_sets: list[frozenset[Hashable]], set_of: NDArray[np.integer[Any]]
    ) -> None:
        self.table = table
        self.tag_sets = tag_sets
        self.set_of = set_of

    @cached_property
    def _steps(self) -> dict[int, NDArray[np.int32]]:
        """How many digits → the state after each state and these digits (states × 10, 100 or 1,000, flattened)."""
        two = self.table[self.table].reshape(len(self.table), 100)
        three = self.table[two].reshape(len(self.table), 1000)
        return {1: self.table.ravel(), 2: two.ravel(), 3: three.ravel()}

    def read(self, numbers: NDArray[np.int64], length: int) -> NDArray[np.int32]:
        """Return the state in which each number ends.

        Args:
            numbers: n × digits as a number.
            length: digits of each number, leading zeros included.
        """
        if len(numbers) <= _FEW and "_steps" not in self.__dict__:
            return self.read_digits(digit_columns(numbers, length))
        left = length - (length % 3 or min(3, length))
        states: NDArray[np.int32] = self._steps[length - left].take(numbers // 10**left)
        while left:
            left -= 3
            states = self._steps[3].take(states * np.int64(1000) + numbers // 10**left % 1000)
        return states

    def read_digits(self, digits: NDArray[np.int64]) -> NDArray[np.int32]:
        """As `read`, for digits that are already apart: quicker where many automata read the same few numbers.

        Args:
            digits: length × n, as `digit_columns` returns them.
        """
        steps = self.table.ravel()
        states: NDArray[np.int32] = np.zeros(digits.shape[1], np.int32)
        for digit in digits:
            states = steps.take(states * np.int64(10) + digit)
        return states

    def where(self, tag: Hashable) -> NDArray[np.bool_]:
        """Return which states have the tag (states × bool)."""
        has_tag = np.array([tag in tags for tags in self.tag_sets], np.bool_)
        return has_tag.take(self.set_of)


def digit_columns(numbers: NDArray[np.int64], length: int) -> NDArray[np.int64]:
    """Return the digits of numbers, the first ones first (length × n).

    Args:
        numbers: n × digits as a number.
        length: digits of each number, leading zeros included.
    """
    powers = 10 ** np.arange(length - 1, -1, -1, dtype=np.int64)
    digits: NDArray[np.int64] = numbers // powers[:, np.newaxis] % 10
    return digits
