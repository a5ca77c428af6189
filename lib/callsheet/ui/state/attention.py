"""Sends that need a person: a link on every page, and on History why, with a way to say that it was seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st
from sqlalchemy.exc import SQLAlchemyError

from callsheet.errors import StoreError, SystemFault
from callsheet.store import AttentionReason
from callsheet.ui.app.error_boundary import safe_callback
from callsheet.ui.app.services import services
from callsheet.ui.app.untrusted_text import escape_markdown
from callsheet.wording.sending import ATTENTION
from callsheet.wording.ui import history as words
from callsheet.wording.ui import send as send_words

if TYPE_CHECKING:
    from collections.abc import Mapping

HISTORY, SEND = "pages/history.py", "send"
SHOWN_BY_THE_SEND = (AttentionReason.UNKNOWN, AttentionReason.HELD)
"""Reasons that the send itself shows with a question or a button."""
_SHOWN = 20


def show_attention_link() -> None:
    """Link to History from every page while sends need a person; how many is in the link."""
    try:
        needed = _needed()
    except (StoreError, SystemFault, SQLAlchemyError):  # the page says what fails, in its own error boundary
        return
    if needed:
        with st.container(key="attention_link"):
            st.page_link(HISTORY, label=words.needs_you(len(needed)), icon=":material/priority_high:")


def show_attention(only: str = "") -> None:
    """Say which sends need a person and why, and let failures and missed hours be marked as seen.

    Args:
        only: id of the one send that is shown; "": all.
    """
    needed = {id_: reason for id_, reason in _needed().items() if only in ("", id_)}
    shown = {id_: reason for id_, reason in needed.items() if reason not in SHOWN_BY_THE_SEND}
    for submission_id, reason in list(shown.items())[:_SHOWN]:
        submission = services().store.ledger.get(submission_id)
        line = send_words.history_line(
            submission.created_at, submission.file_name, submission.campaign_name, submission.created_by
        )
        with st.container(horizontal=True, vertical_alignment="center", key=f"attention_{submission_id}"):
            st.warning(escape_markdown(f"{line}: {ATTENTION[reason]}"), icon=":material/priority_high:")
            if reason is not AttentionReason.LATE:
                st.button(words.SEEN, key=f"seen_{submission_id}", on_click=_mark_seen, args=(submission_id,))


def _needed() -> Mapping[str, AttentionReason]:
    store = services().store
    return store.ledger.attention(store.clock.now())


@safe_callback
def _mark_seen(submission_id: str) -> None:
    try:
        services().send_service().mark_seen(submission_id)
    except StoreError:  # its data folder was replaced meanwhile
        return
