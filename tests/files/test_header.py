"""Where the column names stand, and what becomes of the rows around them."""

from __future__ import annotations

import pytest

from callsheet.files import read_table
from callsheet.validation import NoteCode

LEADS = b"9876543210,A,B\n9876543211,C,D\n9876543212,E,F\n"
PLACES = {
    "a title": (b"Export of 12.03.2024\n\nphone_number,name,city\n" + LEADS, 3, (1,)),
    "two lines": (b"CRM\nAll leads,,\nphone_number,name,city\n" + LEADS, 3, (1, 2)),
    "facts": (
        b"Report,Phone leads\nOwner,Asha\nDate,2024-05-01\n\nname,Mobile,city\nA,9876543210,B\nC,9876543211,D\n",
        5,
        (1, 2, 3),
    ),
    "comments": (b"# exported, by, CRM\n# 3 rows\nphone_number,name,city\n" + LEADS, 3, (1, 2)),
    "none": (b"phone_number,name,city\n" + LEADS, 1, ()),
    "a sparse header": (b"phone_number,,,,\n9876543210,A,B,C,D\n9876543211,C,D,E,F\n", 1, ()),
    "a short lead first": (b"9876543210,,\nphone_number,name,city\n9876543211,C,D\n", 2, (1,)),
    "titles over the names": (
        b"Contact,,Address,\nName,Phone,Street,City\nA,9876543210,B,C\nD,9876543211,E,F\n",
        2,
        (1,),
    ),
    "titles written out": (
        b"Contact,Contact,Place,Place\nName,Phone,Street,City\nA,9876543210,B,C\nD,9876543211,E,F\n",
        2,
        (1,),
    ),
    "phone in a title": (b"Phone,,Place,\nHome phone,Mobile,Street,City\n9876543210,,B,C\n9876543211,,E,F\n", 2, (1,)),
    "names explained below": (b"phone_number,name\nThe phone to call,Full name\n9876543210,A\n9876543211,B\n", 1, ()),
    "years as names": (b"phone,name,2023,2024\n9876543210,A,1,2\n9876543211,B,3,4\n", 1, ()),
    "another script": ("телефон,имя\n9876543210,А\n9876543211,Б\n".encode(), 1, ()),
    "no header": (LEADS, 0, ()),
    "one lead alone": (b"9876543210,A\n", 0, ()),
    "no header, an address": (b"A,a@b.example,Pune\nC,c@d.example,Goa\n", 0, ()),
    "no header below a title": (b"My leads\n\n" + LEADS, 0, ()),
    "blank lines first": (b"\n\nphone_number,name,city\n" + LEADS, 3, ()),
}


@pytest.mark.parametrize("case", PLACES)
def test_the_column_names_are_found(case: str) -> None:
    """Below a preamble or titles, or nowhere; the rows above are named, and no row is missing."""
    data, header, above = PLACES[case]
    table = read_table("leads.csv", data)
    assert table.source.header_row == header
    assert [note.rows for note in table.notes if note.code is NoteCode.PREAMBLE_SKIPPED] == ([above] if above else [])
    assert (NoteCode.HEADER_MISSING in {note.code for note in table.notes}) == (header == 0)
    assert list(table.frame.index) == list(range(header + 1, data.count(b"\n") + 1))


def test_without_column_names_columns_are_numbered() -> None:
    """They are told to be missing, and every row is a lead."""
    table = read_table("leads.csv", LEADS)
    assert list(table.frame.columns) == ["Column 1", "Column 2", "Column 3"]
    assert table.headers == ("", "", "")
    assert table.frame.loc[1].tolist() == ["9876543210", "A", "B"]


def test_a_chosen_header_names_the_rows_it_passes_over() -> None:
    """A person's choice of row loses no row without a word either."""
    table = read_table("leads.csv", b"phone,name\nphone_number,name\n9876543210,A\n", header_row=2)
    assert [(note.code, note.rows) for note in table.notes] == [(NoteCode.PREAMBLE_SKIPPED, (1,))]


WIDTHS = {
    "names end in delimiters": (b"phone,name,,\n9876543210,A\n9876543211,B,,\n9876543212,C,,,\n", []),
    "a value under no name": (b"phone,name,,\n9876543210,A,x,\n9876543211,B\n", []),
    "rows end in a delimiter": (b"phone,name\n9876543210,A,\n9876543211,B,\n", []),
    "too few": (b"phone,name,city\n9876543210,A\n9876543211,B,C\n", [2]),
    "too many": (b"phone,name\n9876543210,A,x\n9876543211,B, \n9876543212,C,,,,y\n", [2, 4]),
    "one cell more than there are columns": (
        b"phone,name\n" + b"9876543210,A\n" * 50 + b"9876543210" + b",x" * 50,
        [52],
    ),
    "blank lines": (b"phone,name\n\n9876543210,A\n,\n", []),
}


@pytest.mark.parametrize("case", WIDTHS)
def test_every_row_has_the_cells_of_its_header(case: str) -> None:
    """Too few or too many cells are a mark on that row; empty ones at the end are not missed."""
    data, rows = WIDTHS[case]
    assert read_table("leads.csv", data).flags.to_numpy().tolist() == [[row, "", "broken_row"] for row in rows]
