"""`read_table` takes a path, bytes, a file object or a DataFrame; what it cannot read is a sentence of our tree."""

from __future__ import annotations

import datetime as dt
import io
import os
import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pytest

from callsheet import CallsheetError, Edit, FileRefused, Route, check, read_table, suggest_mapping
from callsheet.errors import CannotOpen, InvalidArgument
from tests.support.files.workbooks import as_xls, as_xlsx

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

LEADS = b"Mobile,Name\n98765 43210,Priya\n12345,Rahul\n"
CELLS = [["98765 43210", "Priya"], ["12345", "Rahul"]]


class Pipe:
    """A file object without a name that returns a few bytes at a time, as a pipe does."""

    def __init__(self, data: bytes) -> None:
        self._file = io.BytesIO(data)

    def read(self, size: int, /) -> bytes:
        return self._file.read(min(size, 7))


@pytest.mark.parametrize(
    ("source_of", "name"),
    [
        (lambda path: path, "leads.csv"),
        (str, "leads.csv"),
        (lambda path: os.fsencode(path).decode(), "leads.csv"),
        (lambda path: path.read_bytes(), "leads.csv"),
        (lambda path: bytearray(path.read_bytes()), "leads.csv"),
        (lambda path: memoryview(path.read_bytes()), "leads.csv"),
        (lambda path: io.BytesIO(path.read_bytes()), "leads.csv"),
        (lambda path: io.StringIO(path.read_text()), "leads.csv"),
        (lambda path: Pipe(path.read_bytes()), "leads.csv"),
    ],
    ids=["path", "str", "decoded path", "bytes", "bytearray", "memoryview", "BytesIO", "StringIO", "pipe"],
)
def test_every_source_gives_the_same_table(tmp_path: Path, source_of: Callable[[Path], Any], name: str) -> None:
    """The cells, the row numbers and the hash of the bytes; only the name differs."""
    path = tmp_path / "leads.csv"
    path.write_bytes(LEADS)
    table = read_table(source_of(path))
    expected = read_table("leads.csv", LEADS)
    pd.testing.assert_frame_equal(table.frame, expected.frame)
    assert (table.source.name, table.source.sha256) == (name, expected.source.sha256)
    assert read_table(source_of(path), name="other.csv").source.name == "other.csv"


def test_an_open_file_is_read_from_where_it_is(tmp_path: Path) -> None:
    """A file opened by the caller keeps its name and stays open."""
    path = tmp_path / "leads.xlsx"
    path.write_bytes(as_xlsx([["Mobile", "Name"], *CELLS]))
    with path.open("rb") as file:
        table = read_table(file)
        assert not file.closed
    assert (table.source.name, table.source.format) == ("leads.xlsx", "xlsx")
    assert table.frame.values.tolist() == CELLS


@pytest.mark.parametrize("write", [as_xlsx, as_xls])
def test_a_workbook_without_a_name(write: Callable[[list[list[str]]], bytes]) -> None:
    """Its content says what it is, and no note says that it is called something else."""
    table = read_table(write([["Mobile", "Name"], *CELLS]))
    assert table.frame.values.tolist() == CELLS
    assert table.notes == ()


def closed_file() -> io.BytesIO:
    file = io.BytesIO(LEADS)
    file.close()
    return file


@pytest.mark.parametrize(
    ("arguments", "error", "sentence"),
    [
        (("missing.csv",), CannotOpen, 'Cannot open "missing.csv": there is no such file.'),
        (("/",), CannotOpen, "it is a folder"),
        (("/dev/zero",), CannotOpen, 'Cannot open "zero": it is a device or a pipe.'),
        (("x" * 5_000,), CannotOpen, "it could not be read"),
        ((closed_file(),), CannotOpen, "it could not be read"),
        ((LEADS.decode(),), InvalidArgument, "read_table takes a path, not the text of a file."),
        (("a\0b",), InvalidArgument, "read_table takes a path, not the text of a file."),
        ((5,), InvalidArgument, "not int"),
        ((None,), InvalidArgument, "not NoneType"),
        (([LEADS],), InvalidArgument, "not list"),
        (("leads.csv", "text"), InvalidArgument, "not str"),
        ((LEADS, LEADS), InvalidArgument, "the first argument is the name"),
        ((pd.DataFrame({"a": ["1"]}), LEADS), InvalidArgument, "neither sheets nor bytes"),
        (("leads.csv", LEADS, None, -1), InvalidArgument, "counted from 1"),
    ],
)
def test_what_cannot_be_read_is_a_sentence(arguments: tuple[Any, ...], error: type[Exception], sentence: str) -> None:
    """An exception of our tree that says what to do, and that repeats no lead."""
    with pytest.raises(error, match=re.escape(sentence)) as raised:
        read_table(*arguments)
    assert isinstance(raised.value, CallsheetError)
    assert "Priya" not in str(raised.value)


@pytest.mark.parametrize(
    "source", [io.BytesIO(b"x" * 101), b"x" * 101, Pipe(b"x" * 101)], ids=["file", "bytes", "pipe"]
)
def test_the_limit_applies_to_every_source(source: Any) -> None:
    """One byte more than the limit is refused, and an endless object is not read to its end."""
    with pytest.raises(FileRefused, match="the limit is"):
        read_table(source, limit_bytes=100)


def test_a_fifo_does_not_hang(tmp_path: Path) -> None:
    """A named pipe without a writer would wait for ever."""
    os.mkfifo(tmp_path / "pipe.csv")
    with pytest.raises(CannotOpen, match="pipe"):
        read_table(tmp_path / "pipe.csv")


FRAME = pd.DataFrame(
    {
        "Mobile": [9876543210.0, np.nan, 919876543210.0],
        "Name": pd.Series(["Priya", None, "R\ud800"], dtype=object),
        "Age": [31, 22, 45],
        "Paid": [True, False, True],
        "Joined": pd.Series([pd.Timestamp("2026-01-02"), pd.NaT, pd.Timestamp("2026-03-04 05:06:07")]),
        "Score": [0.1 + 0.2, 1e-5, 12.0],
        "Mixed": [Decimal("1E+3"), dt.date(2026, 5, 6), np.int64(7)],
        "Big": [1e17, 2.5, np.inf],
    }
)


def test_a_data_frame_is_read_as_a_sheet_shows_it() -> None:
    """Numbers without .0 or exponent, dates in ISO 8601, nothing for what is missing; the first row is row 2."""
    table = read_table(FRAME, name="crm")
    assert table.frame.index.to_list() == [2, 3, 4]
    assert (table.source.name, table.source.format, table.source.header_row) == ("crm", "dataframe", 1)
    assert table.frame.to_dict("list") == {
        "Mobile": ["9876543210", "", "919876543210"],
        "Name": ["Priya", "", "R?"],
        "Age": ["31", "22", "45"],
        "Paid": ["TRUE", "FALSE", "TRUE"],
        "Joined": ["2026-01-02", "", "2026-03-04 05:06:07"],
        "Score": ["0.3", "0.00001", "12"],
        "Mixed": ["1000", "2026-05-06", "7"],
        "Big": ["100000000000000000", "2.5", ""],
    }
    assert check(table, suggest_mapping(table, "IN"), Route("IN")).counts.ready == 1


def test_the_index_of_a_data_frame_is_not_lost() -> None:
    """A named index is the first column; a default one is dropped; that of a report has the row numbers."""
    frame = pd.DataFrame({"Name": ["A", "B"]}, index=pd.Index(["9876543210", "9123456789"], name="Mobile"))
    table = read_table(frame)
    assert table.headers == ("Mobile", "Name")
    assert table.frame["Mobile"].to_list() == ["9876543210", "9123456789"]
    filtered = FRAME[["Mobile"]].iloc[[2, 0]]
    assert read_table(filtered).frame["Mobile"].to_list() == ["919876543210", "9876543210"]
    first = read_table("leads.csv", LEADS)
    report = check(first, suggest_mapping(first, "IN"), Route("IN"))
    again = read_table(report.with_edits([Edit(3, "Mobile", "9123456789")]).frame.loc[[3]])
    assert (again.frame.index.to_list(), again.frame["Mobile"].to_list()) == ([3], ["9123456789"])


def test_columns_without_names() -> None:
    """The column names 0, 1, … mean that there are none; repeated and empty ones are made unique, as in a file."""
    table = read_table(pd.DataFrame([["9876543210", "A"], ["9123456789", "B"]]))
    assert (list(table.frame.columns), table.frame.index.to_list()) == (["Column 1", "Column 2"], [1, 2])
    frame = pd.DataFrame([["1", "2", "3"]], columns=["a", "a", None])
    assert list(read_table(frame).frame.columns) == ["a", "a (2)", "Column 3"]
    levels = pd.DataFrame([["1"]], columns=pd.MultiIndex.from_tuples([("phone", "mobile")]))
    assert list(read_table(levels).frame.columns) == ["phone mobile"]


@pytest.mark.parametrize("frame", [pd.DataFrame(), pd.DataFrame({"a": []}), pd.DataFrame({"a": [None, ""]})])
def test_a_data_frame_without_leads_is_refused(frame: pd.DataFrame) -> None:
    """As a file without rows is."""
    with pytest.raises(FileRefused):
        read_table(frame)


def test_the_same_cells_have_the_same_hash() -> None:
    """The hash tells tables of frames apart, whatever their types were."""
    number, text = pd.DataFrame({"a": [1]}), pd.DataFrame({"a": ["1"]})
    assert read_table(number).source.sha256 == read_table(text).source.sha256
    assert (
        read_table(pd.DataFrame({"a": [12, 3]})).source.sha256 != read_table(pd.DataFrame({"a": [1, 23]})).source.sha256
    )


def test_half_a_character_in_a_column_of_strings_is_replaced() -> None:
    """Columns that Python strings hold may have a lone surrogate, beside missing values."""
    cells = pd.array(["R\ud800", None, "Priya"], dtype="string[python]")
    table = read_table(pd.DataFrame({"Mobile": [9876543210, 9876543211, 9876543212], "Name": cells}))
    assert table.headers == ("Mobile", "Name")
    assert table.frame.iloc[:, 1].tolist() == ["R?", "", "Priya"]
