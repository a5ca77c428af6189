"""Read any well-formed sheet or list of shared strings element by element: the fallback of the vectorised reader."""

from __future__ import annotations

import re
from array import array
from io import BytesIO
from typing import IO, TYPE_CHECKING

import numpy as np
import pyarrow as pa

from callsheet.errors import FileRefused, RefusalCode
from callsheet.files.limits import SHEET_COLUMNS, SHEET_ROWS
from callsheet.files.sheet.column_letters import column_index
from callsheet.files.sheet.raw_cells import Kind, RawCells, joined
from callsheet.files.xlsx.element_parser import ElementParser
from callsheet.files.xlsx.escapes import decode_escapes
from callsheet.files.xlsx.tags import NotFastPath

if TYPE_CHECKING:
    from collections.abc import Mapping

_KINDS = {"s": Kind.SHARED, "str": Kind.TEXT, "inlineStr": Kind.TEXT, "b": Kind.TRUTH, "e": Kind.ERROR}
_KINDS |= {"d": Kind.ISO_DATE}
_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
_STRING_DEPTH = 2
"""Depth of the strings in their list: the list itself is the root."""
_BATCH = 100_000
"""Cells whose Python strings are held before they are converted to Arrow; chosen by hand."""


class SheetParser(ElementParser):
    """Parses the cells of a sheet in any well-formed XML: with prefixes, in UTF-16, without cell references.

    Args:
        part: the part, open for reading.

    Raises:
        expat.ExpatError: it is not well-formed.
        FileRefused: it declares entities, or a cell lies outside the grid of a sheet.
    """

    def __init__(self, part: IO[bytes]) -> None:
        self.are_numbered = True
        self._inside = self._formula = self._repeated = False
        self._row, self._column = 0, -1
        self._type, self._style = "n", 0
        self._inline = False
        self._values: list[str] = []
        self._texts_inside: list[str] = []
        self._loose: list[str] = []
        self._parts: list[RawCells] = []
        self._begin_batch()
        super().__init__(part)
        self._end_batch()

    @property
    def cells(self) -> RawCells:
        """The cells that hold a value."""
        return joined(self._parts)

    def opened(self, name: str, attributes: Mapping[str, str]) -> None:
        """Handle the start of an element."""
        if name == "sheetData":
            self._inside = True
        elif not self._inside:
            return
        elif name == "c":
            self._begin_cell(attributes)
        elif name in ("v", "t"):
            self._text = self._values if name == "v" else self._texts_inside
            self._repeat_value(is_second=name == "v" and bool(self._values))
            self._listening = not self._phonetic
        elif name == "is":
            self._repeat_value(is_second=bool(self._texts_inside))
            self._text, self._listening, self._inline = self._loose, True, True
        elif name == "f":
            self._formula = True
        elif name == "row":
            self.are_numbered &= "r" in attributes
            self._row = _number(attributes.get("r", ""), self._row + 1)
            self._column = -1
        elif name == "rPh":
            self._phonetic += 1

    def closed(self, name: str) -> None:
        """Handle the end of an element."""
        if name in ("v", "t", "is"):
            self._text, self._listening = self._loose, self._inline and name == "t"
        elif name == "c" and self._inside:
            self._end_cell()
        elif name == "rPh":
            self._phonetic -= 1
        elif name == "sheetData":
            self._inside = False

    def _repeat_value(self, *, is_second: bool) -> None:
        """Separate a second value of a cell from the first one; joined, they could be the number of a stranger."""
        if is_second:
            self._repeated = True
            for texts in (self._values, self._texts_inside):
                texts.append(" ")

    def _begin_cell(self, attributes: Mapping[str, str]) -> None:
        self._values, self._texts_inside, self._loose = [], [], []
        self._inline = self._formula = self._repeated = False
        self._type = attributes.get("t", "n")
        self._style = _number(attributes.get("s", ""), 0)
        reference = _REFERENCE.fullmatch(attributes.get("r", ""))
        if reference is None:
            self._column += 1
        else:
            self._column = column_index(reference[1])
            self._row = int(reference[2])
        if not (1 <= self._row <= SHEET_ROWS and self._column < SHEET_COLUMNS):
            raise FileRefused(RefusalCode.SUSPICIOUS_WORKBOOK)

    def _end_cell(self) -> None:
        kind, text = self._content()
        if not text and not self._formula:
            return
        self._places.extend((self._row, self._column, kind, self._style, self._formula))
        self._texts.append(text if kind is Kind.TEXT else text.strip())
        if len(self._texts) >= _BATCH:
            self._end_batch()

    def _content(self) -> tuple[Kind, str]:
        """Kind and text of the cell: of an inline string its `<is>`, of others their `<v>`, else what there is.

        A cell with several values is an error, because only one of them may be its own.
        """
        if self._repeated:
            return Kind.ERROR, "".join([*self._values, *self._texts_inside]).strip()
        value, inline = "".join(self._values), "".join(self._texts_inside) or "".join(self._loose).strip()
        if inline and (self._type == "inlineStr" or not value):
            return Kind.TEXT, inline
        return _KINDS.get(self._type, Kind.NUMBER), value

    def _begin_batch(self) -> None:
        self._places = array("i")
        self._texts: list[str] = []

    def _end_batch(self) -> None:
        indices = np.frombuffer(self._places, np.int32).reshape(-1, 5) if self._texts else np.zeros((0, 5), np.int32)
        row, column, kind, style, formula = (np.ascontiguousarray(indices[:, part]) for part in range(5))
        texts = decode_escapes(pa.array(self._texts, pa.string()))
        self._parts.append(RawCells(row, column, kind.astype(np.uint8), style, formula.astype(np.bool_), texts))
        self._begin_batch()


def parse_rows(piece: bytes) -> RawCells:
    """Parse some rows of a sheet.

    Args:
        piece: whole rows, each with its number.

    Raises:
        NotFastPath: a row has no number, so its number depends on the rows before it.
        expat.ExpatError: it is not well-formed by itself.
        FileRefused: a cell lies outside the grid of a sheet.
    """
    parser = SheetParser(BytesIO(b"".join((b"<sheetData>", piece, b"</sheetData>"))))
    if not parser.are_numbered:
        raise NotFastPath
    return parser.cells


class _StringsParser(ElementParser):
    """Every element of the list is a string, whatever its name; its text is that of its `<t>`, or all of its text."""

    def __init__(self, part: IO[bytes]) -> None:
        self.strings: list[str] = []
        self._depth = 0
        self._texts_inside: list[str] = []
        self._loose: list[str] = []
        super().__init__(part)

    def opened(self, name: str, attributes: Mapping[str, str]) -> None:  # noqa: ARG002 - the base class passes them
        """Handle the start of an element."""
        self._depth += 1
        if self._depth == _STRING_DEPTH:
            self._texts_inside, self._loose = [], []
            self._text, self._listening = self._loose, name != "extLst"
        elif name == "t":
            self._text = self._texts_inside
        elif name == "rPh":
            self._phonetic += 1
            self._listening = False

    def closed(self, name: str) -> None:
        """Handle the end of an element."""
        if self._depth == _STRING_DEPTH and name != "extLst":
            self.strings.append("".join(self._texts_inside) or "".join(self._loose).strip())
        elif name == "t":
            self._text = self._loose
        elif name == "rPh":
            self._phonetic -= 1
            self._listening = not self._phonetic
        self._depth -= 1


def parse_strings(part: IO[bytes]) -> pa.StringArray:
    """Parse the shared strings (n) in any well-formed XML.

    Args:
        part: the part, open for reading.

    Raises:
        expat.ExpatError: it is not well-formed.
        FileRefused: it declares entities.
    """
    return decode_escapes(pa.array(_StringsParser(part).strings, pa.string()))


def _number(written: str, otherwise: int) -> int:
    return int(written) if written.isascii() and written.isdecimal() and len(written) <= 9 else otherwise  # noqa: PLR2004 - 9 digits fit an int32
