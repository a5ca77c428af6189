"""Why a row is taken out of its part at the last moment."""

from __future__ import annotations

from enum import StrEnum


class HoldBackReason(StrEnum):
    """Why a row was taken out of its part at the last moment; stored with the row."""

    ON_LIST = "on_list"
    IN_CAMPAIGN = "already_in_campaign"
    """Another submission may send it, or the server has it already."""
    NO_LOCAL_TIME = "no_local_time"
    """It may be sent in calling hours only, and they are never open wherever the person may be, or nothing tells where
    that is."""
    CAPPED = "capped"
    """The person was called as often as one person may be, in whichever campaign."""
