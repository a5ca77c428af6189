"""Sentences about sends that leave at a time or in calling hours, shared by the app and the command line."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from callsheet.wording.format import count
from callsheet.wording.rules.calling_hours import PRESET_PLACES
from callsheet.wording.sending import moment

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

NOT_THE_CALLS = (
    "Callsheet decides when leads are sent, not when they are called. If the server calls more slowly, or the campaign"
    " is started later, some calls may come after the hours."
)
_SHOWN = 3
"""Openings that are named one by one."""

NOBODY_OUTSIDE = "Not started: nobody waits in it who should not be called now. Start it without --despite."
SEVERAL_LOCAL_TIMES = (
    "These people have several local times, or we do not know theirs, and nobody documents in which time zone the "
    "server reads its hours. Use calling hours of ours, which hold each lead until they are open where the person is."
)


class SentFrom(StrEnum):
    """Where the process runs that sends the leads that wait for their time."""

    THIS_COMPUTER = "this_computer"
    SERVER = "server"
    SHARED_DATABASE = "shared_database"


def must_run(at: datetime, sent_from: SentFrom = SentFrom.THIS_COMPUTER) -> str:
    """What must be on for leads to leave at a time.

    Args:
        at: when the first of them leave.
        sent_from: where they are sent from.
    """
    match sent_from:
        case SentFrom.SERVER:
            return "They are sent from the server that runs Callsheet; this page can be closed."
        case SentFrom.SHARED_DATABASE:
            return (
                "A computer with this database must be on, with Callsheet running, on "
                f"{moment(at)}; it need not be this one."
            )
    return f"This computer must be on, with Callsheet running, on {moment(at)}."


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


def night(asleep: int, perhaps: int, total: int, at: datetime | None) -> str:
    """That leads are sent while people sleep; "" where nobody does.

    Args:
        asleep: leads for whom it is night wherever they may be.
        perhaps: leads for whom it is night in some of the places where they may be.
        total: leads that are sent.
        at: when they are sent; None: now.
    """
    if not asleep and not perhaps:
        return ""
    is_night = "it is night (before 8am or after 9pm)" if asleep else "it may be night (before 8am or after 9pm)"
    sentence = f"{'Now' if at is None else f'On {moment(at)}'} {is_night} for {_share(asleep or perhaps, total)}"
    more = f", and it may be for {perhaps:,} more" if asleep and perhaps else ""
    return f"{sentence}{more}."


def _share(leads: int, total: int) -> str:
    """A number of the leads that are sent: "60 of these 63 leads", "all 63 leads", "this lead"."""
    if leads == total:
        return "this lead" if total == 1 else f"all {total:,} leads"
    return f"{leads:,} of these {total:,} leads"


def call_queue(waiting: int, at_once: int, calls_an_hour: int, call_minutes: int, *, is_stated: bool) -> str:
    """How fast the leads are expected to be called: leads that would be called too late are not sent yet.

    Args:
        waiting: leads that the destination has not called yet.
        at_once: calls at the same time.
        calls_an_hour: that follow from it.
        call_minutes: that a call is assumed to take.
        is_stated: False where `at_once` is assumed.
    """
    pace = f"{at_once:,} at a time, {count(call_minutes, 'minute')} each"
    if not is_stated:
        pace = f"we assume {pace}; type how many calls the server makes at a time if you know it"
    behind = (
        f", after {count(waiting, 'lead')} that {'waits' if waiting == 1 else 'wait'} there already" if waiting else ""
    )
    return (
        f"We expect about {calls_an_hour:,} calls an hour ({pace}){behind}. Leads that would be called after the hours"
        " wait for the next day."
    )


def waiting(later: Mapping[datetime, int]) -> str:
    """That leads of a send wait for their time, and when the first of them leave.

    Args:
        later: when they leave → how many, the earliest first; at least one.
    """
    at, first = next(iter(later.items()))
    total = sum(later.values())
    if len(later) == 1:
        return f"{count(total, 'lead waits', 'leads wait')} until {moment(at)}."
    leave = "the first leaves" if first == 1 else f"the first {first:,} leave"
    return f"{count(total, 'lead waits', 'leads wait')}; {leave} on {moment(at)}."


def cancel_waiting(at: datetime, submission_id: str, sent_from: SentFrom) -> str:
    """What must run until then, and how the command line cancels what waits.

    Args:
        at: when the first leads leave.
        submission_id: the send.
        sent_from: where they are sent from.
    """
    return f"{must_run(at, sent_from)} To cancel them: callsheet withdraw {submission_id}"


def start_doubts(listed: int, outside: int, no_local_time: int, hours: Sequence[str], next_at: datetime | None) -> str:
    """Who of the leads that wait in a campaign should not be called now.

    Args:
        listed: people on a do-not-call list.
        outside: people outside of their calling hours, or perhaps so.
        no_local_time: people whose local time is not known.
        hours: the calling hours under which those outside were sent.
        next_at: when the first of those outside may be called.
    """
    parts = []
    if listed:
        parts.append(f"{count(listed, 'person is', 'people are')} on a do-not-call list")
    if outside:
        later = "" if next_at is None else f"; the first may be called from {moment(next_at)}"
        people, names = count(outside, "person", "people"), "; ".join(map(hours_name, hours))
        parts.append(f"for {people} it is, or may be, outside the calling hours ({names}){later}")
    if no_local_time:
        parts.append(f"we do not know the local time of {count(no_local_time, 'person', 'people')}")
    return f"Not started: {'. Also, '.join(parts)}."


def hours_name(hours: str) -> str:
    """Calling hours in a sentence: those of a preset by the place they are for, own ones as they were written."""
    return f"of {PRESET_PLACES[hours]}" if hours in PRESET_PLACES else hours


def start_known(known: int, waiting: int) -> str:
    """That only some of the waiting leads could be looked at; "" where all could."""
    if known >= waiting:
        return ""
    return f"We know {known:,} of the {waiting:,} that wait; the server does not list the others."


def confirm_start(people: int) -> str:
    """That a campaign is started only if the operator types how many people are called all the same."""
    return f"Nothing was started: {count(people, 'person', 'people')} should not be called now. Confirm that number."
