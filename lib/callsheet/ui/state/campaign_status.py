"""The state of a campaign, and a way to start, pause or complete it where the server allows that."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from callsheet.contract import CALLING_STATUSES, CLOSED_STATUSES
from callsheet.errors import NotFound, ServerError
from callsheet.ui.app.error_boundary import safe_callback
from callsheet.ui.app.services import services
from callsheet.ui.app.untrusted_text import escape_markdown
from callsheet.wording.ui import campaigns as words

if TYPE_CHECKING:
    from callsheet.client import Campaign

_SAID = "campaign_change_said"


def tells_status(campaign: Campaign) -> bool:
    """True where the server tells the campaign's status.

    Args:
        campaign: as the server returns it.
    """
    return "status" in campaign.model_fields_set and bool(campaign.status)


def show_start(campaign: Campaign) -> None:
    """Offer to start a campaign that does not call; asks first how many people will be called.

    Args:
        campaign: as the server returns it.
    """
    show_answer()
    if tells_status(campaign) and campaign.status not in CALLING_STATUSES | CLOSED_STATUSES:
        _ask(campaign, "active", words.START, words.start_means(campaign.pending_calls), "play_arrow")


def show_changes(campaign: Campaign) -> None:
    """Offer every change of state that a campaign allows: start, pause, complete.

    Args:
        campaign: as the server returns it.
    """
    if not tells_status(campaign) or campaign.status in CLOSED_STATUSES:
        show_answer()
        return
    show_start(campaign)
    if campaign.status in CALLING_STATUSES:
        st.button(
            words.PAUSE, key="campaign_paused", icon=":material/pause:", on_click=_change, args=(campaign.id, "paused")
        )
    _ask(campaign, "completed", words.COMPLETE, words.complete_means(campaign.pending_calls), "done_all")


def show_answer() -> None:
    """Say what the server answered to the latest change."""
    said = st.session_state.pop(_SAID, None)
    if said:
        st.error(escape_markdown(said), icon=":material/error:")


def _ask(campaign: Campaign, status: str, label: str, meaning: str, icon: str) -> None:
    with st.popover(label, icon=f":material/{icon}:"):
        st.markdown(meaning)
        st.button(label, key=f"campaign_{status}", type="primary", on_click=_change, args=(campaign.id, status))


@safe_callback
def _change(campaign_id: str, status: str) -> None:
    try:
        services().workspace().update_campaign(campaign_id, status=status)
    except NotFound:
        st.session_state[_SAID] = words.CANNOT_CHANGE
    except ServerError as error:
        st.session_state[_SAID] = words.server_said(error.message)
