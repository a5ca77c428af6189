"""Which numbers the destination has at the server before a press; asked again after half a minute."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import streamlit as st

from callsheet.errors import ServerError
from callsheet.sending import numbers_at_destination
from callsheet.store import DestinationKind
from callsheet.ui.app.services import services
from callsheet.validation import PHONE_NUMBER

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callsheet.ui.session.session import Session
    from callsheet.validation import Report

SECONDS = 30
"""How long an answer is shown again; the sender asks once more before each part. Chosen by hand."""


def numbers_at_server(session: Session, report: Report) -> frozenset[str]:
    """Return the ready numbers that the destination has, whoever put them there; empty where the server cannot tell.

    Args:
        session: says where the set goes.
        report: the checked file.
    """
    kind, revision = session.target.kind, ""
    if kind is DestinationKind.BATCH_CALL:
        return frozenset()
    if kind is DestinationKind.CAMPAIGN:
        try:
            campaign = services().api().campaign(session.campaign_id)
        except ServerError:
            return frozenset()
        if "total_leads" in campaign.model_fields_set and not campaign.total_leads:
            return frozenset()
        revision = str(campaign.total_leads)
    numbers = report.clean[PHONE_NUMBER].to_list()
    digest = hashlib.sha256("\n".join((services().server, revision, *numbers)).encode())
    return _look_up(kind, session.campaign_id, digest.hexdigest(), numbers)


@st.cache_data(ttl=SECONDS, max_entries=20, show_spinner=False)
def _look_up(kind: DestinationKind, campaign_id: str, digest: str, _numbers: Sequence[str]) -> frozenset[str]:
    """The digest of server, leads in the campaign and numbers is part of the key; the numbers are not hashed again."""
    del digest
    return numbers_at_destination(services().api(), kind, campaign_id, _numbers)
