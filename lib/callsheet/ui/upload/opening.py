"""A file that was dropped or pasted on Upload: read, and made a draft that opens at Match columns."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from callsheet.errors import FileRefused, RefusalCode
from callsheet.files import strip_error_file
from callsheet.sending import CAMPAIGN, ListedNumbers
from callsheet.ui.app.services import services
from callsheet.ui.app.untrusted_text import escape_markdown
from callsheet.ui.auth import user
from callsheet.ui.corrections.apply import import_corrections
from callsheet.ui.session.file_loading import put_together, read_dropped
from callsheet.ui.session.session import Session, Step
from callsheet.ui.state import persistence
from callsheet.ui.state.agent_script import with_agent_script
from callsheet.ui.state.dropped_files import read_files
from callsheet.ui.state.recipes import with_recipe
from callsheet.validation import ColumnMapping, phone_headers_first
from callsheet.wording import refusals
from callsheet.wording.format import several_files
from callsheet.wording.ui import match

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callsheet.files import BundledFile
    from callsheet.ui.state.campaign_choice import Destination
    from callsheet.ui.state.dropped_files import DroppedFile
    from callsheet.validation import Table


def open_files(dropped: Sequence[DroppedFile], destination: Destination) -> frozenset[str]:
    """Read files and open Match columns, or say why they cannot be used.

    Args:
        dropped: one or more files.
        destination: the chosen one.

    Returns:
        Ids of files of which none can be used.
    """
    try:
        read = read_files(dropped, destination.route.default_region)
        if read.files is None:
            return read.refused
        name, data, table = _one_table(read.files)
    except FileRefused as refused:
        st.error(escape_markdown(refusals.refusal(refused.code, refused.facts)), icon=":material/error:")
        return frozenset(file.id for file in dropped)
    if import_corrections(table):
        return frozenset()
    table = strip_error_file(table)
    session = _new_session(table, name, destination)
    if session.mapping.phone or session.mapping.candidates or _match_anyway(table):
        _create_draft(session, data, destination)
    return frozenset()


def _one_table(files: Sequence[BundledFile]) -> tuple[str, bytes, Table]:
    """The name of the upload, the bytes that its draft stores, and its rows."""
    if len(files) == 1:
        [file] = files
        return file.name, file.data, read_dropped(file.name, file.data, file.sheet)
    name = several_files(list(dict.fromkeys(file.name for file in files)))
    together = put_together(name, files)
    return name, together.data, together.table


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
    session = Session(
        "", name, table, campaign.id, campaign.name, destination.route, ColumnMapping(), target=destination.target
    )
    store = services().store
    session = session.with_do_not_call(ListedNumbers(store.suppression), store.consent_rule())
    return with_recipe(session.with_suggestions())


def _create_draft(session: Session, data: bytes, destination: Destination) -> None:
    drafts, campaign, table = services().store.drafts, destination.campaign, session.table
    draft_id = drafts.create(session.file_name, data, user.owner(), by=services().who())
    session = with_agent_script(with_recipe(replace(session, draft_id=draft_id)))
    if not campaign.status and destination.target == CAMPAIGN:
        # the server has no country for it, so the draft stores the chosen one
        session = session.with_default_region(destination.route.default_region)
    drafts.save(
        draft_id,
        sheet=table.source.sheet,
        header_row=None if table.parts else table.source.header_row,
        campaign_id=campaign.id,
        campaign_name=campaign.name,
        target=destination.target.to_json(),
        rows=len(table.frame),
    )
    persistence.show_in_address(draft_id, Step.MATCH)
    persistence.save_step(session.go_to(Step.MATCH))
    st.rerun()
