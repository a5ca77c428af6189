"""Sentences about one campaign: its state, changes of it, and how long its calls will take."""

from __future__ import annotations

from callsheet.wording.format import count

_HOUR, _DAY = 60, 24 * 60
"""Minutes."""
START, PAUSE, COMPLETE = "Start the campaign", "Pause the campaign", "Complete the campaign"
CANNOT_CHANGE = "This server does not let us change a campaign. Change it on the server's own screen."
NOBODY_UNTIL_STARTED = "Nobody is called until the campaign is started."
CALLS_BEGIN = "The campaign is running: calls begin at once."
NOTHING_MORE = "The campaign takes no more leads."
STATUS_NOT_TOLD = "This server does not tell whether the campaign is running. Look at it there."


BACK_TO_ALL = "All campaigns"
NO_SUCH_CAMPAIGN = "The server does not have this campaign."
UPLOAD_TO_IT = "Upload leads to it"
RENAME, NEW_NAME, SAVE_NAME = "Rename", "New name", "Save name"
STATUS, ROUTE, NUMBER, AGENT, LEADS = "Status", "Route", "Calls from", "Agent", "Leads"
AT_ONCE, ID = "Calls at a time", "Id"
SENDS, NO_SENDS = "What was sent to it", "Nothing was sent to it from here."
SHOW_LEADS, FIND_LEAD, ALL = "Show the leads", "Find a name or number", "All"
LEAD_HEADS = ("Name", "Phone number", "Status")
AGENT_LOOKS_WRONG = "An agent id looks like agent_4f2k. Copy it from the server's own screen."
_LEAD_STATUS = {
    "pending": "waiting",
    "in_progress": "being called",
    "completed": "called",
    "failed": "not reached",
    "removed": "removed",
}


AGENTS, WORKFLOWS, BATCH_CALLS = "Agents", "Workflows", "Batch calls"
NOT_PUBLISHED = "no published version"
NOT_LISTED = "The server does not list it."
MADE_ELSEWHERE = "made elsewhere"


def published(version: int, number: str | None) -> str:
    """Which version of an agent calls, and from where: "version 3 calls, from +91 98765 43210"."""
    return f"version {version} calls, from {number}" if number else f"version {version} calls"


def sends_from_here(sends: int) -> str:
    """How often something was sent to a destination."""
    return f"{count(sends, 'send')} from here" if sends else "nothing sent from here"


def more_sends(sends: int) -> str:
    """That older sends are not shown here."""
    return f"{count(sends, 'older send')} in History."


def more_batches(batches: int) -> str:
    """That some batch calls are not shown."""
    return f"{count(batches, 'more batch call')} on the server."


def records(leads: int | None) -> str:
    """How many leads a batch call has; "" where the server does not say."""
    return "" if leads is None else count(leads, "lead")


def lead_status(status: str) -> str:
    """What has become of a lead; an unknown status is shown as the server sends it."""
    return _LEAD_STATUS.get(status, status)


def leads_by_status(total: int, waiting: int, called: int) -> str:
    """The leads of a campaign by status: "188,074 leads: 1,200 waiting, 186,000 called, 874 other"."""
    if not total:
        return "No leads yet"
    other = total - waiting - called
    parts = [f"{waiting:,} waiting", f"{called:,} called", f"{other:,} being called or not reached" if other else ""]
    return f"{count(total, 'lead')}: {', '.join(filter(None, parts))}"


def first_leads(read: int, total: int) -> str:
    """That only the first leads of a campaign are searched."""
    return f"These are the first {read:,} of {count(total, 'lead')}. Search finds only these."


def leads_found(leads: int) -> str:
    """How many leads match."""
    return count(leads, "lead")


def start_means(waiting: int) -> str:
    """What starting a campaign does."""
    return f"This calls {count(waiting, 'person', 'people')} as soon as the campaign starts."


START_ALL_THE_SAME = "Start all the same"
NOT_NOW = "Do not start"


def type_people(people: int) -> str:
    """What to type before a campaign calls people who should not be called now."""
    return f"To call them all the same, type {people}"


def complete_means(waiting: int) -> str:
    """What completing a campaign does."""
    left = f" {count(waiting, 'lead', 'leads')} that nobody has called will not be called." if waiting else ""
    return f"A completed campaign takes no more leads and cannot be started again.{left}"


def calling_time(leads: int, at_once: int, call_minutes: int, *, is_stated: bool) -> str:
    """About how long a number of calls takes, with what that assumes.

    Args:
        leads: how many are called.
        at_once: calls at the same time.
        call_minutes: that a call is assumed to take.
        is_stated: False where the server does not tell how many calls it makes at the same time.
    """
    minutes = -(-leads // at_once) * call_minutes
    told = f"{count(at_once, 'call')} at a time"
    if not is_stated:
        told = f"if the server makes {told}, which it does not tell us"
    call = count(call_minutes, "minute")
    return f"Calling takes about {_about(minutes)} ({told}; we assume {call} a call)."


def _about(minutes: int) -> str:
    if minutes < 2 * _HOUR:
        return count(minutes, "minute")
    if minutes <= 2 * _DAY:
        return count(-(-minutes // _HOUR), "hour")
    return f"{count(-(-minutes // _DAY), 'day')}, day and night"


def server_said(message: str) -> str:
    """A refusal with the server's message."""
    return f"The server did not change it. It said: “{message}”" if message else "The server did not change it."
