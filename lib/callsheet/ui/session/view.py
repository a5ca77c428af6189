"""Which rows of a report are on the screen. No Streamlit."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import Enum, StrEnum
from secrets import token_hex
from typing import TYPE_CHECKING, Self

import numpy as np

from callsheet.ui.session.arrangement import Arrangement
from callsheet.ui.session.duplicates import positions_side_by_side
from callsheet.ui.session.search import Search, positions_found
from callsheet.ui.session.summary import rows_in_focus
from callsheet.validation import Bucket, IssueCode

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from callsheet.ui.session.summary import Focus
    from callsheet.validation import Report

_EARLIER_VIEWS = 4
"""How many earlier filters the grid may still refer to: those that its browser showed when it sent its last entries."""


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


_BUCKETS = {
    Tab.NEED_FIXING: (Bucket.ERRORS,),
    Tab.READY: (Bucket.READY,),
    Tab.DUPLICATES: (Bucket.DUPLICATES,),
    Tab.LEFT_OUT: (Bucket.LEFT_OUT, Bucket.WITHOUT_CONSENT),
}


@dataclass(frozen=True, eq=False)
class View:
    """A filter and the rows that matched when it was applied.

    The rows stay the same while cells are edited, so that a fixed row does not vanish from under the cursor.

    Args:
        tab: which rows.
        search: what a cell of the row, or its number as sent, contains; an empty one: anything.
        rows: matching row numbers, in the order of `arrangement`.
        generation: counts how often a filter was applied.
        focus: the one kind of problem shown; None: any.
        key: names these rows; another one whenever a filter is applied.
        earlier: (key, rows) of the views before it, the latest last.
        arrangement: how they are sorted, and which values of a column are shown alone.
        found: positions of the rows of all tabs that the search found; None without a search.
        tab_before: the tab before the search, which looks at all rows; None without one, or once another was chosen.
    """

    tab: Tab
    search: Search
    rows: NDArray[np.int64]
    generation: int = 1
    focus: Focus | None = None
    key: str = field(default_factory=lambda: token_hex(8))
    earlier: tuple[tuple[str, NDArray[np.int64]], ...] = ()
    arrangement: Arrangement = field(default_factory=Arrangement)
    found: NDArray[np.intp] | None = None
    tab_before: Tab | None = None

    @classmethod
    def of(cls, report: Report, arrangement: Arrangement | None = None) -> Self:
        """The rows that need fixing, or all rows if nothing needs fixing.

        Args:
            report: the validated file.
            arrangement: how they are sorted; None: as in the file.
        """
        tab, arrangement = Tab.NEED_FIXING if report.counts.errors else Tab.ALL, arrangement or Arrangement()
        return cls(tab, Search(), matching_rows(report, tab, arrangement=arrangement), arrangement=arrangement)

    def refiltered(
        self,
        report: Report,
        tab: Tab | None = None,
        search: Search | None = None,
        focus: Focus | KeepFocus | None = KEEP,
        arrangement: Arrangement | None = None,
    ) -> Self:
        """With the filter applied again; arguments not given stay as they are.

        A kind of problem is shown with all its rows: a filter of values that is on ends.
        """
        new_focus = self.focus if isinstance(focus, KeepFocus) else focus
        new_arrangement = arrangement or self.arrangement
        if new_focus is not None and new_focus != self.focus:
            new_arrangement = Arrangement(new_arrangement.order)
        new_search = self.search if search is None else search
        new_tab = tab or self.tab
        found = positions_found(report, new_search) if new_search else None
        return type(self)(
            new_tab,
            new_search,
            _rows(report, new_tab, found, new_focus, new_arrangement),
            generation=self.generation + 1,
            focus=new_focus,
            earlier=(*self.earlier, (self.key, self.rows))[-_EARLIER_VIEWS:],
            arrangement=new_arrangement,
            found=found,
            tab_before=self.tab_before if new_search and tab in (None, self.tab) else None,
        )

    def searched(self, report: Report, search: Search) -> Self:
        """With another search; it begins in all rows, and without it the tab before it is shown again."""
        if search and not self.search:
            return replace(self.refiltered(report, Tab.ALL, search, None), tab_before=self.tab)
        if not search and self.search:
            return self.refiltered(report, self.tab_before, search)
        return self.refiltered(report, search=search)

    def rows_found(self, report: Report) -> dict[Tab, int] | None:
        """How many rows of each tab the search found, in the buckets they are in now; None without a search."""
        if self.found is None:
            return None
        found = self.found
        return {
            tab: int(np.isin(report.positions(*_BUCKETS[tab]), found, assume_unique=True).sum())
            if tab in _BUCKETS
            else len(found)
            for tab in Tab
        }

    def rows_of(self, key: str) -> NDArray[np.int64] | None:
        """The rows of this or an earlier view; None if it is not known any more."""
        return dict([*self.earlier, (self.key, self.rows)]).get(key)


def matching_rows(
    report: Report,
    tab: Tab,
    search: Search | None = None,
    focus: Focus | None = None,
    arrangement: Arrangement | None = None,
) -> NDArray[np.int64]:
    """Row numbers that match a filter.

    Args:
        report: the validated file.
        tab: which rows.
        search: what a cell of the row, or its number as sent, contains; None or an empty one: anything.
        focus: one kind of problem; None: any.
        arrangement: how they are sorted, and which values are shown alone; None: all, in the order of the file.
    """
    return _rows(report, tab, positions_found(report, search) if search else None, focus, arrangement)


def _rows(
    report: Report,
    tab: Tab,
    found: NDArray[np.intp] | None,
    focus: Focus | None,
    arrangement: Arrangement | None,
) -> NDArray[np.int64]:
    row_numbers = report.frame.index.to_numpy(np.int64)
    if focus is not None and focus.code == IssueCode.DUPLICATE.value:
        return row_numbers[_duplicates(report, found, arrangement)]
    indices = report.positions(*_BUCKETS[tab]) if tab in _BUCKETS else np.arange(len(row_numbers))
    if focus is not None:
        indices = indices[np.isin(row_numbers[indices], rows_in_focus(report, focus))]
    if found is not None:
        indices = np.intersect1d(indices, found, assume_unique=True)
    return row_numbers[indices if arrangement is None else arrangement.applied(report, indices)]


def _duplicates(report: Report, found: NDArray[np.intp] | None, arrangement: Arrangement | None) -> NDArray[np.intp]:
    """Positions of duplicates beside the rows that are sent; in another order if the operator sorted or filtered."""
    positions = positions_side_by_side(report)
    if found is not None:
        positions = positions[np.isin(positions, found)]
    return positions if arrangement in (None, Arrangement()) else arrangement.applied(report, np.sort(positions))
