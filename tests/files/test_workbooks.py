"""Workbooks of every making: each cell is read as a person sees it, or told to be wrong; none is blanked or moved."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from callsheet.errors import FileRefused, RefusalCode
from callsheet.files.pipeline import parse_table
from callsheet.files.sheet.number_formats import Shown, number_format
from callsheet.files.workbooks import read_workbook
from callsheet.files.xlsx import book
from callsheet.validation import NoteCode, Table
from tests.support.files.workbooks import (
    DECLARATION,
    MAIN,
    STRICT,
    STRICT_RELATIONS,
    sheet_of,
    strings_of,
    styles_of,
    xlsx_of_xml,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

NAMES = [
    f'<c r="{cell}1" t="inlineStr"><is><t>{name}</t></is></c>' for cell, name in (("A", "phone_number"), ("B", "x"))
]
HEAD = f'<row r="1">{"".join(NAMES)}</row>'
LEAD = '<row r="2"><c r="A2"><v>9876543210</v></c><c r="B2" t="s"><v>0</v></c></row>'
LEAD_CELLS = '<c r="A2"><v>9876543210</v></c><c r="B2" t="str"><v>A</v></c>'
SHARED = '<f t="shared" si="0"/>'
RICH = '<r><rPr><b/></rPr><t>A</t></r><rPh sb="0" eb="1"><t>z</t></rPh>'
PREFIXED = (
    sheet_of(HEAD + LEAD)
    .replace("<", "<x:")
    .replace("<x:/", "</x:")
    .replace("<x:?", "<?")
    .replace("xmlns=", "xmlns:x=")
)


def read(data: bytes, sheet: str | None = None) -> Table:
    return parse_table("leads.xlsx", data, sheet)


def cells(data: bytes) -> list[tuple[str, ...]]:
    table = read(data)
    return [table.headers, *map(tuple, table.frame.to_numpy().tolist())]


WRITTEN = {
    "as most programs": xlsx_of_xml(sheet_of(HEAD + LEAD), strings=strings_of("<t>A</t>")),
    "on lines of their own": xlsx_of_xml(
        sheet_of((HEAD + LEAD).replace("><", ">\n  <").replace(">\n  </t>", "></t>")), strings=strings_of("<t>A</t>")
    ),
    "with a prefix": xlsx_of_xml(PREFIXED, strings=strings_of("<t>A</t>")),
    "strictly": xlsx_of_xml(
        sheet_of(HEAD + LEAD, namespace=STRICT), strings=strings_of("<t>A</t>").replace(MAIN, STRICT),
        namespace=STRICT, relations=STRICT_RELATIONS,
    ),
    "in UTF-16": xlsx_of_xml(sheet_of(HEAD + LEAD), strings=strings_of("<t>A</t>"), encoding="utf-16"),
    "in Latin-1": xlsx_of_xml(sheet_of(HEAD + LEAD), strings=strings_of("<t>A</t>"), encoding="iso-8859-1"),
    "without references": xlsx_of_xml(
        sheet_of((HEAD + LEAD).replace(' r="', ' q="')), strings=strings_of("<t>A</t>")
    ),
    "with single quotes": xlsx_of_xml(sheet_of((HEAD + LEAD).replace('"', "'")), strings=strings_of("<t>A</t>")),
    "rows out of order": xlsx_of_xml(sheet_of(LEAD + HEAD), strings=strings_of("<t>A</t>")),
    "cells out of order": xlsx_of_xml(
        sheet_of(HEAD + '<row r="2"><c r="B2" t="s"><v>0</v></c><c r="A2"><v>9876543210</v></c></row>'),
        strings=strings_of("<t>A</t>"),
    ),
    "with a comment": xlsx_of_xml(sheet_of(HEAD + "<!-- > --> " + LEAD), strings=strings_of("<t>A</t>")),
    "with CDATA": xlsx_of_xml(
        sheet_of(HEAD + LEAD.replace("9876543210", "<![CDATA[9876543210]]>")), strings=strings_of("<t>A</t>")
    ),
    "attributes in another order": xlsx_of_xml(
        sheet_of(HEAD + LEAD.replace('r="B2" t="s"', 't="s" s="0" r="B2"')), strings=strings_of("<t>A</t>")
    ),
    "type before format": xlsx_of_xml(
        sheet_of(HEAD + LEAD.replace('r="B2" t="s"', 'r="B2" t="s" s="0"')), strings=strings_of("<t>A</t>")
    ),
    "rich text": xlsx_of_xml(
        sheet_of(HEAD + LEAD),
        strings=strings_of('<r><rPr><b/><sz val="11"/></rPr><t>A</t></r><r><t/></r>'),
    ),
    "phonetic text": xlsx_of_xml(
        sheet_of(HEAD + LEAD), strings=strings_of('<t>A</t><rPh sb="0" eb="1"><t>ア</t></rPh><phoneticPr fontId="1"/>')
    ),
    "rich text in the cell": xlsx_of_xml(
        sheet_of(HEAD + LEAD.replace('t="s"><v>0</v>', f't="inlineStr"><is>{RICH}</is>'))
    ),
    "formula text": xlsx_of_xml(sheet_of(HEAD + LEAD.replace('t="s"><v>0</v>', 't="str"><f>"A"</f><v>A</v>'))),
    "a shared formula": xlsx_of_xml(
        sheet_of(HEAD + LEAD.replace("<v>98", "<f>1+1</f><v>98").replace('t="s"><v>0', f't="str">{SHARED}<v>A'))
    ),
    "empty rows between": xlsx_of_xml(
        sheet_of(HEAD + LEAD + '<row r="3" s="1" customFormat="1"/><row r="9"><c r="A9" s="0"/></row>'),
        strings=strings_of("<t>A</t>"),
    ),
    "other parts around": xlsx_of_xml(
        sheet_of(
            HEAD + LEAD, '<dimension ref="A1:XFD1048576"/><cols><col min="1" max="2" width="9"/></cols>',
            "<c><v>1</v></c>",
        ),
        strings=strings_of("<t>A</t>"),
    ),
    "with a prefix that nothing declares": xlsx_of_xml(
        sheet_of(HEAD + LEAD.replace("<row ", '<row q:dy="0.2" ')).replace("<c r=", "<c q:a='' r="),
        strings=strings_of("<t>A</t>"),
    ),
    "names in another case": xlsx_of_xml(
        sheet_of(HEAD + LEAD), strings=strings_of("<t>A</t>"), names={"xl/sharedStrings.xml": "xl/SharedStrings.xml"}
    ),
    "backslashes in names": xlsx_of_xml(
        sheet_of(HEAD + LEAD), strings=strings_of("<t>A</t>"),
        names={"xl/worksheets/sheet1.xml": "xl\\worksheets\\sheet1.xml"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", WRITTEN)
def test_a_sheet_is_the_same_however_it_is_written(case: str) -> None:
    """The cells and their places do not depend on the program that wrote them."""
    table = read(WRITTEN[case])
    assert table.headers == ("phone_number", "x")
    assert table.frame.reset_index().to_numpy().tolist() == [[2, "9876543210", "A"]]
    assert table.flags.empty


FORMATS = styles_of(
    "yyyy\\-mm\\-dd", "0%", "0000000000", "&quot;+&quot;0", "h:mm", "[h]:mm:ss", "#,##0.00", "0.00E+00", "@",
    "d/m/yy h:mm",
    "[$-409]mmmm\\ d", "[Red]0.00", "0 &quot;days&quot;", "00000", "General", "(###) ###-####",
)  # fmt: skip
VALUES = [
    ("9876543210", 0, "9876543210"),
    ("9.87654321E+9", 0, "9876543210"),
    ("9.1987654321E12", 0, "9198765432100"),
    ("9876543210.0", 0, "9876543210"),
    ("0.30000000000000004", 0, "0.3"),
    ("1E-5", 0, "0.00001"),
    ("-5.50", 0, "-5.5"),
    ("1234567890123456789", 0, "1234567890123456789"),
    ("45000", 1, "2023-03-15"),
    ("45000.5", 10, "2023-03-15 12:00:00"),
    ("9876543210", 1, "9876543210"),
    ("919876543210", 10, "919876543210"),
    ("-3", 1, "-3"),
    ("60", 1, "1900-02-29"),
    ("59", 1, "1900-02-28"),
    ("61", 1, "1900-03-01"),
    ("2958465", 1, "9999-12-31"),
    ("2958466", 1, "2958466"),
    ("0.15", 2, "15%"),
    ("0.155", 2, "15.5%"),
    ("9876543210", 2, "9876543210"),
    ("501234567", 3, "0501234567"),
    ("919876543210", 4, "+919876543210"),
    ("0.5", 5, "12:00:00"),
    ("1.25", 6, "30:00:00"),
    ("1234.5", 7, "1234.5"),
    ("9876543210", 8, "9876543210"),
    ("12", 9, "12"),
    ("45000", 11, "2023-03-15"),
    ("12", 12, "12"),
    ("3", 13, "3 days"),
    ("1234", 14, "01234"),
    ("9876543210", 15, "9876543210"),
    ("5551234567", 16, "(555) 123-4567"),
    ("12", 999, "12"),
]


@pytest.mark.parametrize(("written", "style", "shown"), VALUES)
def test_a_number_is_read_as_it_is_meant(written: str, style: int, shown: str) -> None:
    """All its digits, no noise; a date as ISO; a phone number in a cell formatted as a date or per cent is a number."""
    lead = f'<row r="2"><c r="A2" s="{style}"><v>{written}</v></c><c r="B2"><v>1</v></c></row>'
    assert cells(xlsx_of_xml(sheet_of(HEAD + lead), styles=FORMATS)) == [("phone_number", "x"), (shown, "1")]


def test_numbers_formatted_as_dates_are_told() -> None:
    """The note names their rows and their column, and no true date among them."""
    leads = "".join(
        f'<row r="{row}"><c r="A{row}" s="1"><v>{value}</v></c></row>' for row, value in ((2, 9876543210), (3, 45000))
    )
    table = read(xlsx_of_xml(sheet_of(HEAD + leads), styles=FORMATS))
    (note,) = [each for each in table.notes if each.code is NoteCode.DATE_FORMATTED_NUMBERS]
    assert (note.rows, note.columns) == ((2,), ("phone_number",))


def test_dates_counted_from_1904() -> None:
    """The same serial is another day."""
    lead = '<row r="2"><c r="A2" s="1"><v>0</v></c><c r="B2" s="1"><v>43538</v></c></row>'
    data = xlsx_of_xml(sheet_of(HEAD + lead), styles=FORMATS, properties='date1904="1"')
    assert cells(data)[1] == ("1904-01-01", "2023-03-15")


TYPED = [
    ('t="b"><v>1</v>', "TRUE"),
    ('t="b"><v>0</v>', "FALSE"),
    ('t="d"><v>2024-01-02T00:00:00</v>', "2024-01-02"),
    ('t="d"><v>2024-01-02T10:30:00.000Z</v>', "2024-01-02 10:30:00"),
    ('t="str"><v>_x000D_&#10;&amp;lt;</v>', "\r\n&lt;"),
    ('t="inlineStr"><is><t xml:space="preserve"> a </t></is>', " a "),
    ('t="str"><v>&#x1F600;&quot;</v>', '😀"'),
    ('t="str"><v>a\x0bb</v>', "a\x0bb"),
    ('t="str"><!-- --><v>a\x0bb</v>', "a\x0bb"),
    ('t="str"><!-- --><v>' + "a\x0b" * 9_000 + "</v>", "a\x0b" * 9_000),
    ('t="n"><v>not a number</v>', "not a number"),
    ('t="str"><v>_xD83D__xDE00_</v>', "😀"),
    ('t="str"><v>_xd83d__xde00_x_x0041_</v>', "😀xA"),
    ('t="str"><v>&#xD83D;&#xDE00;</v>', "😀"),
    ('t="str"><v>_xD83D_ _xDE00_</v>', "\ufffd \ufffd"),
    ('t="inlineStr"><v>98765</v><is><t>43210</t></is>', "43210"),
    ('t="inlineStr"><is><t>43210</t></is><v>98765</v>', "43210"),
    ('t="inlineStr"><v>98765</v><is><r><t>432</t></r><r><t>10</t></r><rPh sb="0" eb="1"><t>z</t></rPh></is>', "43210"),
    ('t="inlineStr"><v>98765</v>', "98765"),
    ('t="inlineStr"><v>98765</v><is/>', "98765"),
    ('t="inlineStr"><v>98765</v><is><t/></is>', "98765"),
    ('t="inlineStr"><is>0043210</is>', "0043210"),
    ("><is><t>0043210</t></is>", "0043210"),
    ('t="s"><is><t>0</t></is>', "0"),
    ("><v>98765</v><is><t>43210</t></is>", "98765"),
    ('t="str"><f>IF(1,"","")</f><v></v>', ""),
]  # fmt: skip


@pytest.mark.parametrize(("inside", "shown"), TYPED)
def test_a_typed_cell_is_read_as_it_is_meant(inside: str, shown: str) -> None:
    """Truth values, ISO dates, characters that XML writes in another way."""
    lead = f'<row r="2"><c r="A2"><v>1</v></c><c r="B2" {inside}</c></row>'
    assert cells(xlsx_of_xml(sheet_of(HEAD + lead)))[1] == ("1", shown)


STRINGS = [
    ("<si><t>A</t></si>", "A"),
    ("<si>A</si>", "A"),
    ("<si><text>A</text></si>", "A"),
    ("<item><t>A</t></item>", "A"),
    ("<item>A</item><item>B</item>", "A"),
    ("<si>\n <t>A</t>\n</si>", "A"),
    ("<si><text>A</text><rPh><t>z</t></rPh></si>", "A"),
    ("<si><t>_xD83D__xDE00_</t></si>", "😀"),
    ("<si><t/></si>", ""),
    ("<extLst><ext>x</ext></extLst><si>A</si>", "A"),
]


@pytest.mark.parametrize(("inside", "shown"), STRINGS)
def test_a_string_table_keeps_its_texts_whatever_its_elements(inside: str, shown: str) -> None:
    """A text outside of `<t>` is a text; no cell is blank because a program named the elements in its own way."""
    table = strings_of().replace("</sst>", f"{inside}</sst>")
    assert cells(xlsx_of_xml(sheet_of(HEAD + LEAD), strings=table)) == [("phone_number", "x"), ("9876543210", shown)]


WRONG = [
    ('t="e"><v>#N/A</v>', "error_cell", "#N/A"),
    ('t="e"><f>1/0</f><v>#DIV/0!</v>', "error_cell", "#DIV/0!"),
    ("><f>A9</f>", "formula_without_value", ""),
    ("><f>A9</f><v></v>", "formula_without_value", ""),
    ("><f>A9</f><v/>", "formula_without_value", ""),
    ('><f t="shared" si="0"/>', "formula_without_value", ""),
    ('t="s"><v>7</v>', "error_cell", ""),
    ('t="s"><v>-1</v>', "error_cell", ""),
]


@pytest.mark.parametrize(("inside", "code", "shown"), WRONG)
@pytest.mark.parametrize("column", ["A", "B"])
def test_a_cell_without_a_usable_value_is_marked(inside: str, code: str, shown: str, column: str) -> None:
    """Never blank without a word, in a phone column or any other."""
    other = "B" if column == "A" else "A"
    own = f'<c r="{column}2" {inside}</c>'
    pair = sorted([own, f'<c r="{other}2"><v>1</v></c>'])
    table = read(xlsx_of_xml(sheet_of(HEAD + f'<row r="2">{"".join(pair)}</row>'), strings=strings_of("<t>A</t>")))
    name = {"A": "phone_number", "B": "x"}[column]
    assert table.flags.to_numpy().tolist() == [[2, name, code]]
    assert table.frame[name].tolist() == [shown]


REFUSED = {
    "many cells far away": (
        HEAD + LEAD + "".join(f'<row r="{row}"><c r="XFD{row}"><v>1</v></c></row>' for row in range(900_000, 900_020)),
        RefusalCode.SUSPICIOUS_WORKBOOK,
    ),
    "a cell outside": (HEAD + '<row r="2"><c r="A9999999"><v>1</v></c></row>', RefusalCode.SUSPICIOUS_WORKBOOK),
    "a row outside": (HEAD + '<row r="1048577"><c r="A1048577"><v>1</v></c></row>', RefusalCode.SUSPICIOUS_WORKBOOK),
    "a column outside": (HEAD + '<row r="2"><c r="XFE2"><v>1</v></c></row>', RefusalCode.SUSPICIOUS_WORKBOOK),
    "two values for one cell": (HEAD + LEAD + LEAD, RefusalCode.SUSPICIOUS_WORKBOOK),
    "nothing": ("", RefusalCode.EMPTY),
    "only formats": ('<row r="1"><c r="A1" s="0"/></row>', RefusalCode.EMPTY),
    "an open tag": (HEAD + '<row r="2"><c r="A2"><v>1</v></row>', RefusalCode.UNREADABLE),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_sheet_that_cannot_be_read_whole_is_refused(case: str) -> None:
    """Rather refused than read in part."""
    rows, code = REFUSED[case]
    with pytest.raises(FileRefused) as refused:
        read(xlsx_of_xml(sheet_of(rows), strings=strings_of("<t>A</t>")))
    assert refused.value.code is code


STRAYS = [
    (["XFD2"], (2, 2)),
    (["A1048576"], (2, 2)),
    (["XFD1048576", "B1048575"], (2, 2)),
    (["IV2"], (2, 2)),
    (["HA2"], (2, 209)),
    (["A40000"], (40_000, 2)),
]


@pytest.mark.parametrize(("references", "size"), STRAYS)
def test_single_cells_far_away_are_set_aside_with_a_note(references: list[str], size: tuple[int, int]) -> None:
    """The leads are read as without them, and the note names the cells; what is near is read."""
    places: dict[int, str] = {1: NAMES[0] + NAMES[1], 2: LEAD_CELLS}
    for reference in references:
        row = int("".join(filter(str.isdigit, reference)))
        places[row] = places.get(row, "") + f'<c r="{reference}"><v>7</v></c>'
    rows = "".join(f'<row r="{row}">{inside}</row>' for row, inside in sorted(places.items()))
    grid = read_workbook(xlsx_of_xml(sheet_of(rows)), "xlsx", None)
    assert (grid.cells.num_rows, grid.cells.num_columns) == size
    notes = {note.code: note.facts["cells"] for note in grid.notes}
    assert notes == ({} if size != (2, 2) else {NoteCode.STRAY_CELLS: sorted(references, key=lambda name: name[-2:])})


@pytest.mark.parametrize("stated", [' r="2"', ' ht="15" r="2" x="1"', ' r="02"'])
def test_a_row_element_for_every_cell_is_one_row(stated: str) -> None:
    """As some programs write it: the second count counts rows, not elements."""
    cells_of_row = LEAD_CELLS.replace("<c ", "\0<c ").split("\0")[1:]
    rows = HEAD + "".join(f"<row{stated}>{cell}</row>" for cell in cells_of_row)
    assert cells(xlsx_of_xml(sheet_of(rows))) == [("phone_number", "x"), ("9876543210", "A")]


def test_a_sheet_cut_off_is_refused() -> None:
    """What stood behind the cut is not known: half a sheet is no sheet."""
    xml = sheet_of(HEAD + LEAD * 1)
    with pytest.raises(FileRefused) as refused:
        read(xlsx_of_xml(xml[: xml.index("</sheetData>")], strings=strings_of("<t>A</t>")))
    assert refused.value.code is RefusalCode.UNREADABLE


def test_which_sheet_is_meant() -> None:
    """One visible filled sheet is read; several, or only hidden ones, are a question; empty ones do not count."""
    filled, empty = sheet_of(HEAD + LEAD.replace('t="s"', "")), sheet_of("")
    assert read(xlsx_of_xml([empty, filled, filled], states=["", "", "hidden"])).source.sheet == "S2"
    for states, named in ((["", ""], ["S1", "S2"]), (["hidden", "veryHidden"], ["S1", "S2"])):
        with pytest.raises(FileRefused) as refused:
            read(xlsx_of_xml([filled, filled], states=states))
        assert refused.value.code is RefusalCode.SEVERAL_SHEETS
        assert refused.value.facts["sheets"] == named
    table = read(xlsx_of_xml([filled, filled], states=["hidden", ""]), sheet="S1")
    assert [(sheet.name, sheet.visible, sheet.rows) for sheet in table.source.sheets] == [
        ("S1", False, 2),
        ("S2", True, 2),
    ]


def test_a_part_that_declares_entities_is_refused() -> None:
    """Where no check before the reader saw it."""
    xml = sheet_of(HEAD + LEAD).replace(DECLARATION, f'{DECLARATION}<!DOCTYPE w [<!ENTITY a "b">]>')
    with pytest.raises(FileRefused) as refused:
        read(xlsx_of_xml(xml, strings=strings_of("<t>A</t>")))
    assert refused.value.code is RefusalCode.SUSPICIOUS_WORKBOOK


def test_a_row_that_holds_only_a_formula_without_value_is_no_blank_row() -> None:
    """Also the last one: it is in the table, and its cell is marked."""
    rows = HEAD + LEAD.replace('t="s"', "") + '<row r="4"><c r="A4"><f>A9</f></c></row>'
    table = read(xlsx_of_xml(sheet_of(rows)))
    assert (table.frame.index.tolist(), table.flags.to_numpy().tolist()) == (
        [2, 3, 4],
        [[4, "phone_number", "formula_without_value"]],
    )


def text_row(number: int, texts: Sequence[str]) -> str:
    cells = zip("ABC", texts, strict=False)
    inside = "".join(f'<c r="{name}{number}" t="str"><v>{text}</v></c>' for name, text in cells)
    return f'<row r="{number}">{inside}</row>'


MERGED = '<mergeCells count="2"><mergeCell ref="A1:A2"/><mergeCell ref="B1:C1"/></mergeCells>'
TWO_ROWS = text_row(
    1,
    (
        "Mobile",
        "Contact",
    ),
) + text_row(
    2,
    (
        "",
        "Name",
        "City",
    ),
)
TWO_LEADS = text_row(
    3,
    (
        "9876543210",
        "Asha",
        "Pune",
    ),
) + text_row(
    4,
    (
        "9876543211",
        "Ravi",
        "Pune",
    ),
)


def test_column_names_in_two_rows() -> None:
    """A name merged over both rows is the column's; the row of titles above is skipped with a note."""
    table = read(xlsx_of_xml(sheet_of(TWO_ROWS + TWO_LEADS, behind=MERGED)))
    assert table.headers == ("Mobile", "Name", "City")
    assert table.source.header_row == 2
    assert table.frame.index.tolist() == [3, 4]
    assert [note.rows for note in table.notes if note.code is NoteCode.PREAMBLE_SKIPPED] == [(1,)]


def test_leads_that_are_merged_stay_as_the_file_has_them() -> None:
    """Only column names are written into the rows they are merged over."""
    leads = text_row(
        2,
        (
            "9876543210",
            "Pune",
        ),
    ) + text_row(3, ("9876543211",))
    table = read(xlsx_of_xml(sheet_of(HEAD + leads, behind='<mergeCells><mergeCell ref="B2:B3"/></mergeCells>')))
    assert table.frame["x"].tolist() == ["Pune", ""]


def test_merged_cells_below_the_names_are_data() -> None:
    """A text merged over leads without a number in sight is not repeated; merged names above them still are."""
    leads = (
        text_row(3, ("unknown", "Asha", "Pune")) + text_row(4, ("asked", "", "")) + text_row(5, ("9876543210", "Om"))
    )
    merged = MERGED.replace('<mergeCell ref="A1:A2"/>', '<mergeCell ref="A1:A2"/><mergeCell ref="C3:C4"/>')
    table = read(xlsx_of_xml(sheet_of(TWO_ROWS + leads, behind=merged)))
    assert table.headers == ("Mobile", "Name", "City")
    assert table.frame["City"].tolist() == ["Pune", "", ""]


@pytest.mark.parametrize("inside", ['t="e"><v>#N/A</v>', "><f>A9</f>"])
def test_a_nameless_column_of_errors_keeps_its_marks(inside: str) -> None:
    """Its cells have no text and no value; the column is there, and the rows are marked."""
    rows = HEAD + LEAD.replace('t="s"><v>0</v></c>', f'><v>1</v></c><c r="D2" {inside}</c>')
    table = read(xlsx_of_xml(sheet_of(rows)))
    assert table.frame.columns.tolist() == ["phone_number", "x", "Column 4"]
    code = "error_cell" if "t=" in inside else "formula_without_value"
    assert table.flags.to_numpy().tolist() == [[2, "Column 4", code]]


def test_an_empty_sheet_with_rules_is_empty() -> None:
    """What stands behind its rows are no rows."""
    rules = "<extLst><ext><x14:dataValidation><xm:f>A1</xm:f></x14:dataValidation></ext></extLst>"
    bare = sheet_of("", behind=rules).replace("<sheetData></sheetData>", "<sheetData/>")
    filled = sheet_of(HEAD + LEAD.replace('t="s"', ""), behind=rules)
    table = read(xlsx_of_xml([bare, filled, sheet_of("", behind=rules)]))
    assert [sheet.rows for sheet in table.source.sheets] == [0, 2, 0]


MEANINGS = [
    ("General", Shown.PLAIN), ("Standard", Shown.PLAIN), ("@", Shown.PLAIN), ("0.00E+00", Shown.PLAIN),
    ("#,##0.00\\ [$€-407]", Shown.PLAIN), ('_-* #,##0.00\\ "dh"_-', Shown.PLAIN), ('0.0 "days"', Shown.PLAIN),
    ("[Red]-0.00", Shown.PLAIN), ("# ?/?", Shown.PLAIN), ("dd.mm.yyyy", Shown.DATE),
    ("[$-F800]dddd\\,\\ mmmm", Shown.DATE),
    ('yyyy"年"m"月"d"日"', Shown.DATE), ("mmm", Shown.DATE), ("d/m/yy h:mm AM/PM", Shown.DATE),
    ("h:mm AM/PM", Shown.TIME),
    ("mm:ss.0", Shown.TIME), ("[h]:mm", Shown.DURATION), ("[mm]:ss", Shown.DURATION), ("0.0%", Shown.PERCENT),
    ("00000", Shown.PATTERN), ("\\+0", Shown.PATTERN), ('"+"#', Shown.PATTERN), ("", Shown.PLAIN),
]  # fmt: skip


@pytest.mark.parametrize(("code", "shown"), MEANINGS)
def test_a_number_format_is_understood(code: str, shown: Shown) -> None:
    """By the letters that stand outside of quotes and brackets."""
    assert number_format(code).shown is shown


def test_rows_that_a_second_count_misses_are_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    """A sheet of which less is read than its elements hold is not read at all."""
    monkeypatch.setattr(book, "_count_any_xml", lambda _: 3)
    xml = sheet_of(HEAD + LEAD).replace("<row ", "<row q='' ").replace(' r="', ' q1="')
    with pytest.raises(FileRefused) as refused:
        read(xlsx_of_xml(xml, strings=strings_of("<t>A</t>")))
    assert refused.value.code is RefusalCode.UNREADABLE
