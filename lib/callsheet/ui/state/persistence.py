"""Keeps the session: in the tab's state while it lives, in the store under the id in the address for good."""

from __future__ import annotations

from dataclasses import dataclass, replace
from secrets import token_hex
from typing import TYPE_CHECKING, cast

import streamlit as st

from callsheet.errors import DraftChanged, DraftOfAnother
from callsheet.ui.app.services import services
from callsheet.ui.auth.user import may_open
from callsheet.ui.session.file_loading import read_draft, read_leads
from callsheet.ui.session.session import Session, Step
from callsheet.ui.state.campaign_choice import destination_by_id
from callsheet.ui.state.recipes import recalled, remember
from callsheet.validation import ColumnMapping

if TYPE_CHECKING:
    from callsheet.runtime.services import Services
    from callsheet.store import Draft

_KEY = "callsheet_session"
DRAFT = "draft"


@dataclass
class _Held:
    """What a tab holds, changed in place.

    A run that another overtakes ends at any touch of the tab's state; what the store took is known to the tab all the
    same.

    Args:
        session: where the tab stands.
        unkept: its change that the store did not take, because another tab had changed the draft.
    """

    session: Session | None = None
    unkept: Session | None = None


def _held() -> _Held:
    held = cast("_Held | None", st.session_state.get(_KEY))
    if held is None:
        held = st.session_state[_KEY] = _Held()
    return held


def draft_id() -> str | None:
    """The id in the address."""
    return st.query_params.get(DRAFT)


def current() -> Session | None:
    """The session of this tab, if it is about the draft in the address."""
    session = _held().session
    return session if session is not None and session.draft_id == draft_id() else None


def put(session: Session) -> Session:
    """Let the tab stand somewhere else."""
    _held().session = session
    return session


def forget() -> None:
    """Leave the draft; it stays in the store."""
    drop()
    st.query_params.pop(DRAFT, None)


def resume() -> None:
    """Come back from another page to the draft this tab works on."""
    session = _held().session
    if session is not None and draft_id() is None:
        st.query_params[DRAFT] = session.draft_id


def drop() -> None:
    """Let go of what this tab holds; the draft in the address is read from the store again."""
    st.session_state.pop(_KEY, None)


def restored(draft: Draft) -> Session:
    """Bring a draft back from the store, edits included.

    Raises:
        DraftOfAnother: it belongs to somebody else.
        FileRefused: the file cannot be read any more.
        ServerError: the server does not tell the campaign's route.
    """
    if not may_open(draft):
        raise DraftOfAnother(draft.id)
    return put(as_kept(draft, services()))


def as_kept(draft: Draft, services_: Services) -> Session:
    """A draft as the store has it; the tab stays where it stands.

    Raises:
        FileRefused: the file cannot be read any more.
        ServerError: the server does not tell the campaign's route.
    """
    table = read_draft(draft)
    goal = destination_by_id(services_.api(), draft.campaign_id or "", draft.campaign_name or "")
    refused: dict[tuple[int, str], str] = {}
    for submission in reversed(services_.store.ledger.of_draft(draft.id)):
        refused |= submission.refused_numbers
    session = Session(
        draft_id=draft.id,
        file_name=draft.name,
        table=table,
        campaign_id=goal.campaign.id,
        campaign_name=goal.campaign.name,
        route=goal.route,
        mapping=draft.mapping or ColumnMapping(),
        choices=draft.choices,
        refused=refused,
        version=draft.version,
        suppressed=services_.store.suppression.numbers(),
    )
    session = session if draft.mapping else session.proposed()
    step = Step.MATCH if draft.step == Step.UPLOAD or session.mapping.problems() else Step(draft.step)
    return session.at(step)


def move(session: Session) -> Session:
    """Let the tab stand somewhere else, and keep step, columns and choices."""
    held = _held()
    version = services().store.drafts.save(
        session.draft_id,
        expected=session.version or None,
        step=session.step.value,
        mapping=session.mapping,
        choices=session.current_choices,
    )
    held.session = moved = replace(session, version=version)
    remember(session)
    return moved


def change(before: Session, after: Session) -> Session:
    """Keep what the operator decided first, then show it: what is acknowledged is never lost.

    Args:
        before: as the draft is kept.
        after: as it shall be.

    Raises:
        DraftChanged: another tab changed the draft in the meantime.
    """
    held = _held()
    if after.current_choices is not before.current_choices:
        try:
            version = services().store.drafts.save_choices(
                before.draft_id, before.current_choices, after.current_choices, expected=before.version or None
            )
        except DraftChanged:
            held.unkept = after
            raise
        after = replace(after, version=version)
    held.session = after
    return after


def read_again(session: Session, *, header_row: int | None = None, sheet: str | None = None) -> Session:
    """Read the file with its column names in another row, or another sheet of it, and propose the columns anew.

    What was decided about single rows holds on in the same sheet only.

    Raises:
        FileRefused: there is no header in that row, or there are no leads.
    """
    drafts, held = services().store.drafts, _held()
    draft = drafts.load(session.draft_id)
    choices = session.current_choices
    if sheet is not None and sheet != draft.sheet:
        choices = replace(choices, edits=(), left_out_rows=frozenset())
    table = read_leads(draft.name, draft.data, sheet or draft.sheet, header_row)
    drafts.save_choices(session.draft_id, session.current_choices, choices, expected=session.version or None)
    source = table.source
    version = drafts.save(session.draft_id, sheet=source.sheet, header_row=source.header_row, rows=len(table.frame))
    fresh = replace(session, table=table, choices=choices, report=None, view=None, version=version)
    held.session = fresh = fresh.proposed()
    fresh = recalled(fresh)
    rows = replace(fresh.choices, edits=choices.edits, left_out_rows=choices.left_out_rows)
    return move(replace(fresh, choices=rows))


def insist(session: Session) -> Session:
    """Let what this tab shows, its last change among it, hold against what another tab kept in the meantime."""
    held = _held()
    session, held.unkept = held.unkept or session, None
    drafts = services().store.drafts
    kept = drafts.load(session.draft_id)
    drafts.save_choices(session.draft_id, kept.choices, session.current_choices)
    return move(replace(session, version=0, turn=token_hex(4)))
