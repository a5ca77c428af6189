from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callsheet.files import read_table
from callsheet.files.fast_text import read_columns
from callsheet.files.text import _read_records, read_text_grid
from callsheet.validation import NoteCode

PIECES = st.sampled_from(["a", "12", '"', '""', ",", "\n", ";", " ", "é", "\u2028", "\x0b", '","', '"\n', "'"])
WELL_QUOTED = st.sampled_from(["", "a", "é b", '"x, y"', '"he said ""no"""', '""', '""""', "1", '","'])


def rows_of(columns):
    cells = [column.to_pylist() for column in columns.cells.columns]
    records = list(zip(*cells, strict=True)) if cells else []
    return [list(record[:width]) for record, width in zip(records, columns.widths.tolist(), strict=True)]


def agree(text):
    """The fast reader either stands back or gives the careful reader's records."""
    fast = read_columns(text, ",")
    if fast is None:
        return False
    careful, broken = _read_records(text, ",")
    assert not broken
    assert rows_of(fast) == rows_of(careful)
    return True


@settings(max_examples=400, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=40).map("".join))
def test_any_text_is_read_alike_or_left_to_the_careful_reader(text):
    """Whatever the quotes do: no record differs between the two readers."""
    if text.strip("\n"):
        agree(text)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.lists(WELL_QUOTED, min_size=3, max_size=3).map(",".join), min_size=2, max_size=30))
def test_well_quoted_lines_are_read_fast_and_alike(lines):
    """Quoted cells with delimiters and doubled quotes in them need no careful reader."""
    assert agree("\n".join(lines) + "\n")


@pytest.mark.parametrize("line", ["1,2", "1,2,3,4", "", '"1,2",3', "1,2,3,"])
def test_a_line_of_another_width_keeps_its_place(line):
    """Short, long and blank lines stand among the others under their own row numbers."""
    text = "a,b,c\n" + "1,2,3\n" * 30 + line + "\n" + "4,5,6\n" * 30
    assert agree(text)


def test_row_numbers_count_blank_lines():
    """What stands after two blank lines keeps the number a spreadsheet shows."""
    table = read_table("leads.csv", b"phone_number,name\n9876543210,A\n\n\n9876543211,B\n")
    assert list(table.frame.index) == [2, 3, 4, 5]
    assert table.frame["name"].tolist() == ["A", "", "", "B"]


def test_a_line_that_states_the_delimiter_is_a_row_of_its_own():
    """After `sep=;` the header is row 2."""
    grid = read_text_grid(b"sep=;\nphone_number;name\n9876543210;A\n", "leads.csv")
    assert grid.delimiter == ";"
    assert read_table("leads.csv", b"sep=;\nphone_number;name\n9876543210;A\n").source.header_row == 2


PREAMBLES = {
    "a title": (b"Export of 12.03.2024\n\nphone_number,name,city\n9876543210,A,B\n9876543211,C,D\n", 3, (1,)),
    "two lines": (b"CRM\nAll leads,,\nphone_number,name,city\n9876543210,A,B\n9876543211,C,D\n", 3, (1, 2)),
    "none": (b"phone_number,name,city\n9876543210,A,B\n9876543211,C,D\n", 1, ()),
    "a sparse header": (b"phone_number,,,,\n9876543210,A,B,C,D\n9876543211,C,D,E,F\n", 1, ()),
    "no header": (b"9876543210,A,B\n9876543211,C,D\n9876543212,E,F\n", 1, ()),
    "a short lead first": (b"9876543210,,\nphone_number,name,city\n9876543211,C,D\n", 2, (1,)),
}


@pytest.mark.parametrize("case", PREAMBLES)
def test_a_preamble_is_passed_over_and_told(case):
    """The header is found below it, and the rows above are named; an ordinary first row is never passed over."""
    data, header, above = PREAMBLES[case]
    table = read_table("leads.csv", data)
    assert table.source.header_row == header
    assert [note.rows for note in table.notes if note.code is NoteCode.PREAMBLE_SKIPPED] == ([above] if above else [])
