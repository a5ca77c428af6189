"""XLSX: its sheets, and the cells of one; in columns where its XML is regular, else element by element."""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING, NamedTuple
from xml.parsers.expat import ExpatError

from callsheet.files.sheet.grid import SheetContent, filled_rows
from callsheet.files.sheet.hidden import Hidden
from callsheet.files.xlsx.column_reader import read_rows
from callsheet.files.xlsx.package import XlsxPackage, cell_formats
from callsheet.files.xlsx.sax_reader import SheetParser, parse_strings
from callsheet.files.xlsx.shared_strings import read_strings
from callsheet.files.xlsx.sheet_properties import hidden_columns_in, hidden_rows_in, merged_in
from callsheet.files.xlsx.stream import SheetStream, count_rows
from callsheet.files.xlsx.tags import NotFastPath, element_blocks
from callsheet.validation import Sheet

if TYPE_CHECKING:
    import pyarrow as pa

    from callsheet.files.sheet.merged_headers import MergedCells
    from callsheet.files.sheet.raw_cells import RawCells
    from callsheet.files.xlsx.package import SheetPart

LOG = logging.getLogger(__name__)
_PREFIX = re.compile(rb"(</?)\w+:")
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_END_ROW = re.compile(rb"</row\s+>")


class _Read(NamedTuple):
    """What one reading of a sheet finds of it."""

    cells: RawCells
    hidden: Hidden
    counted: int
    merged: list[MergedCells]


class XlsxBook:
    """An XLSX file.

    Args:
        data: the whole file.

    Raises:
        zipfile.BadZipFile: it is no archive.
        KeyError: a part that must be there is missing.
        xml.etree.ElementTree.ParseError: a part is no XML.
    """

    def __init__(self, data: bytes) -> None:
        self._package = XlsxPackage(data)
        self._known: dict[str, _Read] = {}

    def sheets(self) -> tuple[Sheet, ...]:
        """The worksheets with how many rows of each hold something."""
        return tuple(Sheet(part.name, part.visible, self._rows_of(part)) for part in self._package.sheets)

    def read(self, name: str) -> SheetContent:
        """The cells of a sheet.

        Args:
            name: of a sheet that there is.

        Raises:
            xml.parsers.expat.ExpatError: its XML is not well-formed.
            FileRefused: it declares entities, or a cell stands where no sheet has one.
        """
        part = next(sheet for sheet in self._package.sheets if sheet.name == name)
        found = self._cells(part)
        return SheetContent(
            found.cells,
            self._strings(),
            cell_formats(self._package),
            self._package.from_1904,
            found.counted,
            found.hidden,
            merged=found.merged,
        )

    def _rows_of(self, part: SheetPart) -> int:
        """Rows that hold something; of the only visible sheet, which will be read, found by reading it."""
        if part.visible and sum(sheet.visible for sheet in self._package.sheets) == 1:
            return self._cells(part).counted
        return self._count(part)

    def _count(self, part: SheetPart) -> int:
        """Rows that hold something, counted without reading their cells."""
        with self._package.open(part.path) as xml:
            try:
                return sum(map(count_rows, SheetStream(xml)))
            except NotFastPath:
                return _count_plainly(self._package.read(part.path))

    def _cells(self, part: SheetPart) -> _Read:
        if part.name not in self._known:
            self._known[part.name] = self._read(part)
        return self._known[part.name]

    def _read(self, part: SheetPart) -> _Read:
        with self._package.open(part.path) as xml:
            stream = SheetStream(xml)
            try:
                cells = read_rows(stream)
            except (NotFastPath, ExpatError, UnicodeDecodeError):
                LOG.debug("a sheet is read element by element")
            else:
                filled = filled_rows(cells)
                if filled == stream.elements or filled == self._count(part):
                    return _Read(cells, stream.hidden, filled, merged_in(stream.tail))
        with self._package.open(part.path) as xml:
            cells = SheetParser(xml).cells
        plain = as_utf8(self._package.read(part.path))
        hidden = Hidden(tuple(hidden_rows_in(plain)), hidden_columns_in(plain))
        return _Read(cells, hidden, _count_plainly(plain), merged_in(plain))

    def _strings(self) -> pa.StringArray:
        path = self._package.part_of("sharedStrings")
        if path is None:
            return read_strings([])
        try:
            with self._package.open(path) as xml:
                return read_strings(element_blocks(xml, b"sst", b"si"))
        except (NotFastPath, UnicodeDecodeError):
            with self._package.open(path) as xml:
                return parse_strings(xml)


def as_utf8(xml: bytes) -> bytes:
    """A part in UTF-8, whatever it was written in."""
    for mark, encoding in (
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
        (b"<\0", "utf-16-le"),
        (b"\0<", "utf-16-be"),
    ):
        if xml.startswith(mark):
            return xml.decode(encoding, "replace").encode()
    return xml


def _count_plainly(xml: bytes) -> int:
    """Rows that hold something, of any sheet."""
    plain = _END_ROW.sub(b"</row>", _PREFIX.sub(rb"\1", _COMMENT.sub(b"", as_utf8(xml))))
    inside = plain.partition(b"<sheetData")[2].partition(b"</sheetData>")[0]
    return count_rows(inside)
