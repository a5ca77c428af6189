"""Header detection without a header and with a chosen one; the other cases are samples (csv/header-*, csv/width-*)."""

from __future__ import annotations

import pytest

from callsheet.files import read_table
from callsheet.files.table.header import is_second_header
from callsheet.validation import NoteCode

LEADS = b"9876543210,A,B\n9876543211,C,D\n9876543212,E,F\n"


def test_without_column_names_columns_are_numbered() -> None:
    """They are told to be missing, and every row is a lead."""
    table = read_table("leads.csv", LEADS)
    assert list(table.frame.columns) == ["Column 1", "Column 2", "Column 3"]
    assert table.headers == ("", "", "")
    assert table.frame.iloc[0].to_list() == ["9876543210", "A", "B"]


def test_a_chosen_header_names_the_rows_it_passes_over() -> None:
    """A person's choice of row loses no row without a word either."""
    table = read_table("leads.csv", b"phone,name\nphone_number,name\n9876543210,A\n", header_row=2)
    assert [(note.code, note.rows) for note in table.notes] == [(NoteCode.PREAMBLE_SKIPPED, (1,))]


@pytest.mark.parametrize(
    ("names", "below", "is_second"),
    [
        ("Name,Phone 1 - Label,Phone 1 - Value", "Ann Lee,iPhone,(415) 555-2671", False),
        ("Name,Phone 1 - Label,Phone 1 - Value", "Ann Lee,Mobile,", False),
        ("Name,Phone 1,Phone 1 Type", "Ann Lee,,Mobile", False),
        ("Name,Telefon,Art", "Max,030/22 33 44,Handy", False),
        ("Name,Phone", "Full name,Mobile number", True),
        ("Name,Phone", "name,phone", True),
    ],
)
def test_a_lead_with_a_label_is_no_second_row_of_names(names: str, below: str, *, is_second: bool) -> None:
    """ICloud and Google write which phone it is beside the number; a number in groups is data too."""
    assert is_second_header(names.split(","), below.split(",")) == is_second
