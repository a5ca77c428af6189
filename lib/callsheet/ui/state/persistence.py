"""Stores the session: in the tab's Streamlit state, and durably as the draft whose id is in the address."""

from __future__ import annotations

from dataclasses import dataclass, replace
from secrets import token_hex
from typing import TYPE_CHECKING, cast

import streamlit as st

from callsheet.errors import DraftChanged, DraftOfAnother
from callsheet.sending import ListedNumbers, Target
from callsheet.ui.app.services import services
from callsheet.ui.auth.user import may_open
from callsheet.ui.session.file_loading import read_draft
from callsheet.ui.session.layout import Layout
from callsheet.ui.session.session import Session, Step
from callsheet.ui.state.campaign_choice import destination_by_id
from callsheet.ui.state.recipes import remember
from callsheet.validation import ColumnMapping

if TYPE_CHECKING:
    from callsheet.runtime.services import Services
    from callsheet.store import Draft

_KEY = "callsheet_session"
DRAFT, STEP = "draft", "step"
"""Query parameters with the draft's id and its open step."""


@dataclass
class TabState:
    """State of one tab; mutable, and fetched from Streamlit before anything is saved.

    A script run that another one supersedes ends at its next access to the session state. By then the object is at
    hand, so what the store has saved is known to the tab all the same.

    Args:
        session: the tab's session.
        unsaved: its change that the store rejected because another tab had changed the draft.
        opened_at: the step at which an address that names none opened the draft.
    """

    session: Session | None = None
    unsaved: Session | None = None
    opened_at: Step | None = None


def tab_state() -> TabState:
    """The state of this tab; to be fetched before anything is saved, see `TabState`."""
    tab = cast("TabState | None", st.session_state.get(_KEY))
    if tab is None:
        tab = st.session_state[_KEY] = TabState()
    return tab


def draft_id() -> str | None:
    """The draft id in the address."""
    return st.query_params.get(DRAFT)


def step_in_address() -> Step | None:
    """The step in the address; None if it names none, or something that is no step of a draft."""
    name = st.query_params.get(STEP)
    return Step(name) if name in {Step.MATCH, Step.REVIEW, Step.SEND} else None


def show_in_address(draft_id: str, step: Step) -> None:
    """Make the address that of a draft's step; an address that changes is one entry of the browser's history.

    Nothing else of the address is left: what it asked for, a campaign say, has been chosen.
    """
    st.query_params.from_dict({DRAFT: draft_id, STEP: step.value})


def current() -> Session | None:
    """The session of this tab, if it belongs to the draft in the address."""
    session = shown()
    return session if session is not None and session.draft_id == draft_id() else None


def shown() -> Session | None:
    """The session of this tab, whatever the address says.

    What the browser reports together with a press of Back belongs to it, though the address is that of another page.
    """
    return tab_state().session


def set_current(session: Session) -> Session:
    """Make this the tab's session, without saving it."""
    tab_state().session = session
    return session


def leave() -> None:
    """Leave the draft; it stays in the store."""
    discard()
    st.query_params.from_dict({name: st.query_params[name] for name in st.query_params if name not in (DRAFT, STEP)})


def resume() -> None:
    """Return from another page to the draft this tab works on."""
    session = tab_state().session
    if session is not None and draft_id() is None:
        show_in_address(session.draft_id, session.step)


def discard() -> None:
    """Forget the tab's session; the draft in the address is loaded from the store again."""
    st.session_state.pop(_KEY, None)


def open_draft(draft: Draft) -> Session:
    """Make a stored draft, edits included, the tab's session.

    Raises:
        DraftOfAnother: it belongs to another user.
        FileRefused: the file can no longer be read.
        ServerError: the server does not return the campaign's route.
    """
    if not may_open(draft):
        raise DraftOfAnother(draft.id)
    return set_current(session_of_draft(draft, services()))


def session_of_draft(draft: Draft, shared: Services) -> Session:
    """The session of a stored draft; the tab's session does not change.

    Args:
        draft: as stored.
        shared: the services; passed, because downloads call this outside of a script run.

    Raises:
        FileRefused: the file can no longer be read.
        ServerError: the server does not return the campaign's route.
    """
    table = read_draft(draft)
    target = Target.from_json(draft.target)
    destination = destination_by_id(shared.api(), draft.campaign_id or "", draft.campaign_name or "", target)
    refused: dict[tuple[int, str], str] = {}
    for submission in reversed(shared.store.ledger.of_draft(draft.id)):
        refused |= submission.refused_numbers
    session = Session(
        draft_id=draft.id,
        file_name=draft.name,
        table=table,
        campaign_id=destination.campaign.id,
        campaign_name=destination.campaign.name,
        route=destination.route,
        mapping=draft.mapping or ColumnMapping(),
        choices=draft.choices,
        refused=refused,
        version=draft.version,
        layout=Layout.from_json(draft.layout),
        target=target,
    ).with_do_not_call(ListedNumbers(shared.store.suppression), shared.store.consent_rule())
    session = session.invalidated() if draft.mapping else session.with_suggestions()
    step = Step.MATCH if draft.step == Step.UPLOAD or session.mapping.problems() else Step(draft.step)
    return session.go_to(step)


def save_step(session: Session) -> Session:
    """Save step, mapping and choices to the draft and make this the tab's session."""
    tab = tab_state()
    version = services().store.drafts.save(
        session.draft_id,
        expected=session.version or None,
        step=session.step.value,
        mapping=session.mapping,
        choices=session.choices,
    )
    tab.session = saved = replace(session, version=version)
    remember(session)
    return saved


def save_campaign(session: Session) -> Session:
    """Save the session's campaign to the draft and make this the tab's session."""
    drafts = services().store.drafts
    version = drafts.save(
        session.draft_id,
        expected=session.version or None,
        campaign_id=session.campaign_id,
        campaign_name=session.campaign_name,
        target=session.target.to_json(),
    )
    return set_current(replace(session, version=version))


def save_choices(before: Session, after: Session) -> Session:
    """Save changed choices and layout, then show them: a grid entry is acknowledged only after it was saved.

    Args:
        before: the session whose choices the store has.
        after: the session with the new choices.

    Raises:
        DraftChanged: another tab changed the draft in the meantime.
    """
    tab = tab_state()
    if after.layout != before.layout:
        services().store.drafts.save_layout(after.draft_id, after.layout.to_json())
    if after.choices is not before.choices:
        try:
            version = services().store.drafts.save_choices(
                before.draft_id,
                before.choices,
                after.choices,
                expected=before.version or None,
                by=services().who(),
            )
        except DraftChanged:
            tab.unsaved = after
            raise
        after = replace(after, version=version)
    tab.session = after
    return after


def overwrite(session: Session) -> Session:
    """Save this tab's session, its rejected change included, over what another tab has saved in the meantime."""
    tab = tab_state()
    session, tab.unsaved = tab.unsaved or session, None
    drafts = services().store.drafts
    stored = drafts.load(session.draft_id)
    drafts.save_choices(session.draft_id, stored.choices, session.choices)
    return save_step(replace(session, version=0, nonce=token_hex(4)))
