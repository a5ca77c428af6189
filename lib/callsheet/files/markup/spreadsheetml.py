"""Read SpreadsheetML 2003: a workbook in one XML file, usually named .xls or .xml."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple
from xml.parsers import expat

from callsheet.errors import FileRefused, RefusalCode
from callsheet.files.grid import MergedCells
from callsheet.files.limits import MAX_DEPTH, SHEET_COLUMNS, SHEET_ROWS
from callsheet.files.markup.control_characters import with_controls, without_controls
from callsheet.files.markup.parsed_book import PLAIN_DATE, Book, ParsedSheet
from callsheet.files.sheet.dates import serial_of
from callsheet.files.sheet.number_formats import Shown, named_format
from callsheet.files.sheet.raw_cells import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

_SHEET = "urn:schemas-microsoft-com:office:spreadsheet "
_EXCEL = "urn:schemas-microsoft-com:office:excel "
_KINDS = {
    "Number": Kind.NUMBER,
    "DateTime": Kind.NUMBER,
    "Boolean": Kind.TRUTH,
    "Error": Kind.ERROR,
}
_DEFAULT = "Default"
_DATES = (Shown.DATE, Shown.TIME, Shown.DURATION)


class _Style(NamedTuple):
    """A style: its own number format and the style that it inherits from."""

    code: str | None
    parent: str


def read_xml(data: bytes) -> Book:
    """Parse a SpreadsheetML 2003 file.

    Args:
        data: the whole file.

    Raises:
        FileRefused: it is damaged, declares a document type, has a cell outside the grid of a sheet, or elements around
            each other beyond `MAX_DEPTH`.
    """
    parser = _Parser()
    try:
        parser.parse(data)
    except (expat.ExpatError, ValueError, LookupError):
        raise FileRefused(RefusalCode.UNREADABLE) from None
    return parser.book


class _Parser:
    """Handles the events of expat."""

    def __init__(self) -> None:
        self.book = Book()
        self._styles: dict[str, _Style] = {}
        self._style_name = _DEFAULT
        self._format_indices: dict[str, int] = {}
        self._depth = 0
        self._row = self._next_row = self._column = self._next_column = 0
        self._table_style = self._row_style = self._cell_style = ""
        self._column_styles: dict[int, str] = {}
        self._type = ""
        self._value: str | None = None
        self._has_formula = self._in_comment = self._has_controls = False
        self._text: list[str] | None = None

    def parse(self, data: bytes) -> None:
        """Read all of it; control characters, which Excel tolerates, are read as they are.

        Raises:
            expat.ExpatError: it is no XML.
            FileRefused: it declares a document type.
        """
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = _refuse
        parser.EntityDeclHandler = _refuse
        parser.StartElementHandler = self._begin
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._add_text
        allowed = without_controls(data)
        self._has_controls = allowed is not data
        parser.Parse(allowed, True)  # noqa: FBT003 - the second argument of expat: this is the final chunk

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise FileRefused(RefusalCode.SUSPICIOUS_WORKBOOK)
        own = {key.removeprefix(_SHEET): value for key, value in attributes.items()} if attributes else attributes
        match name.removeprefix(_SHEET):
            case "Column" if self.book.sheets:
                self._begin_column(own)
            case "Row" if self.book.sheets:
                self._begin_row(own)
            case "Cell" if self.book.sheets:
                self._begin_cell(own)
            case "Comment":
                self._in_comment = True
            case "Data" if not self._in_comment:
                self._type = own.get("Type", "String")
                self._text = []
            case other:
                self._begin_frame(other, own)

    def _begin_frame(self, name: str, own: Mapping[str, str]) -> None:
        """Begin an element around the rows."""
        match name:
            case "Style":
                self._style_name = own.get("ID", _DEFAULT)
                self._styles[self._style_name] = _Style(None, own.get("Parent", _DEFAULT))
            case "NumberFormat" if self._style_name in self._styles:
                self._styles[self._style_name] = self._styles[self._style_name]._replace(code=own.get("Format", ""))
            case "Worksheet":
                self.book.sheets.append(ParsedSheet(own.get("Name", f"Sheet{len(self.book.sheets) + 1}")))
                self._row = self._next_row = self._next_column = 0
                self._table_style, self._column_styles = "", {}
            case "Table":
                self._table_style = own.get("StyleID", "")
            case _ if name == f"{_EXCEL}Visible":
                self._text = []
            case _ if name == f"{_EXCEL}Date1904":
                self.book.from_1904 = True

    def _begin_column(self, own: Mapping[str, str]) -> None:
        first = int(own.get("Index", self._next_column + 1)) - 1
        last = min(first + int(own.get("Span", 0)), SHEET_COLUMNS - 1)
        self._next_column = last + 1
        columns = range(first, last + 1)
        if "StyleID" in own:
            self._column_styles |= dict.fromkeys(columns, own["StyleID"])
        if own.get("Hidden") == "1":
            self.book.sheets[-1].hidden_columns += columns

    def _begin_row(self, own: Mapping[str, str]) -> None:
        self._row = int(own.get("Index", self._next_row + 1))
        self._next_row = self._row + int(own.get("Span", 0))
        self._next_column = 0
        self._row_style = own.get("StyleID", "")
        if not 0 < self._row <= self._next_row <= SHEET_ROWS:
            raise FileRefused(RefusalCode.SUSPICIOUS_WORKBOOK)
        if own.get("Hidden") == "1":
            self.book.sheets[-1].hidden_rows += range(self._row, self._next_row + 1)

    def _begin_cell(self, own: Mapping[str, str]) -> None:
        self._column = int(own.get("Index", self._next_column + 1)) - 1
        self._next_column = self._column + 1 + int(own.get("MergeAcross", 0))
        if not (self._row and 0 <= self._column < SHEET_COLUMNS):
            raise FileRefused(RefusalCode.SUSPICIOUS_WORKBOOK)
        if "MergeDown" in own:
            bottom = self._row + int(own["MergeDown"])
            self.book.sheets[-1].merged.append(MergedCells(self._row, bottom, self._column))
        self._cell_style = own.get("StyleID", "")
        self._has_formula, self._value, self._type = "Formula" in own, None, "Number"

    def _add_text(self, text: str) -> None:
        if self._text is not None:
            self._text.append(text)

    def _end(self, name: str) -> None:
        self._depth -= 1
        match name.removeprefix(_SHEET):
            case "Comment":
                self._in_comment = False
            case "Data" if not self._in_comment and self._text is not None:
                self._value, self._text = "".join(self._text), None
                if self._has_controls:
                    self._value = with_controls(self._value)
            case "Cell" if self.book.sheets:
                self._end_cell()
        if name == f"{_EXCEL}Visible" and self.book.sheets:
            self.book.sheets[-1].visible = not "".join(self._text or ()).strip().startswith("Sheet")
            self._text = None

    def _end_cell(self) -> None:
        kind, text = _KINDS.get(self._type, Kind.TEXT), self._value or ""
        if not text and not self._has_formula:
            return
        style = self._format_index(self._cell_style or self._row_style or self._column_styles.get(self._column, ""))
        if kind is not Kind.TEXT:
            text = text.strip()
        if self._type == "DateTime":
            kind, text, style = self._date(text, style)
        self.book.sheets[-1].put(self._row, self._column, kind, text, style, is_formula=self._has_formula)

    def _date(self, text: str, style: int) -> tuple[Kind, str, int]:
        """A date as its serial, so that its number format decides what it shows, as in other workbooks."""
        with suppress(ValueError):
            moment = datetime.fromisoformat(text)
            serial = serial_of(moment.replace(tzinfo=None), from_1904=self.book.from_1904)
            is_dated = self.book.formats[style].shown in _DATES
            return Kind.NUMBER, repr(serial), style if is_dated else PLAIN_DATE
        return Kind.TEXT, text, style

    def _format_index(self, name: str) -> int:
        """Index of the number format of a style, which may be inherited."""
        name = name or self._table_style or _DEFAULT
        if name not in self._format_indices:
            code, at, seen = None, name, set[str]()
            while code is None and at in self._styles and at not in seen:
                seen.add(at)
                code, at = self._styles[at]
            self._format_indices[name] = len(self.book.formats)
            self.book.formats.append(named_format(code or ""))
        return self._format_indices[name]


def _refuse(*_: object) -> None:
    raise FileRefused(RefusalCode.SUSPICIOUS_WORKBOOK)
