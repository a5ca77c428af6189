"""Sentences of the app about where a set goes: the choice on Upload and Send, and batch calls and workflows."""

from __future__ import annotations

from callsheet.wording.destinations import KINDS, NAMES
from callsheet.wording.format import count

SEND_TO = "Send to"
AGENT, CHOOSE_AGENT = "Agent", "Choose an agent"
VERSION = "Version"
WORKFLOW, CHOOSE_WORKFLOW = "Workflow", "Choose a workflow"
CHOOSE_FIRST = {
    "campaign": "Choose a campaign above. Your file is here, we read it as soon as you have chosen.",
    "batch_call": "Choose an agent above. Your file is here, we read it as soon as you have chosen.",
    "workflow": "Choose a workflow above. Your file is here, we read it as soon as you have chosen.",
}
NO_AGENTS = "No agent of this server has a published version. Publish one in the dashboard, then try again."
NO_WORKFLOWS = "This server has no workflow. Create one in the dashboard, then try again."
AGENT_ID, WORKFLOW_ID = "Agent id", "Workflow id"
ID_HELP = "This server does not list them. Copy the id from its dashboard."
ENDED_HIDDEN = "Workflows that have ended are not shown."
TITLE, TITLE_HELP = "Title of the batch call", "So that you find it in the dashboard. We add a mark of ten characters."
TIMES = "Calling times"
TIMES_HELP = "Either the batch call has times of its own, or we send leads while calling hours are open. Never both."
BEGIN = "Calls begin"
BEGIN_DAY, BEGIN_CLOCK = "First day", "First call at"
END = "Calls end"
END_DAY, END_CLOCK = "Last day", "No call after"
HOURS = "The server calls"
HOURS_HELP = "Hours of the server's own. Nobody documents their time zone, so we offer them for one local time only."
FROM, UNTIL = "From", "Until"
HOURS_END_FIRST = "These hours end before they begin."
BEGIN_IS_OVER = "The time at which calls begin is over. Choose a later one."
END_IS_OVER = "The time at which calls end is over. Choose a later one."
ENDS_FIRST = "The calls would end before they begin. Choose a later end."
REST_WAITS = "The rest makes a batch call of its own when you send it."
USE = "Send there"


def in_header(name: str, kind: str) -> str:
    """Where the set goes, in the header: "Q2 Re-engagement", "Asha (batch call)"."""
    return name if kind == "campaign" else f"{name} ({KINDS[kind].lower()})"


def latest(version: int) -> str:
    """The version that calls unless another one is chosen."""
    return f"{version} (latest)"


def version(number: int, title: str) -> str:
    """A published version of an agent."""
    return f"{number} · {title}" if title else str(number)


def title_counter(title: str, used: int, most: int) -> str:
    """The title as the server will get it: "June offers ·xxxxxxxx, 21 of 35 characters"."""
    return f"In the dashboard: **{title}** plus a mark of ten characters ({used:,} of {most:,})"


def batches_before(running: int, waiting: int) -> str:
    """Batch calls that come before this one; "" without any."""
    if not running + waiting:
        return ""
    parts = [
        f"{count(running, 'batch call is', 'batch calls are')} being called now" if running else "",
        f"{count(waiting, 'batch call waits', 'batch calls wait')}" if waiting else "",
    ]
    return f"{' and '.join(filter(None, parts))}. The server calls one after the other, so this one may start later."


_BATCH_STATES = {
    "draft": "has not been started",
    "initiated": "was accepted",
    "waiting": "waits for its turn",
    "scheduled": "is scheduled",
    "running": "is being called",
    "paused": "is paused",
    "completed": "is completed",
    "cancelled": "is cancelled",
    "deleted": "is deleted",
}


def batch_status(state: str) -> str:
    """The state of a batch call in the server's list: "completed"; a word that is not known is shown as it is."""
    return _BATCH_STATES.get(state.lower(), state).removeprefix("is ")


def batch_state(title: str, state: str) -> str:
    """A batch call and its state: 'Batch call "June offers ·k7Qm2x9B" is being called.'."""
    where = _BATCH_STATES.get(state.lower(), f"is {state}") if state else "was made"
    return f'Batch call "{title}" {where}.'


def take_back(kind: str, leads: int) -> str:
    """The button that takes leads back from a batch call or a workflow."""
    if kind == "batch_call":
        return "Cancel the calls that were not made yet"
    if kind == "file":
        return "I did not use this file"
    return f"Remove {count(leads, 'lead')} from the workflow"


FILE_MEANS = (
    "We make the file and you upload it in the dashboard. From then on we treat these people as sent, "
    "so that nobody is called twice."
)


def make_file(leads: int) -> str:
    """The button that makes a file for the dashboard."""
    return f"Make a file of {count(leads, 'lead')} for the dashboard"


def upload_it(files: int, name: str) -> str:
    """What to do with the files."""
    it = "this file" if files == 1 else f"these {files:,} files, one after the other,"
    return f"Upload {it} to {name} in the dashboard, once. We have not sent anything."


def download_piece(number: int, files: int) -> str:
    """The button that downloads a file."""
    return "Download the file" if files == 1 else f"Download file {number:,} of {files:,}"


TAKE_BACK_WARNING = {
    "file": "Only if you did not upload the file anywhere: these people can then be sent again.",
    "batch_call": "The server stops calling this list. It cannot undo calls already made, and it cannot be resumed.",
    "workflow": "This removes leads that have not been called yet, one by one. It cannot undo calls already made.",
}


def times(choice: str) -> str:
    """Who sees to the times of the calls, as a choice."""
    return {"server": "times of the batch call", "hours": "calling hours, by local time"}[choice]


def begin(choice: str) -> str:
    """When calls begin, as a choice."""
    return {"now": "when leads arrive", "at": "at a time"}[choice]


def end(choice: str) -> str:
    """When calls end, as a choice."""
    return {"all": "when all are called", "at": "at a time"}[choice]


def hours(choice: str) -> str:
    """When the server calls on a day, as a choice."""
    return {"any": "at any hour", "between": "between two times"}[choice]


def not_published(agent: str, version: int | None) -> str:
    """An agent that cannot call as it was chosen."""
    what = f"version {version} of {agent}" if version else f"a published version of {agent}"
    return f"The server does not list {what} any more. Choose another one above."


def send_title(kind: str) -> str:
    """The heading of Send."""
    return f"Send to {NAMES[kind]}" if kind != "batch_call" else "Send as a batch call"


def once(place: str) -> str:
    """What we promise about each number."""
    return f"We send each number to {place} only once."
