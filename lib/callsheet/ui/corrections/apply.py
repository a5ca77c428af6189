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
from callsheet.ui.corrections.merge import merge_corrections
from callsheet.ui.corrections.merge_report import remember_report
from callsheet.ui.session.session import Step
from callsheet.ui.state import persistence
from callsheet.wording.ui import corrections as words

if TYPE_CHECKING:
    from callsheet.files import Corrections
    from callsheet.store import Draft
    from callsheet.validation import Table


def import_corrections(table: Table) -> bool:
    """Import a corrected error file into its draft and open that draft; False when the table is any other file.

    Raises:
        ServerError: the server does not return the campaign's route.
        DraftChanged: another tab changed the draft in the meantime.
    """
    problem = merge_file(table)
    if problem:
        st.error(problem, icon=":material/error:")
    elif problem is not None:
        st.rerun()
    return problem is not None


def merge_file(table: Table) -> str | None:
    """Merge a corrected error file into its draft, which the next run of the script opens at Review.

    Args:
        table: a dropped file as read.

    Returns:
        Why it cannot be merged; "" when it was; None for any other file.

    Raises:
        ServerError: the server does not return the campaign's route.
        DraftChanged: another tab changed the draft in the meantime.
    """
    corrections = parse_corrections(table)
    if corrections is None:
        return None
    draft = _draft_of(corrections)
    if draft is None:  # without an id it is a file of the command line whose leads were never dropped here
        return words.OTHER_FILE if corrections.origin.draft_id else None
    open_session = persistence.current()
    is_open = open_session is not None and open_session.draft_id == draft.id
    session = (open_session if open_session and is_open else persistence.open_draft(draft)).go_to(Step.REVIEW)
    result = merge_corrections(session, corrections)
    if result is None:
        return words.OTHER_COLUMNS
    persistence.show_in_address(draft.id, Step.REVIEW)
    persistence.save_step(persistence.save_choices(session, result.session))
    remember_report(result)
    return ""


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
