"""The campaign in the header: opens a dialog in which another one is chosen, as long as nothing was sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from callsheet.contract import CLOSED_STATUSES
from callsheet.ui.app.error_boundary import error_boundary
from callsheet.ui.app.option_labels import campaign_labels
from callsheet.ui.app.services import services
from callsheet.ui.app.untrusted_text import escape_markdown, visible
from callsheet.ui.state import persistence
from callsheet.ui.state.callbacks import on_session
from callsheet.ui.state.campaign_choice import destination_of, listed_campaigns
from callsheet.wording.ui import steps

if TYPE_CHECKING:
    from callsheet.ui.session.session import Session

_CHOSEN = "other_campaign"


def show_campaign(session: Session) -> None:
    """Show the session's campaign as a button that opens the dialog."""
    name = session.campaign_name
    label, hint = escape_markdown(name), escape_markdown(steps.change_campaign(name))
    if st.button(label, key="change_campaign", help=hint):
        _ask(session)


@st.dialog(steps.CHANGE_CAMPAIGN)
def _ask(session: Session) -> None:
    with error_boundary():
        if services().store.ledger.of_draft(session.draft_id):
            st.info(steps.campaign_fixed(visible(session.campaign_name)))
            return
        campaigns = listed_campaigns(services().api())
        usable = campaign_labels([campaign for campaign in campaigns or () if campaign.status not in CLOSED_STATUSES])
        if not set(usable) - {session.campaign_id}:
            st.info(steps.NO_OTHER_CAMPAIGN)
            return
        options = list(usable)
        st.selectbox(
            steps.CAMPAIGN,
            options,
            index=options.index(session.campaign_id) if session.campaign_id in usable else None,
            format_func=usable.__getitem__,
            key=_CHOSEN,
        )
        st.caption(steps.CAMPAIGN_CHANGE_KEEPS)
        if st.button(steps.USE_CAMPAIGN, key="use_campaign", type="primary", on_click=_use):
            st.rerun()


@on_session
def _use(session: Session) -> None:
    chosen = st.session_state.get(_CHOSEN)
    if chosen is None or chosen == session.campaign_id or services().store.ledger.of_draft(session.draft_id):
        return
    api = services().api()
    destination = destination_of(api, api.campaign(chosen))
    persistence.save_campaign(session.with_campaign(chosen, destination.campaign.name, destination.route))
