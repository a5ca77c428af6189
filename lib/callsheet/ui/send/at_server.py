"""Which numbers the campaign has at the server before a press; asked again after half a minute."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import streamlit as st

from callsheet.errors import ServerError
from callsheet.sending import numbers_in_campaign
from callsheet.ui.app.services import services
from callsheet.validation import PHONE_NUMBER

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callsheet.validation import Report

SECONDS = 30
"""How long an answer is shown again; the sender asks once more before each part. Chosen by hand."""


def numbers_at_server(campaign_id: str, report: Report) -> frozenset[str]:
    """Return the ready numbers that the campaign has, whoever put them there; empty where the server cannot tell.

    Args:
        campaign_id: the campaign.
        report: the checked file.
    """
    try:
        campaign = services().api().campaign(campaign_id)
    except ServerError:
        return frozenset()
    if "total_leads" in campaign.model_fields_set and not campaign.total_leads:
        return frozenset()
    numbers = report.clean[PHONE_NUMBER].to_list()
    digest = hashlib.sha256("\n".join((services().server, str(campaign.total_leads), *numbers)).encode())
    return _look_up(campaign_id, digest.hexdigest(), numbers)


@st.cache_data(ttl=SECONDS, max_entries=20, show_spinner=False)
def _look_up(campaign_id: str, digest: str, _numbers: Sequence[str]) -> frozenset[str]:  # noqa: ARG001 - see below
    """The digest of server, leads in the campaign and numbers is part of the key; the numbers are not hashed again."""
    return numbers_in_campaign(services().api(), campaign_id, _numbers)
