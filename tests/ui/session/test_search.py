"""Find and replace: what is found under which options, and what a replacement makes of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from callsheet.arrow_strings import PatternTooSlow
from callsheet.ui.session import search as search_module
from callsheet.ui.session.search import (
    SLOW,
    Preview,
    Search,
    positions_found,
    preview,
    replacements,
)
from callsheet.ui.session.session import Session, Step
from callsheet.ui.session.view import Tab, View

if TYPE_CHECKING:
    from collections.abc import Callable

    from callsheet.validation import Report

PHONES = ["98200 10001", "98200-10002.0", "12", "98200 10004"]
NAMES = ["Goa Traders", "goa", "Mr. Rao (Goa)", "a.b*c"]


@pytest.fixture
def session(session_of: Callable[..., Session]) -> Session:
    return session_of(PHONES, NAMES).go_to(Step.REVIEW)


@pytest.fixture
def report(session: Session) -> Report:
    assert session.report is not None
    return session.report


def view_of(session: Session) -> View:
    assert session.view is not None
    return session.view


@pytest.mark.parametrize(
    ("search", "rows"),
    [
        (Search("goa"), [2, 3, 4]),
        (Search("goa", match_case=True), [3]),
        (Search("goa", whole_cell=True), [3]),
        (Search("GOA", match_case=True, whole_cell=True), []),
        (Search("(Goa)"), [4]),
        (Search("a.b*c"), [5]),
        (Search("a.b", whole_cell=True), []),
        (Search(r"^g.a$", is_regex=True), [3]),
        (Search("goa|rao", is_regex=True, whole_cell=True), [3]),
        (Search("10001"), [2]),
        (Search("+919820010001"), [2]),
        (Search(r"\.0$", is_regex=True), [3]),
        (Search("(", is_regex=True), []),
        (Search("x" * 501), []),
        (Search("\\"), []),
    ],
)
def test_cells_and_numbers_are_found_by_the_options(report: Report, search: Search, rows: list[int]) -> None:
    """Text, case, whole cell and regular expression; phone columns included; a pattern that is wrong finds nothing."""
    assert (positions_found(report, search) + 2).tolist() == rows


@pytest.mark.parametrize(
    ("search", "replacement", "texts"),
    [
        (Search("goa"), "Pune", {(2, "Name"): "Pune Traders", (3, "Name"): "Pune", (4, "Name"): "Mr. Rao (Pune)"}),
        (Search("goa t"), r"\1 $1 t", {(2, "Name"): r"\1 $1 traders"}),
        (Search("Mr. "), "", {(4, "Name"): "Rao (Goa)"}),
        (Search("goa traders", whole_cell=True), "", {(2, "Name"): ""}),
        (Search(r"\.0$", is_regex=True), "", {(3, "Phone"): "98200-10002"}),
        (Search(r"(\d{5}) (\d*[14])", is_regex=True), "$1$2", {(2, "Phone"): "9820010001", (5, "Phone"): "9820010004"}),
        (Search(r"(\w+) (t.*)", is_regex=True), "$2 of $1, $$5 $&", {(2, "Name"): "Traders of Goa, $5 Goa Traders"}),
        (Search(r"(goa) t", is_regex=True), r"\\ \1 \n", {(2, "Name"): r"\ Goa \nraders"}),
        (Search("goa", match_case=True), "goa", {}),
        (Search("(", is_regex=True), "x", {}),
        (Search("(goa)", is_regex=True), "$2", {}),
    ],
)  # fmt: skip
def test_a_replacement_changes_what_was_found(
    report: Report, search: Search, replacement: str, texts: dict[tuple[int, str], str]
) -> None:
    """Text is taken as it is, `$1` is a group of a regular expression; the preview counts just these cells."""
    rows = report.frame.index.to_numpy(np.int64)
    phone, name = report.frame.columns[:2]
    columns = {"Phone": phone, "Name": name}
    edits = replacements(report, search, rows, replacement)
    assert {(edit.row, edit.column): edit.value for edit in edits} == {
        (row, columns[column]): text for (row, column), text in texts.items()
    }
    assert preview(report, search, rows, replacement).changes == len(texts)


def test_a_preview_counts_cells_rows_and_numbers_and_says_what_is_wrong(report: Report) -> None:
    """Samples are the first changes, no two alike; a pattern that RE2 refuses is named."""
    rows = report.frame.index.to_numpy(np.int64)
    assert preview(report, Search("GOA"), rows, "Pune") == Preview(
        3, 3, 0, 3, (("Goa Traders", "Pune Traders"), ("goa", "Pune"), ("Mr. Rao (Goa)", "Mr. Rao (Pune)"))
    )
    found = preview(report, Search("9820010001"), rows, "")
    assert (found.cells, found.numbers, found.changes) == (0, 1, 0)
    for pattern in ("(", "[", "*", r"(?=a)", r"(a)\1", "a{2000}", r"\p{Nothing}"):
        assert preview(report, Search(pattern, is_regex=True), rows, "").problem
    assert preview(report, Search("a", is_regex=True), rows, "$1").problem


@pytest.mark.parametrize(
    ("pattern", "cells"),
    [(r"(a+)+$", 0), (r"(\d|\d\d)+x", 0), (r"(.*)(.*)(.*)(.*)!", 2000), ("(a+a+)+!", 2000), ("(?:.?){500}" * 20, None)],
)
def test_no_pattern_takes_long(
    session_of: Callable[..., Session], monkeypatch: pytest.MonkeyPatch, pattern: str, cells: int | None
) -> None:
    """Patterns that hang engines that backtrack are answered, and an enormous one ends with the time limit."""
    monkeypatch.setattr(search_module, "_SECONDS", 0.2)
    session = session_of(["a" * 40 + "!"] * 2000, ["1" * 40] * 2000).go_to(Step.REVIEW)
    assert session.report is not None
    search, rows = Search(pattern, is_regex=True), session.report.frame.index.to_numpy(np.int64)
    found = preview(session.report, search, rows, "")
    assert (found.cells, found.problem) == ((0, SLOW) if cells is None else (cells, ""))
    if cells is None:
        assert not len(positions_found(session.report, search))
        with pytest.raises(PatternTooSlow):
            replacements(session.report, search, rows, "")


def test_a_search_begins_in_all_rows_and_ends_where_the_operator_was(session: Session) -> None:
    """Counts per tab are those of the search; another tab chosen meanwhile stays."""
    assert view_of(session).tab is Tab.NEED_FIXING
    searching = session.searched(Search("goa"))
    assert view_of(searching).tab is Tab.ALL
    assert session.report is not None
    counts = view_of(searching).rows_found(session.report)
    assert counts is not None
    assert (counts[Tab.ALL], counts[Tab.NEED_FIXING], counts[Tab.READY]) == (3, 2, 1)
    longer = searching.searched(Search("goa t"))
    assert view_of(longer).rows.tolist() == [2]
    assert view_of(longer.searched(Search())).tab is Tab.NEED_FIXING
    ready = searching.filtered(Tab.READY)
    assert view_of(ready).rows.tolist() == [2]
    assert view_of(ready.searched(Search())).tab is Tab.READY
    assert view_of(ready.searched(Search())).rows_found(session.report) is None
    assert replace(Search("a"), text="") == Search()
