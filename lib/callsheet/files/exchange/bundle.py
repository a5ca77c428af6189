"""Several files as one value of bytes: the files of a draft that was put together from more than one.

Layout, version 1: `MAGIC`, eight bytes with the length of the index (big-endian), the index in JSON, then the files one
after the other. A file of which several sheets are read is stored once.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from collections.abc import Sequence

MAGIC = b"\x00callsheet files 1\n"
AFTER_THE_OTHERS = -1
"""Offset of a file whose rows follow those of the files before it."""
_LENGTH = 8


@dataclass(frozen=True)
class BundledFile:
    """A file, or a sheet of one, in a bundle.

    Args:
        name: of the file.
        data: its bytes.
        sheet: of a workbook; None: the only visible one that is not empty.
        header_row: row number of the column names; 0: the file has no column names; None: detect it.
        offset: what is added to its row numbers; `AFTER_THE_OTHERS`: not known yet.
    """

    name: str
    data: bytes
    sheet: str | None = None
    header_row: int | None = None
    offset: int = AFTER_THE_OTHERS

    def __repr__(self) -> str:
        """The name, not the bytes."""
        return f"BundledFile({self.name!r}, sheet={self.sheet!r}, offset={self.offset})"

    def with_header_row(self, row: int) -> Self:
        """The same file with its column names in another row."""
        return replace(self, header_row=row)


def is_bundle(data: bytes) -> bool:
    """Whether bytes are a bundle and no file of an operator: those are refused when they begin as one."""
    return data.startswith(MAGIC)


def pack_files(files: Sequence[BundledFile]) -> bytes:
    """Return files as one value of bytes.

    Args:
        files: in their order.
    """
    places: dict[bytes, int] = {}
    stored: list[bytes] = []
    index = []
    for file in files:
        digest = hashlib.sha256(file.data).digest()
        if digest not in places:
            places[digest] = len(stored)
            stored.append(file.data)
        entry = {"name": file.name, "sheet": file.sheet, "header_row": file.header_row, "offset": file.offset}
        index.append({**entry, "file": places[digest]})
    head = json.dumps({"sizes": list(map(len, stored)), "files": index}).encode()
    return b"".join([MAGIC, len(head).to_bytes(_LENGTH, "big"), head, *stored])


def unpack_files(data: bytes) -> list[BundledFile]:
    """Return the files of a bundle.

    Args:
        data: as `pack_files` returned it.

    Raises:
        ValueError: it is no bundle, or a damaged one.
    """
    start = len(MAGIC) + _LENGTH
    end = start + int.from_bytes(data[len(MAGIC) : start], "big")
    if not is_bundle(data) or end > len(data):
        raise ValueError("no bundle of files")
    head: dict[str, Any] = json.loads(data[start:end])
    stored = []
    for size in head["sizes"]:
        stored.append(data[end : end + size])
        end += size
    if end != len(data):
        raise ValueError("a bundle of another length than its index says")
    return [
        BundledFile(str(entry["name"]), stored[entry["file"]], entry["sheet"], entry["header_row"], entry["offset"])
        for entry in head["files"]
    ]
