"""Which rows of a report are on the screen. Pure: no Streamlit."""

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
    """Says that the kind of problem in focus stays as it is."""

    KEEP = "keep"


KEEP = KeepFocus.KEEP


class Tab(StrEnum):
    """Which rows the review shows."""

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
    """A filter, the rows it found when it was applied, and the page that is open.

    The rows stay as they are while cells are edited, so that a fixed row does not run away from under the cursor.

    Args:
        tab: which rows.
        search: text that one of their cells holds, in any case; "": any.
        rows: row numbers found, in the order of the file.
        page: the page that is open, counted from 1.
        round: grows with every application of a filter.
        focus: the one kind of problem shown; None: no such filter.
    """

    tab: Tab
    search: str
    rows: NDArray[np.int64]
    page: int = 1
    round: int = 1
    focus: Focus | None = None

    @classmethod
    def of(
        cls, report: Report, tab: Tab | None = None, search: str = "", round_: int = 1, focus: Focus | None = None
    ) -> Self:
        """Apply a filter to a report.

        Args:
            report: the judgement of the file.
            tab: None: the rows that need fixing, or all when there are none.
            search: text to look for.
            round_: number of this application.
            focus: one kind of problem; None: any row.
        """
        if tab is None:
            tab = Tab.NEED_FIXING if report.counts.errors else Tab.ALL
        return cls(tab, search, rows_of(report, tab, search, focus), round=round_, focus=focus)

    def applied(
        self,
        report: Report,
        tab: Tab | None = None,
        search: str | None = None,
        focus: Focus | KeepFocus | None = KEEP,
    ) -> Self:
        """The filter applied again; what is not given stays as it is, and a page that is still there stays open."""
        wanted = self.focus if isinstance(focus, KeepFocus) else focus
        words = self.search if search is None else search
        fresh = type(self).of(report, tab or self.tab, words, self.round + 1, wanted)
        same = (fresh.tab, fresh.search, fresh.focus) == (self.tab, self.search, self.focus)
        return fresh.turned(self.page) if same else fresh

    def turned(self, page: int) -> Self:
        """Another page; past either end, the nearest there is."""
        return replace(self, page=min(max(page, 1), self.pages))

    @property
    def pages(self) -> int:
        """How many pages there are; one at least."""
        return max(1, -(-len(self.rows) // PAGE_ROWS))

    @property
    def page_rows(self) -> list[int]:
        """Row numbers on the open page."""
        first = (self.page - 1) * PAGE_ROWS
        return [int(row) for row in self.rows[first : first + PAGE_ROWS]]

    @property
    def span(self) -> tuple[int, int]:
        """Place of the first and the last row on the page, counted from 1; (0, 0) when there is none."""
        if not len(self.rows):
            return (0, 0)
        first = (self.page - 1) * PAGE_ROWS
        return (first + 1, min(first + PAGE_ROWS, len(self.rows)))

    @property
    def name(self) -> str:
        """Names what is shown; the grid starts afresh under another name."""
        return f"{self.tab}|{self.search}|{self.focus}|{self.round}|{self.page}"


def rows_of(report: Report, tab: Tab, search: str = "", focus: Focus | None = None) -> NDArray[np.int64]:
    """Row numbers that a filter finds.

    Args:
        report: the judgement of the file.
        tab: which rows.
        search: text that one of their cells holds, in any case, or that their number as sent holds.
        focus: the one kind of problem they have; None: any or none.
    """
    index = report.frame.index.to_numpy(np.int64)
    places = report.rows.places(_BUCKET[tab]) if tab in _BUCKET else np.arange(len(index))
    if focus is not None:
        places = places[np.isin(index[places], rows_in_focus(report, focus))]
    wanted = search.strip()
    return index[_holding(report, places, wanted) if wanted and len(places) else places]


def _holding(report: Report, places: NDArray[np.intp], wanted: str) -> NDArray[np.intp]:
    found = report.numbers.iloc[places].str.contains(wanted, regex=False).to_numpy(np.bool_)
    for column in [*report.mapping.phone, *report.mapping.variables]:
        cells = report.frame[column].iloc[places]
        found = found | cells.str.contains(wanted, case=False, regex=False).to_numpy(np.bool_)
    return places[found]
