"""Files that are not what their name says: read for what they are, with a note, or refused by name."""

from __future__ import annotations

import gzip
import io
import zipfile
from typing import TYPE_CHECKING

import pytest

from callsheet.errors import FileRefused, RefusalCode
from callsheet.files import read_table
from callsheet.validation import NoteCode
from callsheet.wording import refusals
from tests.support.files.workbooks import as_xls, as_xlsx, ods_workbook, xml_workbook

if TYPE_CHECKING:
    from collections.abc import Sequence

ROWS = [["phone_number", "name"], ["9876543210", "Asha"], ["9123456789", "Ärger & Co"]]
CSV = "\n".join(",".join(row) for row in ROWS).encode()


def page(body: str, head: str = "") -> bytes:
    return f"<html><head><meta charset=utf-8>{head}</head><body>{body}</body></html>".encode()


def html_table(rows: Sequence[Sequence[str]], opening: str = "<td>", closing: str = "</td>") -> str:
    lines = ("<tr>" + "".join(f"{opening}{cell}{closing}" for cell in row) + "</tr>" for row in rows)
    return "<table>" + "".join(lines) + "</table>"


def spreadsheet_ml(rows: str, before: str = "") -> bytes:
    sheet = f'<Worksheet ss:Name="Leads"><Table>{rows}</Table></Worksheet>'
    return xml_workbook(sheet).replace(b"<?mso", f"{before}<?mso".encode(), 1)


def xml_rows(rows: Sequence[Sequence[str]]) -> str:
    def cell(value: str) -> str:
        kind = "Number" if value.isdecimal() else "String"
        return f'<Cell><Data ss:Type="{kind}">{value.replace("&", "&amp;")}</Data></Cell>'

    return "".join("<Row>" + "".join(map(cell, row)) + "</Row>" for row in rows)


def archive(**parts: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as written:
        for name, content in parts.items():
            written.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return target.getvalue()


ESCAPED = [[cell.replace("&", "&amp;") for cell in row] for row in ROWS]
ODS = ods_workbook(
    "<table:table>"
    + "".join(
        "<table:table-row>"
        + "".join(f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in row)
        + "</table:table-row>"
        for row in ESCAPED
    )
    + "</table:table>"
)
OLD_PAGE = b"""<TABLE><TR><TD>phone_number<TD>name
<TR><TD>9876543210<TD>Asha<TR>
<TD>9123456789<TD><FONT COLOR=red>&Auml;rger &amp; Co</FONT></TABLE>"""
NO_TABLE = "<!-- <table><tr><td>no</table> -->"
NO_TAGS = "<style>td > a {}</style><script>'<tr>'</script>"
READ = [
    ("leads.xls", page(html_table(ESCAPED)), "html"),
    ("leads.xlsx", page(html_table(ESCAPED)), "html"),
    ("leads.csv", page(html_table(ESCAPED)), "html"),
    ("leads.xls", OLD_PAGE, "html"),
    ("leads.xls", page("<table><tr><td>" + html_table(ESCAPED) + "</td></tr></table>"), "html"),
    ("leads.xls", page(NO_TABLE + html_table(ESCAPED), NO_TAGS), "html"),
    ("leads.xls", page(html_table(ESCAPED, closing="").replace("</tr>", "")), "html"),
    ("leads.xls", page(html_table(ESCAPED)).decode().replace("utf-8", "x").encode("utf-16"), "html"),
    ("leads.xls", b"<?xml version='1.0'?><!DOCTYPE html>" + page(html_table(ESCAPED)), "html"),
    ("leads.xls", spreadsheet_ml(xml_rows(ROWS)), "xml"),
    ("leads.xlsx", spreadsheet_ml(xml_rows(ROWS)), "xml"),
    ("leads.xls", CSV, "csv"),
    ("leads.xlsx", CSV, "csv"),
    ("leads.xls", CSV.replace(b",", b"\t"), "csv"),
    ("leads.xls", CSV.decode().encode("utf-16"), "csv"),
    ("leads.xls", as_xlsx(ROWS), "xlsx"),
    ("leads.csv", as_xlsx(ROWS), "xlsx"),
    ("leads.xlsx", as_xls(ROWS), "xls"),
    ("leads", as_xls(ROWS), "xls"),
    ("leads.xlsx", ODS, "ods"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "data", "form"), READ)
def test_a_disguised_file_is_read_for_what_it_is(name: str, data: bytes, form: str) -> None:
    """Whatever its name, the same leads in the same rows, and a note that says what it is."""
    table = read_table(name, data)
    assert [list(table.frame.columns), *table.frame.to_numpy().tolist()] == ROWS
    assert list(table.frame.index) == [2, 3]
    assert table.source.format == form
    assert NoteCode.DISGUISED_FORMAT in [note.code for note in table.notes]


OWN = [("csv", CSV), ("tsv", CSV), ("xlsx", as_xlsx(ROWS)), ("xls", as_xls(ROWS)), ("xlsm", as_xlsx(ROWS))]


@pytest.mark.parametrize(("extension", "data"), OWN)
def test_a_file_under_its_own_name_is_no_disguise(extension: str, data: bytes) -> None:
    """No note where name and content agree."""
    assert read_table(f"leads.{extension}", data).notes == ()


BY_NAME = [
    ("leads.xlsx", archive(xl__workbook_dot_bin=b"", xl__worksheets__sheet1_dot_bin=b""), ".xlsb"),
    ("leads.xls", archive(mimetype=b"application/vnd.oasis.opendocument.text", content_dot_xml=b"<a/>"), "document"),
    ("leads.xlsx", archive(Index__Document_dot_iwa=b"", Metadata__Properties_dot_plist=b""), ".numbers"),
    ("leads.zip", archive(leads_dot_csv=CSV), "zip archive"),
    ("leads.xlsx", archive(word__document_dot_xml=b"<a/>"), "Word document"),
    ("leads.csv.gz", gzip.compress(CSV, mtime=0), "gzip archive"),
    ("leads.csv", b"BEGIN:VCARD\nVERSION:3.0\nTEL:+919876543210\nEND:VCARD\n", "contact card"),
    ("leads.csv", b'[{"phone_number": "9876543210"}]', "JSON"),
    ("leads.csv", b'ID;PWXL;N;E\nP;PGeneral\nC;Y1;X1;K"phone"\nE\n', "SYLK"),
    ("leads.xls", b"MIME-Version: 1.0\nContent-Type: multipart/related\n", "web archive"),
    ("leads.xml", b"<?xml version='1.0'?><leads><lead/></leads>", "XML"),
    ("leads.xls", page("<p>Your session has expired</p>"), "web page without a table"),
    ("leads.pages", CSV, ".pages"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "data", "named"), BY_NAME)
def test_what_is_not_read_is_refused_by_name(name: str, data: bytes, named: str) -> None:
    """The sentence says what the file is and what to do instead."""
    with pytest.raises(FileRefused) as refused:
        read_table(name, data)
    assert refused.value.code is RefusalCode.WRONG_FORMAT
    sentence = refusals.refusal(refused.value.code, refused.value.facts)
    assert named in sentence
    assert "CSV or Excel" in sentence


def test_a_header_that_begins_as_a_sylk_file_does_is_read() -> None:
    """`ID;Phone` is how many a list of leads begins."""
    assert list(read_table("leads.csv", b"ID;Phone\n1;9876543210\n").frame.columns) == ["ID", "Phone"]


def test_merged_cells_of_a_web_page_shift_nothing() -> None:
    """What spans columns or rows leaves the others in their places, and stands where it begins."""
    body = (
        "<table><tr><th>a<th>b<th>c<th>d</tr><tr><td rowspan=2>1<td colspan=2>2<td>3</tr>"
        "<tr><td>4<td>5<td>6</tr><tr style='display:none'><td>7<td>8<br>9<td>&nbsp;<td>&lt;b&gt;</table>"
    )
    table = read_table("leads.xls", page(body))
    assert table.frame.to_numpy().tolist() == [["1", "2", "", "3"], ["", "4", "5", "6"], ["7", "8\n9", "", "<b>"]]
    assert [(note.code, note.rows) for note in table.notes if note.rows] == [(NoteCode.HIDDEN_ROWS, (4,))]


def test_a_number_that_a_web_page_shows_shortened_is_read_in_full() -> None:
    """Excel writes the exact number beside the one it shows."""
    body = "<table><tr><td>phone_number</tr><tr><td x:num='919876543210'>9.19877E+11</tr></table>"
    assert read_table("leads.xls", page(body)).frame["phone_number"].tolist() == ["919876543210"]


NEXT_SHEET = "</Table></Worksheet><Worksheet ss:Name='Old'><Table>"


@pytest.mark.parametrize(
    ("name", "data", "second"),
    [
        ("leads.xls", page(html_table(ROWS) + html_table(ROWS[:2])), "Table 2"),
        ("leads.xls", spreadsheet_ml(xml_rows(ROWS) + NEXT_SHEET + xml_rows(ROWS[:2])), "Old"),
    ],
)  # fmt: skip
def test_several_tables_are_a_question(name: str, data: bytes, second: str) -> None:
    """Which of two is meant is asked, and the answer is followed."""
    with pytest.raises(FileRefused) as refused:
        read_table(name, data)
    assert refused.value.code is RefusalCode.SEVERAL_SHEETS
    assert len(read_table(name, data, second).frame) == 1


def test_a_workbook_of_xml_keeps_places_types_and_marks() -> None:
    """Skipped rows and cells, numbers with exponents, dates, comments, errors and formulas without a value."""
    text, number = '<Data ss:Type="String">', '<Data ss:Type="Number">'
    rows = (
        f'<Row ss:Index="2"><Cell>{text}a</Data></Cell><Cell ss:Index="3">{text}c</Data>'
        "<Comment><ss:Data>a note</ss:Data></Comment></Cell></Row>"
        f"<Row><Cell>{number}9.19876543210E11</Data></Cell>"
        '<Cell ss:Index="3"><Data ss:Type="DateTime">2024-05-01T00:00:00.000</Data></Cell></Row>'
        '<Row ss:Index="5"><Cell><Data ss:Type="Error">#N/A</Data></Cell><Cell ss:Index="3" ss:Formula="=A1"/></Row>'
    )
    table = read_table("leads.xls", spreadsheet_ml(rows))
    assert table.source.header_row == 2
    assert table.frame.reset_index().to_numpy().tolist() == [
        [3, "919876543210", "2024-05-01"],
        [4, "", ""],
        [5, "#N/A", ""],
    ]
    assert table.flags.to_numpy().tolist() == [[5, "a", "error_cell"], [5, "c", "formula_without_value"]]


def test_the_last_cell_of_a_page_that_is_cut_off_is_read() -> None:
    """As a browser shows it: the cell ends where the file ends; a tag that was begun is not part of it."""
    table = read_table("leads.xls", b"<html><table><tr><td>phone_number<td>name<tr><td>9876543210<td><p>Asha<br>Rao")
    assert list(table.frame.loc[2]) == ["9876543210", "Asha\nRao"]


def test_elements_in_a_cell_break_its_lines_once() -> None:
    """However deep they are nested; a sign of less is text, and so is a tag that does not end."""
    cell = "<div><div class='a'>Asha</div></div><p>Rao</p> 3 < 4 <b>kg</b> </tr<br>"
    table = read_table("leads.xls", page(f"<table><tr><td>name<td>phone<tr><td>{cell}<td>9876543210</table>"))
    assert list(table.frame.loc[2]) == ["Asha\nRao\n3 < 4 kg </tr", "9876543210"]
