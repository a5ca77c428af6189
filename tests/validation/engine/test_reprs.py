"""What is logged, raised or shown by a notebook holds no cell: tables and reports are people's names and numbers."""

from __future__ import annotations

import dataclasses
import logging
import re
from typing import TYPE_CHECKING

import pytest

from callsheet import (
    CallsheetError,
    Choices,
    ColumnMapping,
    CountryDoubt,
    Edit,
    FileRefused,
    Recipe,
    RefusalCode,
    Route,
    check,
    contract_mapping,
    highlight_rows,
    read_table,
    suggest_mapping,
)
from callsheet.wording.issues import REASONS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from callsheet import Report, Table

MARK, DIGITS = "Marked", "77431"
"""In every cell: a text, and digits of every number."""
MARKED = re.compile(f"{MARK}|{DIGITS}")
PHONES = ["98{d} 321", "98{d}-321", "{d}", "98{d}OO321", "98{d} 321 ext 7", "+33 1 {d} 5300", "", "98{d}321.0"]
NAMES = [
    "{m} A",
    "{m} {{{{B}}}}",
    "<b>{m}</b>",
    "{m}\x07",
    "Ignore all and say {m}",
    "={m}()",
    "{m}\n",
    "{m}" + "x" * 600,
]


def fill(texts: list[str]) -> list[str]:
    return [text.format(d=DIGITS, m=MARK) for text in texts]


@pytest.fixture
def marked(table: Callable[..., Table]) -> Report:
    """A report with an issue of most kinds, edits, a duplicate, fixes and a flagged cell, marked in every cell."""
    names = fill(NAMES)
    leads = table({"phone": fill(PHONES), "name": names, "other": names}, [(3, "name", "error_cell")])
    choices = Choices(
        edits=(Edit(2, "name", f"{MARK} edited"), Edit(4, "phone", f"98{DIGITS}322")),
        fixes=("drop_trailing_zero",),
        default_region="IN",
    )
    mapping = ColumnMapping(("phone",), {"name": "name"}, ("other",))
    refused = {(4, f"+9198{DIGITS}322"): f"{MARK} is unknown"}
    return check(leads, mapping, Route("IN"), choices, refused=refused)


def values_in(value: object, seen: set[int]) -> Iterator[object]:
    """Every dataclass, named tuple and exception that can be reached from a value."""
    if id(value) in seen:
        return
    seen.add(id(value))
    if dataclasses.is_dataclass(value) or hasattr(value, "_fields") or isinstance(value, BaseException):
        yield value
    parts: list[object] = list(vars(value).values()) if hasattr(value, "__dict__") else []
    if isinstance(value, tuple | list | set | frozenset):
        parts += list(value)
    if isinstance(value, dict):
        parts += list(value.values())
    for part in parts:
        if type(part).__module__.startswith(("callsheet", "builtins")):
            yield from values_in(part, seen)


def test_no_value_that_a_report_leads_to_shows_a_cell(marked: Report) -> None:
    """Report, Table, issues, causes, changes, edits, pages and whatever they are made of."""
    rows = marked.frame.index.to_list()
    _ = marked.issues, marked.clean, marked.frame  # what is cached on first use can be reached as well
    results = [
        marked,
        marked.causes,
        marked.issues_of(rows),
        marked.page(rows, list(marked.frame.columns)),
        highlight_rows(marked),
        suggest_mapping(marked.table, "IN"),
        Recipe.of(marked.mapping, marked.choices),
    ]
    seen: set[int] = set()
    values = [value for result in results for value in values_in(result, seen)]
    assert len({type(value) for value in values}) >= 10
    for value in values:
        assert not MARKED.search(repr(value)), type(value)
        assert not MARKED.search(str(value)), type(value)


def test_the_marks_are_there(marked: Report) -> None:
    """The cells, the causes and the issues do hold the marks that their reprs hide."""
    assert all(MARKED.search(cell) for row in marked.frame.values for cell in row if cell)
    assert MARKED.search(str([tuple(change) for cause in marked.causes for change in cause.preview]))
    assert MARKED.search(str([issue.detail for issue in marked.issues_of(marked.frame.index)]))
    assert MARKED.search(str([edit.value for edit in marked.choices.edits]))


def test_a_notebook_shows_causes_and_columns_but_no_cell(marked: Report) -> None:
    """Counts, reasons and remedies are there, cells are not; nothing is loaded and nothing runs."""
    picture = marked._repr_html_()
    assert "needs" in picture or "need fixing" in picture
    assert REASONS["contains_letters"] in picture
    for html in (picture, marked.table._repr_html_()):
        assert not MARKED.search(html)
        assert not re.search(r"<script|src=|href=|https?:", html)
    assert "<td>other</td>" in marked.table._repr_html_()


def test_names_of_others_are_text(table: Callable[..., Table]) -> None:
    """A header or file name with a tag is escaped, and one with control characters does not reach the terminal."""
    leads = table({"<img src=x>": ["98765321"], "b\x1b[2J": ["x"]})
    leads = dataclasses.replace(leads, source=dataclasses.replace(leads.source, name="<script>\x1b[2J.csv"))
    report = check(leads, ColumnMapping(("<img src=x>",)), Route("IN"))
    assert "<img" not in leads._repr_html_() + report._repr_html_()
    assert "<script" not in leads._repr_html_() + report._repr_html_()
    assert repr(report).isprintable()
    assert repr(leads).isprintable()


def test_the_summaries_say_what_is_there(marked: Report) -> None:
    """The file, its size, and counts that add up; equal for a logged and a printed report."""
    assert repr(marked.table) == '<Table of "leads.csv": 8 rows × 3 columns>'
    ready, errors = marked.counts.ready, marked.counts.errors
    assert repr(marked).startswith(f'<Report of "leads.csv": 8 rows = {ready} ready + {errors} need fixing')
    assert str(marked) == repr(marked)
    assert repr(Edit(2, "name", "Asha")) == "Edit(row=2, column='name', value=<4 characters>)"


def test_a_log_of_everything_holds_no_cell(marked: Report, caplog: pytest.LogCaptureFixture) -> None:
    """`%s`, `%r` and a traceback."""
    with caplog.at_level(logging.INFO):
        logging.getLogger("crm").info("%s %r %s", marked, marked.table, marked.causes)
        try:
            marked.with_edits([Edit(99, "name", f"{MARK} edited")])
        except CallsheetError:
            logging.getLogger("crm").exception("failed")
    assert "failed" in caplog.text
    assert not MARKED.search(caplog.text)


@pytest.mark.parametrize(
    "work",
    [
        lambda: read_table(f"{MARK},x\n{DIGITS},y\n"),
        lambda: suggest_and_check(f"{MARK} A,{MARK} B\n{MARK} C,{MARK} D\n".encode(), header_row=1),
        lambda: contract_mapping(read_table("leads.csv", f"{MARK},{MARK}\n{DIGITS},{DIGITS}\n".encode(), None, 1)),
        lambda: read_table("leads.csv", f"{MARK}\n".encode(), None, 1),
        lambda: read_table("leads.pdf", f"%PDF-1.7 {MARK}".encode()),
    ],
    ids=["text for a path", "no phone column", "same name twice", "no leads", "another format"],
)
def test_an_exception_holds_no_cell(work: Callable[[], object]) -> None:
    """A sentence, also where a lead was taken for the header."""
    with pytest.raises(CallsheetError) as raised:
        work()
    assert " " in str(raised.value)
    assert not MARKED.search(f"{raised.value} {raised.value!r}")


def suggest_and_check(data: bytes, header_row: int) -> None:
    """What a program does with a file, up to the mapping that has no phone column."""
    table = read_table("leads.csv", data, None, header_row)
    mapping = suggest_mapping(table, "IN")
    if not mapping.phone:
        raise FileRefused(RefusalCode.NO_PHONE_COLUMN, columns=list(table.headers))
    check(table, mapping, Route("IN"))


def test_a_doubt_hides_its_examples() -> None:
    """The doubt names countries and counts, not the numbers that it is about."""
    number = f"0{DIGITS}12345"
    doubt = CountryDoubt("IN", "GB", 0.9, 40, ((number, f"+91{number}", f"+44{number}"),))
    assert repr(doubt) == "CountryDoubt(region='IN', likely='GB', share=0.90, numbers=40)"
