"""The reader in columns and the reader that goes element by element give one answer; so do other programs."""

from __future__ import annotations

import datetime as dt
import io
import string
from typing import Any

import python_calamine
from hypothesis import given, settings
from hypothesis import strategies as st

from callsheet.files.pipeline import parse_table
from callsheet.files.sheet.cell_text import cell_text
from callsheet.files.sheet.raw_cells import Kind, RawCells
from callsheet.files.workbooks import read_workbook
from callsheet.files.xlsx.column_reader import read_rows, read_rows_vectorised
from callsheet.files.xlsx.sax_reader import SheetParser, parse_strings
from callsheet.files.xlsx.shared_strings import read_strings
from callsheet.files.xlsx.stream import SheetStream, count_rows
from callsheet.files.xlsx.tags import NotFastPath, element_blocks
from tests.support.files.workbooks import Text, as_xlsx, sheet_of, strings_of, xlsx_of_xml
from tests.support.hypothesis_examples import examples

LETTERS = string.ascii_uppercase
VALUES = st.sampled_from(
    ["<v>1</v>", "<v/>", "<v></v>", "<f>A1</f><v>2</v>", "<f>A1&lt;2</f>", '<f t="shared" si="0"/><v>3</v>', "", "<f/>"]
)
TYPED = st.sampled_from(
    [
        ('t="s"', "<v>0</v>"), ('t="str"', "<v>a&amp;b</v>"), ('t="b"', "<v>1</v>"), ('t="e"', "<v>#N/A</v>"),
        ('t="inlineStr"', "<is><t>é 王</t></is>"), ('t="inlineStr"', '<is><t xml:space="preserve"> x </t></is>'),
        ('t="inlineStr"', "<is><r><t>rich</t></r></is>"), ('t="n"', "<v>4</v>"), ('t="str"', "<f>B2</f><v></v>"),
        ('t="str"', "<v>\r\nline\n</v>"), ('t="str"', "<v>_x000D_</v>"), ('t="str"', "<v>a > b</v>"),
        ('t="inlineStr"', "<is><t/></is>"), ('t="d"', "<v>2024-01-02</v>"), ('t="x"', "<v>5</v>"),
    ]
)  # fmt: skip
STYLES = st.sampled_from(["", ' s="0"', ' s="12"'])


@st.composite
def sheets(draw: st.DrawFn) -> str:
    """A sheet with ordinary and odd cells, rows and white space in any mixture."""
    rows = []
    odd = draw(st.booleans())
    for number in draw(st.lists(st.integers(1, 400), unique=True, max_size=6)):
        cells = []
        for column in draw(st.lists(st.integers(0, 30), unique=True, max_size=5)):
            name = LETTERS[column] if column < 26 else f"A{LETTERS[column - 26]}"
            kind, value = draw(TYPED) if draw(st.booleans()) else ("", draw(VALUES))
            attributes = [f' r="{name}{number}"', draw(STYLES), f" {kind}" if kind else ""]
            if odd and draw(st.integers(0, 9)) == 0:
                attributes = attributes[1:] if draw(st.booleans()) else attributes[::-1]
            cells.append(f"<c{''.join(attributes)}>{value}</c>" if value else f"<c{''.join(attributes)}/>")
        between = "\n " if odd and draw(st.booleans()) else ""
        hidden = ' hidden="1"' if draw(st.booleans()) else ""
        rows.append(f'<row r="{number}"{hidden}>{between.join(cells)}</row>' if cells else f'<row r="{number}"/>')
    return sheet_of("".join(rows))


def listed(cells: RawCells) -> list[tuple[Any, ...]]:
    parts = (cells.row, cells.column, cells.kind, cells.style, cells.formula)
    return sorted(zip(*(part.tolist() for part in parts), cells.text.to_pylist(), strict=True))


@settings(max_examples=examples(25, 800), deadline=None)
@given(sheets())
def test_a_sheet_is_read_alike_or_left_to_the_careful_reader(xml: str) -> None:
    """No cell differs in place, kind, format or text; rows that hold something are counted alike a second way."""
    careful = SheetParser(io.BytesIO(xml.encode())).cells
    stream = SheetStream(io.BytesIO(xml.encode()))
    try:
        fast = read_rows_vectorised(b"".join(stream))
    except NotFastPath:
        fast = read_rows(SheetStream(io.BytesIO(xml.encode())))
    assert listed(fast) == listed(careful)
    inside = xml.partition("<sheetData>")[2].partition("</sheetData>")[0]
    assert count_rows(inside.encode()) == len(set(fast.row.tolist()))


STRINGS = [
    "<t>a</t>", "<t/>", "", '<t xml:space="preserve"> b </t>', '<t>e</t><rPh sb="0" eb="1"><t>E</t></rPh>',
    "<r><t>c</t></r><r><rPr><b/></rPr><t>d</t></r>", "<t>&lt;&#65;_x0041_</t>", "<t>王\r\n</t>", "<t></t>",
]  # fmt: skip


@settings(max_examples=examples(20, 500), deadline=None)
@given(st.lists(st.sampled_from(STRINGS), max_size=8))
def test_shared_strings_are_read_alike(strings: list[str]) -> None:
    """Rich text is joined, phonetic text left aside, an empty string keeps its place."""
    data = strings_of(*strings).encode()
    fast = read_strings(element_blocks(io.BytesIO(data), b"sst", b"si"))
    assert fast.to_pylist() == parse_strings(io.BytesIO(data)).to_pylist()
    assert len(fast) == len(strings)


VALUE = st.one_of(
    st.none(),
    st.integers(-(10**14), 10**14),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.booleans(),
    st.text(st.characters(min_codepoint=32, max_codepoint=0x2FFF, exclude_characters="\x7f"), min_size=1, max_size=8),
    st.dates(dt.date(1901, 1, 1), dt.date(2100, 1, 1)),
)


@settings(max_examples=examples(10, 250), deadline=None)
@given(st.lists(st.lists(VALUE, min_size=1, max_size=4), min_size=1, max_size=8))
def test_what_others_write_is_read_as_they_read_it(rows: list[list[Any]]) -> None:
    """Values written by openpyxl, against what calamine reads: each at its place, whatever its type."""
    if not any(value not in (None, "") for row in rows for value in row):
        return
    data = as_xlsx([[Text(value) if isinstance(value, str) else value for value in row] for row in rows])
    grid = read_workbook(data, "xlsx", None)
    mine = [list(row.values()) for row in grid.cells.to_pylist()]
    sheet = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0)
    theirs = [[cell_text(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
    assert mine == [[*row, *[""] * (grid.cells.num_columns - len(row))] for row in theirs]
    assert grid.counted == grid.cells.num_rows


def test_a_large_sheet_is_read_in_blocks() -> None:
    """What stands at the edge of a block is neither lost nor read twice."""
    rows = "".join(
        f'<row r="{row}"><c r="A{row}"><v>{row * 7}</v></c><c r="B{row}" t="str"><v>{"x" * 400}é{row}</v></c></row>'
        for row in range(1, 30_001)
    )
    frame = parse_table("leads.xlsx", xlsx_of_xml(sheet_of(rows)), header_row=0).frame
    assert frame["Column 1"].tolist() == [str(row * 7) for row in range(1, 30_001)]
    assert frame["Column 2"].iloc[-1].endswith("é30000")


def test_kinds_fit_in_a_byte() -> None:
    """They are kept in columns of bytes."""
    assert max(Kind) < 256
