"""Delimiters of texts whose quotes do not pair up; the other dialects are samples (csv/dialect-*, csv/entities-*)."""

from __future__ import annotations

import pytest

from callsheet.files.pipeline import parse_table
from callsheet.validation import NoteCode

STRAYS = [
    ('phone_number,name,city\n987654321{},"Amit,Pune\n', ",", ("Amit", "Pune")),
    ('phone_number,"name,city\n987654321{},"Amit,Pune\n', ",", ("Amit", "Pune")),
    ('phone_number,name,city\n987654321{},"Dr. K; Rao,"A|B"\n', ",", ("Dr. K; Rao", "A|B")),
    ('"phone_number|"name"|"city"\n"987654321{}|"José Muñoz"|"Pune"\n', "|", ("José Muñoz", "Pune")),
    ('"phone_number;"name";"city"\n987654321{};"Amit;"Pune"\n', ";", ("Amit", "Pune")),
    ('"phone_number"\t"name"\t"city\n987654321{}\t"Tom &amp; Co\t"Pune"\n', "\t", ("Tom &amp; Co", "Pune")),
]


@pytest.mark.parametrize("leads", [1, 8])
@pytest.mark.parametrize(("text", "delimiter", "cells"), STRAYS)
def test_a_stray_quote_in_every_row_hides_no_delimiter(
    text: str, delimiter: str, cells: tuple[str, str], leads: int
) -> None:
    """Every lead comes back as a row of its own with its cells, and is named as one with broken quotes.

    A quote that belongs to a pair may stay in a cell.
    """
    head, lead = text.splitlines(keepends=True)
    table = parse_table("leads.csv", (head + "".join(map(lead.format, range(leads)))).encode())
    assert table.source.delimiter == delimiter
    expected = [[f"987654321{place}", *cells] for place in range(leads)]
    assert [[cell.strip('"') for cell in row] for row in table.frame.to_numpy()] == expected
    (note,) = [note for note in table.notes if note.code is NoteCode.BROKEN_QUOTES]
    assert set(note.rows) >= set(range(2, leads + 2))


def test_one_column_of_quoted_texts_stays_one() -> None:
    """Quotes and commas inside cells whose own quotes are in place split nothing."""
    text = 'phone_number\n"""quoted"", yes"\n"""quoted"", yes"\n'
    assert list(parse_table("leads.csv", text.encode(), header_row=1).frame.columns) == ["phone_number"]


@pytest.mark.parametrize("delimiter", [",", ";", "|"])
@pytest.mark.parametrize("last", ["\\", "C:\\", "\\\\"])
def test_a_backslash_at_the_end_of_a_quoted_cell_escapes_nothing(last: str, delimiter: str) -> None:
    """The only phone numbers are above the backslash; the row with it is still read whole."""
    rows = [("phone_number", "name", "city"), *[("9876543210", "", "")] * 2, ("0", "", ""), ("0", "", last)]
    text = "".join(delimiter.join(f'"{cell}"' for cell in row) + "\n" for row in rows)
    table = parse_table("leads.csv", text.encode())
    assert table.frame.to_numpy()[-1].tolist() == ["0", "", last]
    assert not [note for note in table.notes if note.code is NoteCode.BROKEN_QUOTES]
