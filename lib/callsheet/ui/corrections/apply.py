"""Imports a corrected error file into its draft and opens that at Review."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from typing import TYPE_CHECKING

import streamlit as st

from callsheet.errors import DraftNotFound
from callsheet.files import parse_corrections
from callsheet.ui.app.services import services
from callsheet.ui.auth import user
from callsheet.ui.corrections.merge import MergeResult, merge_corrections
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

_RESULT = "import_result"


def import_corrections(table: Table) -> bool:
    """Import a corrected error file into its draft and open that draft; False when the table is any other file.

    Raises:
        ServerError: the server does not return the campaign's route.
        DraftChanged: another tab changed the draft in the meantime.
    """
    corrections = parse_corrections(table)
    if corrections is None:
        return False
    draft = _draft_of(corrections)
    if draft is None:
        if not corrections.origin.draft_id:  # a file of the command line whose leads were never dropped here
            return False
        st.error(words.OTHER_FILE, icon=":material/error:")
        return True
    session = persistence.open_draft(draft).go_to(Step.REVIEW)
    result = merge_corrections(session, corrections)
    if result is None:
        st.error(words.OTHER_COLUMNS, icon=":material/error:")
        return True
    st.query_params[persistence.DRAFT] = draft.id
    persistence.save_step(persistence.save_choices(session, result.session))
    st.session_state[_RESULT] = result
    return st.rerun()


def _draft_of(corrections: Corrections) -> Draft | None:
    """The draft that an error file belongs to: the one it names, else this user's newest with the same source file."""
    drafts, origin = services().store.drafts, corrections.origin
    with suppress(DraftNotFound):
        return drafts.load(origin.draft_id)
    for summary in drafts.list_for(user.owner()):
        with suppress(DraftNotFound):  # deleted in another tab just now
            draft = drafts.load(summary.id)
            if hashlib.sha256(draft.data).hexdigest() == origin.file_sha256:
                return draft
    return None


def show_import_result() -> None:
    """Show once what the import changed."""
    result: MergeResult | None = st.session_state.pop(_RESULT, None)
    if result is None:
        return
    st.success(words.came_back(result.fixed, result.open_before, result.open_after), icon=":material/check_circle:")
    if result.conflicts:
        st.warning(words.conflicts(result.conflicts), icon=":material/compare_arrows:")
        label = words.take_theirs(len(result.conflicts))
        st.button(label, key="take_file_values", on_click=_use_file_values, args=(result.file_edits,))
    if result.unknown:
        st.warning(words.unknown(result.unknown), icon=":material/help:")


@on_session
def _use_file_values(session: Session, edits: Sequence[Edit]) -> None:
    persistence.save_choices(session, session.with_edits(edits, words.STEP).filtered())
