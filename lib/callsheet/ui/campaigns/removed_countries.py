"""Countries that were removed in this tab, what that does to open uploads, and their prefixes for Undo."""

from __future__ import annotations

from contextlib import suppress
from typing import NamedTuple, cast

import numpy as np
import streamlit as st

from callsheet.errors import CallsheetError
from callsheet.ui.app.services import services
from callsheet.ui.state.persistence import session_of_draft
from callsheet.validation import Bucket

_KEY = "removed_countries"
MOST_ROWS = 200_000
"""Rows of an open upload that is read to count its leads; a larger one would keep the page waiting. Chosen by hand."""


class RemovedCountry(NamedTuple):
    """A country that was removed.

    Args:
        prefixes: that it had.
        drafts: open uploads with ready leads in it.
        leads: those leads.
    """

    prefixes: tuple[str, ...]
    drafts: int
    leads: int


def removed_countries() -> dict[str, RemovedCountry]:
    """The countries that were removed in this tab, by region."""
    return cast("dict[str, RemovedCountry]", st.session_state.setdefault(_KEY, {}))


def remember_removal(iso: str, prefixes: tuple[str, ...]) -> None:
    """Count what removing a country does to the newest open uploads; call it before the country is removed.

    Args:
        iso: its region.
        prefixes: that it has.
    """
    leads = []
    for draft in services().store.drafts.list_for(None):
        if draft.campaign_name and draft.rows <= MOST_ROWS:
            with suppress(CallsheetError):  # a file that can no longer be read has no ready leads
                leads.append(_ready_in(draft.id, iso))
    removed_countries()[iso] = RemovedCountry(prefixes, sum(count > 0 for count in leads), sum(leads))


def _ready_in(draft_id: str, iso: str) -> int:
    shared = services()
    session = session_of_draft(shared.store.drafts.load(draft_id), shared)
    if session.mapping.problems():
        return 0
    report = session.validate()
    return int(np.count_nonzero(report.regions.iloc[report.positions(Bucket.READY)] == iso))
