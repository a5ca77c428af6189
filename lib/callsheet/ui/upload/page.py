"""Upload: the operator chooses a campaign and drops a file."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import phonenumbers
import streamlit as st

from callsheet.contract import CALLING_STATUSES, CLOSED_STATUSES
from callsheet.errors import FileRefused, RefusalCode
from callsheet.files import sample_csv, sample_workbook, strip_error_file
from callsheet.ui.app.downloads import WORKBOOK
from callsheet.ui.app.layout import show_title
from callsheet.ui.app.phone_format import readable_number
from callsheet.ui.app.services import services
from callsheet.ui.app.untrusted_text import escape_markdown
from callsheet.ui.auth import user
from callsheet.ui.corrections.apply import import_corrections
from callsheet.ui.session.file_loading import read_dropped
from callsheet.ui.session.session import Session, Step
from callsheet.ui.state import persistence
from callsheet.ui.state.campaign_choice import (
    Destination,
    destination_by_id,
    destination_of,
    listed_campaigns,
)
from callsheet.ui.state.recipes import with_recipe
from callsheet.ui.state.step_header import show_header
from callsheet.ui.upload.open_drafts import show_open_drafts
from callsheet.validation import ColumnMapping, phone_headers_first
from callsheet.wording import issues, refusals
from callsheet.wording.ui import match, steps
from callsheet.wording.ui import pages as words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from callsheet.client import CallsheetApi
    from callsheet.validation import Route, Table


def show_upload() -> None:
    """Show the step.

    Raises:
        ServerError: the server fails or answers something else than its campaigns.
        SettingsError: no server is configured completely.
    """
    show_header(Step.UPLOAD)
    _, middle, _ = st.columns([1, 2.4, 1])
    with middle:
        show_title(steps.UPLOAD_TITLE, steps.UPLOAD_INTRO, about=steps.STEPS[Step.UPLOAD])
        destination = _destination(services().api())
        if destination is None:
            return
        dropped = st.file_uploader(
            "Lead file",
            type=["csv", "txt", "tsv", "xlsx", "xlsm", "xls", "xml", "ods"],
            key="upload",
            label_visibility="collapsed",
        )
        if dropped is not None:
            _open_file(dropped.name, dropped.getvalue(), destination)
        st.caption(steps.UPLOAD_NEEDS)
        _samples()
        show_open_drafts()


def _destination(api: CallsheetApi) -> Destination | None:
    campaigns = listed_campaigns(api)
    if campaigns is None:
        return _typed_destination(api)
    usable = {campaign.id: campaign for campaign in campaigns if campaign.status not in CLOSED_STATUSES}
    if not usable:
        st.info(steps.NO_CAMPAIGNS)
        return None
    chosen = st.selectbox(steps.CAMPAIGN, list(usable), key="campaign", format_func=lambda id_: usable[id_].name)
    if len(usable) < len(campaigns):
        st.caption(match.FINISHED_HIDDEN)
    destination = destination_of(api, usable.get(str(chosen)) or next(iter(usable.values())))
    _describe(destination)
    return destination


def _typed_destination(api: CallsheetApi) -> Destination | None:
    """The campaign by its id, and the country of local numbers, where the server does not list campaigns."""
    with st.container(horizontal=True):
        typed = st.text_input(words.CAMPAIGN_ID, key="campaign", help=words.CAMPAIGN_ID_HELP, placeholder="cmp_…")
        regions = [None, *sorted(phonenumbers.SUPPORTED_REGIONS, key=issues.country)]
        default = services().settings.default_region
        region = st.selectbox(
            steps.COUNTRY,
            regions,
            index=regions.index(default),
            format_func=lambda region: issues.country(region) if region else steps.COUNTRY_NONE,
            key="campaign_country",
        )
    if not typed.strip():
        st.caption(words.CAMPAIGN_ID_NEEDED)
        return None
    destination = destination_by_id(api, typed.strip())
    destination = replace(destination, route=replace(destination.route, default_region=region))
    _describe(destination)
    return destination


def _describe(destination: Destination) -> None:
    campaign, route = destination.campaign, destination.route
    status = steps.STATUS.get(str(campaign.status), "")
    leads = words.leads_there(campaign.total_leads, campaign.pending_calls) if campaign.status else ""
    calls_from = words.calls_from(readable_number(campaign.from_phone_number)) if campaign.from_phone_number else ""
    country = steps.calls_from(issues.country(route.default_region)) if route.default_region else ""
    first = escape_markdown(" · ".join(filter(None, [status, leads])))
    if campaign.status in CALLING_STATUSES:
        first = f":material/bolt: **{first}**"
    with st.container(gap=None):
        st.caption(first)
        for line in ([calls_from, _may_call(route)], [country]):
            st.caption(escape_markdown(" · ".join(filter(None, line))))


def _may_call(route: Route) -> str:
    if route.sip:
        return words.ROUTE_SIP
    if route.countries is None:
        return words.ROUTE_UNKNOWN
    return words.route_may_call(sorted(issues.country(rule.country_iso) for rule in route.countries))


def _samples() -> None:
    with st.container(horizontal=True):
        st.download_button(
            steps.SAMPLE_WORKBOOK, sample_workbook, "sample-leads.xlsx", WORKBOOK,
            key="sample_workbook", type="tertiary", icon=":material/table_view:", on_click="ignore",
        )  # fmt: skip
        st.download_button(
            steps.SAMPLE_CSV, sample_csv, "sample-leads.csv", "text/csv",
            key="sample_csv", type="tertiary", icon=":material/description:", on_click="ignore",
        )  # fmt: skip


def _open_file(name: str, data: bytes, destination: Destination) -> None:
    table = _read(name, data)
    if table is None or import_corrections(table):
        return
    table = strip_error_file(table)
    session = _new_session(table, name, destination)
    if session.mapping.phone or session.mapping.candidates or _match_anyway(table):
        _create_draft(session, data, destination)


def _read(name: str, data: bytes) -> Table | None:
    try:
        return read_dropped(name, data)
    except FileRefused as refused:
        if refused.code is not RefusalCode.SEVERAL_SHEETS:
            st.error(escape_markdown(refusals.refusal(refused.code, refused.facts)), icon=":material/error:")
            return None
        names, rows = refused.facts.get("sheets"), refused.facts.get("rows")
        if not isinstance(names, list | tuple) or not isinstance(rows, list | tuple):
            return None
        sheet = _ask_sheet({str(name): int(size) for name, size in zip(names, rows, strict=True)})
        return None if sheet is None else read_dropped(name, data, sheet)


def _match_anyway(table: Table) -> bool:
    """Say that no column has phone numbers; True when the operator chooses to match the columns anyway."""
    columns = phone_headers_first(header.strip() for header in table.headers)
    st.error(
        escape_markdown(refusals.refusal(RefusalCode.NO_PHONE_COLUMN, {"columns": columns})), icon=":material/error:"
    )
    st.caption(match.NOT_LISTED)
    return st.button(match.MATCH_MYSELF, key="match_myself")


def _ask_sheet(rows: Mapping[str, int]) -> str | None:
    sheet = st.radio(
        steps.CHOOSE_SHEET,
        list(rows),
        format_func=lambda name: escape_markdown(match.sheet(name, rows[name], visible=True)),
        key="sheet",
    )
    return sheet if st.button(steps.USE_SHEET, key="use_sheet", type="primary") else None


def _new_session(table: Table, name: str, destination: Destination) -> Session:
    campaign = destination.campaign
    session = Session("", name, table, campaign.id, campaign.name, destination.route, ColumnMapping())
    return with_recipe(replace(session, suppressed=services().store.suppression.numbers()).with_suggestions())


def _create_draft(session: Session, data: bytes, destination: Destination) -> None:
    drafts, campaign, table = services().store.drafts, destination.campaign, session.table
    draft_id = drafts.create(session.file_name, data, user.owner())
    session = with_recipe(replace(session, draft_id=draft_id))
    if not campaign.status:  # the server has no country for it, so the draft stores the chosen one
        session = session.with_default_region(destination.route.default_region)
    drafts.save(
        draft_id,
        sheet=table.source.sheet,
        header_row=table.source.header_row,
        campaign_id=campaign.id,
        campaign_name=campaign.name,
        rows=len(table.frame),
    )
    st.query_params[persistence.DRAFT] = draft_id
    persistence.save_step(session.go_to(Step.MATCH))
    st.rerun()
