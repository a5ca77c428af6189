"""The destination in the header: opens a dialog in which another one is chosen, as long as nothing was sent."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from callsheet.contract import CLOSED_STATUSES
from callsheet.sending import CAMPAIGN
from callsheet.store import DestinationKind
from callsheet.ui.app.error_boundary import error_boundary
from callsheet.ui.app.option_labels import campaign_labels
from callsheet.ui.app.services import services
from callsheet.ui.app.untrusted_text import escape_markdown, visible
from callsheet.ui.state import persistence
from callsheet.ui.state.agent_script import agent_script, with_agent_script
from callsheet.ui.state.callbacks import on_session
from callsheet.ui.state.campaign_choice import destination_by_id, destination_of, listed_campaigns
from callsheet.ui.state.destination_picker import choose_destination, choose_kind, chosen_now
from callsheet.wording.ui import destinations as words
from callsheet.wording.ui import steps

if TYPE_CHECKING:
    from callsheet.client import CallsheetApi
    from callsheet.sending import Target
    from callsheet.ui.session.session import Session
    from callsheet.ui.state.campaign_choice import Destination

_CHOSEN, _KIND, _OTHER = "other_campaign", "other_kind", "other"


def show_campaign_below(session: Session) -> None:
    """Show the same button below the header, where that is too narrow for it; another screen hides it.

    Args:
        session: with a destination.
    """
    with st.container(key="destination_below"):
        show_campaign(session, "change_campaign_below")


def show_campaign(session: Session, key: str = "change_campaign") -> None:
    """Show the session's campaign as a button that opens the dialog.

    Args:
        session: with a destination.
        key: of the button.
    """
    name = session.campaign_name
    label = escape_markdown(words.in_header(name, session.target.kind))
    hint = escape_markdown(steps.change_campaign(name))
    if st.button(label, key=key, help=hint):
        _ask(session)


@st.dialog(steps.CHANGE_CAMPAIGN)
def _ask(session: Session) -> None:
    with error_boundary():
        if services().store.ledger.of_draft(session.draft_id):
            st.info(steps.campaign_fixed(visible(session.campaign_name)))
            return
        api = services().api()
        with st.container(horizontal=True, vertical_alignment="bottom"):
            kind = choose_kind(api, session.target.kind, _KIND)
            if kind is DestinationKind.CAMPAIGN:
                destination = _choose_campaign(api, session)
            else:
                destination = choose_destination(api, kind, _OTHER, (session.campaign_id, session.target))
        if destination is None:
            return
        st.caption(steps.CAMPAIGN_CHANGE_KEEPS)
        label = steps.USE_CAMPAIGN if kind is DestinationKind.CAMPAIGN else words.USE
        if st.button(label, key="use_campaign", type="primary", on_click=_use):
            st.rerun()


def _choose_campaign(api: CallsheetApi, session: Session) -> Destination | None:
    campaigns = [campaign for campaign in listed_campaigns(api) or () if campaign.status not in CLOSED_STATUSES]
    usable = {campaign.id: campaign for campaign in campaigns}
    if not set(usable) - {session.campaign_id}:
        st.info(steps.NO_OTHER_CAMPAIGN)
        return None
    labels = campaign_labels(campaigns)
    options = list(usable)
    chosen = st.selectbox(
        steps.CAMPAIGN,
        options,
        index=options.index(session.campaign_id) if session.campaign_id in usable else None,
        format_func=labels.__getitem__,
        key=_CHOSEN,
    )
    return destination_of(api, usable[chosen]) if chosen in usable else None


@on_session
def _use(session: Session) -> None:
    kind = DestinationKind(st.session_state.get(_KIND, DestinationKind.CAMPAIGN))
    campaign = st.session_state.get(_CHOSEN)
    is_campaign = kind is DestinationKind.CAMPAIGN
    chosen = (campaign and (campaign, CAMPAIGN)) if is_campaign else chosen_now(kind, _OTHER)
    if not chosen or services().store.ledger.of_draft(session.draft_id):
        return
    if chosen[0] == session.campaign_id and _version(chosen[1]) == _version(session.target):
        return
    wanted, before = chosen[1], session.target.batch
    if wanted.batch is not None and before is not None:  # another agent calls at the same times, under the same title
        wanted = replace(wanted, batch=replace(before, version=wanted.batch.version))
    destination = destination_by_id(services().api(), chosen[0], target=wanted)
    name, route, target = destination.campaign.name, destination.route, destination.target
    changed = persistence.save_campaign(session.with_campaign(chosen[0], name, route, target))
    if agent_script(changed) is not None:
        persistence.save_step(with_agent_script(changed).go_to(changed.step))


def _version(target: Target) -> int | None:
    return target.batch.version if target.batch else None
