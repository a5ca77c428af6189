"""Which rows of a report are on the screen. No Streamlit."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum, StrEnum
from typing import TYPE_CHECKING, Self

import numpy as np

from callsheet.ui.session.summary import rows_in_focus
from callsheet.validation import Bucket

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from callsheet.ui.session.summary import Focus
    from callsheet.validation import Report

PAGE_ROWS = 50


class KeepFocus(Enum):
    """Default of a `focus` argument, for which None has a meaning: keep the focus as it is."""

    KEEP = "keep"


KEEP = KeepFocus.KEEP


class Tab(StrEnum):
    """Which rows Review shows."""

    NEED_FIXING = "need_fixing"
    ALL = "all"
    READY = "ready"
    DUPLICATES = "duplicates"
    LEFT_OUT = "left_out"


_BUCKET = {
    Tab.NEED_FIXING: Bucket.ERRORS,
    Tab.READY: Bucket.READY,
    Tab.DUPLICATES: Bucket.DUPLICATES,
    Tab.LEFT_OUT: Bucket.LEFT_OUT,
}


@dataclass(frozen=True, eq=False)
class View:
    """A filter, the rows that matched when it was applied, and the open page.

    The rows stay the same while cells are edited, so that a fixed row does not vanish from under the cursor.

    Args:
        tab: which rows.
        search: text that a cell of the row contains, ignoring case; "": any.
        rows: matching row numbers, in the order of the file.
        page: the open page, counted from 1.
        generation: counts how often a filter was applied.
        focus: the one kind of problem shown; None: any.
    """

    tab: Tab
    search: str
    rows: NDArray[np.int64]
    page: int = 1
    generation: int = 1
    focus: Focus | None = None

    @classmethod
    def of(
        cls, report: Report, tab: Tab | None = None, search: str = "", generation: int = 1, focus: Focus | None = None
    ) -> Self:
        """Apply a filter to a report.

        Args:
            report: the validated file.
            tab: None: the rows that need fixing, or all rows if nothing needs fixing.
            search: text to search for.
            generation: number of this application.
            focus: one kind of problem; None: any.
        """
        if tab is None:
            tab = Tab.NEED_FIXING if report.counts.errors else Tab.ALL
        return cls(tab, search, matching_rows(report, tab, search, focus), generation=generation, focus=focus)

    def refiltered(
        self,
        report: Report,
        tab: Tab | None = None,
        search: str | None = None,
        focus: Focus | KeepFocus | None = KEEP,
    ) -> Self:
        """With the filter applied again; arguments not given stay as they are, and so does the page if it exists."""
        new_focus = self.focus if isinstance(focus, KeepFocus) else focus
        new_search = self.search if search is None else search
        view = type(self).of(report, tab or self.tab, new_search, self.generation + 1, new_focus)
        same_filter = (view.tab, view.search, view.focus) == (self.tab, self.search, self.focus)
        return view.with_page(self.page) if same_filter else view

    def with_page(self, page: int) -> Self:
        """With another page; the first or last one if the number is out of range."""
        return replace(self, page=min(max(page, 1), self.pages))

    @property
    def pages(self) -> int:
        """Number of pages, at least one."""
        return max(1, -(-len(self.rows) // PAGE_ROWS))

    @property
    def page_rows(self) -> list[int]:
        """Row numbers on the open page."""
        first = (self.page - 1) * PAGE_ROWS
        return [int(row) for row in self.rows[first : first + PAGE_ROWS]]

    @property
    def span(self) -> tuple[int, int]:
        """Positions of the page's first and last row among the matching ones, from 1; (0, 0) when there is no row."""
        if not len(self.rows):
            return (0, 0)
        first = (self.page - 1) * PAGE_ROWS
        return (first + 1, min(first + PAGE_ROWS, len(self.rows)))

    @property
    def name(self) -> str:
        """Identifies the rows on the screen; the grid is rebuilt when it changes."""
        return f"{self.tab}|{self.search}|{self.focus}|{self.generation}|{self.page}"


def matching_rows(report: Report, tab: Tab, search: str = "", focus: Focus | None = None) -> NDArray[np.int64]:
    """Row numbers that match a filter, in the order of the file.

    Args:
        report: the validated file.
        tab: which rows.
        search: text that a cell of the row contains, ignoring case, or that its number as sent contains.
        focus: one kind of problem; None: any.
    """
    row_numbers = report.frame.index.to_numpy(np.int64)
    indices = report.positions(_BUCKET[tab]) if tab in _BUCKET else np.arange(len(row_numbers))
    if focus is not None:
        indices = indices[np.isin(row_numbers[indices], rows_in_focus(report, focus))]
    text = search.strip()
    return row_numbers[_containing(report, indices, text) if text and len(indices) else indices]


def _containing(report: Report, indices: NDArray[np.intp], text: str) -> NDArray[np.intp]:
    matches = report.numbers.iloc[indices].str.contains(text, regex=False).to_numpy(np.bool_)
    for column in [*report.mapping.phone, *report.mapping.variables]:
        cells = report.frame[column].iloc[indices]
        matches = matches | cells.str.contains(text, case=False, regex=False).to_numpy(np.bool_)
    return indices[matches]
