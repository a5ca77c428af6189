"""XLS files that attack their reader, each with the one outcome that is allowed."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from callsheet.errors import RefusalCode as R
from tests.files.robustness.hostile_xlsx import TWO, Hostile
from tests.support.files.workbooks import as_xls

if TYPE_CHECKING:
    from collections.abc import Callable

ROWS = [["phone_number", "name"], ["9876543210", "Asha"], ["9123456789", "Ravi"]]
SECTOR, FAT_AT, DIRECTORY_AT, SMALL_AT = 512, 76, 48, 60


def container(rows: list[list[str]] | None = None) -> bytearray:
    """An honest .xls with a workbook of many sectors."""
    filler = [[f"98765{n:05d}", f"Lead {n} " + "x" * 40] for n in range(200)]
    return bytearray(as_xls(rows or [ROWS[0], *filler]))


def sector(place: int) -> int:
    return (place + 1) * SECTOR


def number(data: bytearray, at: int) -> int:
    return int(struct.unpack_from("<I", data, at)[0])


def entry(data: bytearray, name: str) -> int:
    """Where the directory entry of a stream stands."""
    return data.index(name.encode("utf-16-le"), sector(number(data, DIRECTORY_AT)))


def circle() -> bytes:
    """The workbook's sectors follow each other in a circle."""
    data = container()
    fat, first = sector(number(data, FAT_AT)), number(data, entry(data, "Workbook") + 116)
    struct.pack_into("<I", data, fat + 4 * (first + 5), first)
    return bytes(data)


def circle_of_directory() -> bytes:
    """The directory follows itself."""
    data = container()
    place = number(data, DIRECTORY_AT)
    struct.pack_into("<I", data, sector(number(data, FAT_AT)) + 4 * place, place)
    return bytes(data)


def circle_of_tables() -> bytes:
    """The table of sectors names one sector for all its parts."""
    data = container()
    struct.pack_into("<I", data, 44, 109)
    struct.pack_into("<109I", data, FAT_AT, *[number(data, FAT_AT)] * 109)
    return bytes(data)


def circle_of_small_sectors() -> bytes:
    """A stream below 4,096 bytes whose small sectors follow each other in a circle."""
    data = container()
    struct.pack_into("<I", data, SMALL_AT, number(data, DIRECTORY_AT) + 1)
    small = len(data) // SECTOR - 1
    data += struct.pack("<128I", *[0] * 128)
    struct.pack_into("<2I", data, SMALL_AT, small, 1)
    fat = sector(number(data, FAT_AT))
    struct.pack_into("<I", data, fat + 4 * small, 0xFFFFFFFE)
    struct.pack_into("<I", data, entry(data, "Workbook") + 120, 4000)
    struct.pack_into("<I", data, entry(data, "Workbook") + 116, 0)
    return bytes(data)


def with_password() -> bytes:
    """The second record of the workbook says that all after it is scrambled."""
    data = container()
    start = sector(number(data, entry(data, "Workbook") + 116))
    struct.pack_into("<H", data, start + 4 + struct.unpack_from("<H", data, start + 2)[0], 0x2F)
    return bytes(data)


def renamed(old: str, new: str) -> bytes:
    """A stream under another name."""
    data, at = container(), 0
    at = entry(data, old)
    data[at : at + 64] = new.encode("utf-16-le").ljust(64, b"\0")
    struct.pack_into("<H", data, at + 64, 2 * len(new) + 2)
    return bytes(data)


def lying_dimensions() -> bytes:
    """Two leads in a sheet that claims to be full."""
    data = bytearray(as_xls(ROWS))
    stated = data.index(struct.pack("<HH", 0x0200, 14))
    struct.pack_into("<IIHH", data, stated + 4, 0, 65_536, 0, 256)
    return bytes(data)


def xls(name: str, outcome: tuple[int, int] | R, make: Callable[[], bytes]) -> Hostile:
    return Hostile(name, "leads.xls", make, outcome)


XLS = [
    xls("sectors in a circle", R.SUSPICIOUS_WORKBOOK, circle),
    xls("a directory in a circle", R.SUSPICIOUS_WORKBOOK, circle_of_directory),
    xls("one table for all", R.SUSPICIOUS_WORKBOOK, circle_of_tables),
    xls("small sectors in a circle", R.SUSPICIOUS_WORKBOOK, circle_of_small_sectors),
    xls("a password", R.ENCRYPTED, with_password),
    xls("a workbook wrapped by a password", R.ENCRYPTED, lambda: renamed("Workbook", "EncryptedPackage")),
    xls("a text document", R.WRONG_FORMAT, lambda: renamed("Workbook", "WordDocument")),
    xls("cut off in the middle", R.UNREADABLE, lambda: bytes(container()[:9000])),
    xls("nothing but a beginning", R.UNREADABLE, lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(range(256)) * 40),
    xls("zeros after the beginning", R.UNREADABLE, lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100_000)),
    xls("dimensions that lie", TWO, lying_dimensions),
]
