"""Sends at a time or in calling hours: their options, when the leads leave, and what still waits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callsheet.cli.sends.submissions import worst_state
from callsheet.cli.terminal.screen import print_text
from callsheet.errors import InvalidArgument
from callsheet.sending import Schedule
from callsheet.store import SubmissionState
from callsheet.store.clock import utc_now
from callsheet.validation import CallState, calling_rule
from callsheet.wording import schedule as words
from callsheet.wording.cli.errors import AT_IS_OVER, PACE_WITHOUT_WITHIN, UNKNOWN_WITHOUT_WITHIN
from callsheet.wording.cli.sends import BY_DAY

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from callsheet.contract import Campaign
    from callsheet.sending import Plan, SendRequest, SendService
    from callsheet.store import Submission

SCHEDULED = "scheduled"
"""Shown instead of the state of a send of which nothing is left to do before its next opening."""


def requested_schedule(options: argparse.Namespace) -> Schedule:
    """Return when the leads may leave by `--within`, `--at` and their like, which `check_schedule` has checked.

    Args:
        options: the command line.
    """
    return Schedule(options.within or "", options.at, options.send_unknown, options.calls_at_once)


def check_schedule(options: argparse.Namespace) -> None:
    """Refuse a schedule that cannot be used, before anything is read.

    Args:
        options: the command line.

    Raises:
        InvalidArgument: the hours cannot be read, the time is over, or an option lacks the one it belongs to.
    """
    if options.within is None and options.send_unknown:
        raise InvalidArgument(UNKNOWN_WITHOUT_WITHIN)
    if options.within is None and options.calls_at_once is not None:
        raise InvalidArgument(PACE_WITHOUT_WITHIN)
    if options.within is not None:
        calling_rule(options.within)
    if options.at is not None and options.at <= utc_now():
        raise InvalidArgument(AT_IS_OVER)


def print_timetable(request: SendRequest, plan: Plan, service: SendService, campaign: Campaign) -> None:
    """Print how many leads leave when, and how fast they are called; for a send at any hour, who sleeps then."""
    if not plan.rows_to_send:
        return
    if not request.schedule.hours:
        awake = service.local_hours(request, plan, request.schedule.at or utc_now()).awake
        asleep, perhaps = awake[CallState.LATER], awake[CallState.DEPENDS]
        night = words.night(asleep, perhaps, sum(awake.values()), request.schedule.at)
        if night:
            print_text(f"{night} {BY_DAY}")
    if request.schedule == Schedule():
        return
    timetable = service.timetable(request, plan, campaign)
    print_text(words.timetable(timetable.now, timetable.later, timetable.without_time))
    if request.schedule.hours:
        queue = service.queue(request, campaign)
        print_text(words.call_queue(*queue.figures(), is_stated=queue.is_stated))
        print_text(words.NOT_THE_CALLS)


def print_waiting(submissions: Sequence[Submission], sent_from: words.SentFrom) -> None:
    """Print when the leads leave that wait for their time, where from, and how to cancel them."""
    for submission in submissions:
        later = submission.waiting_until(utc_now())
        if later and submission.state is not SubmissionState.HELD:
            print_text(words.waiting(later))
            print_text(words.cancel_waiting(next(iter(later)), submission.id, sent_from))


def shown_state(submissions: Sequence[Submission]) -> str:
    """Return the state that needs attention most, `SCHEDULED` where everything that is left waits for its time."""
    state = worst_state(submissions)
    waits = all(s.is_waiting(utc_now()) for s in submissions if s.state is SubmissionState.READY)
    return SCHEDULED if state is SubmissionState.READY and waits else state.value
