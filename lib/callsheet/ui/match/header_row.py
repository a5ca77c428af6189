"""Which row has the column names: shows the detected one, with a dialog to choose another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from callsheet.files import MAX_BYTES_INTERACTIVE, read_table
from callsheet.ui.app.error_boundary import error_boundary
from callsheet.ui.app.services import services
from callsheet.ui.app.untrusted_text import escape_markdown
from callsheet.ui.match.hidden import show_sheets
from callsheet.ui.state import persistence
from callsheet.ui.state.callbacks import on_session
from callsheet.validation import NoteCode
from callsheet.wording.ui import match as words

if TYPE_CHECKING:
    from callsheet.ui.session.session import Session

MAX_ROWS = 12
_MAX_CELLS, _MAX_CELL = 6, 24


def show_header_row(session: Session) -> None:
    """Show row and sheet, each with a way to choose another."""
    above = [note.rows for note in session.table.notes if note.code is NoteCode.PREAMBLE_SKIPPED]
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        show_sheets(session)
        st.markdown(words.header_line(session.table.source.header_row, sum(map(len, above))), width="content")
        if st.button(words.HEADER_CHANGE, key="change_header", type="tertiary"):
            _ask(session)


@st.dialog(words.HEADER_TITLE, width="large")
def _ask(session: Session) -> None:
    with error_boundary():
        first = _first_rows(session)
        now = session.table.source.header_row
        options = [*first, 0]
        st.radio(
            words.HEADER_TITLE,
            options,
            index=options.index(now) if now in options else 0,
            format_func=lambda row: escape_markdown(words.header_option(row, first[row])) if row else words.HEADER_NONE,
            key="header_row",
            label_visibility="collapsed",
        )
        if st.button(words.HEADER_USE, key="use_header", type="primary", on_click=_use):
            st.rerun()


def _first_rows(session: Session) -> dict[int, list[str]]:
    """Row number → its first filled cells, cut off; for the first rows of the file that are not blank."""
    draft = services().store.drafts.load(session.draft_id)
    frame = read_table(draft.name, draft.data, draft.sheet, 0, limit_bytes=MAX_BYTES_INTERACTIVE).frame
    rows: dict[int, list[str]] = {}
    for row, cells in zip(frame.index[:MAX_ROWS].tolist(), frame.iloc[:MAX_ROWS].to_numpy().tolist(), strict=True):
        filled = [str(cell).strip()[:_MAX_CELL] for cell in cells if str(cell).strip()]
        if filled:
            rows[int(row)] = filled[:_MAX_CELLS]
    return rows


@on_session
def _use(session: Session) -> None:
    persistence.reread_file(session, header_row=int(st.session_state["header_row"]))
