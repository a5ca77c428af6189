"""Workbooks made to harm, part by part: an archive that may lie about everything."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass, field

from tests.support.files import workbooks
from tests.support.files.workbooks import MAIN, frame_of

DECLARATION = workbooks.DECLARATION.encode()
SHEET = "xl/worksheets/sheet1.xml"
LOCAL, CENTRAL, END = struct.Struct("<4s5H3I2H"), struct.Struct("<4s6H3I5H2I"), struct.Struct("<4s4H2IH")


@dataclass
class Part:
    """A part of an archive and what is claimed of it.

    Args:
        name: of the part.
        pack_table: its bytes in the archive.
        size: bytes it is said to unpack to.
        check: its sum.
        method: 8: deflated, 0: stored.
        flags: 1: encrypted.
        at: where the directory says that it lies; None: where it lies.
    """

    name: str
    pack_table: bytes
    size: int
    check: int = 0
    method: int = 8
    flags: int = 0
    at: int | None = field(default=None)


def part(name: str, content: bytes, **claims: int) -> Part:
    """An honest part, but for what is claimed."""
    deflate = zlib.compressobj(6, zlib.DEFLATED, -15)
    pack_table = deflate.compress(content) + deflate.flush()
    made = Part(name, pack_table, len(content), zlib.crc32(content))
    for claim, value in claims.items():
        setattr(made, claim, value)
    return made


def bomb(name: str, before: bytes, repeated: bytes, after: bytes, size: int) -> Part:
    """A part that unpacks to `size` bytes of the same, made without unpacking it once.

    The same block of deflated bytes stands in it again and again: each begins with an empty window.
    """
    block = repeated * max(1, 500_000 // len(repeated))
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    head = deflate.compress(before) + deflate.flush(zlib.Z_FULL_FLUSH)
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    middle = deflate.compress(block) + deflate.flush(zlib.Z_FULL_FLUSH)
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    tail = deflate.compress(after) + deflate.flush()
    times = size // len(block)
    return Part(name, head + middle * times + tail, len(before) + times * len(block) + len(after))


def archive(parts: list[Part], count: int | None = None) -> bytes:
    """The parts as a ZIP file.

    Args:
        parts: in order.
        count: number of parts the directory claims; None: as many as there are.
    """
    body, directory = bytearray(), bytearray()
    for each in parts:
        start = len(body) if each.at is None else each.at
        name = each.name.encode()
        sums = (each.check, len(each.pack_table) & 0xFFFFFFFF, each.size & 0xFFFFFFFF)
        if each.at is None:
            body += LOCAL.pack(b"PK\x03\x04", 20, each.flags, each.method, 0, 0x21, *sums, len(name), 0) + name
            body += each.pack_table
        more = (len(name), 0, 0, 0, 0, 0, start)
        directory += CENTRAL.pack(b"PK\x01\x02", 20, 20, each.flags, each.method, 0, 0x21, *sums, *more) + name
    said = min(len(parts) if count is None else count, 0xFFFF)
    return bytes(body + directory) + END.pack(b"PK\x05\x06", 0, 0, said, said, len(directory), len(body), 0)


def sheet(rows: bytes, before: bytes = b"", after: bytes = b"") -> bytes:
    """A worksheet around rows."""
    opening = b'<worksheet xmlns="' + MAIN.encode() + b'">'
    return DECLARATION + opening + before + b"<sheetData>" + rows + b"</sheetData>" + after + b"</worksheet>"


def text_row(number: int, *cells: str) -> bytes:
    """A row of text cells, in their places."""
    columns = "".join(
        f'<c r="{chr(65 + place)}{number}" t="inlineStr"><is><t>{cell}</t></is></c>' for place, cell in enumerate(cells)
    )
    return f'<row r="{number}">{columns}</row>'.encode()


LEADS = text_row(1, "phone_number", "name") + text_row(2, "9876543210", "Asha") + text_row(3, "9123456789", "Ravi")
GOOD = sheet(LEADS)


def frame(sheets: int = 1, *, strings: bool = False, styles: bool = False) -> dict[str, bytes]:
    """Everything of a workbook but its sheets."""
    lists = [f"xl/{name}.xml" for wanted, name in ((strings, "sharedStrings"), (styles, "styles")) if wanted]
    return {name: xml.encode() for name, xml in frame_of(sheets, lists).items()}


def workbook(*more: Part, sheet1: bytes | Part = GOOD, replaced: dict[str, bytes] | None = None, **kinds: int) -> bytes:
    """A whole workbook with one sheet, and whatever is wrong with it.

    Args:
        more: further parts.
        sheet1: the sheet.
        replaced: parts of the frame by name.
        kinds: `sheets`, `strings`, `styles` of `frame`.
    """
    parts = [part(name, content) for name, content in (frame(**kinds) | (replaced or {})).items()]  # type: ignore[arg-type]
    first = sheet1 if isinstance(sheet1, Part) else part(SHEET, sheet1)
    return archive([*parts, first, *more])
