"""Check the OLE container of an .xls file before xlrd opens it: its directory, and that no sector chain is circular."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from callsheet.errors import FileRefused, RefusalCode

_HEADER = struct.Struct("<8s16x4xHHH10xIIIIIIII")
_ENTRY = struct.Struct("<64sHBB12x36xIII")
_LAST_SECTOR = 0xFFFFFFFA
_STREAM, _ROOT = 2, 5
_IN_HEADER = 109
_BOUND_SHEET, _FILE_PASS = 0x85, 0x2F
_WORKBOOKS = ("WORKBOOK", "BOOK")
_STORED_SECTORS, _MOST_SMALL = 64, 64
"""Sectors of a stream that are stored; sectors of 64 bytes that a stream below 4,096 bytes may have."""
_SMALLEST, _LARGEST_SHIFT = 7, 12
_SMALL_SHIFT = 6
_MOST_READS = 8
"""How often the sectors of a file may be read in all; old writers let the root entry claim those of the workbook."""


@dataclass(frozen=True)
class Container:
    """The directory of an OLE file.

    Args:
        streams: name → first bytes of the stream; small streams, which share sectors, are missing.
        names: of streams and storages, in upper case.
    """

    streams: dict[str, bytes]
    names: frozenset[str]

    @property
    def is_encrypted(self) -> bool:
        """Whether it is encrypted, as a whole or record by record."""
        if self.names & {"ENCRYPTEDPACKAGE", "ENCRYPTIONINFO"}:
            return True
        records = self.streams.get("WORKBOOK") or self.streams.get("BOOK") or b""
        at = 0
        while at + 4 <= len(records):
            kind, length = struct.unpack_from("<HH", records, at)
            if kind in (_FILE_PASS, _BOUND_SHEET):
                return bool(kind == _FILE_PASS)
            at += 4 + length
        return False


def read_container(data: bytes) -> Container | None:
    """Read the directory of an OLE file; None if it is too damaged, which xlrd may still be able to read.

    Args:
        data: the whole file.

    Raises:
        FileRefused: a chain of sectors is circular.
    """
    try:
        return _Sectors(data).container()
    except (struct.error, IndexError, ValueError, OverflowError):
        return None


def workbook_stream(data: bytes) -> bytes | None:
    """The stream of the workbook in an OLE file, whatever sizes its directory states; None without such a stream.

    It may be longer than the workbook: the records say where that ends.

    Args:
        data: the whole file.

    Raises:
        FileRefused: a chain of sectors is circular.
    """
    try:
        return _Sectors(data).workbook()
    except (struct.error, IndexError, ValueError, OverflowError):
        return None


class _Entry(NamedTuple):
    """An entry of the directory."""

    name: str
    kind: int
    first: int
    size: int


class _Sectors:
    """The sectors of an OLE file and their chains."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        header = _HEADER.unpack_from(data)
        shift, fat_sectors, self._directory, self._smallest = header[2], header[4], header[5], header[7]
        if not _SMALLEST <= shift <= _LARGEST_SHIFT:
            raise ValueError(shift)
        self._size = 1 << shift
        self._count = len(data) // self._size + 1
        self._next = self._table(fat_sectors, header[10], header[11])
        self._steps = 0
        self._next_small = self._numbers(self._chain(header[8]))

    def container(self) -> Container:
        streams, names = {}, set()
        for entry in self._entries():
            names.add(entry.name)
            if (entry.kind == _ROOT and entry.size) or (entry.kind == _STREAM and entry.size >= self._smallest):
                chain = self._chain(entry.first)
                streams[entry.name] = b"".join(self._sector(sector) for sector in chain[:_STORED_SECTORS])
            elif entry.kind == _STREAM:
                self._small_chain(entry.first)
        return Container(streams, frozenset(names))

    def workbook(self) -> bytes | None:
        entries = self._entries()
        for name in _WORKBOOKS:
            for entry in entries:
                if entry.kind == _STREAM and entry.name == name:
                    return self._whole(entry, entries[0])
        return None

    def _entries(self) -> list[_Entry]:
        directory = b"".join(self._sector(sector) for sector in self._chain(self._directory))
        entries = []
        for at in range(0, len(directory) - len(directory) % 128, 128):
            raw, length, kind, _, first, size, _ = _ENTRY.unpack_from(directory, at)
            if kind:
                name = raw[: max(0, min(length, 64) - 2)].decode("utf-16-le", "replace").upper()
                entries.append(_Entry(name, kind, first, size))
        return entries

    def _whole(self, entry: _Entry, root: _Entry) -> bytes:
        if entry.size >= self._smallest:
            return b"".join(map(self._sector, self._chain(entry.first)))
        small = b"".join(map(self._sector, self._chain(root.first)))
        starts = [sector << _SMALL_SHIFT for sector in self._small_chain(entry.first)]
        return b"".join(small[start : start + (1 << _SMALL_SHIFT)] for start in starts)

    def _sector(self, sector: int) -> bytes:
        start = (sector + 1) * self._size
        return self._data[start : start + self._size]

    def _numbers(self, sectors: list[int]) -> np.ndarray:
        whole = b"".join(self._sector(sector) for sector in sectors)
        return np.frombuffer(whole[: len(whole) // 4 * 4], dtype="<u4")

    def _table(self, fat_sectors: int, more: int, more_count: int) -> np.ndarray:
        sectors = list(struct.unpack_from(f"<{_IN_HEADER}I", self._data, 76))
        for _ in range(min(more_count, self._count)):
            if more >= _LAST_SECTOR:
                break
            *listed, more = struct.unpack(f"<{self._size // 4}I", self._sector(more))
            sectors += listed
        sectors = [sector for sector in sectors[: max(fat_sectors, 0)] if sector < self._count]
        if len(set(sectors)) != len(sectors):
            raise FileRefused(RefusalCode.SUSPICIOUS_WORKBOOK)
        return self._numbers(sectors)

    def _chain(self, sector: int) -> list[int]:
        """The sectors of a stream, which cannot have more than the file."""
        chain: list[int] = []
        following = self._following
        most = min(self._count, _MOST_READS * self._count - self._steps)
        while sector < len(following):
            chain.append(sector)
            if len(chain) > most:
                raise FileRefused(RefusalCode.SUSPICIOUS_WORKBOOK)
            sector = following[sector]
        self._steps += len(chain)
        return chain

    @cached_property
    def _following(self) -> list[int]:
        """`_next` of the file's own sectors as a list, whose numbers are read one by one faster."""
        numbers: list[int] = self._next[: self._count].tolist()
        return numbers

    def _small_chain(self, sector: int) -> list[int]:
        """The sectors of a small stream."""
        chain: list[int] = []
        while sector < len(self._next_small):
            chain.append(sector)
            if len(chain) > _MOST_SMALL:
                raise FileRefused(RefusalCode.SUSPICIOUS_WORKBOOK)
            sector = int(self._next_small[sector])
        return chain
