"""Corrected rows come back on the page where the operator is, with one report of what they did."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from callsheet.files import write_error_csv
from callsheet.ui.state import persistence
from callsheet.wording.ui import corrections as words
from tests.ui.sessions import report_of

if TYPE_CHECKING:
    from tests.ui.app_page import App, Page

TEN = "1, 2, 3, 4, 5, 6, 7, 8, 9, 10"
LEADS = b"Mobile,name\n9820010001,Priya\n98765,Neha\n12,Asha\n9820010005,Ravi\n"


def error_rows(app: App, page: Page) -> bytes:
    session = persistence.session_of_draft(app.services.store.drafts.load(page.draft), app.services)
    return write_error_csv(report_of(session), draft_id=page.draft)


def drop(page: Page, data: bytes) -> Page:
    [key] = [str(box.key) for box in page.test.get("file_uploader") if "corrected" in str(box.key)]
    page.test.file_uploader(key=key).upload("leads - 2 to fix.csv", data).run()
    return page


@pytest.mark.parametrize("place", ["review", "send", "history"])
def test_corrected_rows_are_merged_from_the_page_that_is_open(app: App, place: str) -> None:
    """Review opens with the rows fixed and a report that stays until it is closed; the box takes the next file."""
    page = app.open().review("leads.csv", LEADS)
    corrected = error_rows(app, page).replace(b"98765", b"9820010002")
    if place == "send":
        page.press("continue")
    elif place == "history":
        page = app.open("history")
    page = drop(page, corrected)
    if place == "history":  # the test has one page at a time
        page = app.open(draft=page.draft)
        assert page.counts()["ready"] == 3
        return
    assert page.title == "Review your leads"
    assert (page.counts()["ready"], page.counts()["errors"]) == (3, 1)
    assert "Your file fixed 1 row." in page.html
    assert "1 row in it still needs fixing." in page.html
    page.press("undo")
    assert page.counts()["ready"] == 2
    assert "Your file fixed 1 row." in page.html
    page.press("close_merge_report")
    assert "Your file fixed" not in page.html


def test_another_file_and_one_that_cannot_be_read_are_refused_in_words(app: App) -> None:
    """The upload stays as it was."""
    page = drop(app.open().review("leads.csv", LEADS), b"phone,name\n9820010009,Other\n")
    assert words.NOT_CORRECTIONS in page.text
    page = drop(page, b"%PDF-1.7 nothing")
    assert words.NOT_CORRECTIONS not in page.text
    assert "PDF" in page.text
    assert page.counts()["rows"] == 4


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        (words.fixed(0), "Your file fixed no row."),
        (words.fixed(1200), "Your file fixed 1,200 rows."),
        (words.still_open(0), "No row in it needs fixing any more."),
        (words.still_open(2), "2 rows in it still need fixing."),
        (words.missing([9]), "1 row that needs fixing was not in it: 9."),
        (words.missing(range(1, 1001)), f"1,000 rows that need fixing were not in it: {TEN} and 990 more."),
        (words.conflicts([4, 7]), "2 rows were changed here as well, and we kept that: 4 and 7."),
        (words.unknown([7]), "We left out 1 row of it that this upload does not have."),
    ],
)  # fmt: skip
def test_the_report_counts_in_plain_sentences(sentence: str, text: str) -> None:
    """Singular and plural, thousands separated, and no list longer than ten rows."""
    assert sentence == text
