"""Campaigns: the list of campaigns, the countries that may be called, and a dialog for a new campaign."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import streamlit as st

from callsheet.contract import CLOSED_STATUSES
from callsheet.errors import ServerError
from callsheet.ui.app.error_boundary import error_boundary, safe_callback
from callsheet.ui.app.layout import bottom_bar, show_title
from callsheet.ui.app.option_labels import campaign_labels
from callsheet.ui.app.phone_format import readable_number
from callsheet.ui.app.services import services
from callsheet.ui.app.untrusted_text import escape_html, escape_markdown
from callsheet.ui.campaigns.campaign import CAMPAIGN, IMPORT, show_campaign
from callsheet.ui.campaigns.countries import show_countries
from callsheet.ui.campaigns.others import AGENT, WORKFLOW, show_other, show_others
from callsheet.ui.state.campaign_choice import listed_campaigns
from callsheet.wording.ui import pages as words
from callsheet.wording.ui.campaigns import AGENT_LOOKS_WRONG

if TYPE_CHECKING:
    from callsheet.client import Campaign, WorkspaceApi
    from callsheet.contract import PhoneNumber


AGENT_ID = r"[A-Za-z0-9][A-Za-z0-9_.:-]{2,}"
"""What an agent id looks like: no space, no sentence. Servers name them in their own way, most as `agent_…`."""
_FIRST_COUNT = 3
"""Index of the first column of numbers, which are aligned right."""


def show_campaigns() -> None:
    """Show the page."""
    with error_boundary():
        workspace = services().workspace()
        numbers = workspace.phone_numbers()
        open_id = st.query_params.get(CAMPAIGN)
        if open_id:
            show_campaign(open_id, {number.phone_number: number for number in numbers or []})
            return
        for parameter in (AGENT, WORKFLOW):
            if id_ := st.query_params.get(parameter):
                show_other(services().api(), parameter, id_)
                return
        show_title(words.CAMPAIGNS, words.CAMPAIGNS_INTRO)
        campaigns = listed_campaigns(services().api())
        _open_one(campaigns or [])
        _table(campaigns, {number.phone_number: number for number in numbers or []})
        show_others(services().api())
        show_countries(workspace)
        with bottom_bar():
            st.markdown(words.campaigns_in_all(len(campaigns or [])), width="stretch")
            if st.button(words.NEW_CAMPAIGN, key="new_campaign", type="primary"):
                _new_campaign(workspace, numbers)


def _open_one(campaigns: list[Campaign]) -> None:
    """A list of the campaigns to open one: its leads, its sends, start and pause."""
    if not campaigns:
        return
    labels = campaign_labels(campaigns)
    st.selectbox(
        words.OPEN_CAMPAIGN, list(labels), index=None, key="open_campaign", placeholder=words.OPEN_CAMPAIGN,
        format_func=labels.__getitem__, label_visibility="collapsed", width=360, on_change=_open,
    )  # fmt: skip


@safe_callback
def _open() -> None:
    if st.session_state["open_campaign"]:
        st.query_params[CAMPAIGN] = st.session_state["open_campaign"]


def _table(campaigns: list[Campaign] | None, numbers: dict[str, PhoneNumber]) -> None:
    if not campaigns:
        st.info(words.CAMPAIGNS_NOT_LISTED if campaigns is None else words.NO_CAMPAIGN_YET, icon=":material/info:")
        return
    heads = "".join(
        f'<th scope="col"{" class=number" if index >= _FIRST_COUNT else ""}>{head}</th>'
        for index, head in enumerate(words.CAMPAIGN_HEADS)
    )
    rows = "".join(_row(campaign, numbers.get(campaign.from_phone_number)) for campaign in campaigns)
    st.html(f'<table class="quiet-table on-a-phone"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>')


def _row(campaign: Campaign, number: PhoneNumber | None) -> str:
    nickname = number.nickname if number else None
    calls_from = words.number_named(
        readable_number(campaign.from_phone_number), nickname, sip=bool(number and number.sip_trunk_enabled)
    )
    counts = (campaign.total_leads, campaign.pending_calls, campaign.completed_calls)
    closed = ' class="closed"' if campaign.status in CLOSED_STATUSES else ""
    name, below = escape_html(campaign.name or campaign.id), f'<span class="below">{escape_html(campaign.id)}</span>'
    cells = [
        f'<th scope="row">{name}{below}</th>',
        f"<td>{escape_html(words.campaign_status(campaign.status))}</td>",
        f"<td>{escape_html(calls_from)}</td>",
        *(
            f'<td class="number" data-head="{head}">{value:,}</td>'
            for head, value in zip(words.CAMPAIGN_HEADS[_FIRST_COUNT:], counts, strict=True)
        ),
    ]
    return f"<tr{closed}>{''.join(cells)}</tr>"


@st.dialog(words.NEW_CAMPAIGN)
def _new_campaign(workspace: WorkspaceApi, numbers: list[PhoneNumber] | None) -> None:
    with st.form("new_campaign_form", border=False):
        name = st.text_input(words.CAMPAIGN_NAME, key="new_campaign_name", max_chars=200)
        agent = st.text_input(words.AGENT, key="new_campaign_agent", max_chars=200, help=words.AGENT_HELP)
        number = _number(numbers)
        if not st.form_submit_button(words.CREATE_CAMPAIGN, key="create_campaign", type="primary"):
            return
    missing = words.missing_of_campaign(name.strip(), agent.strip(), number)
    if missing:
        st.error(missing, icon=":material/error:")
        return
    if not re.fullmatch(AGENT_ID, agent.strip()):
        st.error(AGENT_LOOKS_WRONG, icon=":material/error:")
        return
    try:
        created = workspace.create_campaign(name.strip(), agent.strip(), number)
    except ServerError as error:
        st.error(escape_markdown(words.server_said(error.message)), icon=":material/error:")
        return
    st.switch_page(IMPORT, query_params={CAMPAIGN: created.id})


def _number(numbers: list[PhoneNumber] | None) -> str:
    if not numbers:
        return st.text_input(words.CALLS_FROM, key="new_campaign_number", help=words.NO_NUMBERS).replace(" ", "")
    by_number = {number.phone_number: number for number in numbers}
    chosen = st.selectbox(
        words.CALLS_FROM,
        list(by_number),
        key="new_campaign_number",
        format_func=lambda number: words.number_named(
            readable_number(number), by_number[number].nickname, sip=by_number[number].sip_trunk_enabled
        ),
    )
    return str(chosen or "")
