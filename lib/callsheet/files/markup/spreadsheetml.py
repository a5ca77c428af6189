"""Read SpreadsheetML 2003: a workbook in one XML file, usually named .xls or .xml."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING
from xml.parsers import expat

from callsheet.errors import FileRefused, RefusalCode
from callsheet.files.markup.row_sheet import RowSheet
from callsheet.files.sheet.cell_text import cell_text, number_text
from callsheet.files.workbooks import choose_sheet
from callsheet.validation import IssueCode, Note, NoteCode

if TYPE_CHECKING:
    from callsheet.files.grid import Grid

_SHEET = "urn:schemas-microsoft-com:office:spreadsheet "
_EXCEL = "urn:schemas-microsoft-com:office:excel "


def read_xml(data: bytes, wanted: str | None) -> Grid:
    """Read one sheet of a SpreadsheetML 2003 file.

    Args:
        data: the whole file.
        wanted: the sheet's name; None: the only visible one that is not empty.

    Raises:
        FileRefused: it is damaged, declares entities, or several sheets could be meant.
    """
    book = _Book()
    try:
        book.parse(data)
    except (expat.ExpatError, ValueError, LookupError):
        raise FileRefused(RefusalCode.UNREADABLE) from None
    chosen = choose_sheet([sheet.summary() for sheet in book.sheets], wanted)
    sheet = next(sheet for sheet in book.sheets if sheet.name == chosen)
    hidden = [other.name for other in book.sheets if not other.visible]
    notes = [Note(NoteCode.HIDDEN_SHEETS, facts={"sheets": hidden})] if hidden else []
    notes += [Note(NoteCode.HIDDEN_ROWS, rows=tuple(sheet.hidden_rows))] if sheet.hidden_rows else []
    return sheet.grid(book.sheets, tuple(notes))


class _Book:
    """Collects sheets from the events of expat."""

    def __init__(self) -> None:
        self.sheets: list[RowSheet] = []
        self._row = 0
        self._column = 0
        self._next_column = 0
        self._type = ""
        self._has_formula = False
        self._has_value = False
        self._in_comment = False
        self._text: list[str] | None = None

    def parse(self, data: bytes) -> None:
        """Read all of it.

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
        parser.Parse(data, True)  # noqa: FBT003 - the second argument of expat: this is the final chunk

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        match name.removeprefix(_SHEET):
            case "Worksheet":
                self.sheets.append(RowSheet(attributes.get(f"{_SHEET}Name", f"Sheet{len(self.sheets) + 1}")))
                self._row = 0
            case "Row" if self.sheets:
                self._row = int(attributes.get(f"{_SHEET}Index", self._row + 1))
                self._next_column = 0
                if attributes.get(f"{_SHEET}Hidden") == "1":
                    self.sheets[-1].hidden_rows.append(self._row)
            case "Cell" if self.sheets:
                self._column = int(attributes.get(f"{_SHEET}Index", self._next_column + 1)) - 1
                self._next_column = self._column + 1 + int(attributes.get(f"{_SHEET}MergeAcross", 0))
                self._has_formula, self._has_value = f"{_SHEET}Formula" in attributes, False
            case "Comment":
                self._in_comment = True
            case "Data" if not self._in_comment:
                self._type = attributes.get(f"{_SHEET}Type", "String")
                self._text = []
        if name == f"{_EXCEL}Visible":
            self._text = []

    def _add_text(self, text: str) -> None:
        if self._text is not None:
            self._text.append(text)

    def _end(self, name: str) -> None:
        match name.removeprefix(_SHEET):
            case "Comment":
                self._in_comment = False
            case "Data" if not self._in_comment and self.sheets:
                self._put_cell("".join(self._text or ()))
                self._text = None
            case "Cell" if self._has_formula and not self._has_value and self.sheets:
                self._flag(IssueCode.FORMULA_WITHOUT_VALUE)
        if name == f"{_EXCEL}Visible" and self.sheets:
            self.sheets[-1].visible = not "".join(self._text or ()).strip().startswith("Sheet")
            self._text = None

    def _put_cell(self, text: str) -> None:
        self._has_value = bool(text)
        if self._type == "Error":
            self._flag(IssueCode.ERROR_CELL)
        self.sheets[-1].put(self._row, self._column, _as_text(self._type, text))

    def _flag(self, code: IssueCode) -> None:
        self.sheets[-1].put(self._row, self._column, "")
        self.sheets[-1].flags.append((self._row, self._column, code.value))


def _refuse(*_: object) -> None:
    raise FileRefused(RefusalCode.SUSPICIOUS_WORKBOOK)


def _as_text(kind: str, text: str) -> str:
    if kind == "Number" and not text.strip().isdecimal():
        with suppress(ValueError):
            return number_text(float(text))
    if kind == "DateTime":
        with suppress(ValueError):
            return cell_text(datetime.fromisoformat(text))
    if kind == "Boolean":
        return {"1": "TRUE", "0": "FALSE"}.get(text.strip(), text)
    return text
