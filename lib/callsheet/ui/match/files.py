"""The files that an upload was put together from: what each holds, and ways to add one and to take one out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from callsheet.ui.app.error_boundary import error_boundary
from callsheet.ui.app.services import services
from callsheet.ui.app.untrusted_text import escape_markdown
from callsheet.ui.match.header_row import ask_header_row
from callsheet.ui.state import draft_files
from callsheet.ui.state.callbacks import on_session
from callsheet.ui.state.dropped_files import DroppedFile, read_files
from callsheet.wording.ui import match as words

if TYPE_CHECKING:
    from callsheet.files import BundledFile
    from callsheet.ui.session.session import Session
    from callsheet.validation import TablePart


def show_files(session: Session) -> None:
    """Show a line for each of several files; nothing where there is one."""
    with st.container(key="files", gap=None):
        for index, part in enumerate(session.table.parts):
            _line(session, index, part)


def show_add_file(session: Session) -> None:
    """Show the button that adds a file."""
    if st.button(words.ADD_FILE, key="add_file", type="tertiary", icon=":material/add:"):
        _ask_file(session)


def _line(session: Session, index: int, part: TablePart) -> None:
    others = [part.file_name] if part.file_name not in part.label else []
    others += [part.sheet] if part.sheet is not None and part.sheet not in part.label else []
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        line = words.part_line(part.rows, part.header_row, others)
        st.markdown(f"**{escape_markdown(part.label)}** · {escape_markdown(line)}", width="content")
        if st.button(words.HEADER_CHANGE, key=f"change_header_{index}", type="tertiary"):
            ask_header_row(session, index)
        with st.popover(words.REMOVE, type="tertiary", help=escape_markdown(words.remove_part(part.label))):
            st.button(
                words.remove_part_now(part.rows, _edits(session, index)),
                key=f"remove_file_{index}",
                on_click=_remove,
                args=(index,),
            )


def _edits(session: Session, index: int) -> int:
    """How many cells of a part were changed."""
    table = session.table
    return len({edit[:2] for edit in session.choices.edits if table.part_of(edit.row) == table.parts[index]})


@on_session
def _remove(session: Session, index: int) -> None:
    draft_files.remove_file(session, index)


@st.dialog(words.ADD_FILE)
def _ask_file(session: Session) -> None:
    with error_boundary():
        if services().store.ledger.of_draft(session.draft_id):
            st.info(words.NOTHING_MORE_TO_ADD)
            return
        st.caption(words.ADD_FILE_HELP)
        dropped = st.file_uploader(
            words.ADD_FILE, key="more_files", label_visibility="collapsed", accept_multiple_files=True
        )
        if not dropped:
            return
        files = [DroppedFile(file.name, file.getvalue(), file.file_id) for file in dropped]
        read = read_files(files, session.region, alone=False)
        if read.files is None:
            return
        if st.button(words.ADD_THEM, key="add_rows", type="primary", on_click=_add, args=(read.files,)):
            st.rerun()


@on_session
def _add(session: Session, files: list[BundledFile]) -> None:
    draft_files.add_files(session, files)
