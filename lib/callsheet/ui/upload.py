"""Upload: choose the campaign, drop the file."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from callsheet.errors import FileRefused, RefusalCode
from callsheet.files import read_table, sample_csv, sample_workbook
from callsheet.ui import keep
from callsheet.ui.bring_back import bring_back
from callsheet.ui.frame import plain, show_header
from callsheet.ui.services import services
from callsheet.ui.session import Session, Step
from callsheet.validation import ColumnMapping
from callsheet.wording import issues, refusals, screens

if TYPE_CHECKING:
    from callsheet.client import Campaign
    from callsheet.validation import Route, Table

_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def show_upload() -> None:
    """Show the step.

    Raises:
        ServerError: the server does not list its campaigns.
        SettingsError: no server can be used.
    """
    show_header(Step.UPLOAD)
    _, middle, _ = st.columns([1, 2.4, 1])
    with middle:
        with st.container(gap="xxsmall"):
            st.title(screens.UPLOAD_TITLE, anchor=False)
            st.caption(screens.UPLOAD_INTRO)
        api = services().api()
        campaign = _choose(list(api.campaigns()))
        if campaign is None:
            return
        route = api.route(campaign)
        _describe(campaign, route)
        dropped = st.file_uploader(
            "Lead file", type=["csv", "txt", "tsv", "xlsx", "xlsm", "xls"], key="upload", label_visibility="collapsed"
        )
        if dropped is not None:
            _take(dropped.name, dropped.getvalue(), campaign, route)
        st.caption(screens.UPLOAD_NEEDS)
        _samples()


def _choose(campaigns: list[Campaign]) -> Campaign | None:
    usable = [each for each in campaigns if each.status not in screens.CLOSED_STATUSES]
    if not usable:
        st.info(screens.NO_CAMPAIGNS)
        return None
    by_id = {each.id: each for each in usable}
    chosen = st.selectbox(screens.CAMPAIGN, list(by_id), key="campaign", format_func=lambda id_: by_id[id_].name)
    return by_id[chosen or usable[0].id]


def _describe(campaign: Campaign, route: Route) -> None:
    status = screens.STATUS.get(str(campaign.status), "")
    country = issues.country(route.default_region) if route.default_region else ""
    st.caption(" · ".join(filter(None, [status, country and screens.calls_from(country)])))


def _samples() -> None:
    with st.container(horizontal=True):
        st.download_button(
            screens.SAMPLE_WORKBOOK, sample_workbook, "sample-leads.xlsx", _WORKBOOK,
            key="sample_workbook", type="tertiary", icon=":material/table_view:", on_click="ignore",
        )  # fmt: skip
        st.download_button(
            screens.SAMPLE_CSV, sample_csv, "sample-leads.csv", "text/csv",
            key="sample_csv", type="tertiary", icon=":material/description:", on_click="ignore",
        )  # fmt: skip


def _take(name: str, data: bytes, campaign: Campaign, route: Route) -> None:
    try:
        table = read_table(name, data)
    except FileRefused as refused:
        if refused.code is not RefusalCode.SEVERAL_SHEETS:
            st.error(refusals.refusal(refused.code, refused.facts), icon=":material/error:")
            return
        names = refused.facts["sheets"]
        sheet = _ask_sheet([str(each) for each in names] if isinstance(names, list | tuple) else [])
        if sheet is None:
            return
        table = read_table(name, data, sheet)
    if bring_back(table):
        return
    _open(table, name, data, campaign, route)


def _ask_sheet(names: list[str]) -> str | None:
    sheet = st.radio(screens.CHOOSE_SHEET, names, format_func=plain, key="sheet")
    return sheet if st.button(screens.USE_SHEET, key="use_sheet", type="primary") else None


def _open(table: Table, name: str, data: bytes, campaign: Campaign, route: Route) -> None:
    drafts = services().store.drafts
    draft_id = drafts.create(name, data)
    session = Session(draft_id, name, table, campaign.id, campaign.name, route, ColumnMapping())
    session = replace(session, suppressed=services().store.suppression.numbers()).proposed()
    drafts.save(
        draft_id,
        sheet=table.source.sheet,
        header_row=table.source.header_row,
        campaign_id=campaign.id,
        campaign_name=campaign.name,
    )
    st.query_params[keep.DRAFT] = draft_id
    keep.move(session.at(Step.MATCH))
    st.rerun()
