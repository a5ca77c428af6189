"""Duplicates beside the row that is sent, and another of them sent instead."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from callsheet.ui.review.grid import with_entries
from callsheet.ui.review.grid.columns import grid_columns
from callsheet.ui.review.grid.payload import grid_source
from callsheet.ui.review.grid.source import RowPlace
from callsheet.ui.session.search import Search
from callsheet.ui.session.session import Session, Step
from callsheet.ui.session.summary import Focus
from callsheet.ui.session.view import Tab
from callsheet.validation import Bucket
from tests.ui.sessions import report_of, view_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from callsheet.validation import DuplicatePolicy

A, B = "9876543210", "9123456789"
SHOWN = Focus("duplicate", cause="")


@pytest.fixture
def session(session_of: Callable[..., Session]) -> Session:
    return session_of([B, A, "12", f"+91{B}", f"0{A}", "9000000001", f"91{A}"]).go_to(Step.REVIEW)


def test_duplicates_are_shown_beside_the_row_that_is_sent(session: Session) -> None:
    """By number, the row that is sent first; a search narrows them and a row number is found in them."""
    shown = session.filtered(Tab.DUPLICATES, focus=SHOWN)
    assert view_of(shown).rows.tolist() == [2, 5, 3, 6, 8]
    assert view_of(shown.filtered(search=Search(f"0{A}"))).rows.tolist() == [6]
    source = grid_source(shown, grid_columns(report_of(shown)))
    assert [source.place_of(row) for row in (3, 5, 4)] == [
        RowPlace(2, found=True), RowPlace(1, found=True), RowPlace(1, found=False),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("policy", "row", "left_out"), [("first", 6, [3]), ("first", 8, [3, 6]), ("last", 3, [6, 8]), ("last", 6, [8])]
)
def test_another_row_of_a_number_is_sent_as_one_step(
    session: Session, policy: DuplicatePolicy, row: int, left_out: list[int]
) -> None:
    """Keep this one leaves out the rows that would be sent before it, and one undo brings them back."""
    session = session.with_decisions(replace(session.choices, duplicates=policy)).go_to(Step.REVIEW)
    kept = with_entries(session, [{"kind": "keep", "sequence": 1, "row": row}])
    report = report_of(kept)
    assert report.buckets.loc[row] == Bucket.READY
    assert (report.buckets.loc[[3, 6, 8]] == Bucket.READY.value).sum() == 1
    assert sorted(kept.choices.left_out_rows) == left_out
    assert kept.undo_history.undo_label == f"keeping row {row}"
    assert kept.undo().choices == session.choices


def test_a_row_without_a_number_is_not_kept(session: Session) -> None:
    """It has no other rows."""
    assert with_entries(session, [{"kind": "keep", "sequence": 1, "row": 4}]).choices == session.choices
