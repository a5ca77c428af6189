"""The workbooks of the tests: from rows by a library, or from the XML of their parts."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple
from xml.sax.saxutils import escape

import openpyxl
import xlwt
from openpyxl.utils import get_column_letter

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
STRICT_RELATIONS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


class Formatted(NamedTuple):
    """A value in a cell with a number format, as `Formatted(919876543210, "+0")`."""

    value: object
    code: str


class Text(NamedTuple):
    """A text that no library may take for a formula."""

    value: str


Rows = Sequence[Sequence[object]]


@dataclass(frozen=True)
class SheetRows:
    """A sheet of a workbook.

    Args:
        rows: its cells; None is a cell without a value.
        hidden_rows: numbers of the hidden rows.
        hidden_columns: indices of the hidden columns.
        is_hidden: whether the sheet is hidden.
        merged: ranges as (first row, last row, first column, last column), rows from 1, column indices.
    """

    rows: Rows
    hidden_rows: Sequence[int] = ()
    hidden_columns: Sequence[int] = ()
    is_hidden: bool = False
    merged: Sequence[tuple[int, int, int, int]] = ()


Sheets = Rows | SheetRows | Mapping[str, Rows | SheetRows]


def as_xlsx(sheets: Sheets, *, digits_are_numbers: bool = True) -> bytes:
    """A workbook of Excel 2007, written by openpyxl.

    Args:
        sheets: rows of the sheet "Leads", or the sheets by name; a text that begins with "=" is a formula.
        digits_are_numbers: whether a text of digits alone becomes a number, as in Excel.
    """
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, content in _by_name(sheets).items():
        sheet = book.create_sheet(title)
        for number, row in enumerate(content.rows, start=1):
            for column, value in enumerate(row, start=1):
                if value is not None:
                    _fill(sheet, number, column, _number(value) if digits_are_numbers else value)
        for hidden in content.hidden_rows:
            sheet.row_dimensions[hidden].hidden = True
        for index in content.hidden_columns:
            sheet.column_dimensions[get_column_letter(index + 1)].hidden = True
        for top, bottom, left, right in content.merged:
            sheet.merge_cells(None, top, left + 1, bottom, right + 1)
        sheet.sheet_state = "hidden" if content.is_hidden else "visible"
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _fill(sheet: Worksheet, number: int, column: int, value: object) -> None:
    cell = sheet.cell(number, column)
    plain = value.value if isinstance(value, Formatted | Text) else value
    cell.value = plain  # type: ignore[assignment]  # any of the types that openpyxl accepts
    if isinstance(value, Formatted):
        cell.number_format = value.code
    if isinstance(value, Text):
        cell.data_type = "s"


def as_xls(sheets: Sheets, *, digits_are_numbers: bool = True, from_1904: bool = False) -> bytes:
    """A workbook of Excel 97, written by xlwt.

    Args:
        sheets: as for `as_xlsx`; a formula is an `xlwt.Formula`, and a text that begins with "=" a text.
        digits_are_numbers: whether a text of digits alone becomes a number, as in Excel.
        from_1904: whether dates are counted from 1904.
    """
    book = xlwt.Workbook()
    book.dates_1904 = from_1904
    styles: dict[str, Any] = {}
    for title, content in _by_name(sheets).items():
        sheet = book.add_sheet(title, cell_overwrite_ok=True)
        for index, row in enumerate(content.rows):
            for column, value in enumerate(row):
                plain = _number(value) if digits_are_numbers else value
                if isinstance(plain, Formatted):
                    style = styles.setdefault(plain.code, _style(plain.code))
                    sheet.write(index, column, plain.value, style)
                elif plain is not None:
                    sheet.write(index, column, plain.value if isinstance(plain, Text) else plain)
        for number in content.hidden_rows:
            sheet.row(number - 1).hidden = True
        for column in content.hidden_columns:
            sheet.col(column).hidden = True
        for top, bottom, left, right in content.merged:
            sheet.merge(top - 1, bottom - 1, left, right)
        sheet.visibility = int(content.is_hidden)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _style(code: str) -> Any:
    style = xlwt.XFStyle()
    style.num_format_str = code
    return style


def as_xml_workbook(sheets: Sheets, *, digits_are_numbers: bool = True) -> bytes:
    """A workbook of Excel 2003 in XML (SpreadsheetML).

    Args:
        sheets: as for `as_xlsx`, without formulas, hidden and merged cells.
        digits_are_numbers: whether a text of digits alone becomes a number, as in Excel.
    """
    styles: dict[str, str] = {}
    parts = []
    for title, content in _by_name(sheets).items():
        rows = []
        for row in content.rows:
            cells = [_xml_cell(_number(value) if digits_are_numbers else value, styles) for value in row]
            rows.append(f"<Row>{''.join(cells)}</Row>")
        parts.append(f'<Worksheet ss:Name="{escape(title)}"><Table>{"".join(rows)}</Table></Worksheet>')
    listed = "".join(
        f'<Style ss:ID="{name}"><NumberFormat ss:Format="{escape(code, {chr(34): "&quot;"})}"/></Style>'
        for code, name in styles.items()
    )
    return xml_workbook(f"<Styles>{listed}</Styles>{''.join(parts)}")


def xml_workbook(content: str) -> bytes:
    """A workbook of Excel 2003 around the XML of its styles and worksheets."""
    return (
        '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" xmlns:x="urn:schemas-microsoft-com:office:excel">'
        f"{content}</Workbook>"
    ).encode()


def ods_workbook(tables: str, styles: str = "", manifest: str = "") -> bytes:
    """An OpenDocument spreadsheet around the XML of its tables and automatic styles."""
    urn = "urn:oasis:names:tc:opendocument:xmlns"
    spaces = "".join(f' xmlns:{name}="{urn}:{name}:1.0"' for name in ("office", "table", "text", "style"))
    spaces += ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
    content = (
        f"{DECLARATION}<office:document-content{spaces}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    parts = {
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "content.xml": content,
        "META-INF/manifest.xml": manifest or f"{DECLARATION}<manifest/>",
    }
    return archive({name: text.encode() for name, text in parts.items()})


def _xml_cell(value: object, styles: dict[str, str]) -> str:
    style = ""
    if isinstance(value, Formatted):
        style = f' ss:StyleID="{styles.setdefault(value.code, f"s{len(styles)}")}"'
    plain = value.value if isinstance(value, Formatted | Text) else value
    if plain is None:
        return "<Cell/>"
    kind = "Number" if isinstance(plain, int | float) else "String"
    return f'<Cell{style}><Data ss:Type="{kind}">{escape(str(plain))}</Data></Cell>'


def _by_name(sheets: Sheets) -> dict[str, SheetRows]:
    named = sheets if isinstance(sheets, Mapping) else {"Leads": sheets}
    return {name: rows if isinstance(rows, SheetRows) else SheetRows(rows) for name, rows in named.items()}


def _number(value: object) -> object:
    return int(value) if isinstance(value, str) and value.isdecimal() else value


def sheet_of(rows: str, before: str = "", behind: str = "", namespace: str = MAIN) -> str:
    """A sheet around its rows."""
    return f'{DECLARATION}<worksheet xmlns="{namespace}">{before}<sheetData>{rows}</sheetData>{behind}</worksheet>'


def strings_of(*strings: str) -> str:
    """Shared strings, each the inside of its `<si>`."""
    return f'{DECLARATION}<sst xmlns="{MAIN}">{"".join(f"<si>{string}</si>" for string in strings)}</sst>'


def styles_of(*formats: str) -> str:
    """Cell formats 1, 2, … with these number formats; 0 is plain."""
    own = "".join(f'<numFmt numFmtId="{164 + at}" formatCode="{code}"/>' for at, code in enumerate(formats))
    cells = "".join(f'<xf numFmtId="{164 + at}"/>' for at in range(len(formats)))
    return (
        f'{DECLARATION}<styleSheet xmlns="{MAIN}"><numFmts>{own}</numFmts><cellStyleXfs><xf/></cellStyleXfs>'
        f'<cellXfs><xf numFmtId="0"/>{cells}</cellXfs></styleSheet>'
    )


def xlsx_of_xml(
    sheets: str | Sequence[str],
    *,
    strings: str | None = None,
    styles: str | None = None,
    properties: str = "",
    states: Sequence[str] = (),
    namespace: str = MAIN,
    relations: str = RELATIONS,
    names: Mapping[str, str] | None = None,
    encoding: str = "utf-8",
) -> bytes:
    """An XLSX file of sheets given as XML, in every form that the format allows and no library writes.

    Args:
        sheets: the XML of each.
        strings: of the shared strings.
        styles: of the cell formats.
        properties: attributes of `<workbookPr>`.
        states: of each sheet, as "hidden".
        namespace: of the workbook.
        relations: where the kinds of parts are named.
        names: part → another name for it in the archive.
        encoding: of all parts.
    """
    sheets = [sheets] if isinstance(sheets, str) else sheets
    parts = {f"xl/worksheets/sheet{position}.xml": xml for position, xml in enumerate(sheets, start=1)}
    lists = {f"xl/{kind}.xml": xml for kind, xml in (("sharedStrings", strings), ("styles", styles)) if xml is not None}
    parts |= lists | frame_of(
        len(sheets), tuple(lists), properties=properties, states=states, namespace=namespace, relations=relations
    )
    return archive({(names or {}).get(name, name): encoded(xml, encoding) for name, xml in parts.items()})


def frame_of(
    sheets: int,
    lists: Sequence[str] = (),
    *,
    properties: str = "",
    states: Sequence[str] = (),
    namespace: str = MAIN,
    relations: str = RELATIONS,
) -> dict[str, str]:
    """The parts around the sheets of an XLSX file: its content types, its relations and its list of sheets.

    Args:
        sheets: how many.
        lists: names of further parts, as "xl/styles.xml".
        properties: attributes of `<workbookPr>`.
        states: of each sheet, as "hidden".
        namespace: of the workbook.
        relations: where the kinds of parts are named.
    """
    listed, related, types = "", "", _content_type("xl/workbook.xml", "sheet.main")
    for position in range(1, sheets + 1):
        state = f' state="{states[position - 1]}"' if position <= len(states) and states[position - 1] else ""
        listed += f'<sheet name="S{position}" sheetId="{position}"{state} r:id="rId{position}"/>'
        related += _relation(f"rId{position}", f"{relations}/worksheet", f"worksheets/sheet{position}.xml")
        types += _content_type(f"xl/worksheets/sheet{position}.xml", "worksheet")
    for name in lists:
        kind = name.removeprefix("xl/").removesuffix(".xml")
        related += _relation(f"r{kind}", f"{relations}/{kind}", f"{kind}.xml")
        types += _content_type(name, kind)
    root = _relation("rId1", f"{relations}/officeDocument", "xl/workbook.xml")
    return {
        "[Content_Types].xml": (
            f'{DECLARATION}<Types xmlns="{CONTENT_TYPES}"><Default Extension="xml" ContentType="application/xml"/>'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f"{types}</Types>"
        ),
        "_rels/.rels": f'{DECLARATION}<Relationships xmlns="{PACKAGE}">{root}</Relationships>',
        "xl/workbook.xml": (
            f'{DECLARATION}<workbook xmlns="{namespace}" xmlns:r="{relations}"><workbookPr {properties}/>'
            f"<sheets>{listed}</sheets></workbook>"
        ),
        "xl/_rels/workbook.xml.rels": f'{DECLARATION}<Relationships xmlns="{PACKAGE}">{related}</Relationships>',
    }


def _content_type(part: str, kind: str) -> str:
    content = f"application/vnd.openxmlformats-officedocument.spreadsheetml.{kind}+xml"
    return f'<Override PartName="/{part}" ContentType="{content}"/>'


def _relation(identity: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{identity}" Type="{kind}" Target="{target}"/>'


def encoded(xml: str, encoding: str) -> bytes:
    """A part in an encoding, which its declaration names."""
    return xml.replace('encoding="UTF-8"', f'encoding="{encoding.upper()}"').encode(encoding)


def archive(parts: Mapping[str, bytes]) -> bytes:
    """A zip file of some parts."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as book:
        for name, data in parts.items():
            book.writestr(name, data)
    return target.getvalue()
