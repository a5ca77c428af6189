"""The moment a corrected error file is dropped: into its own draft, at Review."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from typing import TYPE_CHECKING

import streamlit as st

from callsheet.errors import DraftNotFound
from callsheet.files import parse_corrections
from callsheet.ui.app.services import services
from callsheet.ui.auth import user
from callsheet.ui.corrections.merge import Merged, merged
from callsheet.ui.session.session import Step
from callsheet.ui.state import persistence
from callsheet.ui.state.callbacks import on_session
from callsheet.wording.ui import corrections as words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callsheet.files import Corrections
    from callsheet.store import Draft
    from callsheet.ui.session.session import Session
    from callsheet.validation import Edit, Table

_TOLD = "came_back"


def bring_back(table: Table) -> bool:
    """Take a corrected error file into its draft and open that; False when the table is any other file.

    Raises:
        ServerError: the server does not tell the campaign's route.
        DraftChanged: somebody else changed the draft just now.
    """
    came = parse_corrections(table)
    if came is None:
        return False
    draft = _draft_of(came)
    if draft is None:
        if not came.origin.draft_id:  # a file of the command line whose leads were never dropped here
            return False
        st.error(words.OTHER_FILE, icon=":material/error:")
        return True
    session = persistence.open_draft(draft).go_to(Step.REVIEW)
    result = merged(session, came)
    if result is None:
        st.error(words.OTHER_COLUMNS, icon=":material/error:")
        return True
    st.query_params[persistence.DRAFT] = draft.id
    persistence.save_step(persistence.save_choices(session, result.session))
    st.session_state[_TOLD] = result
    return st.rerun()


def _draft_of(corrections: Corrections) -> Draft | None:
    """The draft that an error file belongs to: the one it names, else the newest of this person with the same file."""
    drafts, origin = services().store.drafts, corrections.origin
    with suppress(DraftNotFound):
        return drafts.load(origin.draft_id)
    for summary in drafts.list_for(user.owner()):
        with suppress(DraftNotFound):  # deleted in another tab just now
            draft = drafts.load(summary.id)
            if hashlib.sha256(draft.data).hexdigest() == origin.file_sha256:
                return draft
    return None


def show_what_came_back() -> None:
    """Say once what the file did."""
    result: Merged | None = st.session_state.pop(_TOLD, None)
    if result is None:
        return
    st.success(words.came_back(result.fixed, result.open_before, result.open_after), icon=":material/check_circle:")
    if result.conflicts:
        st.warning(words.conflicts(result.conflicts), icon=":material/compare_arrows:")
        label = words.take_theirs(len(result.conflicts))
        st.button(label, key="take_file_values", on_click=_take_theirs, args=(result.theirs,))
    if result.unknown:
        st.warning(words.unknown(result.unknown), icon=":material/help:")


@on_session
def _take_theirs(session: Session, edits: Sequence[Edit]) -> None:
    persistence.save_choices(session, session.with_edits(edits, words.STEP).filtered())
