"""Sentences of Send and History: options, progress, recall."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from callsheet.wording.format import count
from callsheet.wording.sending import OUTCOMES, moment

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

ONLY_A_NUMBER = "The agent knows only the number."
OPEN_IN_HISTORY = "Show it in History"
OPEN_CAMPAIGN = "Open the campaign"
WHAT_NEXT = "What happens next"
GOES_ON = "You can leave this page. Sending continues."
WAITS_FOR_ANSWER = "Answer the question above. You can leave this page and answer later."
TRY_FIRST = "Send 10 and wait"
TRY_FIRST_HELP = "Send 10 leads now and stop. You decide when to send the rest."
OPTIONS = "More choices"
DUPLICATES = "Of several rows with one number, keep"
DUPLICATE_POLICIES = {"first": "the first row", "last": "the last row", "fullest": "the fullest row"}
COUNT_BEFORE = "Leads in the campaign now"
COUNT_BEFORE_HELP = "This server does not tell. If an answer gets lost, this number shows whether the leads arrived."
SUPPRESSION = "Never call these numbers"
SUPPRESSION_HELP = "A file with a column of phone numbers. Their rows are left out of every send; the list stays here."
STOP = "Stop sending"
CANCEL_REST = "Cancel the rest"
STOPPING = "Stopping."
PLANNED = "planned"
"""Key of the leads that are still being prepared, besides those of `OUTCOMES`."""
SENDER_STARTS = "The sender is starting."
TAKE_BACK_WARNING = "This removes leads that have not been called yet. It cannot undo calls already made."
STOP_REMOVING = "Stop removing"
HELD = {
    "not_reached": "The server was not reached. Nothing of the rest was sent.",
    "rate_limited": "The server asks to slow down. Nothing of the rest was sent.",
    "trial": "None of the first leads was sent. The rest is held until you decide.",
}
_CONNECTION_ERROR = re.compile(r"[A-Z][A-Za-z]*(Error|Timeout|Exception)")
_OUTCOME_GROUPS = {
    "sent": ("sent",),
    "left out": (
        "already_claimed",
        "held_back",
        "withdrawn",
        "errors",
        "duplicates",
        "blank",
        "left_out",
        "without_consent",
    ),
    "refused": ("refused",),
    "unknown": ("unknown",),
    "to go": ("sending", "ready"),
    "removed": ("taken_back",),
}
OPEN_DRAFT = "Open this upload"
EVENTS = "What happened"
RESTORED_ACCEPT = "Go on all the same"
RESTORED_COMPARE = (
    "Compare these counts with the campaigns. Leads that a campaign has beyond them were sent since the copy was made: "
    "leave them out of your files, or they are called twice."
)
RESTORED_EMPTY = "This copy knows of no send."
RESTORED_LINES = "Type the number of lines above to go on"
RESTORED_LOOK = "A file may hold those leads again: leave them out before you send, or they are called twice."
RESTORED_TYPE = "Type the number of uploads to go on"


def first_calls(calls: int) -> str:
    """The heading of the first calls, word for word."""
    return "The first call" if calls == 1 else f"The first {calls} calls"


def unfinished(file_name: str, when: datetime) -> str:
    """Another send to the campaign that is not finished."""
    return f"{file_name}, sent on {moment(when)}, is not finished."


def fix_left(rows: int) -> str:
    """The next step after a send: the rows that need fixing."""
    return f"Fix the {rows:,} left"


def history_line(when: datetime, file_name: str, campaign: str, who: str) -> str:
    """The line of a submission: time, file, campaign ("": it is clear), user."""
    by = f" · {who}" if who else ""
    to = f" → {campaign}" if campaign else ""
    return f"{moment(when)} · {file_name}{to}{by}"


def counts_in_a_line(counts: Mapping[str, int]) -> str:
    """The outcome of a submission: "126 sent · 42 left out"; the numbers add up to the rows of the file.

    Args:
        counts: rows by key of `OUTCOMES`.
    """
    sums = {words: sum(counts.get(name, 0) for name in names) for words, names in _OUTCOME_GROUPS.items()}
    return " · ".join(f"{rows:,} {words}" for words, rows in sums.items() if rows or words == "sent")


def server_said(message: str) -> str:
    """The server's message about an upload; "" if it sent no message."""
    return f"The server said: “{message}”" if with_message(message) else ""


def with_message(message: str) -> str:
    """The server's message, to append to a sentence; "" for the name of a connection error, which is not one."""
    return f" It said: “{message}”" if message and not _CONNECTION_ERROR.fullmatch(message) else ""


def suppression_kept(numbers: int) -> str:
    """How many numbers are on the list."""
    return f"{count(numbers, 'number')} on the list." if numbers else "No number is on the list yet."


def list_changed(before: int, after: int) -> str:
    """That the do-not-call list was changed by somebody while this page was open."""
    return f"The do-not-call list has changed. {count(after, 'lead is', 'leads are')} ready now, {before:,} before."


def call_again(place: str = "this campaign") -> str:
    """The heading of calling again."""
    return f"Call numbers again that {place} already has"


def type_the_count(leads: int) -> str:
    """What must be typed before calling again."""
    return f"Type {leads:,} to go on"


def call_again_button(leads: int, campaign: str) -> str:
    """The button that calls again."""
    return f"Send {count(leads, 'lead')} to {campaign}, known numbers again"


def progress(done: int, total: int, campaign: str) -> str:
    """Progress of a send: "1,200 of 4,812 leads to Spring"."""
    return f"{done:,} of {count(total, 'lead')} to {campaign}"


def preparing(stored: int, total: int) -> str:
    """Progress of a press before anything of it can be sent: "Preparing 40,000 of 188,074 leads"."""
    return f"Preparing {stored:,} of {count(total, 'lead')}"


def stopping(on_their_way: int) -> str:
    """What still happens after Stop."""
    if not on_their_way:
        return STOPPING
    return f"Stopping. {count(on_their_way, 'lead is', 'leads are')} on the way to the server. We will send no more."


def stopped_before(leads: int) -> str:
    """A press that was stopped before anything of it was sent."""
    return f"Stopped. Nothing was sent. All {count(leads, 'lead')} are still here."


def press_failed(*, is_stored: bool) -> str:
    """A press that failed while its leads were prepared."""
    if is_stored:
        return "We could not prepare every lead. The rest will not be sent. Press Send again to send it."
    return "We could not prepare these leads. Nothing was sent. Try again."


def tally_of_rows(counts: Mapping[str, int]) -> str:
    """Leads of a send by state."""
    states = OUTCOMES | {PLANNED: "being prepared"}
    return " · ".join(f"{counts[name]:,} {words}" for name, words in states.items() if counts.get(name))


def held(reason: str, message: str) -> str:
    """Why the rest is held."""
    sentence = with_message(message)
    return f"{HELD[reason]}{sentence}"


def trial_sent(sent: int, left: int) -> str:
    """The first leads are sent and the rest is held: "10 sent. Listen, then send the other 375."."""
    return f"{sent:,} sent. Listen to the calls, then send the other {left:,} or cancel them."


def send_the_other(left: int) -> str:
    """The button that sends the rest."""
    return f"Send the other {left:,}"


def nothing_sent(state: str, leads: int, message: str) -> str:
    """A send of which nothing was queued."""
    sentence = with_message(message)
    if state == "refused":
        return f"The server refused {count(leads, 'lead')} and queued nothing.{sentence}"
    return f"Nothing was sent. All {count(leads, 'lead')} are still here.{sentence}"


def taken_back(taken: int, left: int, place: str = "the campaign") -> str:
    """Result of a recall."""
    rest = f" {count(left, 'lead is', 'leads are')} being called or done." if left else ""
    return f"{count(taken, 'lead was', 'leads were')} removed from {place}.{rest}"


def removing(removed: int, total: int, place: str = "the campaign") -> str:
    """Progress of a recall: "Removing leads from the campaign: 1,240 of 188,074"."""
    return f"Removing leads from {place}: {removed:,} of {total:,}"


def take_back(leads: int, place: str = "the campaign") -> str:
    """The button that recalls leads."""
    return f"Remove {count(leads, 'lead')} from {place}"


def restored_copy(copied_at: datetime | None) -> str:
    """The warning about a ledger that a backup was put in place of."""
    made = f" of {copied_at:%Y-%m-%d %H:%M} UTC" if copied_at is not None else ""
    return (
        f"This ledger was restored from a backup{made}. It does not know what was sent since, so nothing is sent to a "
        "campaign until you say so, or until the server reports as many leads there as this ledger knows of."
    )


def restored(uploads: int, leads: int) -> str:
    """The warning about a ledger restored from a backup."""
    return (
        f"This ledger was restored from an older copy: {count(uploads, 'upload')} with {count(leads, 'lead')} left "
        "since, and it knows nothing of them. Nothing is sent to those campaigns until you say so."
    )
