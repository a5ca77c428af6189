"""OpenDocument spreadsheets: each cell as it is shown, repeated cells and rows, hidden parts, and what is refused."""

from __future__ import annotations

import io

import pytest
import python_calamine

from callsheet.errors import FileRefused, RefusalCode
from callsheet.files.pipeline import parse_table
from callsheet.validation import NoteCode, Table
from tests.support.files.workbooks import ods_workbook

HIDDEN = '<style:style style:name="ta2"><style:table-properties table:display="false"/></style:style>'


def text(value: str, attributes: str = "") -> str:
    return f'<table:table-cell office:value-type="string"{attributes}><text:p>{value}</text:p></table:table-cell>'


def cell(kind: str, value: str, shown: str) -> str:
    name = {"date": "date-value", "time": "time-value", "boolean": "boolean-value"}.get(kind, "value")
    stated = f'office:value-type="{kind}" office:{name}="{value}"'
    return f"<table:table-cell {stated}><text:p>{shown}</text:p></table:table-cell>"


def number(value: str, shown: str) -> str:
    return cell("float", value, shown)


def row(*cells: str, attributes: str = "") -> str:
    return f"<table:table-row{attributes}>{''.join(cells)}</table:table-row>"


HEAD = row(text("phone_number"), text("x"))
PHONE = number("9876543210", "9876543210")


def book(rows: str, before: str = "") -> bytes:
    return ods_workbook(f'<table:table table:name="Leads">{before}{rows}</table:table>')


def read(data: bytes) -> Table:
    return parse_table("leads.ods", data)


CELLS = [
    (number("919876543210", "+919876543210"), "+919876543210"),
    (number("919876543210", "+91 98765 43210"), "+91 98765 43210"),
    (number("501234567", "0501234567"), "0501234567"),
    (number("9876543210", "9.88E+09"), "9876543210"),
    (number("9876543210", "9,876,543,210"), "9876543210"),
    (number("25000", "25,000.00"), "25000"),
    (number("0", "0.00"), "0"),
    (number("0.30000000000000004", "0.3"), "0.3"),
    (number("-5", "-5"), "-5"),
    (cell("percentage", "0.155", "16%"), "15.5%"),
    (cell("currency", "25000", "₹25,000"), "25000"),
    (cell("date", "2024-01-02", "02/01/24"), "2024-01-02"),
    (cell("date", "2024-01-02T10:30:00", "x"), "2024-01-02 10:30:00"),
    (cell("time", "PT10H30M00S", "10:30"), "10:30:00"),
    (cell("time", "PT30H15M20.5S", "30:15"), "30:15:20"),
    (cell("time", "soon", "soon"), "soon"),
    (cell("boolean", "true", "WAHR"), "TRUE"),
    (text('a<text:s text:c="3"/>b<text:tab/>c<text:line-break/>d'), "a   b\tc\nd"),
    (text("<text:span>007</text:span>"), "007"),
    (text("a</text:p><text:p>b"), "a\nb"),
    (text("<office:annotation><text:p>note</text:p></office:annotation>a"), "a"),
    ('<table:table-cell office:value-type="string" office:string-value="a"/>', "a"),
    ("<table:table-cell><text:p>a</text:p></table:table-cell>", "a"),
]


@pytest.mark.parametrize(("inside", "shown"), CELLS)
def test_a_cell_is_read_as_it_is_shown(inside: str, shown: str) -> None:
    """Digits, zeros and a plus that only the format shows; all digits of a number; dates in ISO 8601."""
    table = read(book(HEAD + row(PHONE, inside)))
    assert table.frame.to_numpy().tolist() == [["9876543210", shown]]
    assert table.flags.empty


@pytest.mark.parametrize(
    ("inside", "code"),
    [
        (
            'calcext:value-type="error" office:value-type="string" office:string-value=""><text:p>#N/A</text:p>',
            "error_cell",
        ),
        ('table:formula="of:=1/0" office:value-type="float" office:value="0"><text:p>#DIV/0!</text:p>', "error_cell"),
        ('table:formula="of:=1+" office:value-type="string"><text:p>Err:510</text:p>', "error_cell"),
        ('table:formula="of:=[.A9]">', "formula_without_value"),
    ],
)
def test_a_cell_without_a_usable_value_is_marked(inside: str, code: str) -> None:
    """Errors, and formulas without a saved value."""
    table = read(book(HEAD + row(PHONE, f"<table:table-cell {inside}</table:table-cell>")))
    assert table.flags.to_numpy().tolist() == [[2, "x", code]]


def test_repeated_and_empty_cells_and_rows() -> None:
    """Repetition counts for positions, the blank rows up to the end of the sheet for nothing."""
    twice = text("a", ' table:number-columns-repeated="2"')
    rows = (
        row(text("phone_number"), text("x"), text("y"), text("z"))
        + row(attributes=' table:number-rows-repeated="2"')
        + row(PHONE, "<table:table-cell/>", twice, '<table:table-cell table:number-columns-repeated="16000"/>')
        + row(number("9876543211", "9876543211"), attributes=' table:number-rows-repeated="2"')
        + row(attributes=' table:number-rows-repeated="1048000"')
    )
    table = read(book(rows))
    assert table.frame.iloc[2].tolist() == ["9876543210", "", "a", "a"]
    assert table.frame.index.tolist() == [2, 3, 4, 5, 6]


def test_what_calamine_reads_is_read() -> None:
    """The same cells as another reader finds, where formats do not matter."""
    data = book(HEAD + row(PHONE, text("Zoë")) + row(text("+91 98765 43211"), number("1.5", "1.5")))
    theirs = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    assert [[str(cell).removesuffix(".0") for cell in line] for line in theirs[1:]] == read(
        data
    ).frame.to_numpy().tolist()


def test_hidden_parts_are_told() -> None:
    """Rows and columns with their numbers and names; a hidden sheet is not read."""
    rows = HEAD + row(PHONE, text("a"), attributes=' table:visibility="filter"')
    columns = '<table:table-column/><table:table-column table:visibility="collapse"/>'
    sheets = f'<table:table table:name="Leads">{columns}{rows}</table:table>'
    other = f'<table:table table:name="Old" table:style-name="ta2">{rows}</table:table>'
    notes = {note.code: note for note in read(ods_workbook(sheets + other, HIDDEN)).notes}
    assert notes[NoteCode.HIDDEN_ROWS].rows == (2,)
    assert notes[NoteCode.HIDDEN_COLUMNS].columns == ("x",)
    assert notes[NoteCode.HIDDEN_SHEETS].facts == {"sheets": ["Old"]}


def with_damaged_stream(data: bytes) -> bytes:
    """A file with bytes in the middle of its packed content that no packer writes."""
    at = data.index(b"content.xml") + len(b"content.xml")
    return data[:at] + b"\xff" * 40 + data[at + 40 :]


REFUSED = [
    (book(HEAD + row(PHONE, attributes=' table:number-rows-repeated="9000000"')), RefusalCode.SUSPICIOUS_WORKBOOK),
    (book(HEAD + row(text("a", ' table:number-columns-repeated="900000"'))), RefusalCode.SUSPICIOUS_WORKBOOK),
    (ods_workbook("", manifest="<manifest><encryption-data/></manifest>"), RefusalCode.ENCRYPTED),
    (book(""), RefusalCode.EMPTY),
    (book("<table:table-row>"), RefusalCode.UNREADABLE),
    (book(HEAD + row(PHONE)).replace(b"content.xml", b"content.xmm"), RefusalCode.WRONG_FORMAT),
    (with_damaged_stream(book(HEAD + row(PHONE) * 50)), RefusalCode.UNREADABLE),
]


@pytest.mark.parametrize(("data", "code"), REFUSED)
def test_what_cannot_be_read_whole_is_refused(data: bytes, code: RefusalCode) -> None:
    """Repetition without end, passwords, nothing, and damage."""
    with pytest.raises(FileRefused) as refused:
        read(data)
    assert refused.value.code is code


@pytest.mark.parametrize("element", ["text:span", "table:table-cell", "other"])
def test_elements_within_each_other_without_end_are_refused_early(element: str) -> None:
    """10,000 levels: refused at the 257th, before a parser remembers them all."""
    levels = f"<{element}>" * 10_000 + f"</{element}>" * 10_000
    with pytest.raises(FileRefused) as refused:
        read(book(HEAD + row(text(levels))))
    assert refused.value.code is RefusalCode.SUSPICIOUS_WORKBOOK
