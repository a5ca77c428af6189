"""Automata over digits, built from the regular expressions of the installed number metadata.

An automaton reads a number once and knows of every pattern whether it matches: one table per calling code instead of
a dozen regular expressions per number.
"""

from __future__ import annotations

from re import _constants as syntax  # type: ignore[attr-defined]  # the parser of `re` is not in its type stubs
from re import _parser as parser  # type: ignore[attr-defined]  # as above
from typing import TYPE_CHECKING, Any

import numpy as np

from callsheet.errors import MetadataError

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable

    from numpy.typing import NDArray

_DIGITS = frozenset(range(10))
_FIRST_DIGIT = ord("0")


class Patterns:
    """Regular expressions over digits, read side by side.

    Add patterns by a tag each, then ask for the `Automaton`.
    """

    def __init__(self) -> None:
        self._silent: list[list[int]] = []
        self._reads: list[tuple[frozenset[int], int] | None] = []
        self._tags: dict[int, set[Hashable]] = {}
        self._start = self._state()

    def add(self, pattern: str, tag: Hashable, *, start_only: bool = False, approximate: bool = False) -> None:
        """Add a pattern.

        Args:
            pattern: in the syntax of `re`, over ASCII digits.
            tag: what a number that matches is marked with.
            start_only: True when the start of a number may match; else the whole number must.
            approximate: True when anchors and assertions may be passed over, so that more may match than should.

        Raises:
            MetadataError: the pattern says something an automaton over digits cannot.
        """
        begin = self._state()
        self._silent[self._start].append(begin)
        end = self._build(parser.parse(pattern), begin, approximate=approximate)
        if start_only:
            rest, read = self._state(), self._state()
            self._silent[end].append(rest)
            self._reads[rest] = (_DIGITS, read)
            self._silent[read].append(rest)
            end = rest
        self._tags.setdefault(end, set()).add(tag)

    def automaton(self) -> Automaton:
        """The deterministic automaton of all patterns."""
        start = self._closure(self._start)
        known = {start: 0}
        queue = [start]
        closures: dict[int, frozenset[int]] = {}
        table: list[list[int]] = []
        for states in queue:  # grows while it is read
            targets: list[set[int]] = [set() for _ in range(10)]
            for digits, state in filter(None, map(self._reads.__getitem__, states)):
                if state not in closures:
                    closures[state] = self._closure(state)
                for digit in digits:
                    targets[digit] |= closures[state]
            row = []
            for target in map(frozenset, targets):
                if target not in known:
                    known[target] = len(queue)
                    queue.append(target)
                row.append(known[target])
            table.append(row)
        tags = [frozenset().union(*(self._tags.get(state, ()) for state in states)) for states in queue]
        return Automaton(np.array(table, np.int32), tags)

    def _state(self) -> int:
        self._silent.append([])
        self._reads.append(None)
        return len(self._silent) - 1

    def _closure(self, state: int) -> frozenset[int]:
        """States reached without reading, as far as they read or are tagged."""
        seen, stack = {state}, [state]
        while stack:
            for reached in self._silent[stack.pop()]:
                if reached not in seen:
                    seen.add(reached)
                    stack.append(reached)
        return frozenset(each for each in seen if self._reads[each] is not None or each in self._tags)

    def _build(self, parsed: Iterable[tuple[Any, Any]], state: int, *, approximate: bool) -> int:
        """Append a parsed pattern behind `state`; the state behind it."""
        for operation, argument in parsed:
            if operation in (syntax.LITERAL, syntax.IN):
                behind = self._state()
                self._reads[state] = (_digits_of(operation, argument), behind)
            elif operation is syntax.SUBPATTERN:
                behind = self._build(argument[3], state, approximate=approximate)
            elif operation is syntax.BRANCH:
                behind = self._branch(argument[1], state, approximate=approximate)
            elif operation is syntax.MAX_REPEAT:
                behind = self._repeat(argument, state, approximate=approximate)
            elif approximate and operation in (syntax.AT, syntax.ASSERT, syntax.ASSERT_NOT):
                continue
            else:
                raise MetadataError(str(operation))
            state = self._state()  # a state that reads is never left silently as well
            self._silent[behind].append(state)
        return state

    def _branch(self, choices: Iterable[Any], state: int, *, approximate: bool) -> int:
        behind = self._state()
        for choice in choices:
            begin = self._state()
            self._silent[state].append(begin)
            self._silent[self._build(choice, begin, approximate=approximate)].append(behind)
        return behind

    def _repeat(self, repeat: tuple[int, int, Any], state: int, *, approximate: bool) -> int:
        least, most, repeated = repeat
        for _ in range(least):
            state = self._build(repeated, state, approximate=approximate)
        behind = self._state()
        self._silent[state].append(behind)
        endless = most is syntax.MAXREPEAT
        for _ in range(1 if endless else most - least):
            begin = self._state()
            self._silent[state].append(begin)
            state = self._build(repeated, begin, approximate=approximate)
            self._silent[state].append(behind)
            if endless:
                self._silent[state].append(begin)
        return behind


class Automaton:
    """A table that reads digits, three at a step.

    Args:
        table: states × 10, the state after each digit; the first state is where reading starts.
        tags: of each state, the tags of all patterns that match when reading ends there.
    """

    def __init__(self, table: NDArray[np.int32], tags: list[frozenset[Hashable]]) -> None:
        self.tags = tags
        self.table = table
        two = table[table].reshape(len(table), 100)
        self._steps = {1: table.ravel(), 2: two.ravel(), 3: table[two].reshape(len(table), 1000).ravel()}

    def read(self, numbers: NDArray[np.int64], length: int) -> NDArray[np.int32]:
        """The state in which each number ends.

        Args:
            numbers: n × digits as a number.
            length: how many digits each has, leading zeros among them.
        """
        left = length - (length % 3 or min(3, length))
        states: NDArray[np.int32] = self._steps[length - left].take(numbers // 10**left)
        while left:
            left -= 3
            states = self._steps[3].take(states * np.int64(1000) + numbers // 10**left % 1000)
        return states

    def where(self, tag: Hashable) -> NDArray[np.bool_]:
        """Which states bear the tag (states × bool)."""
        return np.fromiter((tag in each for each in self.tags), np.bool_, len(self.tags))


def _digits_of(operation: Any, argument: Any) -> frozenset[int]:
    """The digits that a literal or a class of a pattern stands for.

    Raises:
        MetadataError: it stands for something else than ASCII digits.
    """
    digits: set[int] = set()
    for kind, value in [(operation, argument)] if operation is syntax.LITERAL else argument:
        if kind is syntax.LITERAL:
            digits.add(value - _FIRST_DIGIT)
        elif kind is syntax.RANGE:
            digits.update(range(value[0] - _FIRST_DIGIT, value[1] - _FIRST_DIGIT + 1))
        elif kind is syntax.CATEGORY and value is syntax.CATEGORY_DIGIT:
            digits |= _DIGITS
        else:
            raise MetadataError(str(kind))
    if not digits <= _DIGITS:
        raise MetadataError(str(sorted(digits)))
    return frozenset(digits)
