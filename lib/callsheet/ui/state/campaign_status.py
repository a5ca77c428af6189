"""The state of a campaign, and a way to start, pause or complete it where the server allows that."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from callsheet.contract import CALLING_STATUSES, CLOSED_STATUSES
from callsheet.errors import InvalidArgument, NotFound, ServerError
from callsheet.sending import CampaignStart
from callsheet.ui.app.error_boundary import safe_callback
from callsheet.ui.app.services import services
from callsheet.ui.app.untrusted_text import escape_markdown
from callsheet.wording import schedule as shared
from callsheet.wording.ui import campaigns as words

if TYPE_CHECKING:
    from callsheet.client import Campaign

_SAID, _DOUBTS, _TYPED = "campaign_change_said", "campaign_start_doubts", "campaign_start_typed"


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
        _show_doubts(campaign)


def _show_doubts(campaign: Campaign) -> None:
    """Say who should not be called now, if starting was tried; calling them needs their number typed."""
    campaign_id, doubts = st.session_state.get(_DOUBTS, ("", None))
    if doubts is None or campaign_id != campaign.id:
        return
    with st.container(key="start_doubts", border=True):
        said = shared.start_doubts(doubts.listed, doubts.outside, doubts.no_local_time, doubts.hours, doubts.next_at)
        known = shared.start_known(doubts.known, doubts.waiting)
        st.warning(escape_markdown(f"{said} {known}".strip()), icon=":material/schedule:")
        with st.container(horizontal=True, vertical_alignment="bottom"):
            typed = st.number_input(
                words.type_people(doubts.people), min_value=0, value=None, step=1, key=_TYPED, width=300
            )
            st.button(
                words.START_ALL_THE_SAME, key="start_all_the_same", disabled=typed != doubts.people,
                on_click=_start, args=(campaign.id, doubts.people),
            )  # fmt: skip
            st.button(words.NOT_NOW, key="start_not_now", on_click=_forget_doubts)


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
        call, args = (_start, (campaign.id,)) if status == "active" else (_change, (campaign.id, status))
        st.button(label, key=f"campaign_{status}", type="primary", on_click=call, args=args)


@safe_callback
def _start(campaign_id: str, confirmed: int = 0) -> None:
    """Start a campaign; if people should not be called now, or other ones than were confirmed, say so instead."""
    current = services()
    start = CampaignStart(current.store, current.server, current.api(), current.who())
    _forget_doubts()
    try:
        doubts = start.doubts(campaign_id)
        if doubts.people != confirmed:
            st.session_state[_DOUBTS] = (campaign_id, doubts)
            return
        start.start(campaign_id, confirmed)
    except InvalidArgument as error:  # it changed just now
        st.session_state[_SAID] = str(error)
    except NotFound:
        st.session_state[_SAID] = words.CANNOT_CHANGE
    except ServerError as error:
        st.session_state[_SAID] = words.server_said(error.message)


@safe_callback
def _forget_doubts() -> None:
    st.session_state.pop(_DOUBTS, None)
    st.session_state.pop(_TYPED, None)


@safe_callback
def _change(campaign_id: str, status: str) -> None:
    try:
        services().workspace().update_campaign(campaign_id, status=status)
    except NotFound:
        st.session_state[_SAID] = words.CANNOT_CHANGE
    except ServerError as error:
        st.session_state[_SAID] = words.server_said(error.message)
