"""Which row has the column names: shows the detected one, with a table of the first rows to choose another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from callsheet.files import MAX_BYTES_INTERACTIVE, read_table
from callsheet.ui.app.error_boundary import error_boundary
from callsheet.ui.app.untrusted_text import escape_markdown
from callsheet.ui.match.hidden import show_sheets
from callsheet.ui.state import draft_files
from callsheet.ui.state.callbacks import on_session
from callsheet.validation import NoteCode
from callsheet.wording.ui import match as words

if TYPE_CHECKING:
    from callsheet.files import BundledFile
    from callsheet.ui.session.session import Session

MAX_ROWS = 12
_MAX_CELLS, _MAX_CELL = 6, 40
_EMPTY = "\N{NO-BREAK SPACE}"
"""An empty cell: the table needs something there."""


def show_header_row(session: Session) -> None:
    """Show row and sheet, each with a way to choose another; of several files each has a line of its own."""
    if session.table.parts:
        return
    above = [note.rows for note in session.table.notes if note.code is NoteCode.PREAMBLE_SKIPPED]
    show_sheets(session)
    st.markdown(words.header_line(session.table.source.header_row, sum(map(len, above))), width="content")
    if st.button(words.HEADER_CHANGE, key="change_header", type="tertiary"):
        ask_header_row(session, 0)


@st.dialog(words.HEADER_TITLE, width="large")
def ask_header_row(session: Session, index: int) -> None:
    """Ask in a dialog, with the first rows of the file as a table.

    Args:
        session: at Match columns.
        index: of the file among several; 0 where there is one.
    """
    with error_boundary():
        file = draft_files.files_of(session)[index]
        first = _first_rows(file)
        options = [*first, 0]
        with st.container(key="header_rows"):
            row = st.radio(
                words.HEADER_TITLE,
                options,
                index=options.index(file.header_row) if file.header_row in options else 0,
                format_func=lambda row: _cells(row, first[row]) if row else words.HEADER_NONE,
                key="header_row",
                label_visibility="collapsed",
            )
        label = words.HEADER_USE if row else words.HEADER_USE_NONE
        if st.button(label, key="use_header", type="primary", on_click=_use, args=(index,)):
            st.rerun()


def _cells(row: int, cells: list[str]) -> str:
    """A row as cells that the page's style lays out as a table."""
    return " ".join(f":small[{escape_markdown(cell)}]" for cell in (f"{row:,}", *cells))


def _first_rows(file: BundledFile) -> dict[int, list[str]]:
    """Row number → its first cells, cut off; for the first rows of the file that are not blank."""
    frame = read_table(file.name, file.data, file.sheet, 0, limit_bytes=MAX_BYTES_INTERACTIVE).frame
    rows: dict[int, list[str]] = {}
    for row, cells in zip(frame.index[:MAX_ROWS].tolist(), frame.iloc[:MAX_ROWS].to_numpy().tolist(), strict=True):
        shown = [" ".join(str(cell).split())[:_MAX_CELL] for cell in cells[:_MAX_CELLS]]
        if any(str(cell).strip() for cell in cells):
            rows[int(row)] = [cell or _EMPTY for cell in shown]
    return rows


@on_session
def _use(session: Session, index: int) -> None:
    row = int(st.session_state["header_row"])
    if session.table.parts:
        draft_files.reread_part(session, index, row)
    else:
        draft_files.reread_file(session, header_row=row)
