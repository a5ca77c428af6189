"""Check the archive of a workbook before a reader opens it: real unpacked sizes, overlapping parts, XML bombs."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from callsheet.errors import FileRefused, RefusalCode
from callsheet.files.preflight.xml import XmlScan

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_MEMBERS = 2_000
CHUNK, PACKED_CHUNK = 1 << 20, 1 << 17
LARGE_PART = 64_000_000
LARGEST_RATIO = 300
"""A part above `LARGE_PART` bytes with a higher compression ratio does not come from a spreadsheet program."""

MOST_REUSED = 100_000_000
"""Bytes of unpacked parts that are held for the reader: a sheet of 300,000 leads has 60 million, and the reader may use
ten times as many."""

LARGE_FRAME = 12_000_000
"""Largest list of sheets, styles or relations, in bytes; Excel stores at most 64,000 styles."""

MAX_MISSING_PARTS = 16
"""Sheets that may be listed without a part of their own; a part that is listed repeatedly is read repeatedly."""

_FRAME = (b"stylesheet", b"workbook", b"relationships", b"types")
_END = b"PK\x05\x06"
_LOCAL = struct.Struct("<4s22xHH")
_XML = (".xml", ".rels", ".vml")
_STORED, _DEFLATED = 0, 8
_ENCRYPTED = 0x1


@dataclass(frozen=True)
class Member:
    """A part of an archive.

    Args:
        name: as written in the directory.
        pack_table: its bytes in the archive.
        is_deflated: False: they are stored as they are.
        size: bytes of the unpacked part, as the directory states it.
        checksum: CRC-32 of the unpacked part, as the directory states it.
    """

    name: str
    pack_table: memoryview
    is_deflated: bool
    size: int
    checksum: int


def archive_members(data: bytes) -> list[Member]:
    """The parts of an archive, not unpacked.

    Args:
        data: the whole file.

    Raises:
        FileRefused: it is damaged or encrypted, or has too many parts, repeated names, overlapping parts, or a
            compression method that workbooks do not use.
    """
    end = data.rfind(_END)
    if end < 0 or len(data) < end + 12:
        raise FileRefused(RefusalCode.UNREADABLE)
    if int.from_bytes(data[end + 10 : end + 12], "little") > MAX_MEMBERS:
        raise FileRefused(RefusalCode.SUSPICIOUS_WORKBOOK)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    except (zipfile.BadZipFile, ValueError, NotImplementedError, struct.error, EOFError, OverflowError):
        raise FileRefused(RefusalCode.UNREADABLE) from None
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise FileRefused(RefusalCode.ENCRYPTED)
    names = {entry.filename.replace("\\", "/").lstrip("/").casefold() for entry in entries}
    odd = any(entry.compress_type not in (_STORED, _DEFLATED) for entry in entries)
    if odd or len(names) != len(entries) or len(entries) > MAX_MEMBERS:
        raise FileRefused(RefusalCode.SUSPICIOUS_WORKBOOK)
    return list(_placed(data, sorted(entries, key=lambda entry: entry.header_offset)))


def _placed(data: bytes, entries: list[zipfile.ZipInfo]) -> Iterator[Member]:
    whole, free = memoryview(data), 0
    for entry in entries:
        start = entry.header_offset
        if not 0 <= start <= len(data) - _LOCAL.size:
            raise FileRefused(RefusalCode.UNREADABLE)
        magic, name_length, extra_length = _LOCAL.unpack_from(data, start)
        if magic != b"PK\x03\x04":
            raise FileRefused(RefusalCode.UNREADABLE)
        first = start + _LOCAL.size + name_length + extra_length
        if start < free:
            raise FileRefused(RefusalCode.SUSPICIOUS_WORKBOOK)
        free = first + entry.compress_size
        is_deflated = entry.compress_type == _DEFLATED
        yield Member(entry.filename, whole[first:free], is_deflated, entry.file_size, entry.CRC)


def check_parts(members: list[Member], most: int) -> dict[str, list[bytes]]:
    """Unpack every part once and scan it.

    Args:
        members: all parts.
        most: bytes that all parts may unpack to.

    Returns:
        Undamaged parts of XML by name, in chunks, up to `MOST_REUSED` bytes: the reader need not unpack them again.

    Raises:
        FileRefused: they unpack to more, or hold what no spreadsheet program writes.
    """
    whole = sheets = parts = 0
    reusable: dict[str, list[bytes]] = {}
    free = MOST_REUSED
    for member in members:
        scan = XmlScan() if member.name.lower().endswith(_XML) else None
        size = checksum = 0
        chunks: list[bytes] = []
        is_reusable = scan is not None and member.size <= free
        for chunk in decompress(member):
            size += len(chunk)
            if whole + size > most or _is_bomb(member, size, scan):
                raise FileRefused(RefusalCode.UNPACKS_TOO_LARGE)
            if scan is not None:
                scan.feed(chunk)
            is_reusable = is_reusable and size <= member.size
            if is_reusable:
                chunks.append(chunk)
                checksum = zlib.crc32(chunk, checksum)
        whole += size
        if is_reusable and (size, checksum) == (member.size, member.checksum):
            reusable[member.name] = chunks
            free -= size
        if scan is not None:
            sheets, parts = sheets + scan.sheets, parts + scan.root.endswith(b"sheet")
    if sheets > parts + MAX_MISSING_PARTS:
        raise FileRefused(RefusalCode.SUSPICIOUS_WORKBOOK)
    return reusable


def _is_bomb(member: Member, size: int, scan: XmlScan | None) -> bool:
    if scan is not None and size > LARGE_FRAME and scan.root in _FRAME:
        return True
    return size > LARGE_PART and size > LARGEST_RATIO * len(member.pack_table)


def decompress(member: Member) -> Iterator[bytes]:
    """A part in chunks of `CHUNK` bytes; damage ends it early, and the reader reports it."""
    if not member.is_deflated:
        for start in range(0, len(member.pack_table), CHUNK):
            yield bytes(member.pack_table[start : start + CHUNK])
        return
    inflate = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        for start in range(0, len(member.pack_table), PACKED_CHUNK):
            rest: bytes | memoryview = member.pack_table[start : start + PACKED_CHUNK]
            while chunk := inflate.decompress(rest, CHUNK):
                yield chunk
                rest = inflate.unconsumed_tail
    except zlib.error:
        return
