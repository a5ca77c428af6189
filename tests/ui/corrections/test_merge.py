from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import openpyxl
import pytest

from callsheet.files import parse_corrections, read_table, write_error_csv, write_error_workbook
from callsheet.ui.corrections.merge import merge_corrections
from callsheet.ui.session.session import Step
from callsheet.validation import Edit
from tests.ui.sessions import report_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from callsheet.files import Corrections
    from callsheet.ui.corrections.merge import MergeResult
    from callsheet.ui.session.session import Session


PHONES = ["98765", "9876543210", "12", "=9820010004"]


def parsed(name: str, data: bytes) -> Corrections:
    corrections = parse_corrections(read_table(name, data))
    assert corrections is not None
    return corrections


def merge(session: Session, corrections: Corrections) -> MergeResult:
    result = merge_corrections(session, corrections)
    assert result is not None
    return result


def corrected_csv(session: Session, fixes: dict[int, str]) -> bytes:
    rows = list(csv.reader(io.StringIO(write_error_csv(report_of(session), draft_id="draft-1").decode("utf-8-sig"))))
    for row in rows[1:]:
        row[1] = fixes.get(int(row[0]), row[1])
    target = io.StringIO()
    csv.writer(target).writerows(rows)
    return target.getvalue().encode()


def corrected_xlsx(session: Session, fixes: dict[int, str]) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(write_error_workbook(report_of(session), draft_id="draft-1")))
    for row in book.worksheets[0].iter_rows(min_row=2):
        if row[0].value in fixes:
            row[1].value = fixes[int(str(row[0].value))]
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


@pytest.mark.parametrize(
    ("name", "corrected"), [("error-rows.csv", corrected_csv), ("error-rows.xlsx", corrected_xlsx)]
)
def test_a_corrected_error_file_changes_its_rows_alone(
    session_of: Callable[..., Session], name: str, corrected: Callable[..., bytes]
) -> None:
    """Two of three are fixed, one is still open; no other cell, no column of ours enters the draft."""
    session = session_of(PHONES, ["Priya", "Rahul", "=Neha", "Arjun"]).go_to(Step.REVIEW)
    came = parsed(name, corrected(session, {2: "9812345678", 4: "9812345679"}))
    assert came.origin.draft_id == "draft-1"
    result = merge(session, came)
    assert (result.open_before, result.fixed, result.open_after) == (3, 2, 1)
    assert result.session.choices.edits == (
        Edit(2, "Mobile", "9812345678", "file"),
        Edit(4, "Mobile", "9812345679", "file"),
    )
    assert (result.conflicts, result.unknown, result.missing) == ((), (), ())
    assert result.session.undo().choices == session.choices


def test_a_row_changed_in_both_places_stays_as_it_is_here(session_of: Callable[..., Session]) -> None:
    """What was typed in the app since the file was written is kept, the row named, the file's value there to take."""
    session = session_of(PHONES).go_to(Step.REVIEW)
    file = corrected_csv(session, {2: "9812345678", 4: "9812345679"})
    here = session.with_edits([Edit(2, "Mobile", "9811111111")])
    result = merge(here, parsed("error-rows.csv", file))
    assert result.conflicts == (2,)
    assert report_of(result.session).frame.loc[2, "Mobile"] == "9811111111"
    assert report_of(result.session).frame.loc[4, "Mobile"] == "9812345679"
    assert result.file_edits == (Edit(2, "Mobile", "9812345678", "file"),)


def test_rows_that_need_fixing_and_did_not_come_back_are_named(session_of: Callable[..., Session]) -> None:
    """Someone returned only the rows that they had time for."""
    session = session_of(PHONES).go_to(Step.REVIEW)
    lines = corrected_csv(session, {2: "9812345678"}).splitlines(keepends=True)
    result = merge(session, parsed("error-rows.csv", b"".join(lines[:2])))
    assert (result.fixed, result.missing) == (1, (4, 5))


def test_any_other_file_is_no_error_file(session_of: Callable[..., Session]) -> None:
    """A file without our heading is not an error file, and a row the draft does not have is named."""
    assert parse_corrections(read_table("leads.csv", b"phone_number,name\n9876543210,Priya\n")) is None
    session = session_of(PHONES).go_to(Step.REVIEW)
    came = parsed("e.csv", corrected_csv(session, {}))
    smaller = session_of(PHONES[:2]).go_to(Step.REVIEW)
    assert merge(smaller, came).unknown == (4, 5)


def test_a_cell_cut_off_in_the_workbook_is_not_cut_off_here(session_of: Callable[..., Session]) -> None:
    """A workbook holds less of a cell than the draft does: what comes back of it as it was written is no change."""
    session = session_of(["98765"], ["x" * 40_000]).go_to(Step.REVIEW)
    came = parsed("e.xlsx", write_error_workbook(report_of(session), draft_id="draft-1"))
    assert merge(session, came).session.choices.edits == ()
