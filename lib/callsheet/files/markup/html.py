"""Read the table of a web page, which many programs export under the name of a workbook.

Tags are found by a regular expression, not by `html.parser`, which is slower and quadratic on unclosed tags (ADR 1).
"""

from __future__ import annotations

import codecs
import html
import re
from typing import TYPE_CHECKING

from callsheet.errors import FileRefused, RefusalCode
from callsheet.files.limits import SHEET_COLUMNS, SHEET_ROWS
from callsheet.files.markup.row_sheet import RowSheet
from callsheet.files.sheet.cell_text import with_all_digits
from callsheet.files.workbooks import choose_sheet
from callsheet.validation import Note, NoteCode

if TYPE_CHECKING:
    from callsheet.files.grid import Grid

MAX_TABLES = 1_000
MAX_ROW_SPAN = 65_534
"""Greatest `rowspan` of the HTML standard."""
MAX_TAG = 32_768
"""Characters of attributes of a row or a cell, as in a workbook's XML."""
_TOKEN = re.compile(
    r"(?:</t[rdh](?![\w:-])[^<>]*>\s*)+"  # cells that end, also those that never began
    r"|((?:<tr>\s*)+)"
    r"|<(/?)(table|tr|td|th)(?![\w:-])([^<>]*)>",
    re.IGNORECASE,
)
_BREAK = re.compile(r"</?(?:br|p|div|li)(?![\w:-])[^<>]*>", re.IGNORECASE)
LINE_BREAK = "<\n>"
"""Stands for a tag that breaks the line: no tag goes beyond it, and the text of a cell has no line break of its own."""
_OTHER_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<[!?][^<>]*>")
_ATTRIBUTE = re.compile(r"""([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\r\n\f]+")
_NUMBER = re.compile(r"[0-9]{1,8}")
_CELLS = frozenset(("td", "th"))


def read_html(data: bytes, wanted: str | None) -> Grid:
    """Read the table of a web page.

    Args:
        data: the whole file.
        wanted: "Table 2" of several; None: the only one with rows.

    Raises:
        FileRefused: it has no table, several tables, or one that is far too large for its cells.
    """
    tables = _Page(_text(data)).tables()
    if not tables:
        raise FileRefused(RefusalCode.WRONG_FORMAT, found="web page without a table")
    for number, table in enumerate(tables, start=1):
        table.name = f"Table {number}"
    chosen = choose_sheet([table.summary() for table in tables], wanted)
    table = next(candidate for candidate in tables if candidate.name == chosen)
    notes = (Note(NoteCode.HIDDEN_ROWS, rows=tuple(table.hidden_rows)),) if table.hidden_rows else ()
    return table.grid(tables, notes)


def _text(data: bytes) -> str:
    for bom, encoding in ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")):
        if data.startswith(bom):
            return data.decode(encoding, "replace")
    stated = _CHARSET.search(data[:4096])
    if stated:
        try:
            return data.decode(stated[1].decode("ascii"))
        except (LookupError, UnicodeError):
            pass
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _without(text: str, opening: re.Pattern[str], closing: re.Pattern[str]) -> str:
    """Text without the parts between an opening and a closing pattern; an unclosed part reaches to the end."""
    parts, at = [], 0
    while opened := opening.search(text, at):
        parts.append(text[at : opened.start()])
        end = closing.search(text, opened.end())
        at = end.end() if end else len(text)
    return "".join([*parts, text[at:]])


class _Page:
    """Walks over the tags of a page, as tolerant as a browser: an unclosed cell or row ends where the next begins."""

    def __init__(self, text: str) -> None:
        text = _without(text, re.compile("<!--"), re.compile("-->"))
        for name in ("script", "style", "xml"):
            text = _without(text, re.compile(rf"<{name}\b", re.IGNORECASE), re.compile(rf"</{name}\s*>", re.IGNORECASE))
        self._text = text
        self._open: list[_Table] = []
        self._tables: list[_Table] = []

    def tables(self) -> list[RowSheet]:
        """All tables with at least one filled row, in document order.

        Raises:
            FileRefused: it has more tables, or more rows, than any sheet.
        """
        if self._text.count("<tr") + self._text.count("<TR") > SHEET_ROWS:
            raise FileRefused(RefusalCode.SUSPICIOUS_WORKBOOK)
        text, at = self._text, 0
        table: _Table | None = None
        for token in _TOKEN.finditer(text):
            begins, ends = token.span()
            if table and begins > at:
                table.add_text(text[at:begins])
            at = ends
            bare_rows, closing, name, attributes = token.groups()
            if name and name.lower() == "table":
                self._table(is_end=bool(closing))
                table = self._open[-1] if self._open else None
            elif table:
                table.end_cell()
                if bare_rows:
                    table.begin_rows(bare_rows.count("<"))
                elif name:
                    table.begin(name, attributes)
        if table:
            table.add_text(text[at:])
        while self._open:
            self._open.pop().end_cell()
        return [table.sheet for table in self._tables if table.sheet.filled]

    def _table(self, *, is_end: bool) -> None:
        if not is_end:
            if len(self._tables) == MAX_TABLES:
                raise FileRefused(RefusalCode.SUSPICIOUS_WORKBOOK)
            self._open.append(_Table())
            self._tables.append(self._open[-1])
        elif self._open:
            self._open.pop().end_cell()


class _Table:
    """One table: the current cell, and the columns that a row span from above occupies."""

    def __init__(self) -> None:
        self.sheet = RowSheet("")
        self._row = 0
        self._column = 0
        self._width = 1
        self._height = 1
        self._exact: str | None = None
        self._text_parts: list[str] | None = None
        self._row_spans: dict[int, int] = {}

    def begin(self, name: str, attributes: str) -> None:
        """Begin a row or a cell; the cell before has ended.

        Raises:
            FileRefused: its tag is far too long.
        """
        if len(attributes) > MAX_TAG:
            raise FileRefused(RefusalCode.SUSPICIOUS_WORKBOOK)
        if name.lower() in _CELLS:
            self._begin_cell(attributes)
            return
        self.begin_rows(1)
        if attributes and _HIDDEN.search(attributes):
            self.sheet.hidden_rows.append(self._row)

    def begin_rows(self, number: int) -> None:
        """Begin so many rows; all but the last are empty."""
        self._row += number
        self._column = 0

    def add_text(self, text: str) -> None:
        """Add what is between two tags of a table to the current cell: text and other tags."""
        if self._text_parts is not None:
            self._text_parts.append(text)

    def end_cell(self) -> None:
        """End the current cell, whether it was closed or not."""
        if self._text_parts is None:
            return
        text = "".join(self._text_parts)
        self._text_parts = None
        if not text.isalnum():  # of letters and digits nothing changes
            text = _shown(text)
        self.sheet.put(self._row, self._column, with_all_digits(text, self._exact) if self._exact else text)
        if self._height > 1:
            self._row_spans |= dict.fromkeys(range(self._column, self._column + self._width), self._height - 1)
        self._column += self._width

    def _begin_cell(self, attributes: str) -> None:
        if not self._row:
            self.begin_rows(1)
        while self._row_spans.get(self._column):
            self._row_spans[self._column] -= 1
            self._column += 1
        self._width, self._height, self._exact = 1, 1, None
        self._text_parts = []
        if attributes:
            stated = dict(_attributes(attributes))
            self._width = _span(stated.get("colspan"), SHEET_COLUMNS)
            self._height = _span(stated.get("rowspan"), MAX_ROW_SPAN)
            exact = stated.get("x:num") or stated.get("sdval")
            self._exact = exact if exact and re.fullmatch(r"[+-]?\d{1,15}", exact) else None


def _shown(text: str) -> str:
    """The text of a cell as a browser shows it: one space for several, lines where tags break them, entities."""
    text = _SPACES.sub(" ", text)
    if "<" in text:
        text = _OTHER_TAG.sub("", _BREAK.sub(LINE_BREAK, text)).replace(LINE_BREAK, "\n")
    text = html.unescape(text).strip()
    if "\n" in text:
        text = "\n".join(filter(None, (line.strip() for line in text.split("\n"))))
    return text


def _attributes(text: str) -> list[tuple[str, str]]:
    return [(name.lower(), html.unescape(one or two or bare)) for name, one, two, bare in _ATTRIBUTE.findall(text)]


def _span(stated: str | None, most: int) -> int:
    return min(max(int(stated), 1), most) if stated and _NUMBER.fullmatch(stated) else 1
