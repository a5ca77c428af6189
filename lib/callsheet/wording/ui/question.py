"""Sentences of the question about a part that got no clear answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callsheet.wording.format import count
from callsheet.wording.sending import duration, moment
from callsheet.wording.ui.send import with_message

if TYPE_CHECKING:
    from datetime import datetime

WALLET_EMPTY = "The server says that its wallet is empty (402). Top it up there before you send more."
COUNT_IN_BATCH = "Leads in that batch call (0 if it is not there)"
SAVE_COUNT = "Save this count"
LIST_OF_LEADS = "List of these leads (CSV)"
BOTH_COUNTS = "Type how many leads it has."
SOME_ARRIVED = "Only some of them arrived"
PASTE_LIST = "Paste the phone numbers that it has"
PASTE_LIST_HELP = "Copy the list of leads from the server's own screen. We mark those that are in it."
ARRIVED = "Arrived"
MARK_ROWS = "Mark each lead that arrived. The others will be sent."
LIST_PROVES_NOTHING = (
    "It had some of these numbers before, so a list does not show whether they arrived again. Mark the leads yourself."
)
MISSING_TOO_EARLY = "That a lead did not arrive cannot be said yet: it may still arrive. Answer again later."
TOO_EARLY = "It is too early to say that nothing arrived: these leads may still arrive. Count again later."


def what_happened(leads: int, campaign: str, left_at: datetime, message: str) -> str:
    """What happened to an upload without an answer."""
    sentence = with_message(message)
    return f"{count(leads, 'lead')} left for {campaign} on {moment(left_at)}, and no clear answer came.{sentence}"


def what_to_look_up(campaign: str) -> str:
    """What the operator looks up."""
    return f"Open {campaign} on the server's own screen and look at its number of leads."


def what_to_look_up_batch(title: str) -> str:
    """What the operator looks up about a batch call."""
    return (
        f'Look for the batch call "{title}" on the server\'s own screen. '
        "If titles there do not end like this, look for your latest one."
    )


def leads_before(destination: str) -> str:
    """The field of the count before the upload."""
    return f"Leads in {destination} before"


def leads_now(destination: str) -> str:
    """The field of the count now."""
    return f"Leads in {destination} now"


def count_was(before: int, destination: str) -> str:
    """The count before the upload, where it is known."""
    return f"Leads in {destination} before: **{before:,}**"


def row_answer(arrived: int, missing: int) -> str:
    """The button that answers row by row."""
    return f"Save: {arrived:,} arrived, {missing:,} did not"


def unreadable_list(entries: int) -> str:
    """What is wrong with a pasted list."""
    were = count(entries, "entry of the list is not a phone number", "entries of the list are not phone numbers")
    return f"{were}. Correct the list, or mark the leads below."


def what_counts_mean(before: int | None, leads: int, seconds_left: float | None) -> str:
    """How a count is interpreted, and from when on."""
    if before is None:
        meaning = f"The same as before: nothing arrived. {leads:,} more: they arrived."
    else:
        meaning = f"{before:,}: nothing arrived. {before + leads:,}: they arrived."
    if seconds_left is None:
        return f"{meaning} We can accept that nothing arrived once the process that sent them has ended."
    if seconds_left:
        return f"{meaning} We can accept that nothing arrived in {duration(seconds_left)}."
    return meaning


def on_hold(count_before: int, count_now: int, leads: int, destination: str) -> str:
    """An answer that fits neither case."""
    return (
        f"From {count_before:,} to {count_now:,} is neither 0 nor {leads:,} more. The leads stay on hold: "
        f"compare the list with {destination}, then save the right count."
    )
