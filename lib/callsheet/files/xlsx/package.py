"""The package of an XLSX file: its sheets, where their parts are in the archive, and its cell formats."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections import deque
from dataclasses import dataclass
from functools import cached_property
from typing import IO, TYPE_CHECKING, cast
from xml.etree import ElementTree as ET

from callsheet.files.sheet.number_formats import PLAIN, NumberFormat, built_in, number_format

if TYPE_CHECKING:
    from collections.abc import Iterator

TRUE = ("1", "true", "on", "t")
_MOST_PART = 400_000_000
"""Bytes that one part may unpack to; `check_parts` has refused larger ones before."""


@dataclass(frozen=True)
class SheetPart:
    """A worksheet in the archive.

    Args:
        name: as on its tab.
        visible: False when hidden.
        path: name of its part.
    """

    name: str
    visible: bool
    path: str


class _Chunks(io.BufferedIOBase):
    """A part that is unpacked already; its chunks are freed while it is read.

    Args:
        chunks: its bytes, taken out of the list.
    """

    def __init__(self, chunks: list[bytes]) -> None:
        self._chunks = deque(chunks)
        chunks.clear()

    def readable(self) -> bool:
        """It is open for reading."""
        return True

    def read(self, size: int | None = -1, /) -> bytes:
        """The next bytes.

        Args:
            size: how many at most; negative or None: all that are left.
        """
        wanted = sum(map(len, self._chunks)) if size is None or size < 0 else size
        taken: list[bytes] = []
        while wanted and self._chunks:
            chunk = self._chunks.popleft()
            if len(chunk) > wanted:
                self._chunks.appendleft(chunk[wanted:])
                chunk = chunk[:wanted]
            taken.append(chunk)
            wanted -= len(chunk)
        return b"".join(taken)


class XlsxPackage:
    """An open XLSX file; no cell is read yet.

    Args:
        data: the whole file.
        parts: parts that are unpacked already, by name, in chunks; each is taken out when it is opened first.

    Raises:
        zipfile.BadZipFile: it is not an archive.
        KeyError: a required part is missing.
        ET.ParseError: a part is not well-formed XML.
    """

    def __init__(self, data: bytes, parts: dict[str, list[bytes]] | None = None) -> None:
        self._unpacked = {} if parts is None else parts
        self._archive = zipfile.ZipFile(io.BytesIO(data))
        self._names = {_plain(name): name for name in reversed(self._archive.namelist())}
        root = [path for kind, path in self._related("").values() if kind == "officeDocument"]
        self._workbook = root[0] if root else "xl/workbook.xml"
        self._relations = self._related(self._workbook)
        self._tree = self.tree(self._workbook)

    @cached_property
    def sheets(self) -> tuple[SheetPart, ...]:
        """The worksheets in the order of their tabs, without chart sheets and macro sheets."""
        sheets = []
        for element in named(self._tree, "sheet"):
            kind, path = self._relations.get(_attribute(element, "id"), ("", ""))
            if kind == "worksheet":
                visible = element.get("state", "visible") == "visible"
                sheets.append(SheetPart(element.get("name", ""), visible, path))
        return tuple(sheets)

    @cached_property
    def from_1904(self) -> bool:
        """Whether dates are counted from 1904."""
        return any(element.get("date1904", "").lower() in TRUE for element in named(self._tree, "workbookPr"))

    def part_of(self, kind: str) -> str | None:
        """The name of the part of a kind, as "sharedStrings" or "styles"; None if it is missing."""
        paths = [path for known, path in self._relations.values() if known == kind]
        return paths[0] if paths and _plain(paths[0]) in self._names else None

    def open(self, path: str) -> IO[bytes]:
        """Open a part.

        Raises:
            KeyError: no part has that name.
            zipfile.BadZipFile: the archive states another name before the part than in its directory.
        """
        name = self._names[_plain(path)]
        part = self._archive.open(name)
        unpacked = self._unpacked.pop(name, None)
        if unpacked is None:
            return part
        part.close()
        return cast("IO[bytes]", _Chunks(unpacked))

    def read(self, path: str) -> bytes:
        """The bytes of a part.

        Raises:
            KeyError: no part has that name.
        """
        with self.open(path) as part:
            return part.read(_MOST_PART)

    def tree(self, path: str) -> ET.Element:
        """A small part as a tree.

        Raises:
            KeyError: no part has that name.
            ET.ParseError: it is not well-formed XML.
        """
        return ET.fromstring(self.read(path))  # noqa: S314 - declarations of entities were refused before

    def _related(self, path: str) -> dict[str, tuple[str, str]]:
        """The relationships of a part: id → (kind, name of the target part)."""
        folder, name = posixpath.split(path)
        relations = posixpath.join(folder, "_rels", f"{name}.rels")
        if _plain(relations) not in self._names:
            return {}
        return {
            element.get("Id", ""): (
                element.get("Type", "").rpartition("/")[2],
                posixpath.normpath(posixpath.join(folder, element.get("Target", "").replace("\\", "/"))).lstrip("/"),
            )
            for element in named(self.tree(relations), "Relationship")
            if element.get("TargetMode") != "External"
        }


def named(tree: ET.Element, name: str) -> Iterator[ET.Element]:
    """Elements with a name, in any namespace."""
    return (element for element in tree.iter() if element.tag.rpartition("}")[2] == name)


def _attribute(element: ET.Element, name: str) -> str:
    """An attribute in a namespace by its local name: "id" for `r:id`."""
    return next((value for key, value in element.items() if key.endswith(f"}}{name}")), "")


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def cell_formats(package: XlsxPackage) -> list[NumberFormat]:
    """The number format of each cell format, in order; empty if the workbook has no readable styles."""
    path = package.part_of("styles")
    if path is None:
        return []
    try:
        tree = package.tree(path)
    except (ET.ParseError, LookupError, ValueError):
        return []
    custom = {element.get("numFmtId", ""): element.get("formatCode", "") for element in named(tree, "numFmt")}
    groups = list(named(tree, "cellXfs"))
    cells = list(groups[0]) if groups else []
    return [_format(element.get("numFmtId", "0"), custom) for element in cells if element.tag.endswith("}xf")]


def _format(number: str, custom: dict[str, str]) -> NumberFormat:
    if number in custom:
        return number_format(custom[number])
    return built_in(int(number)) if number.isdecimal() else PLAIN
