"""Sentences about sending that the app and the command line share: before, during and after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callsheet.wording.format import count, listed

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

OUTCOMES = {
    "sent": "sent",
    "already_claimed": "already sent earlier",
    "refused": "refused by the server",
    "unknown": "unknown",
    "sending": "on their way",
    "ready": "waiting to be sent",
    "held_back": "held back by the last check",
    "withdrawn": "withdrawn before they were sent",
    "taken_back": "removed from the campaign",
    "errors": "need fixing",
    "duplicates": "duplicates",
    "blank": "blank",
    "left_out": "left out",
    "without_consent": "without consent",
}
"""Outcomes of a row of the file, in the order of a receipt. Their counts add up to the rows of the file."""

_ONE = {
    "sending": "on its way",
    "withdrawn": "withdrawn before it was sent",
    "errors": "needs fixing",
    "duplicates": "duplicate",
}
HELD_BACK_REASONS = {
    "on_list": "put on a do-not-call list",
    "already_in_campaign": "already in this campaign",
    "capped": "called as often as one person may be",
    "calls_ended": "the calls were to end before",
    "no_local_time": "no local time is known in which calling hours are open",
    "consent_refused": "said no to being called",
    "consent_expired": "consent is too old by now",
    "consent_undated": "consent without a date",
    "consent_missing": "no consent",
    "consent_unclear": "consent is not clear",
}
"""Why a row was held back, by the code that the ledger stores."""

ATTENTION = {
    "unknown": "We do not know yet whether some leads arrived.",
    "late": "The time of some leads has come, but nothing sends them. Is Callsheet running where it sends?",
    "held": "The rest needs your decision.",
    "failed": "The server refused some leads.",
    "missed": "Calling hours passed without these leads, because this computer was off or could not send. They wait for"
    " the next ones.",
}
"""Reason → why a send needs a person."""
STATES = {
    "ready": "waiting",
    "sending": "on its way",
    "held": "needs you",
    "unknown": "outcome unknown",
    "sent": "sent",
    "refused": "refused in part or whole",
    "not_sent": "not sent",
}
"""States of a submission."""

RECEIPT_WORKBOOK = "Receipt (Excel)"
RECEIPT_CSV = "Receipt (CSV)"
RECEIPT_JSON = "Receipt (JSON)"
RECEIPT_FILE = "File"
RECEIPT_HASH = "SHA-256"
RECEIPT_WHEN = "When"
RECEIPT_SERVER = "Server"
RECEIPT_NUMBER = "Receipt"
RECEIPT_ROWS = "Rows in the file"
ROW, PHONE_NUMBER, OUTCOME, WORDS = "Row", "Phone number", "Outcome", "The server said"
SUMMARY_SHEET, ROWS_SHEET = "Receipt", "Rows"
ALL_CAPPED = "Everybody who is ready was called often enough lately. Nobody is left to send."
STATUS_UNKNOWN = "This server does not tell the campaign's status: check it there before you send."


def moment(when: datetime) -> str:
    """A time as an operator reads it, in the machine's own zone: "24 Nov at 10:42"."""
    local = when.astimezone()
    return f"{local.day} {local:%b} at {local:%H:%M}"


def moment_with_year(when: datetime) -> str:
    """A time in full: "24 Nov 2026 at 10:42"."""
    local = when.astimezone()
    return f"{local.day} {local:%b %Y} at {local:%H:%M}"


def all_already_sent(place: str) -> str:
    """That nobody is left to send, because all were sent before."""
    return f"Every lead of this file was already sent to {place}."


def all_there(place: str) -> str:
    """That nobody is left to send, because the server has them all."""
    return f"Every lead of this file is in {place} already."


def all_in_another_send(place: str) -> str:
    """That nobody is left to send, because another send has them all."""
    return f"Every lead of this file is in another send to {place}."


def in_campaign(leads: int, place: str = "this campaign") -> str:
    """Leads that the destination has at the server, though they were not sent from here."""
    is_, them = ("is", "it") if leads == 1 else ("are", "them")
    return f"{count(leads, 'lead')} {is_} in {place} already, but not from here. We will not send {them} again."


def capped(leads: int, calls: int, days: int) -> str:
    """Leads that are left out because the person was called as often as one person may be.

    Args:
        leads: how many.
        calls: at most so many calls.
        days: in so many days.
    """
    times = "once" if calls == 1 else f"{calls:,} times"
    were = "was" if leads == 1 else "were"
    return (
        f"{count(leads, 'lead')} {were} called {times} or more in the last {count(days, 'day')}, in any campaign. "
        f"We will not send {'it' if leads == 1 else 'them'}."
    )


def called_elsewhere(leads: Mapping[str, int], days: int) -> str:
    """Leads that are sent and were called in another campaign lately; "" without any.

    Args:
        leads: campaign name → how many.
        days: in so many days.
    """
    if not leads:
        return ""
    where = listed([f"{name} ({number:,})" for name, number in leads.items()], 5)
    return f"Called from another campaign in the last {count(days, 'day')} as well: {where}."


def already_waiting(waiting: int, unknown: int, place: str = "this campaign") -> str:
    """Numbers of another send to this destination that were not sent, or of which nobody knows; "" without any.

    Args:
        waiting: leads that wait or are on their way there.
        unknown: leads that got no clear answer there.
        place: the destination, "this campaign".
    """
    sentences = []
    if waiting:
        sentences.append(f"{count(waiting, 'lead is', 'leads are')} in another send to {place} that is not finished.")
    if unknown:
        sentences.append(
            f"{count(unknown, 'lead was', 'leads were')} sent to {place} without a clear answer: "
            "History asks what became of them."
        )
    return " ".join([*sentences, "We will not send them a second time."]) if sentences else ""


def already_sent(
    leads: int, when: datetime, file_name: str, who: str = "", *, several: bool, place: str = "this campaign"
) -> str:
    """Numbers that the destination received before: "2 leads were already sent to this campaign on …: left out".

    Args:
        leads: how many.
        when: the last time.
        file_name: the file they were in.
        who: the person who sent them; "" when unknown.
        several: True when more than one earlier upload carried them.
        place: the destination.
    """
    were = count(leads, "lead was", "leads were")
    last = ", most recently" if several else ""
    by = f" by {who}" if who else ""
    return f"{were} already sent to {place}{last} on {moment(when)}{by} (from {file_name}): left out."


def same_file(when: datetime, who: str = "", place: str = "this campaign") -> str:
    """A warning before a repeat: "This file went to this campaign on 24 Nov at 10:42."."""
    return f"This file went to {place} on {moment(when)}{f' by {who}' if who else ''}."


def campaign_facts(status: str, number: str, leads: int | None) -> str:
    """What is known about the campaign: its status, the number it calls from, how many leads it has.

    Args:
        status: in words; "" when the server does not report it.
        number: E.164; "" when the server does not report it.
        leads: how many it has; None when the server does not report it.
    """
    parts = [status, f"It calls from {number}." if number else "", "" if leads is None else f"{holds(leads)}."]
    return " ".join(filter(None, parts))


def holds(leads: int) -> str:
    """How many leads a campaign has."""
    return f"{count(leads, 'lead')} in it so far" if leads else "No leads in it yet"


def sent_to(leads: int, campaign: str) -> str:
    """The first line of a receipt: "126 leads sent to Sandbox campaign"."""
    return f"{count(leads, 'lead')} sent to {campaign}"


def sent_by(when: datetime, who: str) -> str:
    """When a file was sent and by whom: "24 Nov 2026 at 10:42 by Meera"."""
    return moment_with_year(when) + (f" by {who}" if who else "")


def tally(counts: Mapping[str, int], destination: str = "the campaign", sent: str = OUTCOMES["sent"]) -> str:
    """The outcomes of the rows: "170 rows in the file = 126 sent + 2 already sent earlier + 42 left out".

    Args:
        counts: rows by key of `OUTCOMES`; zeros are left out.
        destination: what leads were removed from.
        sent: what became of the rows that left.
    """
    outcomes = OUTCOMES | {"sent": sent, "taken_back": f"removed from {destination}"}
    parts = [
        f"{counts[name]:,} {_ONE.get(name, words) if counts[name] == 1 else words}"
        for name, words in outcomes.items()
        if counts.get(name)
    ]
    return f"{count(sum(counts.values()), 'row')} in the file = {' + '.join(parts) or '0 sent'}"


def not_durable(setting: str) -> str:
    """Why nothing may be sent with this database."""
    return f"Nothing is sent: the database may forget what was committed ({setting}). Change that setting first."


def on_a_network_drive(kind: str) -> str:
    """Why nothing may be sent with a database on a network drive."""
    return f"Nothing is sent: the database lies on a network drive ({kind}). Move the data folder to a local disk."


def duration(seconds: float) -> str:
    """A time to wait: "14 minutes", "40 seconds"."""
    whole = round(seconds)
    if whole < 90:  # noqa: PLR2004 - from a minute and a half on, minutes read better
        return count(max(whole, 1), "second")
    return count(-(-whole // 60), "minute")


def untracked_line(campaign: str, rows: int, when: datetime) -> str:
    """An upload that a restored ledger does not contain."""
    time = when.isoformat(timespec="seconds")
    return f"{time}: {count(rows, 'lead')} left for {campaign}; this ledger knows nothing of it."


def known_campaign_line(campaign: str, leads: int) -> str:
    """What a restored ledger knows of a campaign."""
    return f"{campaign}: this copy knows of {count(leads, 'lead')}."


def call_again_warning(leads: int, fresh: int, place: str = "this campaign") -> str:
    """What calling again does."""
    also = f" {count(fresh, 'new lead goes', 'new leads go')} with them." if fresh else ""
    people = count(leads, "person", "people")
    return f"{people} will be called once more, although {place} has their number already.{also}"
