"""The Import page: shows the step at which the draft in the address is.

Each step has an address. A step that a button opens changes the address, which makes an entry of the browser's history;
an address that Back or Forward, a reload or a bookmark opens changes the step.
"""

from __future__ import annotations

import streamlit as st

from callsheet.errors import DraftNotFound, DraftOfAnother
from callsheet.ui.app.error_boundary import CONFLICT, error_boundary, safe_callback
from callsheet.ui.app.services import services
from callsheet.ui.app.streamlit_internals import came_by_history
from callsheet.ui.match.page import hindrance, show_match
from callsheet.ui.match.script import leave_script
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
    try:
        return _at_address(draft_id)
    except DraftOfAnother:
        persistence.leave()
        st.warning(sign_in.DRAFT_OF_ANOTHER, icon=":material/lock:")
        return None
    except DraftNotFound:
        persistence.leave()
        st.info(steps.DRAFT_GONE, icon=":material/info:")
        return None


def _at_address(draft_id: str) -> Session:
    """The draft at the step that the address names, or with the address of the step that a button opened.

    Raises:
        DraftNotFound: the draft is no longer in the store.
        DraftOfAnother: it belongs to another user.
        DraftChanged: another tab changed it in the meantime.
    """
    asked, session, leads = persistence.step_in_address(), persistence.current(), came_by_history()
    if session is None:
        session, leads = persistence.open_draft(services().store.drafts.load(draft_id)), asked is not None
        persistence.tab_state().opened_at = session.step
    asked = asked or persistence.tab_state().opened_at
    if leads and asked is not None:
        session = _at_step(session, asked)
    if came_by_history() or session.step is not asked:  # a run that ended late may have put its own address there
        persistence.show_in_address(draft_id, session.step)
    return session


def _at_step(session: Session, asked: Step) -> Session:
    """The session at a step, or at the last one before it from which there is no way on."""
    is_blocked = asked is not Step.MATCH and hindrance(session) is not None
    after = session.go_to(Step.MATCH if is_blocked else asked)
    if after.step is Step.SEND and not _has_leads(after):
        after = after.go_to(Step.REVIEW)
    if after.step is session.step:
        return session
    leave_script()
    return persistence.save_step(after)


def _has_leads(session: Session) -> bool:
    """True if rows are ready, or leads of the draft have been sent."""
    return bool(session.validate().counts.ready) or bool(services().store.ledger.of_draft(session.draft_id))
