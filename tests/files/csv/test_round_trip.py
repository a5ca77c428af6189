"""A table written as text in any dialect and encoding is read as that table."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from callsheet.files.pipeline import parse_table
from tests.support.hypothesis_examples import examples

HEADER = ["phone_number", "name", "note"]
PHONES = st.from_regex(r"(\+91|0)?[6-9][0-9]{9}", fullmatch=True)
NAMES = st.sampled_from(
    ["Asha", "José Muñoz", "O'Neil, Pat", "Müller; Hans", 'Robert "Bob" Smith', "'s-Gravenhage", ""]
)
NOTES = st.text(st.one_of(st.sampled_from(",;\t|\"'\n\r =-@/"), st.sampled_from("abc")), max_size=12).filter(
    lambda text: not text.strip().startswith('="')
)
ROWS = st.lists(st.tuples(PHONES, NAMES, NOTES), min_size=3, max_size=25)
WAYS = st.sampled_from(
    [(csv.QUOTE_MINIMAL, "\r\n"), (csv.QUOTE_ALL, "\r\n"), (csv.QUOTE_ALL, "\n"), (csv.QUOTE_ALL, "\r")]
)
"""How cells are quoted and lines end; a writer that quotes only what it must knows no line end but its own."""
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "latin-1", "mac-roman")


def written(rows: Any, **dialect: Any) -> str:
    target = io.StringIO(newline="")
    csv.writer(target, **dialect).writerows([HEADER, *rows])
    return target.getvalue()


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@settings(max_examples=examples(8, 250), deadline=None)
@given(ROWS, WAYS, st.sampled_from(ENCODINGS))
def test_what_is_written_is_read(delimiter: str, rows: Any, way: Any, encoding: str) -> None:
    """Delimiters, quotes and line breaks in cells, whatever the quoting, the line ends and the encoding."""
    text = written(rows, delimiter=delimiter, quoting=way[0], lineterminator=way[1])
    table = parse_table("leads.csv", text.encode(encoding))
    assert table.frame.to_numpy().tolist() == [list(row) for row in rows]
    assert list(table.frame.index) == list(range(2, len(rows) + 2))
    assert table.flags.empty


@example(rows=[("6000000000", "Asha", ""), *[("6000000000", "Müller; Hans", note) for note in ("", " ;")]], single=True)
@settings(max_examples=examples(10, 300), deadline=None)
@given(ROWS, st.booleans())
def test_single_quotes_and_backslashes_are_read(rows: Any, single: Any) -> None:
    """Cells in single quotes, and cells whose quotes have a backslash before them."""
    rows = [(phone, name.replace("\n", " "), note.replace("\n", " ").replace("\r", " ")) for phone, name, note in rows]
    way = {"quotechar": "'"} if single else {"doublequote": False, "escapechar": "\\"}
    table = parse_table("leads.csv", written(rows, quoting=csv.QUOTE_ALL, lineterminator="\n", **way).encode())
    assert table.frame.to_numpy().tolist() == [list(row) for row in rows]


@settings(max_examples=examples(10, 300), deadline=None)
@given(ROWS, st.data())
def test_a_stray_quote_harms_its_own_row_alone(rows: Any, data: Any) -> None:
    """An opening quote that never closes, before any name: the other rows are as they were, that one is marked."""
    rows = [(phone, "Asha", "x") for phone, _, _ in rows]
    at = data.draw(st.integers(0, len(rows) - 1))
    lines = [f"{phone},{name},{note}" for phone, name, note in rows]
    lines[at] = lines[at].replace("Asha", '"Asha')
    table = parse_table("leads.csv", "\n".join([",".join(HEADER), *lines]).encode())
    assert table.frame.drop(index=at + 2).to_numpy().tolist() == [list(row) for row in rows[:at] + rows[at + 1 :]]
    assert table.flags.to_numpy().tolist() == [[at + 2, "", "broken_row"]]
