"""A file that was dropped or pasted on Upload: read, and made a draft that opens at Match columns."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from callsheet.errors import FileRefused, RefusalCode
from callsheet.files import strip_error_file
from callsheet.ui.app.services import services
from callsheet.ui.app.untrusted_text import escape_markdown
from callsheet.ui.auth import user
from callsheet.ui.corrections.apply import import_corrections
from callsheet.ui.session.file_loading import read_dropped
from callsheet.ui.session.session import Session, Step
from callsheet.ui.state import persistence
from callsheet.ui.state.recipes import with_recipe
from callsheet.ui.upload.sheets import ask_sheet
from callsheet.validation import ColumnMapping, phone_headers_first
from callsheet.wording import refusals
from callsheet.wording.ui import match

if TYPE_CHECKING:
    from callsheet.ui.state.campaign_choice import Destination
    from callsheet.validation import Table


def open_file(name: str, data: bytes, destination: Destination) -> None:
    """Read a file and open Match columns, or say why it cannot be used.

    Args:
        name: of the file.
        data: its bytes.
        destination: the chosen campaign.
    """
    table = _read(name, data, destination.route.default_region)
    if table is None or import_corrections(table):
        return
    table = strip_error_file(table)
    session = _new_session(table, name, destination)
    if session.mapping.phone or session.mapping.candidates or _match_anyway(table):
        _create_draft(session, data, destination)


def _read(name: str, data: bytes, region: str | None) -> Table | None:
    try:
        return read_dropped(name, data)
    except FileRefused as refused:
        if refused.code is not RefusalCode.SEVERAL_SHEETS:
            st.error(escape_markdown(refusals.refusal(refused.code, refused.facts)), icon=":material/error:")
            return None
        names, rows = refused.facts.get("sheets"), refused.facts.get("rows")
        if not isinstance(names, list | tuple) or not isinstance(rows, list | tuple):
            return None
        sheets = {str(sheet): int(size) for sheet, size in zip(names, rows, strict=True)}
        sheet = ask_sheet(name, data, sheets, region)
        return None if sheet is None else read_dropped(name, data, sheet)


def _match_anyway(table: Table) -> bool:
    """Say that no column has phone numbers; True when the operator chooses to match the columns anyway."""
    columns = phone_headers_first(header.strip() for header in table.headers)
    st.error(
        escape_markdown(refusals.refusal(RefusalCode.NO_PHONE_COLUMN, {"columns": columns})), icon=":material/error:"
    )
    st.caption(match.NOT_LISTED)
    return st.button(match.MATCH_MYSELF, key="match_myself")


def _new_session(table: Table, name: str, destination: Destination) -> Session:
    campaign = destination.campaign
    session = Session("", name, table, campaign.id, campaign.name, destination.route, ColumnMapping())
    return with_recipe(session.with_do_not_call(services().store.suppression.read()).with_suggestions())


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
    st.query_params.from_dict({persistence.DRAFT: draft_id})  # a campaign that the address named has been chosen
    persistence.save_step(session.go_to(Step.MATCH))
    st.rerun()
