"""Open an XLSX workbook and read one sheet: vectorised if its XML is regular, element by element if it is not."""

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
from callsheet.files.xlsx.stream import SheetStream, count_distinct_rows, count_rows
from callsheet.files.xlsx.tags import NotFastPath, element_blocks
from callsheet.validation import Sheet

if TYPE_CHECKING:
    import pyarrow as pa

    from callsheet.files.grid import MergedCells
    from callsheet.files.sheet.raw_cells import RawCells
    from callsheet.files.xlsx.package import SheetPart

LOG = logging.getLogger(__name__)
_PREFIX = re.compile(rb"(</?)\w+:")
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_END_ROW = re.compile(rb"</row\s+>")


class _SheetRead(NamedTuple):
    """The content of a sheet."""

    cells: RawCells
    hidden: Hidden
    counted: int
    merged: list[MergedCells]


class XlsxBook:
    """An XLSX file.

    Args:
        data: the whole file.
        parts: parts that are unpacked already, by name, in chunks; each is taken out when it is read.

    Raises:
        zipfile.BadZipFile: it is not an archive.
        KeyError: a required part is missing.
        xml.etree.ElementTree.ParseError: a part is not well-formed XML.
    """

    def __init__(self, data: bytes, parts: dict[str, list[bytes]] | None = None) -> None:
        self._package = XlsxPackage(data, parts)
        self._sheets_read: dict[str, _SheetRead] = {}

    def sheets(self) -> tuple[Sheet, ...]:
        """The worksheets, with the number of rows of each that hold a value."""
        return tuple(Sheet(part.name, part.visible, self._rows_of(part)) for part in self._package.sheets)

    def read(self, name: str) -> SheetContent:
        """The cells of a sheet.

        Args:
            name: of an existing sheet.

        Raises:
            xml.parsers.expat.ExpatError: its XML is not well-formed.
            FileRefused: it declares entities, or a cell lies outside the grid of a sheet.
        """
        part = next(sheet for sheet in self._package.sheets if sheet.name == name)
        content = self._cells(part)
        return SheetContent(
            content.cells,
            self._strings(),
            cell_formats(self._package),
            self._package.from_1904,
            content.counted,
            content.hidden,
            merged=content.merged,
        )

    def _rows_of(self, part: SheetPart) -> int:
        """Rows that hold a value; the only visible sheet is read at once, because it will be needed."""
        if part.visible and sum(sheet.visible for sheet in self._package.sheets) == 1:
            return self._cells(part).counted
        return self._count(part)

    def _count(self, part: SheetPart) -> int:
        """Rows that hold a value, counted without reading the cells."""
        with self._package.open(part.path) as xml:
            try:
                return sum(map(count_rows, SheetStream(xml)))
            except NotFastPath:
                return _count_any_xml(self._package.read(part.path))

    def _cells(self, part: SheetPart) -> _SheetRead:
        if part.name not in self._sheets_read:
            self._sheets_read[part.name] = self._read(part)
        return self._sheets_read[part.name]

    def _read(self, part: SheetPart) -> _SheetRead:
        with self._package.open(part.path) as xml:
            stream = SheetStream(xml)
            try:
                cells = read_rows(stream)
            except (NotFastPath, ExpatError, UnicodeDecodeError):
                LOG.debug("a sheet is read element by element")
            else:
                filled = filled_rows(cells)
                if filled == stream.elements or filled == self._count(part):
                    return _SheetRead(cells, stream.hidden, filled, merged_in(stream.tail))
        with self._package.open(part.path) as xml:
            cells = SheetParser(xml).cells
        plain = as_utf8(self._package.read(part.path))
        hidden = Hidden(tuple(hidden_rows_in(plain)), hidden_columns_in(plain))
        return _SheetRead(cells, hidden, _count_any_xml(plain), merged_in(plain))

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
    """A part in UTF-8; parts in UTF-16 are converted, others are left as they are."""
    for bom, encoding in (
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
        (b"<\0", "utf-16-le"),
        (b"\0<", "utf-16-be"),
    ):
        if xml.startswith(bom):
            return xml.decode(encoding, "replace").encode()
    return xml


def _count_any_xml(xml: bytes) -> int:
    """Rows that hold a value, in XML of any form."""
    plain = _END_ROW.sub(b"</row>", _PREFIX.sub(rb"\1", _COMMENT.sub(b"", as_utf8(xml))))
    inside = plain.partition(b"<sheetData")[2].partition(b"</sheetData>")[0]
    return count_distinct_rows(inside)
