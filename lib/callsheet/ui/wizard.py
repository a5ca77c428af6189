"""The Import page: shows the step at which the draft in the address is."""

from __future__ import annotations

import streamlit as st

from callsheet.errors import DraftNotFound, DraftOfAnother
from callsheet.ui.app.error_boundary import CONFLICT, error_boundary, safe_callback
from callsheet.ui.app.services import services
from callsheet.ui.match.page import show_match
from callsheet.ui.review.page import show_review
from callsheet.ui.send.page import show_send
from callsheet.ui.session.session import Session, Step
from callsheet.ui.state import persistence
from callsheet.ui.state.callbacks import on_session
from callsheet.ui.upload.page import show_upload
from callsheet.wording.ui import review as words
from callsheet.wording.ui import sign_in, steps

_SHOW_STEP = {Step.MATCH: show_match, Step.REVIEW: show_review, Step.SEND: show_send}


def show_import() -> None:
    """Show the page."""
    with error_boundary():
        session = _session()
        if session is not None and st.session_state.get(CONFLICT):
            _ask_which_version()
        elif session is None:
            show_upload()
        else:
            _SHOW_STEP[session.step](session)


def _ask_which_version() -> None:
    st.warning(words.DRAFT_CHANGED, icon=":material/sync_problem:")
    with st.container(horizontal=True):
        st.button(words.TAKE_THEIRS, key="take_theirs", on_click=_take_theirs)
        st.button(words.KEEP_MINE, key="keep_mine", on_click=_keep_mine)


@safe_callback
def _take_theirs() -> None:
    st.session_state.pop(CONFLICT, None)
    persistence.discard()


@on_session
def _keep_mine(session: Session) -> None:
    persistence.overwrite(session)
    st.session_state.pop(CONFLICT, None)


def _session() -> Session | None:
    draft_id = persistence.draft_id()
    if draft_id is None:
        return None
    session = persistence.current()
    if session is not None:
        return session
    try:
        return persistence.open_draft(services().store.drafts.load(draft_id))
    except DraftOfAnother:
        persistence.leave()
        st.warning(sign_in.DRAFT_OF_ANOTHER, icon=":material/lock:")
        return None
    except DraftNotFound:
        persistence.leave()
        st.info(steps.DRAFT_GONE, icon=":material/info:")
        return None
