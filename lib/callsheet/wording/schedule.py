"""Sentences about sends that leave at a time or in calling hours, shared by the app and the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callsheet.wording.format import count
from callsheet.wording.sending import moment

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

MUST_RUN = "A sender must run then: keep this computer on, with Callsheet running."
NOT_THE_CALLS = (
    "Callsheet decides when leads are sent, not when they are called: the campaign calls them one after the other, and"
    " some calls may come after the hours."
)
_SHOWN = 3
"""Openings that are named one by one."""

SEVERAL_LOCAL_TIMES = (
    "These people have several local times, or we do not know theirs, and nobody documents in which time zone the "
    "server reads its hours. Use calling hours of ours, which hold each lead until they are open where the person is."
)


def timetable(now: int, later: Mapping[datetime, int], without_time: int) -> str:
    """How many leads leave when: "222 leave now, 163 from 1 Dec at 09:00; 4 are held back: …".

    Args:
        now: leads that leave at once.
        later: when others leave → how many, the earliest first.
        without_time: leads that are held back, because no local time is known in which the hours are open.
    """
    first = list(later.items())[:_SHOWN]
    parts = [f"{count(now, 'lead leaves', 'leads leave')} now"] if now or not later else []
    parts += [f"{leads:,} from {moment(at)}" for at, leads in first]
    rest = sum(later.values()) - sum(leads for _, leads in first)
    if rest:
        parts.append(f"{rest:,} after that")
    held = ""
    if without_time:
        held = (
            f" {count(without_time, 'lead is', 'leads are')} held back: no local time is known in which the calling"
            " hours are open."
        )
    return f"{', '.join(parts)}.{held}"


def waiting(later: Mapping[datetime, int]) -> str:
    """That leads of a send wait for their time, and when the first of them leave.

    Args:
        later: when they leave → how many, the earliest first; at least one.
    """
    at, first = next(iter(later.items()))
    total = sum(later.values())
    if len(later) == 1:
        return f"{count(total, 'lead waits', 'leads wait')} until {moment(at)}."
    return f"{count(total, 'lead waits', 'leads wait')}; the first {first:,} leave on {moment(at)}."


def cancel_waiting(submission_id: str) -> str:
    """How the command line cancels what waits."""
    return f"{MUST_RUN} To cancel them: callsheet withdraw {submission_id}"
