"""The rows behind the grid: which lead is at which place of the present filter, and where the next problem is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from callsheet.files import write_cells_csv
from callsheet.ui.review.grid.cells import GridRow, grid_rows
from callsheet.ui.session.arrangement import Arrangement, value_counts
from callsheet.ui.session.search import Preview, columns_found, preview
from callsheet.ui.session.view import matching_rows
from callsheet.validation import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from callsheet.ui.session.search import Search
    from callsheet.ui.session.view import View
    from callsheet.validation import Report

_FIRST_LOOK, _LONGEST_LOOK = 256, 16_384
"""Rows searched at once for the next problem; the number doubles, so that a near one is found fast."""


class CellPlace(NamedTuple):
    """A cell of the grid.

    Args:
        position: of the row in the present filter, counted from 0.
        column: index of the column.
    """

    position: int
    column: int


class RowPlace(NamedTuple):
    """Where a row number is.

    Args:
        position: in the present filter, or that of the next row after it, counted from 0; -1: there is no row.
        found: True if that row number is in the present filter.
    """

    position: int
    found: bool


@dataclass(frozen=True, eq=False)
class GridSource:
    """What the grid can show: the rows of a view, with the state that a report gives them.

    Args:
        report: the validated file.
        view: the present filter.
        columns: names in the Table, in the order of the grid.
    """

    report: Report
    view: View
    columns: tuple[str, ...]

    def rows(self, start: int, count: int) -> list[GridRow]:
        """Some rows; fewer at the end, none beyond it.

        Args:
            start: place of the first one, counted from 0.
            count: how many.
        """
        start = max(start, 0)
        numbers = self.view.rows[start : start + max(count, 0)].tolist()
        if not numbers:
            return []
        rows = grid_rows(self.report, numbers, self.columns)
        if not self.view.search:
            return rows
        found = columns_found(self.report, self.view.search, numbers)
        return [row._replace(found=columns) for row, columns in zip(rows, found, strict=True)]

    def found(self, search: Search, replacement: str) -> Preview:
        """What a search finds in the rows of the view, and what a replacement would do."""
        return preview(self.report, search, self.view.rows, replacement)

    def texts(self, first: int, last: int, left: int, right: int) -> list[list[str]]:
        """The texts of some cells, with the operator's edits.

        Args:
            first: place of the first row, counted from 0.
            last: of the last one.
            left: index of the first column.
            right: of the last one.
        """
        numbers = self.view.rows[first : last + 1].tolist()
        return self.report.page(numbers, self.columns[left : right + 1]).values if numbers else []

    def as_csv(self, ranges: Sequence[tuple[int, int]], left: int, right: int) -> bytes:
        """Some cells as a CSV file for a spreadsheet, with column names as written and the operator's edits.

        Args:
            ranges: places of the first and the last row of each range, counted from 0.
            left: index of the first column.
            right: of the last one.

        Raises:
            ValueError: there is no such row or column.
        """
        names = self.columns[left : right + 1]
        places = [self.view.rows[first : last + 1] for first, last in ranges]
        rows = np.concatenate(places) if places else self.view.rows[:0]
        if not names or not len(rows):
            raise ValueError(ranges)
        positions = self.report.row_positions(rows.tolist())
        headers = [self.report.table.header_of(name).strip() or name for name in names]
        ascending, places_in_file = np.unique(positions, return_inverse=True)
        cells = (self.report.values(name, ascending).iloc[places_in_file] for name in names)
        return write_cells_csv(headers, list(cells))

    def place_of(self, row: int) -> RowPlace:
        """Where a row number is in the present filter."""
        numbers = self.view.rows
        if not len(numbers):
            return RowPlace(-1, found=False)
        order = None if (numbers[1:] > numbers[:-1]).all() else np.argsort(numbers)
        index = int(np.searchsorted(numbers, row, sorter=order))
        last = len(numbers) - 1
        position = min(index, last) if order is None else int(order[min(index, last)])
        return RowPlace(position, found=int(numbers[position]) == row)

    def values(self, column: int) -> tuple[list[tuple[str, int]], int, list[str] | None]:
        """What a column may be filtered by: texts with their rows, how many texts there are, and those shown now.

        Args:
            column: its index.
        """
        view, name = self.view, self.columns[column]
        others = view.arrangement.with_values(name, None)
        rows = matching_rows(self.report, view.tab, view.search, view.focus, Arrangement(values=others.values))
        chosen = view.arrangement.values.get(name)
        return *value_counts(self.report, rows, name), None if chosen is None else sorted(chosen)

    def next_problem(self, after: CellPlace, *, backwards: bool = False) -> CellPlace | None:
        """The next cell with an error or warning, or None; after the last row the search goes on at the first.

        Args:
            after: where to begin; this cell itself is found last.
            backwards: True for the one before it.
        """
        for start, stop in _looks(len(self.view.rows), after.position, backwards=backwards):
            problems = sorted(self._problems(start, stop), reverse=backwards)
            for place in problems:
                is_ahead = place < after if backwards else place > after
                if place.position != after.position or is_ahead:
                    return place
        same_row = sorted(self._problems(after.position, after.position + 1), reverse=backwards)
        return same_row[0] if same_row else None

    def _problems(self, start: int, stop: int) -> set[CellPlace]:
        """The cells with an error or warning in rows start … stop."""
        numbers = self.view.rows[start:stop].tolist()
        index_of = {number: index for index, number in enumerate(numbers, start)}
        columns = {column: index for index, column in enumerate(self.columns)}
        return {
            CellPlace(index_of[issue.row], columns.get(issue.column or "", 0))
            for issue in (self.report.issues_of(numbers) if numbers else [])
            if issue.severity is not Severity.INFO
        }


def rows_like(report: Report, row: int, column: str) -> list[int]:
    """Row numbers of the cells of a column whose text is what this cell was before it was changed.

    Args:
        report: the validated file.
        row: row number of the changed cell.
        column: a column of the Table.
    """
    page = report.page([row], [column])
    before, now = page.originals[0][0], page.values[0][0]
    if before == now:
        return []
    texts = report.values(column, np.arange(len(report.table.frame)))
    return texts.index[(texts == before).to_numpy(np.bool_)].tolist()


def _looks(rows: int, first: int, *, backwards: bool) -> Iterator[Sequence[int]]:
    """Stretches (start, stop) of all rows in the order of the search: from `first` to the end, then the other side."""
    size = _FIRST_LOOK
    at = 0 if rows == 0 else min(max(first, 0), rows - 1)
    ahead, behind = ((at + 1, 0), (rows, at + 1)) if backwards else ((at, rows), (0, at))
    for begin, end in (ahead, behind):
        place = begin
        while place != end:
            step = min(size, abs(end - place))
            yield (place - step, place) if backwards else (place, place + step)
            place += -step if backwards else step
            size = min(size * 2, _LONGEST_LOOK)
