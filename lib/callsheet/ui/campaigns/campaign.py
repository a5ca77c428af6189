"""One campaign: route, number, agent, its leads, its sends, and what can be changed where the server allows it."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from callsheet.client import CampaignLeads
from callsheet.contract import CLOSED_STATUSES
from callsheet.errors import NotFound
from callsheet.ui.app.error_boundary import safe_callback
from callsheet.ui.app.layout import bottom_bar, show_title
from callsheet.ui.app.phone_format import readable_number
from callsheet.ui.app.services import services
from callsheet.ui.app.untrusted_text import escape_html
from callsheet.ui.campaigns.sends import show_sends_to
from callsheet.ui.state.campaign_choice import destination_of
from callsheet.ui.state.campaign_status import show_changes, tells_status
from callsheet.wording import issues
from callsheet.wording.ui import campaigns as words
from callsheet.wording.ui import pages, steps

if TYPE_CHECKING:
    from callsheet.client import CallsheetApi, Campaign
    from callsheet.contract import Lead, PhoneNumber
    from callsheet.validation import Route

CAMPAIGN = "campaign"
"""Query parameter with the id of the campaign that is open, or that Upload shall choose."""
IMPORT = "pages/import_leads.py"
MOST_LEADS = 10_000
"""Leads that are read when asked for, in about a second from our own server. Chosen by hand."""


def show_campaign(campaign_id: str, numbers: dict[str, PhoneNumber]) -> None:
    """Show a campaign.

    Args:
        campaign_id: which one.
        numbers: the numbers of the workspace by their E.164.

    Raises:
        ServerError: the server fails or gives an unexpected answer.
    """
    api = services().api()
    try:
        campaign = api.campaign(campaign_id)
    except NotFound:
        show_title(pages.CAMPAIGNS)
        st.info(words.NO_SUCH_CAMPAIGN, icon=":material/info:")
        st.button(words.BACK_TO_ALL, key="all_campaigns", icon=":material/arrow_back:", on_click=_close)
        return
    name = campaign.name or campaign.id
    show_title(name, about=f"{name} · {pages.CAMPAIGNS}")
    st.button(words.BACK_TO_ALL, key="all_campaigns", icon=":material/arrow_back:", on_click=_close)
    _facts(campaign, numbers.get(campaign.from_phone_number), destination_of(api, campaign).route)
    with st.container(horizontal=True, vertical_alignment="center"):
        show_changes(campaign)
        if tells_status(campaign) and campaign.status not in CLOSED_STATUSES:
            _rename(campaign)
    show_sends_to(campaign.id)
    _leads(api, campaign)
    with bottom_bar():
        status = steps.STATUS.get(campaign.status, "") if tells_status(campaign) else words.STATUS_NOT_TOLD
        st.markdown(status, width="stretch")
        is_closed = campaign.status in CLOSED_STATUSES
        if st.button(words.UPLOAD_TO_IT, key="upload_to_it", type="primary", disabled=is_closed):
            st.switch_page(IMPORT, query_params={CAMPAIGN: campaign.id})


def _facts(campaign: Campaign, number: PhoneNumber | None, route: Route) -> None:
    countries = sorted(issues.country(rule.country_iso) for rule in route.countries or ())
    may_call = pages.ROUTE_SIP if route.sip else pages.ROUTE_UNKNOWN
    if not route.sip and route.countries is not None:
        may_call = pages.route_may_call(countries)
    nickname = number.nickname if number else None
    calls_from = pages.number_named(
        readable_number(campaign.from_phone_number), nickname, sip=bool(number and number.sip_trunk_enabled)
    )
    facts = [
        (words.STATUS, pages.campaign_status(campaign.status)),
        (words.ROUTE, may_call),
        (words.NUMBER, calls_from),
        (words.AGENT, campaign.agent_id),
        (words.LEADS, words.leads_by_status(campaign.total_leads, campaign.pending_calls, campaign.completed_calls)),
        (words.AT_ONCE, f"{campaign.max_concurrent_calls:,}" if campaign.max_concurrent_calls else ""),
        (words.ID, campaign.id),
    ]
    rows = "".join(
        f'<tr><th scope="row">{escape_html(name)}</th><td>{escape_html(value)}</td></tr>'
        for name, value in facts
        if value
    )
    st.html(f'<table class="quiet-table">{rows}</table>')


def _rename(campaign: Campaign) -> None:
    with st.popover(words.RENAME, icon=":material/edit:"):
        st.text_input(words.NEW_NAME, campaign.name, key=f"rename_{campaign.id}", max_chars=200)
        st.button(words.SAVE_NAME, key="save_name", on_click=_save_name, args=(campaign.id,))


@safe_callback
def _save_name(campaign_id: str) -> None:
    name = str(st.session_state.get(f"rename_{campaign_id}") or "").strip()
    if name:
        services().workspace().update_campaign(campaign_id, name=name)


def _leads(api: CallsheetApi, campaign: Campaign) -> None:
    """The leads of the campaign with search, where the server lists them; they are read when asked for."""
    if not services().can_recall() or not campaign.total_leads:
        return
    st.subheader(words.LEADS, anchor=False)
    if not st.toggle(words.SHOW_LEADS, key="show_leads"):
        return
    leads = (lead for block in CampaignLeads(api, campaign.id).blocks() for lead in block)
    read = list(islice(leads, MOST_LEADS))
    if len(read) < campaign.total_leads:
        st.caption(words.first_leads(len(read), campaign.total_leads))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        text = st.text_input(words.FIND_LEAD, key="find_lead", width=260) or ""
        statuses = sorted({str(lead.status) for lead in read})
        status = st.selectbox(
            words.STATUS, statuses, index=None, key="lead_status", placeholder=words.ALL, width=170,
            format_func=words.lead_status,
        )  # fmt: skip
    chosen = [lead for lead in read if _matches(lead, text) and status in (None, str(lead.status))]
    st.caption(words.leads_found(len(chosen)))
    st.dataframe(
        pd.DataFrame(
            [
                [lead.name or "", readable_number(lead.phone_number), words.lead_status(str(lead.status))]
                for lead in chosen
            ],
            columns=list(words.LEAD_HEADS),
        ),
        hide_index=True,
        width="stretch",
    )


def _matches(lead: Lead, text: str) -> bool:
    """True if a lead's name or number has the text; digits are found however they are grouped."""
    digits = "".join(filter(str.isdigit, text))
    return text.casefold() in (lead.name or "").casefold() or bool(digits and digits in lead.phone_number)


@safe_callback
def _close() -> None:
    st.query_params.pop(CAMPAIGN, None)
