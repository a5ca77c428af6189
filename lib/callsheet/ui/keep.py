"""Keeps the session: in the tab's state while it lives, in the store under the id in the address for good."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

import streamlit as st

from callsheet.files import read_table
from callsheet.ui.services import services
from callsheet.ui.session import Session, Step
from callsheet.validation import ColumnMapping

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callsheet.store import Draft
    from callsheet.validation import Edit

_KEY = "callsheet_session"
DRAFT = "draft"


def draft_id() -> str | None:
    """The id in the address."""
    return st.query_params.get(DRAFT)


def current() -> Session | None:
    """The session of this tab, if it is about the draft in the address."""
    session = cast("Session | None", st.session_state.get(_KEY))
    return session if session is not None and session.draft_id == draft_id() else None


def put(session: Session) -> Session:
    """Let the tab stand somewhere else."""
    st.session_state[_KEY] = session
    return session


def forget() -> None:
    """Leave the draft; it stays in the store."""
    st.session_state.pop(_KEY, None)
    st.query_params.pop(DRAFT, None)


def restored(draft: Draft) -> Session:
    """Bring a draft back from the store, edits included.

    Raises:
        FileRefused: the file cannot be read any more.
        ServerError: the server does not tell the campaign's route.
    """
    services_ = services()
    api = services_.api()
    table = read_table(draft.name, draft.data, draft.sheet, draft.header_row)
    campaign = api.campaign(draft.campaign_id or "")
    refused: dict[tuple[int, str], str] = {}
    for submission in reversed(services_.store.ledger.of_draft(draft.id)):
        refused |= submission.refused_numbers
    session = Session(
        draft_id=draft.id,
        file_name=draft.name,
        table=table,
        campaign_id=campaign.id,
        campaign_name=campaign.name,
        route=api.route(campaign),
        mapping=draft.mapping or ColumnMapping(),
        choices=draft.choices,
        refused=refused,
    )
    session = session if draft.mapping else session.proposed()
    step = Step.MATCH if draft.step == Step.UPLOAD or session.mapping.problems() else Step(draft.step)
    return put(session.at(step))


def move(session: Session) -> Session:
    """Let the tab stand somewhere else, and keep step, columns and choices."""
    services().store.drafts.save(
        session.draft_id, step=session.step.value, mapping=session.mapping, choices=session.choices_now
    )
    return put(session)


def take_edits(session: Session, edits: Sequence[Edit], acknowledged: int) -> Session:
    """Keep changed cells first, then show them: what is acknowledged is never lost."""
    if edits:
        services().store.drafts.append_edits(session.draft_id, edits)
    return put(session.edited(edits, acknowledged))


def read_again(session: Session, header_row: int) -> Session:
    """Read the file with its column names in another row, and propose the columns anew.

    Raises:
        FileRefused: there is no header in that row.
    """
    drafts = services().store.drafts
    draft = drafts.load(session.draft_id)
    table = read_table(draft.name, draft.data, draft.sheet, header_row)
    drafts.save(session.draft_id, header_row=header_row)
    return move(replace(session, table=table, choices=session.choices_now).proposed())
