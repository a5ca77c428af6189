"""XLSX files that attack their reader, each with the one outcome that is allowed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from callsheet.errors import RefusalCode as R
from tests.files.robustness.hostile_archives import (
    DECLARATION,
    GOOD,
    LEADS,
    SHEET,
    Part,
    archive,
    bomb,
    frame,
    part,
    sheet,
    text_row,
    workbook,
)
from tests.support.files.workbooks import MAIN

if TYPE_CHECKING:
    from collections.abc import Callable

STRINGS = "xl/sharedStrings.xml"
STYLES = "xl/styles.xml"
BOMB = 70_000_000
LARGE = 300_000_000
TWO = (2, 2)
"""Rows × columns of the two leads that most files hold."""

LAUGHS = (
    b'<!DOCTYPE x [<!ENTITY a "ha">'
    + b"".join(b'<!ENTITY %c "&%c;&%c;&%c;&%c;">' % (98 + n, *[97 + n] * 4) for n in range(20))
    + b"]>"
)
EXTERNAL = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
REMOTE = b'<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">'


class Hostile(NamedTuple):
    """A file and what must become of it.

    Args:
        name: what it does.
        file: its name.
        make: makes its bytes.
        outcome: rows × columns of the Table, or the code of the refusal.
    """

    name: str
    file: str
    make: Callable[[], bytes]
    outcome: tuple[int, int] | R


def declared(declaration: bytes, content: bytes = GOOD) -> bytes:
    """A part with a declaration between its first line and its first element."""
    return content.replace(DECLARATION, DECLARATION + declaration, 1)


def strings(table: bytes | Part) -> bytes:
    """A workbook of shared strings."""
    rows = b'<row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="2"><c r="A2" t="s"><v>1</v></c></row>'
    shared = table if isinstance(table, Part) else part(STRINGS, table)
    return workbook(shared, sheet1=sheet(rows), strings=True)


def string_table(claims: str, items: str = "<si><t>phone_number</t></si><si><t>9876543210</t></si>") -> bytes:
    """A table of shared strings that claims what it likes."""
    return DECLARATION + f'<sst xmlns="{MAIN}" {claims}>{items}</sst>'.encode()


def stray(reference: str, value: str = "<v>1</v>", row: str | None = None) -> bytes:
    """Two leads and one cell far away."""
    number = row or "".join(filter(str.isdigit, reference))
    return workbook(sheet1=sheet(LEADS + f'<row r="{number}"><c r="{reference}" s="0">{value}</c></row>'.encode()))


def overlapping() -> bytes:
    """A hundred parts of the directory that are one and the same in the file."""
    kernel = bomb(SHEET, b"", b" ", b"", 5_000_000)
    copies = [Part(f"xl/media/{n}.xml", kernel.pack_table, kernel.size, at=0) for n in range(100)]
    return archive([kernel, *copies, *(part(name, content) for name, content in frame().items())])


def xlsx(name: str, outcome: tuple[int, int] | R, make: Callable[[], bytes]) -> Hostile:
    """An attack under the name it claims."""
    return Hostile(name, "leads.xlsx", make, outcome)


OPENED = sheet(b"").split(b"</sheetData>")[0]
CLOSED = b"</sheetData></worksheet>"
CELL = b'<row><c t="n"><v>1</v></c><c t="n"><v>2</v></c></row>'

BOMBS = [
    xlsx("rows without end", R.UNPACKS_TOO_LARGE, lambda: workbook(sheet1=bomb(SHEET, OPENED, CELL, CLOSED, BOMB))),
    xlsx("ten million cells", R.UNPACKS_TOO_LARGE, lambda: workbook(sheet1=bomb(SHEET, OPENED, CELL, CLOSED, LARGE))),
    xlsx("one cell", R.SUSPICIOUS_WORKBOOK, lambda: workbook(sheet1=bomb(SHEET, OPENED + b"<row><c t='inlineStr'><is><t>", b"A", b"</t></is></c></row>" + CLOSED, BOMB))),
    xlsx("white space", R.SUSPICIOUS_WORKBOOK, lambda: workbook(sheet1=bomb(SHEET, OPENED, b" \n", LEADS + CLOSED, BOMB))),
    xlsx("a comment", R.SUSPICIOUS_WORKBOOK, lambda: workbook(sheet1=bomb(SHEET, OPENED + b"<!--", b"no", b"-->" + LEADS + CLOSED, BOMB))),
    xlsx("shared strings", R.UNPACKS_TOO_LARGE, lambda: strings(bomb(STRINGS, string_table("", "")[:-6], b"<si><t>a</t></si>", b"</sst>", BOMB))),
    xlsx("styles", R.UNPACKS_TOO_LARGE, lambda: workbook(bomb(STYLES, b"<styleSheet><cellXfs>", b'<xf numFmtId="0"/>', b"</cellXfs></styleSheet>", BOMB), styles=True)),
    xlsx("a picture", R.UNPACKS_TOO_LARGE, lambda: workbook(bomb("xl/media/image1.png", b"\x89PNG", b"\0", b"", BOMB))),
    xlsx("many parts", R.UNPACKS_TOO_LARGE, lambda: workbook(*(bomb(f"xl/media/{n}.bin", b"", b"\0", b"", 20_000_000) for n in range(20)))),
    xlsx("a size that lies", R.SUSPICIOUS_WORKBOOK, lambda: workbook(sheet1=Part(SHEET, bomb(SHEET, OPENED, b" ", CLOSED, BOMB).pack_table, 200))),
    xlsx("one part for a hundred", R.SUSPICIOUS_WORKBOOK, overlapping),
    xlsx("an archive in an archive", R.WRONG_FORMAT, lambda: archive([bomb("0.zip", b"PK", b"\0", b"", BOMB)])),
]  # fmt: skip

ARCHIVES = [
    xlsx("two parts of one name", R.SUSPICIOUS_WORKBOOK, lambda: workbook(part(SHEET, sheet(text_row(1, "other"))))),
    xlsx("names that differ in case", R.SUSPICIOUS_WORKBOOK, lambda: workbook(part(SHEET.upper(), GOOD))),
    xlsx("names that differ in strokes", R.SUSPICIOUS_WORKBOOK, lambda: workbook(part(SHEET.replace("/", "\\"), GOOD))),
    xlsx("2,500 parts", R.SUSPICIOUS_WORKBOOK, lambda: workbook(*(Part(f"x/{n}", b"", 0, method=0) for n in range(2500)))),
    xlsx("60,000 parts claimed", R.SUSPICIOUS_WORKBOOK, lambda: archive([part("a", b"b")], count=60_000)),
    xlsx("a part with a password", R.ENCRYPTED, lambda: workbook(sheet1=part(SHEET, GOOD, flags=1))),
    xlsx("a part packed by bzip2", R.SUSPICIOUS_WORKBOOK, lambda: workbook(sheet1=part(SHEET, GOOD, method=12))),
    xlsx("cut off", R.UNREADABLE, lambda: workbook()[:-300]),
    xlsx("nothing but a beginning", R.UNREADABLE, lambda: b"PK\x03\x04" + bytes(range(256)) * 50),
    xlsx("a directory that points nowhere", R.UNREADABLE, lambda: workbook(Part("x", b"", 0, at=10**9))),
    xlsx("a sum that is wrong", R.UNREADABLE, lambda: workbook(sheet1=part(SHEET, GOOD, check=1))),
    xlsx("a sheet that is not there", R.UNREADABLE, lambda: archive([part(n, c) for n, c in frame().items()])),
    xlsx("a folder to climb out of", TWO, lambda: workbook(part("../../../tmp/callsheet-hostile", b"x"))),
]  # fmt: skip

DECLARATIONS = [
    xlsx("entities in a sheet", R.SUSPICIOUS_WORKBOOK, lambda: workbook(sheet1=declared(LAUGHS))),
    xlsx("entities in shared strings", R.SUSPICIOUS_WORKBOOK, lambda: strings(declared(EXTERNAL, string_table("")))),
    xlsx("entities in the workbook", R.SUSPICIOUS_WORKBOOK, lambda: workbook(replaced={"xl/workbook.xml": declared(EXTERNAL, frame()["xl/workbook.xml"])})),
    xlsx("entities in the types", R.SUSPICIOUS_WORKBOOK, lambda: workbook(replaced={"[Content_Types].xml": declared(LAUGHS, frame()["[Content_Types].xml"])})),
    xlsx("a remote declaration", R.SUSPICIOUS_WORKBOOK, lambda: workbook(replaced={"_rels/.rels": declared(REMOTE, frame()["_rels/.rels"])})),
    xlsx("entities in UTF-16", R.SUSPICIOUS_WORKBOOK, lambda: workbook(sheet1=declared(LAUGHS).decode().replace("UTF-8", "UTF-16").encode("utf-16"))),
    xlsx("entities after a long comment", R.SUSPICIOUS_WORKBOOK, lambda: workbook(sheet1=declared(b"<!--" + b"x" * 40_000 + b"-->" + LAUGHS))),
    xlsx("a comment longer than any", R.SUSPICIOUS_WORKBOOK, lambda: workbook(sheet1=declared(b"<!--" + b"x " * 40_000 + b"-->" + LAUGHS))),
    xlsx("entities in another alphabet", R.SUSPICIOUS_WORKBOOK, lambda: workbook(sheet1=GOOD.replace(b"UTF-8", b"cp037"))),
    xlsx("a declaration in lower case", R.SUSPICIOUS_WORKBOOK, lambda: workbook(sheet1=declared(b"<!doctype x>"))),
]  # fmt: skip

SHAPES = [
    xlsx("a tag of 100,000 attributes", R.SUSPICIOUS_WORKBOOK, lambda: workbook(sheet1=sheet(b"<row " + b" ".join(b'a%d=""' % n for n in range(100_000)) + b"/>"))),
    xlsx("a tag without end", R.SUSPICIOUS_WORKBOOK, lambda: workbook(sheet1=sheet(b"<row " + b"x" * 9_000_000))),
    xlsx("a cell in the last corner", TWO, lambda: stray("XFD1048576")),
    xlsx("a cell in a row that is not its own", TWO, lambda: stray("XFD1048576", row="4")),
    xlsx("a cell beyond the last column", R.SUSPICIOUS_WORKBOOK, lambda: stray("ZZZ9999999")),
    xlsx("an empty cell in the last corner", TWO, lambda: stray("XFD1048576", "")),
    xlsx("a dimension that is too large", TWO, lambda: workbook(sheet1=sheet(LEADS, b'<dimension ref="A1:XFD1048576"/>'))),
    xlsx("a dimension that is too small", TWO, lambda: workbook(sheet1=sheet(LEADS, b'<dimension ref="A1"/>'))),
    xlsx("a dimension that is none", TWO, lambda: workbook(sheet1=sheet(LEADS, b'<dimension ref="ZZZZZZ99999999999:-1"/>'))),
    xlsx("a count of strings that lies", (1, 1), lambda: strings(string_table('count="4000000000" uniqueCount="4000000000"'))),
    xlsx("a count of strings below none", (1, 1), lambda: strings(string_table('count="-1" uniqueCount="-1"'))),
    xlsx("all of a sheet merged", TWO, lambda: workbook(sheet1=sheet(LEADS, after=b'<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'))),
    xlsx("50,000 merges", TWO, lambda: workbook(sheet1=sheet(LEADS, after=b"<mergeCells>" + b'<mergeCell ref="D1:XFD1048576"/>' * 50_000 + b"</mergeCells>"))),
    xlsx("50,000 columns described", TWO, lambda: workbook(sheet1=sheet(LEADS, b"<cols>" + b'<col min="1" max="16384" width="9"/>' * 50_000 + b"</cols>"))),
    xlsx("1,000 empty sheets", TWO, lambda: workbook(*(part(f"xl/worksheets/sheet{n}.xml", sheet(b"")) for n in range(2, 1001)), sheets=1000)),
    xlsx("no sheets", R.EMPTY, lambda: archive([part(n, c) for n, c in frame(0).items()])),
    xlsx("a sheet in UTF-16", TWO, lambda: workbook(sheet1=GOOD.decode().replace("UTF-8", "UTF-16").encode("utf-16"))),
    xlsx("a sheet without a first line", TWO, lambda: workbook(sheet1=GOOD.replace(DECLARATION, b""))),
    Hostile("macros", "leads.xlsm", lambda: workbook(part("xl/vbaProject.bin", b"\xd0\xcf" * 500)), TWO),
    xlsx("a command as a cell", (1, 1), lambda: workbook(sheet1=sheet(text_row(1, "phone_number") + text_row(2, "=cmd|' /C calc'!A0")))),
]  # fmt: skip

XLSX = [*BOMBS, *ARCHIVES, *DECLARATIONS, *SHAPES]
