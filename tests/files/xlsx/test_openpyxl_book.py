from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any

import pytest

from callsheet import read_table
from callsheet.errors import FileRefused, RefusalCode
from callsheet.files import workbooks
from tests.support.files.workbooks import SheetRows, as_xlsx

if TYPE_CHECKING:
    from collections.abc import Sequence

ROWS = (("phone_number", "name"), (9876543210, "Priya"), ("+919123456789", "Rahul"))


def damaged(part: str, rows: Sequence[Sequence[Any]] = ROWS) -> bytes:
    """A workbook of which one part that openpyxl does not need is no XML any more."""
    source, changed = io.BytesIO(as_xlsx(SheetRows(rows, hidden_rows=(3,)))), io.BytesIO()
    with zipfile.ZipFile(source) as whole, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in whole.namelist():
            archive.writestr(name, b"<no xml" if name == part else whole.read(name))
    return changed.getvalue()


def without(data: bytes, part: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as whole, zipfile.ZipFile(target, "w") as archive:
        for name in whole.namelist():
            if name != part:
                archive.writestr(name, whole.read(name))
    return target.getvalue()


def test_openpyxl_reads_what_the_first_reader_cannot() -> None:
    """Every row is there, numbers whole, hidden rows told, and a note says that a second reader was asked."""
    table = read_table("leads.xlsx", damaged("_rels/.rels"))
    assert table.frame["phone_number"].to_list() == ["9876543210", "+919123456789"]
    assert table.frame["name"].to_list() == ["Priya", "Rahul"]
    notes = {str(note.code): note.rows for note in table.notes}
    assert "second_opinion_used" in notes
    assert notes["hidden_rows"] == (3,)


def test_a_formula_without_value_is_marked_by_the_second_reader_too() -> None:
    """Its cell is no blank one: the row is an error, not a missing number."""
    table = read_table("leads.xlsx", damaged("_rels/.rels", [("phone_number", "name"), ("=A3", "Priya"), (12345, "R")]))
    assert table.flags[["row", "column", "code"]].values.tolist() == [[2, "phone_number", "formula_without_value"]]


def test_a_sheet_that_is_listed_and_missing_is_a_refusal() -> None:
    """A sheet ignored without a word would be leads that nobody calls."""
    with pytest.raises(FileRefused) as refused:
        read_table("leads.xlsx", without(damaged("_rels/.rels"), "xl/worksheets/sheet1.xml"))
    assert refused.value.code is RefusalCode.UNREADABLE


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml"])
def test_what_neither_reads_is_refused(part: str) -> None:
    """Cells that nobody can read are never guessed."""
    with pytest.raises(FileRefused) as refused:
        read_table("leads.xlsx", damaged(part))
    assert refused.value.code is RefusalCode.UNREADABLE


def test_a_large_workbook_is_asked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every cell is an object to openpyxl: above its size a damaged file is refused at once."""
    monkeypatch.setattr(workbooks, "OPENPYXL_MAX_BYTES", 10)
    with pytest.raises(FileRefused):
        workbooks.read_workbook(damaged("_rels/.rels"), "xlsx", None)
