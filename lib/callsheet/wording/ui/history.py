"""Sentences of History: the table of sends, and what happened to one of them."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from callsheet.wording.format import count
from callsheet.wording.sending import moment

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

TITLE = "History"
INTRO = "Everything you have sent, and anything that needs you."
EMPTY = "You have not sent anything yet."
NOTHING_FOUND = "No send matches. Clear the search or a filter."
SEARCH, CAMPAIGN, STATUS, WHO, SORT = "Search file, destination or person", "Sent to", "Status", "Who", "Sort by"
ALL = "All"
ORDERS = {
    "newest": "Newest first",
    "oldest": "Oldest first",
    "file": "File",
    "campaign": "Sent to",
    "leads": "Most leads first",
}
HEADS = ("File", "Sent to", "Who", "When", "Sent", "Left out", "Refused", "Unknown", "Status")
NEEDS_YOU = "Not finished"
MORE = "Show older sends"
BACK_TO_ALL = "All sends"
OPEN_CAMPAIGN = "Open the campaign"
NO_SUCH_SEND = "This send is not in the history of this Callsheet."
_GROUPS = {
    "sent": ("sent",),
    "left out": (
        "already_claimed",
        "held_back",
        "withdrawn",
        "taken_back",
        "errors",
        "duplicates",
        "blank",
        "left_out",
        "without_consent",
    ),
    "refused": ("refused",),
    "unknown": ("unknown", "sending", "ready"),
}
_EVENTS = {
    "pressed": "started sending",
    "prepared": "Leads prepared",
    "held_back": "Held back by the last check",
    "postponed": "Waits for its calling hours",
    "missed": "Calling hours missed: nothing was sent in them",
    "seen": "Seen",
    "intent": "Handed to the server",
    "acked": "Queued by the server",
    "refused": "Refused by the server",
    "not_sent": "Server not reached, tried again",
    "unknown": "No clear answer from the server",
    "quarantine": "Sender ended during an upload",
    "counted": "Leads of the campaign counted",
    "absent": "Did not arrive, sent again",
    "partly_arrived": "Arrived in part, the others sent again",
    "on_hold": "Count that fits neither answer",
    "left_earlier": "An answer was corrected: these leads had been sent",
    "restored": "Found in a ledger restored from an older copy",
    "reopened": "An answer was withdrawn",
    "withdrawn": "Cancelled before it was sent",
    "resumed": "Sending continued",
    "taken_back": "Removed from the campaign",
    "take_back_asked": "Removal from the campaign requested",
    "take_back_done": "Removal from the campaign ended",
    "forgotten": "Numbers and values deleted after their time; counts stay",
    "number_forgotten": "A number was erased",
}


SEEN = "Got it"


def needs_you(sends: int) -> str:
    """The link on every page to the sends that need a person."""
    return f"{count(sends, 'send needs', 'sends need')} you"


def grouped(counts: Mapping[str, int]) -> dict[str, int]:
    """The outcomes of a send in four groups; they add up to the rows of the file.

    Args:
        counts: rows by key of `OUTCOMES`.
    """
    return {group: sum(counts.get(name, 0) for name in names) for group, names in _GROUPS.items()}


def events_by_kind(events: Sequence[tuple[str, datetime, str, int]]) -> list[str]:
    """One line per kind of event, by its first time: "29 Nov at 11:45: Queued by the server · 190 leads · 38 times".

    Args:
        events: kind, time, who, and leads (0: not told) of each event, in their order.
    """
    first = {kind: index for index, (kind, *_) in reversed(list(enumerate(events)))}
    ordered = sorted((event for event in events if event[0] in _EVENTS), key=lambda event: first[event[0]])
    return [_line(kind, list(group)) for kind, group in groupby(ordered, key=lambda event: event[0])]


def _line(kind: str, events: Sequence[tuple[str, datetime, str, int]]) -> str:
    people = list(dict.fromkeys(who for _, _, who, _ in events if who and who not in ("sender", "sweep")))
    leads = sum(rows for *_, rows in events)
    what = _EVENTS[kind]
    if kind == "pressed":
        what = f"{', '.join(people) or 'Somebody'} {what}"
    elif people:
        what = f"{what} ({', '.join(people)})"
    began, ended = moment(events[0][1]), moment(events[-1][1])
    times = f"{len(events):,} times" if len(events) > 1 else ""
    until = f"until {ended}" if ended != began else ""
    facts = " · ".join(filter(None, [what, count(leads, "lead") if leads else "", times, until]))
    return f"{began}: {facts}"
