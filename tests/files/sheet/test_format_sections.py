"""Number formats that show more of a whole number than its digits: read as Excel shows them, in every format."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from callsheet.files.pipeline import parse_table
from callsheet.files.sheet.cell_text import pattern_text
from callsheet.files.sheet.format_sections import parse_sections
from callsheet.files.sheet.grid import to_grid
from callsheet.files.xlsx.openpyxl_book import OpenpyxlBook
from tests.support.files.workbooks import Formatted, as_xls, as_xlsx, as_xml_workbook

if TYPE_CHECKING:
    from collections.abc import Callable

US = r"[<=9999999]###\-####;\(###\)\ ###\-####"
SHOWN = [
    ("919876543210", "+00 00000 00000", "+91 98765 43210"),
    ("9876543210", '"+91 "0000000000', "+91 9876543210"),
    ("1771234567", r"\+\4\9\ 000\ 0000000", "+49 177 1234567"),
    ("1771234567", "+49 000 0000000", "+49 177 1234567"),
    ("9876543210", r"00000\-00000", "98765-43210"),
    ("987654321", r"0000\-0000000", "0098-7654321"),
    ("9876543210", '"0"##########', "09876543210"),
    ("7911123456", '"+44 (0)"0000 000000', "+44 (0)7911 123456"),
    ("919876543210", "[$+]0", "+919876543210"),
    ("919876543210", '"+"General', "+919876543210"),
    ("12", "_-* 000_-", "012"),
    ("3", '0 "days"', "3 days"),
    ("3", '0 "a;b"', "3 a;b"),
    ("5", "?0000", "0005"),
    ("5551234", US, "555-1234"),
    ("5551234567", US, "(555) 123-4567"),
    ("1234567", "(###) ###-####", "() 123-4567"),
    ("150", '[>100]"+"0;"-"0;0', "+150"),
    ("50", '[<100]"a"0;[<1000]"b"0;"c"0', "a50"),
    ("500", '[<100]"a"0;[<1000]"b"0;"c"0', "b500"),
    ("5000", '[<100]"a"0;[<1000]"b"0;"c"0', "c5000"),
    ("5000", '[<100]"a"0', "5000"),
    ("0", '"+"0;-0;"none "0', "none 0"),
    ("0", "0000", "0000"),
    ("12", "000\\ ", "012"),
    ("12", "000\\", "012"),
    ("919876543210", '"+"#,##0', "+919876543210"),
    ("919876543210", '"+"0.00', "+919876543210"),
]  # fmt: skip
PLAIN = [
    ("25000", "#,##0"),
    ("25000", '"₹"#,##0'),
    ("25000", r"[$₹-4009]\ #,##0.00"),
    ("25000", r"#\ ##0"),
    ("9876543210", "0.00E+00"),
    ("9876543210", "0,"),
    ("9876543210", '"+"0,'),
    ("9876543210", ";;;"),
    ("9876543210", "# ?/?"),
    ("9876543210", "@"),
    ("-25000", '"+"0'),
    ("98765.5", "+00 00000 00000"),
    ("0", "0;-0;;@"),
    ("12", '"+"'),
    ("9876543210", "0\\ "),
    ("9876543210", "0\\"),
    ("12", "[<x]0"),
    ("12", "[<1.2.3]0"),
]
TEXTS = [
    ("919876543210", '"+"@', "+919876543210"),
    ("9876543210", '"+91 "@', "+91 9876543210"),
    ("919876543210", '0;-0;0;"+"@', "+919876543210"),
    ("919876543210", r"[Red]\+@", "+919876543210"),
    ("9876543210", '@" (home)"', "9876543210 (home)"),
    ("9876543210", '_-* #,##0_-;-* #,##0_-;_-* "-"??_-;_-@_-', "9876543210"),
    ("9876543210", '"+"0', "9876543210"),
    ("9876543210", '"+"0;@', "9876543210"),
    ("9876543210", '"a"@@', "9876543210"),
    ("9876543210", ";;;", "9876543210"),
    ("", '"+"@', ""),
]
"""Text cells, the codes of their number formats, and what Excel shows."""


def formatted_rows() -> list[list[object]]:
    """A sheet with every number of `SHOWN` and every text of `TEXTS` under its format."""
    rows: list[list[object]] = [["phone_number", "name"]]
    for number, code, _ in SHOWN:
        rows.append([Formatted(int(number), code), "x"])
    rows += [[Formatted(text, code), "x"] for text, code, _ in TEXTS]
    return rows


@pytest.mark.parametrize(("number", "code", "shown"), SHOWN)
def test_a_whole_number_is_read_as_its_format_shows_it(number: str, code: str, shown: str) -> None:
    """Literal digits, zeros, a plus and other text are part of the cell; conditions choose the section."""
    assert pattern_text(number, parse_sections(code)) == shown


@pytest.mark.parametrize(("number", "code"), PLAIN)
def test_a_format_for_amounts_changes_no_number(number: str, code: str) -> None:
    """Groups, decimals, exponents, hidden and negative numbers: all the digits, as the program stores them."""
    assert pattern_text(number, parse_sections(code)) == number


@pytest.mark.parametrize(
    ("name", "make"), [("leads.xlsx", as_xlsx), ("leads.xls", as_xls), ("leads.xml", as_xml_workbook)]
)
def test_every_workbook_shows_numbers_and_texts_alike(name: str, make: Callable[..., bytes]) -> None:
    """XLSX, XLS and XML workbooks."""
    rows = formatted_rows()
    assert parse_table(name, make(rows)).frame["phone_number"].tolist() == [shown for _, _, shown in [*SHOWN, *TEXTS]]


def test_the_second_reader_shows_numbers_and_texts_alike() -> None:
    """A damaged package is read by openpyxl, with the number formats of its cells."""
    rows = formatted_rows()
    grid = to_grid(OpenpyxlBook(as_xlsx(rows)).read("Leads"))
    assert grid.cells.column(0).to_pylist()[1:] == [shown for _, _, shown in [*SHOWN, *TEXTS]]
