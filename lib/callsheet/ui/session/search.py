"""Find and replace over the cells that are sent: options, the pattern they make, what it finds. No Streamlit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from callsheet.arrow_strings import (
    Deadline,
    PatternTooSlow,
    from_series,
    matches_within,
    pattern_problem,
    replaced_within,
)
from callsheet.validation import Edit

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from callsheet.validation import Report

MAX_PATTERN = 500
"""Characters of a text to find; RE2 may take seconds for a thousand rows with a longer one made to be slow."""
_SECONDS = 3.0
"""For one search or replacement of a whole file; 1,000,000 rows of ten columns take about one."""
_SAMPLES = 5
_NOT_LITERAL = re.compile(r"[^A-Za-z0-9_ \u0080-\U0010ffff]")
_REFERENCE = re.compile(r"\$(\d|\$|&)|\\(\d|\\)|\\")


@dataclass(frozen=True)
class Search:
    """What to find.

    Args:
        text: the text, or the regular expression; "": nothing is searched for.
        match_case: tell capital letters from small ones.
        whole_cell: only cells of which all is found.
        is_regex: the text is a regular expression in RE2 syntax.
    """

    text: str = ""
    match_case: bool = False
    whole_cell: bool = False
    is_regex: bool = False

    def __bool__(self) -> bool:
        """Whether anything is searched for."""
        return bool(self.text)

    @property
    def pattern(self) -> str:
        """The regular expression for RE2."""
        text = self.text if self.is_regex else _NOT_LITERAL.sub(lambda sign: f"\\x{{{ord(sign[0]):x}}}", self.text)
        cell = rf"\A(?:{text})\z" if self.whole_cell else text
        return cell if self.match_case else f"(?i){cell}"

    def problem(self, replacement: str = "") -> str:
        """What is wrong with the regular expression or with the replacement; "": nothing.

        Args:
            replacement: as the operator typed it.
        """
        if len(self.text) > MAX_PATTERN:
            return f"longer than {MAX_PATTERN} characters"
        return (pattern_problem(self.text, self.rewriting(replacement)) or "") if self.is_regex else ""

    def rewriting(self, replacement: str) -> str:
        r"""A replacement in RE2's syntax; in a regular expression `$1` or `\1` is its first group, `$0` all of it.

        Args:
            replacement: as the operator typed it.
        """
        if not self.is_regex:
            return replacement.replace("\\", "\\\\")

        def rewritten(sign: re.Match[str]) -> str:
            dollar, backslash = sign[1], sign[2]
            if dollar == "$":
                return "$"
            group = "0" if dollar == "&" else dollar or backslash
            return f"\\{group}" if group else "\\\\"

        return _REFERENCE.sub(rewritten, replacement)


class Preview(NamedTuple):
    """What a search finds in some rows, and what a replacement would do.

    Args:
        cells: found.
        rows: with such a cell.
        numbers: as they will be sent, that contain it.
        changes: cells that the replacement would change.
        samples: (before, after) of the first of them, no two alike.
        problem: what is wrong with the pattern; "": nothing. "slow": it takes too long.
    """

    cells: int = 0
    rows: int = 0
    numbers: int = 0
    changes: int = 0
    samples: tuple[tuple[str, str], ...] = ()
    problem: str = ""


SLOW = "slow"


def positions_found(report: Report, search: Search) -> NDArray[np.intp]:
    """Positions of the rows of which a cell, or the number as it will be sent, is found; none for a wrong pattern.

    Args:
        report: the validated file.
        search: not empty.
    """
    if search.problem():
        return np.zeros(0, np.intp)
    every, deadline = np.arange(len(report.table.frame)), Deadline(_SECONDS)
    try:
        found = matches_within(from_series(report.numbers), search.pattern, deadline)
        for column in searched_columns(report):
            found |= matches_within(from_series(report.values(column, every)), search.pattern, deadline)
    except PatternTooSlow:
        return np.zeros(0, np.intp)
    return np.flatnonzero(found)


def columns_found(report: Report, search: Search, rows: list[int]) -> list[list[int]]:
    """Indexes of the columns of `searched_columns` in which each of a few rows has a found cell.

    Args:
        report: the validated file.
        search: not empty.
        rows: row numbers.
    """
    found: list[list[int]] = [[] for _ in rows]
    if search.problem():
        return found
    positions, deadline = report.row_positions(rows), Deadline(_SECONDS)
    try:
        for index, column in enumerate(searched_columns(report)):
            cells = from_series(report.values(column, positions))
            for row in np.flatnonzero(matches_within(cells, search.pattern, deadline)).tolist():
                found[row].append(index)
    except PatternTooSlow:
        return [[] for _ in rows]
    return found


def preview(report: Report, search: Search, rows: NDArray[np.int64], replacement: str) -> Preview:
    """What a search finds in some rows, and what a replacement would do to them.

    Args:
        report: the validated file.
        search: what to find.
        rows: row numbers.
        replacement: as the operator typed it.
    """
    problem = search.problem(replacement) if search else ""
    if problem or not search or not len(rows):
        return Preview(problem=problem)
    positions, deadline = np.sort(report.row_positions(rows.tolist())), Deadline(_SECONDS)
    in_row, cells = np.zeros(len(positions), np.bool_), 0
    try:
        for column in searched_columns(report):
            found = matches_within(from_series(report.values(column, positions)), search.pattern, deadline)
            in_row |= found
            cells += int(np.count_nonzero(found))
        numbers = matches_within(from_series(report.numbers.iloc[positions]), search.pattern, deadline)
        edits = replacements(report, search, rows, replacement, deadline)
    except PatternTooSlow:
        return Preview(problem=SLOW)
    samples = _samples(report, edits)
    return Preview(cells, int(np.count_nonzero(in_row)), int(np.count_nonzero(numbers)), len(edits), samples)


def replacements(
    report: Report, search: Search, rows: NDArray[np.int64], replacement: str, deadline: Deadline | None = None
) -> list[Edit]:
    """The cells that a replacement changes, with white space at the ends of the new text removed.

    Args:
        report: the validated file.
        search: what to find; nothing is replaced by a wrong pattern.
        rows: row numbers.
        replacement: as the operator typed it.
        deadline: when to give up; None: as for one search.

    Raises:
        PatternTooSlow: the time is used up.
    """
    if not search or not len(rows) or search.problem(replacement):
        return []
    deadline = deadline or Deadline(_SECONDS)
    positions, rewriting = np.sort(report.row_positions(rows.tolist())), search.rewriting(replacement)
    numbers = report.table.frame.index.to_numpy(np.int64)
    edits: list[Edit] = []
    for column in searched_columns(report):
        cells = from_series(report.values(column, positions))
        found = np.flatnonzero(matches_within(cells, search.pattern, deadline))
        texts = cells.take(found)
        after = replaced_within(texts, search.pattern, rewriting, deadline)
        edits += [
            Edit(row, column, new.strip())
            for row, old, new in zip(numbers[positions[found]].tolist(), texts.to_pylist(), after, strict=True)
            if new != old and new.strip() != old
        ]
    return edits


def searched_columns(report: Report) -> list[str]:
    """The columns that are sent, in the order of the grid."""
    return [*report.mapping.phone, *report.mapping.variables]


def _samples(report: Report, edits: list[Edit]) -> tuple[tuple[str, str], ...]:
    samples: dict[tuple[str, str], None] = {}
    for edit in edits[: 20 * _SAMPLES]:
        samples[report.texts(edit.column, [edit.row])[0], edit.value] = None
        if len(samples) == _SAMPLES:
            break
    return tuple(samples)
