"""No row is lost between a file and its Table: what does not add up is refused."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest

from callsheet.errors import ConservationError
from callsheet.files.csv import batches, columns
from callsheet.files.grid import Grid
from callsheet.files.pipeline import parse_table
from callsheet.files.table.to_table import to_table
from callsheet.validation import NoteCode, Source

SOURCE = Source("leads.csv", "0" * 64, "csv")
CELLS = pa.table({"0": ["phone_number", "9876543210", ""], "1": ["name", "Asha", ""]})


def test_a_record_fewer_than_were_counted_is_no_table() -> None:
    """Whatever the engine: its second count decides."""
    with pytest.raises(ConservationError):
        to_table(Grid(CELLS, counted=4), SOURCE, None)
    assert len(to_table(Grid(CELLS, counted=3), SOURCE, None).frame) == 1


def test_rows_that_are_out_of_order_are_no_table() -> None:
    """A row number that occurs twice would hide a row."""
    with pytest.raises(ConservationError):
        to_table(Grid(CELLS, rows=np.array([1, 1, 2])), SOURCE, 1)


@pytest.mark.parametrize("data", [b"phone,name\n9876543210,A\n9876543211,B\n", b'phone,name\n9876543210,"A\nx"\n1,2\n'])
def test_a_reader_that_drops_a_record_is_found_out(data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """The lines of the file are counted apart from the reader."""
    whole = batches.assemble_table
    monkeypatch.setattr(columns, "assemble_table", lambda *some: whole(*some).slice(1))
    with pytest.raises(ConservationError):
        parse_table("leads.csv", data)


def test_every_row_is_in_the_table_or_in_a_note() -> None:
    """Preamble, names, leads, blank rows between and at the end: each is somewhere."""
    data = b"Leads\n\nphone,name\n9876543210,A\n\n9876543211,B\n\n\n"
    table = parse_table("leads.csv", data)
    told = {note.code: note.rows for note in table.notes}
    assert told == {NoteCode.PREAMBLE_SKIPPED: (1,), NoteCode.TRAILING_BLANK_ROWS: (7, 8)}
    assert list(table.frame.index) == [4, 5, 6]
    assert table.source.header_row == 3


def test_rows_of_a_workbook_keep_their_own_numbers() -> None:
    """An engine that hands out only some rows says which they are."""
    cells = pa.table({"0": ["phone_number", "9876543210", "9876543211"]})
    table = to_table(Grid(cells, rows=np.array([2, 5, 9])), SOURCE, 2)
    assert (table.source.header_row, list(table.frame.index)) == (2, [5, 9])
