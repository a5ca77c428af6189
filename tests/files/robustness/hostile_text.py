"""Text files that attack their reader, each with the one outcome that is allowed."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from callsheet.errors import RefusalCode as R
from tests.files.robustness.hostile_xlsx import EXTERNAL, LAUGHS, TWO, Hostile

if TYPE_CHECKING:
    from collections.abc import Callable

LEADS = "phone_number,name\n9876543210,Asha\n9123456789,Ravi\n"
SIZE = int(os.environ.get("HOSTILE_BYTES", "1000000"))
"""Bytes of the large files; `make hostile` makes them ten times as large."""
NAMES = {
    "utf-8-sig": "Zoë",
    "utf-16": "Zoë",
    "utf-16-le": "Zoë",
    "utf-16-be": "Zoë",
    "cp1252": "Zoë – “Müller”",
    "latin-1": "Zoë Müller",
    "iso8859-2": "Łukasz Žižka",
    "iso8859-5": "Алексей Иванов",
    "iso8859-7": "Γιώργος Παπαδόπουλος",
    "cp1251": "Алексей Иванов",
    "cp1250": "Łukasz Žižka",
    "mac-roman": "Zoë Müller",
}
PAGE = "<html><table><tr><td>phone_number<td>name<tr><td>9876543210<td>Asha<tr><td>9123456789<td>Ravi"
WORKBOOK = (
    '<?xml version="1.0"?>{}<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
    'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="a"><Table>{}</Table></Worksheet></Workbook>'
)
ROW = "<Row {}><Cell><Data>phone_number</Data></Cell></Row><Row><Cell><Data>9876543210</Data></Cell></Row>"


def text(name: str, outcome: tuple[int, int] | R, make: Callable[[], bytes], file: str = "leads.csv") -> Hostile:
    return Hostile(name, file, make, outcome)


def encoded(encoding: str) -> Hostile:
    """Two leads with names of a language that needs the encoding."""
    lines = LEADS.replace("Asha", NAMES[encoding]) + f"9123456780,{NAMES[encoding]}\n" * 20
    return text(f"in {encoding}", (22, 2), lambda: lines.encode(encoding))


LINES = [
    text("one line", R.NO_LEADS, lambda: b"9" * SIZE),
    text("one line of words", R.NO_LEADS, lambda: b"phone " * (SIZE // 6)),
    text("one cell in quotes", (1, 1), lambda: b'phone_number\n"' + b"9" * (SIZE - 100) + b'"\n'),
    text("a million columns", R.TOO_MANY_COLUMNS, lambda: b"a," * 1_000_000 + b"a\n" + b"1," * 1_000_000 + b"1\n"),
    text("a million columns in one row", TWO, lambda: LEADS.encode() + b"," * 1_000_000 + b"\n"),
    text("nothing but quotes", R.NO_LEADS, lambda: b'"' * SIZE),
    text("quotes in quotes", TWO, lambda: LEADS.encode().replace(b"Asha", b'"' + b'""' * 200_000 + b'"')),
    text("one cell of lines in quotes", (1, 2), lambda: b'phone_number,name\n9876543210,"' + b"a\n" * 20 + b'"\n'),
    text("a quote that never closes", (100_002, 2), lambda: LEADS.encode().replace(b"Asha", b'"Asha') + b"9876543210,B\n" * 100_000),
    text("a quote in every row", (100_000, 2), lambda: b"phone_number,name\n" + b'9876543210,"B\n' * 100_000),
    text("a quote in each third row", (99_999, 2), lambda: b"phone_number,name\n" + b'9876543210,"B\n9876543211,C\n9876543212,D\n' * 33_333),
    text("a quote in the middle of each", (100_000, 2), lambda: b"phone_number,name\n" + b'9876543210,B"B\n' * 100_000),
    text("nothing but line ends", R.EMPTY, lambda: b"\n" * SIZE),
    text("leads, then line ends", TWO, lambda: LEADS.encode() + b"\r\n" * (SIZE // 2 - 100)),
    text("nothing but commas", R.EMPTY, lambda: b",,,,,,,,,\n" * (SIZE // 10)),
    text("rows of commas", TWO, lambda: LEADS.encode() + b",\n" * (SIZE // 2 - 100)),
    text("nothing but zeros", R.EMPTY, lambda: bytes(SIZE)),
    text("line ends of old Macs", TWO, lambda: LEADS.replace("\n", "\r").encode()),
    text("line ends of all kinds", TWO, lambda: b"phone_number,name\r\n9876543210,Asha\r9123456789,Ravi\n"),
    text("control characters", R.UNREADABLE, lambda: bytes(range(256)) * 400),
    *(encoded(encoding) for encoding in NAMES),
]  # fmt: skip

DISGUISED = [
    text("a page of open tags", R.WRONG_FORMAT, lambda: b"<html>" + b"<" * SIZE, "leads.xls"),
    text("a page of open comments", R.WRONG_FORMAT, lambda: b"<html>" + b"<!--" * (SIZE // 4), "leads.xls"),
    text("a page of open scripts", R.WRONG_FORMAT, lambda: b"<html>" + b"<script " * (SIZE // 8), "leads.xls"),
    text("a page of open quotes", R.WRONG_FORMAT, lambda: b"<html>" + b'<a x="' * (SIZE // 6), "leads.xls"),
    text("tables in tables", R.SUSPICIOUS_WORKBOOK, lambda: b"<table><tr><td>" * (SIZE // 500), "leads.xls"),
    text("elements in elements", TWO, lambda: PAGE.encode() + b"<div>" * (SIZE // 5), "leads.xls"),
    text("elements in elements that end", TWO, lambda: PAGE.encode() + b"<p>" * (SIZE // 7) + b"</p>" * (SIZE // 7), "leads.xls"),
    text("a cell with attributes without end", R.SUSPICIOUS_WORKBOOK, lambda: PAGE.encode() + b"<td " + b"a=b " * (SIZE // 4) + b">", "leads.xls"),
    text("a row with attributes without end", R.SUSPICIOUS_WORKBOOK, lambda: PAGE.encode() + b"<tr " + b"a=b " * (SIZE // 4) + b">", "leads.xls"),
    text("an element with attributes without end", TWO, lambda: PAGE.encode() + b"<div " + b"a=b " * (SIZE // 4) + b">", "leads.xls"),
    text("cells that end and never began", TWO, lambda: PAGE.encode() + b"</td>" * (SIZE // 5), "leads.xls"),
    text("rows of nothing", TWO, lambda: PAGE.encode() + b"<tr>" * (SIZE // 16), "leads.xls"),
    text("more rows than a sheet", R.SUSPICIOUS_WORKBOOK, lambda: PAGE.encode() + b"<tr>" * 1_048_577, "leads.xls"),
    text("line breaks between letters", TWO, lambda: PAGE.encode() + b"<br>a" * (SIZE // 5), "leads.xls"),
    text("declarations without end", TWO, lambda: PAGE.encode() + b"<!>" * (SIZE // 3), "leads.xls"),
    text("a page that never closes", TWO, PAGE.encode, "leads.xls"),
    text("columns without end", R.SUSPICIOUS_WORKBOOK, lambda: b"<table>" + b"<tr><td colspan=99999>1<td>2" * 100_000, "leads.xls"),
    text("rows without end", (2, 3), lambda: PAGE.replace("<td>Asha", "<td rowspan=99999999>Asha").encode() + b"", "leads.xls"),
    text("a page that declares entities", TWO, lambda: LAUGHS.replace(b"DOCTYPE x", b"DOCTYPE html") + PAGE.encode(), "leads.xls"),
    text("a workbook of XML", (1, 1), lambda: WORKBOOK.format("", ROW.format("")).encode(), "leads.xls"),
    text("a workbook of XML with entities", R.SUSPICIOUS_WORKBOOK, lambda: WORKBOOK.format(LAUGHS.decode(), ROW).encode(), "leads.xls"),
    text("a workbook of XML with a stranger", R.SUSPICIOUS_WORKBOOK, lambda: WORKBOOK.format(EXTERNAL.decode(), ROW).encode(), "leads.xls"),
    text("a workbook of XML with a far row", R.SUSPICIOUS_WORKBOOK, lambda: WORKBOOK.format("", ROW.format('ss:Index="99999999"')).encode(), "leads.xls"),
    text("a workbook of XML cut off", R.UNREADABLE, lambda: WORKBOOK.format("", ROW.format("")).encode()[:-60], "leads.xls"),
]  # fmt: skip

TEXT = [*LINES, *DISGUISED]
