"""Which rows of a report are on the screen. No Streamlit."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, StrEnum
from secrets import token_hex
from typing import TYPE_CHECKING, Self

import numpy as np

from callsheet.ui.session.arrangement import Arrangement
from callsheet.ui.session.summary import rows_in_focus
from callsheet.validation import Bucket

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


_BUCKET = {
    Tab.NEED_FIXING: Bucket.ERRORS,
    Tab.READY: Bucket.READY,
    Tab.DUPLICATES: Bucket.DUPLICATES,
    Tab.LEFT_OUT: Bucket.LEFT_OUT,
}


@dataclass(frozen=True, eq=False)
class View:
    """A filter and the rows that matched when it was applied.

    The rows stay the same while cells are edited, so that a fixed row does not vanish from under the cursor.

    Args:
        tab: which rows.
        search: text that a cell of the row contains, ignoring case; "": any.
        rows: matching row numbers, in the order of `arrangement`.
        generation: counts how often a filter was applied.
        focus: the one kind of problem shown; None: any.
        key: names these rows; another one whenever a filter is applied.
        earlier: (key, rows) of the views before it, the latest last.
        arrangement: how they are sorted, and which values of a column are shown alone.
    """

    tab: Tab
    search: str
    rows: NDArray[np.int64]
    generation: int = 1
    focus: Focus | None = None
    key: str = field(default_factory=lambda: token_hex(8))
    earlier: tuple[tuple[str, NDArray[np.int64]], ...] = ()
    arrangement: Arrangement = field(default_factory=Arrangement)

    @classmethod
    def of(cls, report: Report, tab: Tab | None = None, search: str = "", focus: Focus | None = None) -> Self:
        """Apply a filter to a report.

        Args:
            report: the validated file.
            tab: None: the rows that need fixing, or all rows if nothing needs fixing.
            search: text to search for.
            focus: one kind of problem; None: any.
        """
        if tab is None:
            tab = Tab.NEED_FIXING if report.counts.errors else Tab.ALL
        return cls(tab, search, matching_rows(report, tab, search, focus), focus=focus)

    def refiltered(
        self,
        report: Report,
        tab: Tab | None = None,
        search: str | None = None,
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
        return type(self)(
            new_tab,
            new_search,
            matching_rows(report, new_tab, new_search, new_focus, new_arrangement),
            generation=self.generation + 1,
            focus=new_focus,
            earlier=(*self.earlier, (self.key, self.rows))[-_EARLIER_VIEWS:],
            arrangement=new_arrangement,
        )

    def rows_of(self, key: str) -> NDArray[np.int64] | None:
        """The rows of this or an earlier view; None if it is not known any more."""
        return dict([*self.earlier, (self.key, self.rows)]).get(key)


def matching_rows(
    report: Report,
    tab: Tab,
    search: str = "",
    focus: Focus | None = None,
    arrangement: Arrangement | None = None,
) -> NDArray[np.int64]:
    """Row numbers that match a filter.

    Args:
        report: the validated file.
        tab: which rows.
        search: text that a cell of the row contains, ignoring case, or that its number as sent contains.
        focus: one kind of problem; None: any.
        arrangement: how they are sorted, and which values are shown alone; None: all, in the order of the file.
    """
    row_numbers = report.frame.index.to_numpy(np.int64)
    indices = report.positions(_BUCKET[tab]) if tab in _BUCKET else np.arange(len(row_numbers))
    if focus is not None:
        indices = indices[np.isin(row_numbers[indices], rows_in_focus(report, focus))]
    text = search.strip()
    indices = _containing(report, indices, text) if text and len(indices) else indices
    return row_numbers[indices if arrangement is None else arrangement.applied(report, indices)]


def _containing(report: Report, indices: NDArray[np.intp], text: str) -> NDArray[np.intp]:
    matches = report.numbers.iloc[indices].str.contains(text, regex=False).to_numpy(np.bool_)
    for column in [*report.mapping.phone, *report.mapping.variables]:
        cells = report.frame[column].iloc[indices]
        matches = matches | cells.str.contains(text, case=False, regex=False).to_numpy(np.bool_)
    return indices[matches]
