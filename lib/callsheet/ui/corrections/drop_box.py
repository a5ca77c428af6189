"""Takes corrected rows back wherever an upload is open: Review, Send and History."""

from __future__ import annotations

import streamlit as st

from callsheet.errors import FileRefused
from callsheet.ui.app.untrusted_text import escape_markdown
from callsheet.ui.corrections.apply import merge_file
from callsheet.ui.session.file_loading import read_dropped
from callsheet.wording import refusals
from callsheet.wording.ui import corrections as words

_DROPPED, _PROBLEM = "corrected_files_dropped", "corrected_file_problem"


def show_drop_box() -> None:
    """Show the box; a file that is dropped is merged, and its draft opens at Review.

    Raises:
        ServerError: the server does not return the campaign's route.
        DraftChanged: another tab changed the draft in the meantime.
    """
    dropped_before = int(st.session_state.get(_DROPPED, 0))
    with st.container(key="corrected", gap="xxsmall"):
        # the key counts, so that a file that was merged is not there any more
        dropped = st.file_uploader(words.DROP, key=f"corrected_file_{dropped_before}", label_visibility="collapsed")
        if dropped is not None:
            st.session_state[_DROPPED] = dropped_before + 1
            with st.spinner(words.READING):
                st.session_state[_PROBLEM] = _merged(dropped.name, dropped.getvalue())
            st.rerun()
        if problem := st.session_state.get(_PROBLEM):
            st.error(escape_markdown(problem), icon=":material/error:")


def _merged(name: str, data: bytes) -> str:
    """Merge a file; returns why it cannot be merged, "" when it was."""
    try:
        problem = merge_file(read_dropped(name, data))
    except FileRefused as refused:
        return refusals.refusal(refused.code, refused.facts)
    return words.NOT_CORRECTIONS if problem is None else problem
