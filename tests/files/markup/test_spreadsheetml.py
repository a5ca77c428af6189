"""XML workbooks (SpreadsheetML 2003): number formats by style, dates and times, hidden parts, what XML forbids."""

from __future__ import annotations

import pytest

from callsheet.errors import FileRefused, RefusalCode
from callsheet.files.pipeline import parse_table
from callsheet.validation import NoteCode, Table
from tests.support.files.workbooks import xml_workbook

HEAD = '<Row><Cell><Data ss:Type="String">phone_number</Data></Cell><Cell><Data ss:Type="String">x</Data></Cell></Row>'
STYLES = """<Styles><Style ss:ID="Default"><NumberFormat/></Style>
<Style ss:ID="plus"><NumberFormat ss:Format="&quot;+&quot;0"/></Style>
<Style ss:ID="bold" ss:Parent="plus"><Font ss:Bold="1"/></Style>
<Style ss:ID="day"><NumberFormat ss:Format="Short Date"/></Style>
<Style ss:ID="time"><NumberFormat ss:Format="h:mm:ss"/></Style>
<Style ss:ID="long"><NumberFormat ss:Format="[h]:mm:ss"/></Style>
<Style ss:ID="share"><NumberFormat ss:Format="Percent"/></Style>
<Style ss:ID="a" ss:Parent="b"/><Style ss:ID="b" ss:Parent="a"/></Styles>"""


def read(rows: str, *, before: str = "", table: str = "") -> Table:
    sheet = f'<Worksheet ss:Name="Leads"><Table{table}>{before}{HEAD}{rows}</Table></Worksheet>'
    return parse_table("leads.xml", xml_workbook(STYLES + sheet))


def row(cell: str, attributes: str = "") -> str:
    return f'<Row{attributes}><Cell><Data ss:Type="Number">9876543210</Data></Cell>{cell}</Row>'


CELLS = [
    ("", "Number", "919876543210", "919876543210"),
    (' ss:StyleID="plus"', "Number", "919876543210", "+919876543210"),
    (' ss:StyleID="bold"', "Number", "9.1987654321E11", "+919876543210"),
    (' ss:StyleID="a"', "Number", "12", "12"),
    (' ss:StyleID="share"', "Number", "0.155", "15.5%"),
    (' ss:StyleID="day"', "Number", "45000", "2023-03-15"),
    (' ss:StyleID="day"', "DateTime", "2024-01-02T00:00:00.000", "2024-01-02"),
    ("", "DateTime", "2024-01-02T10:30:00.000", "2024-01-02 10:30:00"),
    (' ss:StyleID="plus"', "DateTime", "2024-01-02T00:00:00.000", "2024-01-02"),
    (' ss:StyleID="day"', "DateTime", "1900-02-28T00:00:00.000", "1900-02-28"),
    (' ss:StyleID="time"', "DateTime", "1899-12-31T10:30:00.000", "10:30:00"),
    (' ss:StyleID="long"', "DateTime", "1900-01-01T06:00:00.000", "30:00:00"),
    (' ss:StyleID="long"', "Number", "1.25", "30:00:00"),
    ("", "DateTime", "soon", "soon"),
    ("", "Boolean", "1", "TRUE"),
    ("", "Boolean", "0", "FALSE"),
    ("", "Number", "1E-5", "0.00001"),
    ("", "String", " a ", " a "),
    ("", "String", "a\x0bb", "a\x0bb"),
    ("", "String", "a&#x0B;b&#31;&#1;", "a\x0bb\x1f\x01"),
    ("", "String", "a&#10;b&#x9;", "a\nb\t"),
    ("", "String", "a&#55357;&#56832;b&#xD83D;&#xde00;", "a😀b😀"),
    ("", "String", "a&#55357;b&#57344;", "a\ufffdb\ue000"),
    ("", "String", "_x0041_", "_x0041_"),
]


@pytest.mark.parametrize(("attributes", "kind", "written", "shown"), CELLS)
def test_a_cell_is_read_as_its_style_shows_it(attributes: str, kind: str, written: str, shown: str) -> None:
    """Own, inherited, circular and missing styles; dates, times and durations; characters that XML forbids."""
    table = read(row(f'<Cell{attributes}><Data ss:Type="{kind}">{written}</Data></Cell>'))
    assert table.frame.to_numpy().tolist()[0] == ["9876543210", shown]


@pytest.mark.parametrize(
    "where",
    [{"table": ' ss:StyleID="plus"'}, {"before": '<Column/><Column ss:Span="1" ss:StyleID="plus"/>'}],
)
def test_a_cell_without_a_style_has_that_of_its_column_or_table(where: dict[str, str]) -> None:
    """In Excel's order: cell, row, column, table."""
    cell = '<Cell><Data ss:Type="Number">919876543211</Data></Cell>'
    table = read(row(cell) + row(cell, ' ss:StyleID="Default"'), **where)
    assert table.frame["x"].tolist() == ["+919876543211", "919876543211"]


def test_hidden_rows_and_columns_are_told() -> None:
    """Spans included: the row after a span of two is the third."""
    rows = '<Row ss:Hidden="1" ss:Span="1"/>' + row("<Cell><Data>a</Data></Cell>") + row("", ' ss:Hidden="1"')
    table = read(rows, before='<Column/><Column ss:Hidden="1"/>')
    assert table.frame.index.tolist() == [2, 3, 4, 5]
    notes = {note.code: note for note in table.notes}
    assert notes[NoteCode.HIDDEN_ROWS].rows == (2, 3, 5)
    assert notes[NoteCode.HIDDEN_COLUMNS].columns == ("x",)


def test_dates_counted_from_1904() -> None:
    """Numbers and dates in a workbook of an old Macintosh."""
    options = "<x:ExcelWorkbook><x:Date1904/></x:ExcelWorkbook>"
    cells = '<Cell ss:StyleID="day"><Data ss:Type="Number">43538</Data></Cell>'
    cells += '<Cell ss:StyleID="time"><Data ss:Type="DateTime">1904-01-01T10:30:00.000</Data></Cell>'
    sheet = f'<Worksheet ss:Name="Leads"><Table>{HEAD}{row(cells)}</Table></Worksheet>'
    table = parse_table("leads.xml", xml_workbook(options + STYLES + sheet))
    assert table.frame.to_numpy().tolist()[0] == ["9876543210", "2023-03-15", "10:30:00"]


@pytest.mark.parametrize("at", ['<Row ss:Index="1048577">', '<Row ss:Index="0">', "<Row>"])
def test_a_cell_outside_the_grid_is_refused(at: str) -> None:
    """Neither rows nor columns beyond those of a sheet exist."""
    index = ' ss:Index="16385"' if at == "<Row>" else ""
    with pytest.raises(FileRefused) as refused:
        read(f'{at}<Cell{index}><Data ss:Type="Number">1</Data></Cell></Row>')
    assert refused.value.code is RefusalCode.SUSPICIOUS_WORKBOOK


@pytest.mark.parametrize("element", ["a", "Row", "Cell", "Data", "Comment", "Worksheet"])
def test_elements_within_each_other_without_end_are_refused_early(element: str) -> None:
    """10,000 levels, closed or not, anywhere in the file: refused at the 257th, before a parser remembers them all."""
    levels = f"<{element}>" * 10_000
    for rows in (levels, levels + f"</{element}>" * 10_000):
        with pytest.raises(FileRefused) as refused:
            read(rows)
        assert refused.value.code is RefusalCode.SUSPICIOUS_WORKBOOK


def test_formatted_text_may_have_many_levels() -> None:
    """A hundred levels of bold and italic around a number are read as the number."""
    text = "<B>" * 100 + "25000" + "</B>" * 100
    table = read(row(f'<Cell><Data ss:Type="String">{text}</Data></Cell>'))
    assert table.frame.to_numpy().tolist()[0] == ["9876543210", "25000"]
