"""Upload: the operator chooses where the leads go and drops a file."""

from __future__ import annotations

import codecs
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import phonenumbers
import streamlit as st

from callsheet.contract import CALLING_STATUSES, CLOSED_STATUSES
from callsheet.errors import FileRefused, RefusalCode
from callsheet.files import sample_csv, sample_workbook
from callsheet.sending import Target
from callsheet.store import DestinationKind
from callsheet.ui.app.downloads import WORKBOOK
from callsheet.ui.app.error_boundary import safe_callback
from callsheet.ui.app.layout import show_title
from callsheet.ui.app.option_labels import campaign_labels
from callsheet.ui.app.phone_format import readable_number
from callsheet.ui.app.services import services
from callsheet.ui.app.untrusted_text import escape_markdown
from callsheet.ui.auth import user
from callsheet.ui.session.file_loading import read_dropped
from callsheet.ui.session.session import Step
from callsheet.ui.state.campaign_choice import (
    Destination,
    destination_by_id,
    destination_of,
    listed_campaigns,
)
from callsheet.ui.state.destination_picker import choose_destination, choose_kind
from callsheet.ui.state.dropped_files import DroppedFile
from callsheet.ui.state.step_header import show_header
from callsheet.ui.upload.open_drafts import show_open_drafts
from callsheet.ui.upload.opening import open_files
from callsheet.wording import destinations as shared_words
from callsheet.wording import issues
from callsheet.wording.ui import destinations, match, steps
from callsheet.wording.ui import pages as words

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from callsheet.client import CallsheetApi
    from callsheet.validation import Route


_CAMPAIGN, _CHOSEN = "campaign", "chosen_campaign"
"""Key of the list, which is also the parameter of the address; and of the choice that outlives the list."""
_REFUSED = "refused_files"
"""Key of the ids of files that cannot be used."""
_TABLE, _PASTED_TABLE = "pasted_table", "pasted_table_as_copied"
_PASTE_SCRIPT = Path(__file__).with_name("paste_table.js")
_PASTED = "pasted_rows"
"""Key of the rows that are being opened."""


class NoCampaign(Exception):
    """There is no campaign to choose, so that a file could not go anywhere."""


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
        try:
            destination, kind = _destination(services().api())
        except NoCampaign:
            return
        # without a filter of names: the browser would refuse a PDF, or leads.dat, without a word of ours
        dropped = st.file_uploader("Lead file", key="upload", label_visibility="collapsed", accept_multiple_files=True)
        if dropped:
            files = [DroppedFile(file.name, file.getvalue(), file.file_id) for file in dropped]
            _open_or_ask(files, destination, kind)
        st.caption(steps.UPLOAD_NEEDS)
        _samples()
        _show_paste(destination, kind)
        show_open_drafts(user.owner())


def _open_or_ask(files: Sequence[DroppedFile], destination: Destination | None, kind: DestinationKind) -> None:
    """Open files once a destination is chosen; until then the page has them and says what is missing.

    The box has a file until it is taken out: one that was refused does not keep another from being opened.
    """
    if destination is None:
        st.info(destinations.CHOOSE_FIRST[kind], icon=":material/arrow_upward:")
        return
    refused: set[str] = st.session_state.setdefault(_REFUSED, set())
    refused |= open_files([file for file in files if file.id not in refused] or files, destination)


def _show_paste(destination: Destination | None, kind: DestinationKind) -> None:
    """Show the box for a table that was copied from a spreadsheet, a web page or a mail."""
    with st.expander(steps.PASTE_TITLE):
        pasted = st.text_area(steps.PASTE_LABEL, key="pasted", height=120)
        _paste_component()(key=_TABLE, on_table_change=_keep_table)
        is_used = st.button(steps.PASTE_USE, key="use_pasted", disabled=not pasted.strip())
    if is_used or st.session_state.get(_PASTED) == pasted != "":
        st.session_state[_PASTED] = pasted  # what the file is asked about, its sheet or phone column, comes as a rerun
        _open_or_ask([_pasted_file(pasted)], destination, kind)


@st.cache_resource(show_spinner=False)
def _paste_component() -> Any:
    return st.components.v2.component("callsheet_paste_table", js=_PASTE_SCRIPT.read_text("utf-8"))


@safe_callback
def _keep_table() -> None:
    """Remember the table as it was copied, beside the text that the box shows."""
    table = (st.session_state.get(_TABLE) or {}).get("table")
    if table:
        st.session_state[_PASTED_TABLE] = (str(table["text"]), str(table["html"]))


def _pasted_file(pasted: str) -> DroppedFile:
    """The pasted rows as they were copied; as text where the box was changed since, or the table cannot be read."""
    text, html = st.session_state.get(_PASTED_TABLE, ("", ""))
    if text.split() == pasted.split() and html:
        file = DroppedFile(steps.PASTED_TABLE, codecs.BOM_UTF8 + html.encode("utf-8", "replace"))
        try:
            read_dropped(file.name, file.data)
        except FileRefused as refused:
            if refused.code is RefusalCode.SEVERAL_SHEETS:
                return file
        else:
            return file
    return DroppedFile(steps.PASTED_FILE, pasted.encode())


def _destination(api: CallsheetApi) -> tuple[Destination | None, DestinationKind]:
    """The chosen destination and its kind; None while none is chosen.

    Raises:
        NoCampaign: the server has no campaign that takes leads, or its id is not typed yet.
    """
    last = services().store.drafts.last_destination(user.owner())
    preset = None if last is None else (last[0], Target.from_json(last[1]))
    is_asked_for = bool(st.query_params.get(_CAMPAIGN))
    preset_kind = DestinationKind.CAMPAIGN if preset is None or is_asked_for else preset[1].kind
    with st.container(horizontal=True):
        kind = choose_kind(api, preset_kind, "destination")
        if kind is DestinationKind.CAMPAIGN:
            destination = _campaign_and_route(api, preset)
        else:
            destination = choose_destination(api, kind, "upload", preset)
    if destination is not None:
        _describe(destination)
    return destination, kind


def _campaign_and_route(api: CallsheetApi, last: tuple[str, Target] | None) -> Destination | None:
    """The chosen campaign; None while none is chosen.

    Raises:
        NoCampaign: the server has none that takes leads, or its id is not typed yet.
    """
    campaigns = listed_campaigns(api)
    if campaigns is None:
        return _typed_destination(api)
    usable = {campaign.id: campaign for campaign in campaigns if campaign.status not in CLOSED_STATUSES}
    if not usable:
        st.info(steps.NO_CAMPAIGNS)
        raise NoCampaign
    options, preset = list(usable), _preset(usable, last)
    labels = campaign_labels(list(usable.values()))
    with st.container(gap=None):
        chosen = st.selectbox(
            steps.CAMPAIGN,
            options,
            index=None if preset is None else options.index(preset),
            key=_CAMPAIGN,
            placeholder=steps.CHOOSE_CAMPAIGN,
            format_func=labels.__getitem__,
            on_change=_choose_campaign,
        )
        if len(usable) < len(campaigns):
            st.caption(match.FINISHED_HIDDEN)
    if chosen not in usable:
        return None
    return destination_of(api, usable[chosen])


def _preset(usable: Collection[str], last: tuple[str, Target] | None) -> str | None:
    """The campaign chosen in this tab, the one in the address, the one used last, or the only one.

    None leaves the choice to the operator.
    """
    for asked in (st.session_state.get(_CHOSEN), st.query_params.get(_CAMPAIGN)):
        if asked in usable:
            return str(asked)
    if last is not None and last[0] in usable:
        return last[0]
    return next(iter(usable)) if len(usable) == 1 else None


@safe_callback
def _choose_campaign() -> None:
    """Remember the choice: the list itself may be drawn anew, when a campaign was added, and lose it."""
    st.session_state[_CHOSEN] = st.session_state[_CAMPAIGN]


def _typed_destination(api: CallsheetApi) -> Destination:
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
        raise NoCampaign
    destination = destination_by_id(api, typed.strip())
    return replace(destination, route=replace(destination.route, default_region=region))


def _describe(destination: Destination) -> None:
    campaign, route = destination.campaign, destination.route
    if destination.target.kind is not DestinationKind.CAMPAIGN:
        _describe_other(destination)
        return
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


def _describe_other(destination: Destination) -> None:
    """Say who will call from which number, or whether the workflow is active; and where calls may go."""
    campaign, batch = destination.campaign, destination.target.batch
    if batch is None:
        line = shared_words.workflow(campaign.name, campaign.status) if campaign.status else ""
        line = line or shared_words.WORKFLOWS_NOT_LISTED
    elif batch.version is None:
        line = shared_words.AGENTS_NOT_LISTED
    else:
        number = readable_number(campaign.from_phone_number) if campaign.from_phone_number else None
        line = shared_words.agent(campaign.name, batch.version, number)
    with st.container(gap=None):
        st.caption(escape_markdown(line))
        st.caption(escape_markdown(_may_call(destination.route)))


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
