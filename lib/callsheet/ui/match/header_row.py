"""Which row holds the column names: the guess is shown, and a click changes it."""

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

ROWS_SHOWN = 12
_CELLS_SHOWN, _LONGEST = 6, 24


def show_header_row(session: Session) -> None:
    """Show which row it is and which sheet, with the way to another."""
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
    """Row number → what stands in its first cells, for the first rows of the file that are not blank."""
    draft = services().store.drafts.load(session.draft_id)
    frame = read_table(draft.name, draft.data, draft.sheet, 0, limit_bytes=MAX_BYTES_INTERACTIVE).frame
    found: dict[int, list[str]] = {}
    for row, cells in zip(frame.index[:ROWS_SHOWN].tolist(), frame.iloc[:ROWS_SHOWN].to_numpy().tolist(), strict=True):
        written = [str(cell).strip()[:_LONGEST] for cell in cells if str(cell).strip()]
        if written:
            found[int(row)] = written[:_CELLS_SHOWN]
    return found


@on_session
def _use(session: Session) -> None:
    persistence.reread_file(session, header_row=int(st.session_state["header_row"]))
