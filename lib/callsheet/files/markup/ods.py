"""Read OpenDocument spreadsheets (.ods), whose cells state both their value and the text that they show."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from typing import TYPE_CHECKING
from xml.parsers import expat

from callsheet.errors import FileRefused, RefusalCode
from callsheet.files.grid import MergedCells
from callsheet.files.limits import MAX_DEPTH, SHEET_COLUMNS, SHEET_ROWS
from callsheet.files.markup.parsed_book import Book, ParsedSheet
from callsheet.files.sheet.cell_text import duration_text, iso_date, percent_text, with_all_digits, written_number
from callsheet.files.sheet.raw_cells import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

_MOST_CELLS = 5_000_000
"""Cells that hold a value, after repetition; the format repeats one cell or row any number of times."""
_NOT_IN_CELL = ("annotation", "frame", "custom-shape", "shape", "g")
"""Elements inside a cell whose text is not that of the cell: comments and drawings."""
_HIDDEN = ("collapse", "filter")
_ERROR = re.compile(r"#(?:NULL!|DIV/0!|VALUE!|REF!|NAME\?|NUM!|N/A)|Err:[0-9]{3}")
"""What formulas show in place of a value; not every program says that it is an error."""
_DURATION = re.compile(r"(-?)P(?:(\d+)D)?T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:[.,]\d+)?S)?")


def read_ods(data: bytes) -> Book:
    """Parse the sheets of an OpenDocument spreadsheet.

    Args:
        data: the whole file.

    Raises:
        FileRefused: it is damaged, encrypted, or repeats cells without end.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if "META-INF/manifest.xml" in archive.namelist() and b"encryption-data" in archive.read(
                "META-INF/manifest.xml"
            ):
                raise FileRefused(RefusalCode.ENCRYPTED)
            content = archive.read("content.xml")
        return _Parser().parse(content)
    except (expat.ExpatError, zipfile.BadZipFile, zlib.error, KeyError, ValueError, EOFError):
        raise FileRefused(RefusalCode.UNREADABLE) from None


class _Parser:
    """Handles the events of expat; names are used without their prefixes."""

    def __init__(self) -> None:
        self._book = Book()
        self._style = ""
        self._hidden_styles: set[str] = set()
        self._row = self._repeated_rows = self._column = 0
        self._is_hidden = False
        self._repeated, self._next_column = 1, 0
        self._attributes: dict[str, str] = {}
        self._row_cells: list[tuple[int, int, Kind, str, bool]] = []
        self._text: list[str] | None = None
        self._paragraphs = 0
        self._outside = self._depth = 0
        self._cells = 0

    def parse(self, content: bytes) -> Book:
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = _refuse
        parser.StartElementHandler = self._begin
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._add_text
        parser.Parse(content, True)  # noqa: FBT003 - the second argument of expat: this is the final chunk
        return self._book

    def _begin(self, qualified: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise FileRefused(RefusalCode.SUSPICIOUS_WORKBOOK)
        prefix, _, name = qualified.rpartition(":")
        own = {key.rpartition(":")[2]: value for key, value in attributes.items()}
        if self._outside or (self._text is not None and name in _NOT_IN_CELL):
            self._outside += 1
        elif name == "style":
            self._style = own.get("name", "")
        elif name == "table-properties" and own.get("display") == "false":
            self._hidden_styles.add(self._style)
        elif prefix == "table" and name == "table":
            visible = own.get("style-name", "") not in self._hidden_styles
            self._book.sheets.append(ParsedSheet(own.get("name", f"Sheet{len(self._book.sheets) + 1}"), visible))
            self._row = self._next_column = 0
        elif self._book.sheets:
            self._begin_inside(name, own, attributes)

    def _begin_inside(self, name: str, own: dict[str, str], attributes: Mapping[str, str]) -> None:
        match name:
            case "table-column":
                self._begin_column(own)
            case "table-row":
                self._row += 1
                self._repeated_rows = _count(own, "number-rows-repeated")
                self._column, self._row_cells = 0, []
                self._is_hidden = own.get("visibility") in _HIDDEN
            case "table-cell" | "covered-table-cell":
                self._attributes = own | {"error": str(attributes.get("calcext:value-type") == "error")}
                self._repeated, self._text, self._paragraphs = _count(own, "number-columns-repeated"), [], 0
            case "p" if self._text is not None:
                self._text += ["\n"] * (self._paragraphs > 0)
                self._paragraphs += 1
            case "s" if self._text is not None:
                self._text.append(" " * min(_count(own, "c"), 1_000))
            case "tab" | "line-break" if self._text is not None:
                self._text.append("\t" if name == "tab" else "\n")

    def _begin_column(self, own: Mapping[str, str]) -> None:
        columns = range(
            self._next_column, min(self._next_column + _count(own, "number-columns-repeated"), SHEET_COLUMNS)
        )
        self._next_column = columns.stop
        if own.get("visibility") in _HIDDEN:
            self._book.sheets[-1].hidden_columns += columns

    def _add_text(self, text: str) -> None:
        if self._text is not None and self._paragraphs and not self._outside:
            self._text.append(text)

    def _end(self, qualified: str) -> None:
        self._depth -= 1
        name = qualified.rpartition(":")[2]
        if self._outside:
            self._outside -= 1
        elif name in ("table-cell", "covered-table-cell") and self._text is not None:
            self._end_cell("".join(self._text))
            self._text = None
        elif name == "table-row" and self._book.sheets:
            self._end_row()

    def _end_cell(self, text: str) -> None:
        kind, value = _value(self._attributes, text)
        is_formula = "formula" in self._attributes
        if value or is_formula:
            self._row_cells.append((self._column, self._repeated, kind, value, is_formula))
        if _count(self._attributes, "number-rows-spanned") > 1:
            bottom = self._row + _count(self._attributes, "number-rows-spanned") - 1
            self._book.sheets[-1].merged.append(MergedCells(self._row, bottom, self._column))
        self._column += self._repeated

    def _end_row(self) -> None:
        sheet, last = self._book.sheets[-1], self._row + self._repeated_rows - 1
        if self._row_cells:
            self._cells += self._repeated_rows * sum(repeated for _, repeated, *_ in self._row_cells)
            if self._cells > _MOST_CELLS or last > SHEET_ROWS or self._column > SHEET_COLUMNS:
                raise FileRefused(RefusalCode.SUSPICIOUS_WORKBOOK)
            for row in range(self._row, last + 1):
                self._put_row(sheet, row)
        if self._is_hidden:
            sheet.hidden_rows += range(self._row, min(last, SHEET_ROWS) + 1)
        self._row = last

    def _put_row(self, sheet: ParsedSheet, row: int) -> None:
        for column, repeated, kind, value, is_formula in self._row_cells:
            for index in range(column, column + repeated):
                sheet.put(row, index, kind, value, is_formula=is_formula)


def _value(cell: Mapping[str, str], shown: str) -> tuple[Kind, str]:
    """Kind and text of a cell.

    Args:
        cell: its attributes.
        shown: the text that it shows.
    """
    kind, stated, text = Kind.TEXT, cell.get("value", ""), ""
    is_error = cell.get("error") == "True" or ("formula" in cell and _ERROR.fullmatch(shown) is not None)
    match "error" if is_error else cell.get("value-type", "string" if shown else "none"):
        case "error":
            kind, text = Kind.ERROR, shown or "#ERROR!"
        case "float":
            number = written_number(stated)
            text = with_all_digits(shown, number) if number.isdecimal() else number
        case "percentage":
            text = percent_text(stated)
        case "currency":
            text = written_number(stated)
        case "date":
            text = iso_date(cell.get("date-value", shown))
        case "time":
            text = _time(cell.get("time-value", "")) or shown
        case "boolean":
            kind, text = Kind.TRUTH, cell.get("boolean-value", "")
        case "string":
            text = shown or cell.get("string-value", "")
        case _:
            kind = Kind.NUMBER
    return kind, text


def _time(written: str) -> str:
    """A time or duration: "PT30H15M00S" → "30:15:00"; "" if it is neither."""
    found = _DURATION.fullmatch(written)
    if found is None:
        return ""
    days, hours, minutes, seconds = (int(part or 0) for part in found.groups()[1:])
    total = ((days * 24 + hours) * 60 + minutes) * 60 + seconds
    return duration_text((-total if found[1] else total) / 86_400)


def _count(own: Mapping[str, str], name: str) -> int:
    stated = own.get(name, "1")
    return int(stated) if stated.isascii() and stated.isdecimal() and len(stated) <= 9 and int(stated) else 1  # noqa: PLR2004 - more digits are no count


def _refuse(*_: object) -> None:
    raise FileRefused(RefusalCode.SUSPICIOUS_WORKBOOK)
