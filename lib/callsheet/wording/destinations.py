"""Sentences about batch calls and workflows that the app and the command line share."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from callsheet.wording.format import count, listed
from callsheet.wording.issues import country
from callsheet.wording.sending import moment

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

KINDS = {"campaign": "Campaign", "batch_call": "Batch call", "workflow": "Workflow", "file": "File for the dashboard"}
"""Kinds of destinations, by their value."""
PLACES = {"campaign": "this campaign", "batch_call": "this agent", "workflow": "this workflow", "file": "it"}
"""What a number belongs to once it is sent, by kind of destination."""
ALREADY_THERE = {
    "campaign": "already in this campaign",
    "batch_call": "already sent to this agent",
    "workflow": "already in this workflow",
}
NAMES = {"campaign": "the campaign", "batch_call": "the batch call", "workflow": "the workflow", "file": "the file"}
SENT = {"campaign": "sent", "batch_call": "sent", "workflow": "sent", "file": "in a file for the dashboard"}
"""What became of the rows that left."""
MOST_ROWS, MOST_COUNTRIES = 5, 5
"""Rows of a country, and countries, that a sentence names."""
NUMBER_LATER = "We will know the calling number when the batch call is made."
NUMBER_NOT_SAID = "The server does not say which number will call."
AGENTS_NOT_LISTED = "The server does not list its agents, so we could not check the agent or its version."
WORKFLOWS_NOT_LISTED = "The server does not list its workflows, so we could not check whether it is active."
KEYS_NOT_READ = "The server does not say which variables the workflow uses."
COUNTRY_SWITCHED_OFF = (
    "The server refused the whole file because of one or more countries or prefixes. Switch them on under Telephony "
    "Config in the dashboard, or leave out the leads of those countries. Nothing was queued, so you can send it again."
)


def refused_countries(rows: Mapping[str, Sequence[int]] | None) -> str:
    """Which leads explain that a whole file was refused.

    Args:
        rows: region → row numbers, as `sending.refused_countries` returns them.
    """
    if rows is None:
        return "The server does not show its Telephony Config, so we cannot say which leads it refused."
    if not rows:
        return "By the Telephony Config as it is now, every number may be called. Ask the provider what it refused."
    parts = [f"{country(region)} ({_some_rows(of)})" for region, of in rows.items()]
    return f"Not switched on in the Telephony Config: {listed(parts, MOST_COUNTRIES)}."


def _some_rows(rows: Sequence[int]) -> str:
    """How many leads, and the first of their rows: "2 leads, rows 5 and 8"."""
    label = "row" if len(rows) == 1 else "rows"
    return f"{count(len(rows), 'lead')}, {label} {listed(list(map(str, rows)), MOST_ROWS)}"


def agent(name: str, version: int, from_number: str | None) -> str:
    """Who will call, and from which number."""
    number = f"Calls will come from {from_number}." if from_number else NUMBER_LATER
    return f"{name} will call, version {version}. {number}"


def workflow(name: str, status: str) -> str:
    """What happens to leads that are enrolled in a workflow."""
    if status == "active":
        return f"{name} is active. Calls begin at once."
    state = {"draft": "not started", "": "not active"}.get(status, status)
    return f"{name} is {state}. Nobody is called until it is active."


def variables(missing: Sequence[str], unknown: Sequence[str]) -> list[str]:
    """How the variables of a workflow's leads so far compare with the columns."""
    sentences = []
    if missing:
        sentences.append(f"No column has {listed(list(missing))}, which the leads of this workflow have so far.")
    if unknown:
        sentences.append(f"The leads of this workflow have no {listed(list(unknown))} so far.")
    return sentences


def several_batches(batches: int) -> str:
    """A file that becomes several batch calls."""
    return f"This makes {batches:,} batch calls. The server calls them one after the other."


def trial_batches(leads: int, batches: int) -> str:
    """What sending a few leads first means for batch calls.

    Args:
        leads: that are sent first.
        batches: how many batch calls the whole set makes then.
    """
    return (
        f"Sending {leads:,} first makes {count(batches, 'batch call')}: one with {count(leads, 'lead')} now, and "
        f"{batches - 1:,} more when you send the rest. All are in History and on the receipt."
    )


def made(title: str, facts: Mapping[str, Any]) -> list[str]:
    """What the server said about a batch call that it made.

    Args:
        title: with its mark.
        facts: status, from_number, warning.
    """
    return [f'Batch call "{title}" made.', calls_from(facts.get("from_number")), *warnings(facts)]


def calls_from(number: str | None) -> str:
    """From which number a batch call calls."""
    return f"Calls come from {number}." if number else NUMBER_NOT_SAID


def warnings(facts: Mapping[str, Any]) -> list[str]:
    """The warning of a new batch call, in words: which others come before it.

    Args:
        facts: of the answer; its `warning` has a message and conflicts.
    """
    warning = facts.get("warning")
    if not isinstance(warning, dict):
        return []
    conflicts = warning.get("conflicts")
    listed_conflicts = conflicts if isinstance(conflicts, list) else []
    sentences = [_conflict(conflict) for conflict in listed_conflicts if isinstance(conflict, dict)]
    return sentences or [str(warning["message"])] if sentences or warning.get("message") else []


def _conflict(conflict: Mapping[str, Any]) -> str:
    name, kind = conflict.get("batch_name", ""), conflict.get("kind", "")
    done, total = conflict.get("processed_leads"), conflict.get("total_leads")
    state = {"running": "is being called", "waiting": "waits", "scheduled": "is scheduled"}.get(
        str(kind), "comes first"
    )
    progress = f" ({done:,} of {total:,})" if isinstance(done, int) and isinstance(total, int) else ""
    return f'Another batch call "{name}" {state}{progress}. Batch calls run one at a time, so this one may start later.'


ALL_IN_FILES = "In a file for the dashboard."
"""What happened, below a send whose leads are all in files."""


def handed_over(leads: int, name: str) -> str:
    """The first line of a receipt of a file: "126 leads in a file for Asha"."""
    return f"{count(leads, 'lead')} in a file for {name}"


def piece_line(name: str, leads: int, size: int, sha256: str) -> str:
    """A file for the dashboard: name, leads, size and the beginning of its digest."""
    return f"{name}: {count(leads, 'lead')}, {size:,} bytes, SHA-256 {sha256}"


def removed_from_queue(title: str, removed: int) -> str:
    """What a cancellation did, by the server's own count."""
    return f'The server cancelled "{title}" and removed {count(removed, "lead")} from its queue.'


def begins(starts_at: str) -> str:
    """When the server begins to call; "" for at once.

    Args:
        starts_at: ISO 8601, or "".
    """
    return f"Calls begin on {moment(datetime.fromisoformat(starts_at))}." if starts_at else ""


def ends(ends_at: str) -> str:
    """When the server ends calling; "" when all are called.

    Args:
        ends_at: ISO 8601, or "".
    """
    return f"Calls end on {moment(datetime.fromisoformat(ends_at))}." if ends_at else ""


def calls_between(hours: Sequence[str]) -> str:
    """Between which hours the server calls; "" at any hour.

    Args:
        hours: from and until, "HH:MM" each, or nothing.
    """
    return f"The server calls from {hours[0]} to {hours[1]}." if hours else ""
