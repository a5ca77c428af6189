"""A press of Send: it is prepared in a thread, so that the page answers at once, reports from 0 and can be stopped."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st

from callsheet.sending import Preparations
from callsheet.ui.app.error_boundary import error_boundary, safe_callback
from callsheet.ui.app.services import services
from callsheet.wording.ui import send as words

if TYPE_CHECKING:
    from callsheet.sending import Plan, Preparation, SendRequest

_SCRIPT = Path(__file__).with_name("press.js")
_CSS = """<style>
button[data-pressed] { opacity: .55; pointer-events: none }
.st-key-press { position: absolute; width: 0; height: 0 }
</style>"""
SHORT_PRESS_SECONDS = 0.03
"""A few leads are prepared within this time, so that the page shows their progress at once; chosen by hand."""


@st.cache_resource(show_spinner=False)
def preparations() -> Preparations:
    """Return what this process prepares; shared by all its sessions."""
    return Preparations()


def show_presses_at_once() -> None:
    """Let the browser itself show that Send or Stop was pressed, before the server has answered."""
    st.html(_CSS)
    with st.container(key="press"):
        _component()(key="press_script")


@st.cache_resource(show_spinner=False)
def _component() -> Any:
    return st.components.v2.component("callsheet_press", js=_SCRIPT.read_text("utf-8"))


def press(request: SendRequest, plan: Plan) -> None:
    """Begin to send: the sender is woken as soon as the first leads are prepared.

    Args:
        request: what shall be sent.
        plan: what the operator saw.
    """
    preparations().start(services().send_service(), request, plan)
    preparations().wait(request.draft_id, SHORT_PRESS_SECONDS)
    services().wake_sender()


def unstored_press(draft_id: str) -> Preparation | None:
    """Return the press of a draft that the ledger has not stored yet, or None."""
    preparation = preparations().of_draft(draft_id)
    return None if preparation is None or preparation.submission_id else preparation


def show_preparing(draft_id: str) -> None:
    """Show how many leads of a press are in the ledger, until the ledger itself can be shown."""
    _follow_press(draft_id)


@st.fragment(run_every=0.3)
def _follow_press(draft_id: str) -> None:
    with error_boundary(repeats=True):
        preparation = unstored_press(draft_id)
        if preparation is None:
            st.rerun()
        stored, total = preparation.stored, preparation.total
        with st.container(key="preparing", gap="small"):
            st.progress(stored / total if total else 1.0, words.preparing(stored, total))
            if preparation.is_stopped:
                st.caption(words.STOPPING)
            else:
                st.button(words.STOP, key="stop_preparing", icon=":material/stop_circle:", on_click=_stop_press,
                          args=(draft_id,))  # fmt: skip


@safe_callback
def _stop_press(draft_id: str) -> None:
    preparation = preparations().of_draft(draft_id)
    if preparation is not None:
        preparation.stop()


def show_ended_press(draft_id: str) -> None:
    """Say how a press ended of which the ledger has nothing, or which failed; the next press removes the sentence."""
    ended = preparations().ended(draft_id)
    if ended is None:
        return
    if not ended.is_stopped:
        st.error(words.press_failed(is_stored=ended.is_stored), icon=":material/error:")
    elif not ended.is_stored:
        st.info(words.stopped_before(ended.total), icon=":material/stop_circle:")


def stop_submission(submission_id: str) -> None:
    """Send nothing more of a submission: what was not sent is withdrawn, after the part that is being prepared.

    Args:
        submission_id: which submission.
    """
    preparation = preparations().of_submission(submission_id)
    if preparation is None:
        services().send_service().withdraw(submission_id)
    else:
        preparation.stop()  # whoever runs it withdraws what is stored


def is_stopping(submission_id: str) -> bool:
    """True while what is stored of a stopped submission is not withdrawn yet."""
    preparation = preparations().of_submission(submission_id)
    return preparation is not None and preparation.is_stopped
