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
    CONSENT_EXPIRED = "consent_expired"
    """Consent was given, by now longer ago than the policy says."""
    CONSENT_REFUSED = "consent_refused"
    CONSENT_UNDATED = "consent_undated"
    CONSENT_MISSING = "consent_missing"
    CONSENT_UNCLEAR = "consent_unclear"
    """The consent is not what the policy, which became stricter after the press, asks for."""
    CALLS_ENDED = "calls_ended"
    """The batch call was to end before the row could be sent."""
    CAPPED = "capped"
    """The person was called as often as one person may be, in whichever campaign."""
