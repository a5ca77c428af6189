"""What the command line says about batch calls and workflows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from callsheet.wording.format import count, listed
from callsheet.wording.sending import duration, moment

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

ONLY_WITH_BATCH = "{option} belongs to --batch."
NO_SUCH_AGENT = 'There is no agent "{name}", or several are called so.{close} Use its id, as the dashboard shows it.'
NO_SUCH_WORKFLOW = (
    'There is no workflow "{name}", or several are called so.{close} Use its id, as the dashboard shows it.'
)
NO_SCRIPTS = "The server does not list its agents. Give the script with --script FILE."
NO_SCRIPT = "The server does not show the script of {name}. Give it with --script FILE."
SCRIPT_READ = "We checked the leads against the script that the server shows for this agent."
SCRIPT_CHANGED = "The agent's script has changed since the recipe was saved. We checked the leads against the new one."
SCRIPT_AND_AGENT = "Use --script or --agent, not both."
AGENTS_NOT_LISTED = "The server does not list its agents, so we could not check the agent or its version."
WORKFLOWS_NOT_LISTED = "The server does not list its workflows, so we could not check whether it is active."
KEYS_NOT_READ = "The server does not say which variables the workflow uses."
NUMBER_LATER = "We will know the calling number when the batch call is made."
NUMBER_NOT_SAID = "The server does not say which number will call."
COUNTRY_SWITCHED_OFF = (
    "The server refused the whole file because of one or more countries or prefixes. Switch them on under Telephony "
    "Config in the dashboard, or leave out the leads of those countries. Nothing was queued, so you can send it again."
)


def title_too_long(length: int, room: int) -> str:
    """A title that does not fit beside the mark."""
    return f"The title has {length} characters. There is room for {room}; we add a mark of ten."


def no_such_version(agent: str, number: int | None, published: Sequence[int]) -> str:
    """A version of an agent that cannot call."""
    if not published:
        return f"{agent} has no published version. Publish one in the dashboard first."
    return f"{agent} has no published version {number}. Published: {', '.join(map(str, published))}."


def agent(name: str, version: int, from_number: str | None) -> str:
    """Who will call, and from which number."""
    number = f"Calls will come from {from_number}." if from_number else NUMBER_LATER
    return f"{name} will call, version {version}. {number}"


def workflow(name: str, status: str) -> str:
    """What happens to leads that are enrolled in a workflow."""
    if status == "active":
        return f"{name} is active: calls begin at once."
    return f"{name} is {status or 'not active'}: nobody is called until it is active."


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


def made(title: str, facts: Mapping[str, Any]) -> list[str]:
    """What the server said about a batch call that it made.

    Args:
        title: with its mark.
        facts: status, from_number, warning.
    """
    sentences = [f'Batch call "{title}" made.']
    number = facts.get("from_number")
    sentences.append(f"Calls come from {number}." if number else NUMBER_NOT_SAID)
    warning = facts.get("warning")
    conflicts = warning.get("conflicts") if isinstance(warning, dict) else None
    listed_conflicts = conflicts if isinstance(conflicts, list) else []
    sentences += [_conflict(conflict) for conflict in listed_conflicts if isinstance(conflict, dict)]
    if isinstance(warning, dict) and not conflicts and warning.get("message"):
        sentences.append(str(warning["message"]))
    return sentences


def _conflict(conflict: Mapping[str, Any]) -> str:
    name, kind = conflict.get("batch_name", ""), conflict.get("kind", "")
    done, total = conflict.get("processed_leads"), conflict.get("total_leads")
    state = {"running": "is being called", "waiting": "waits", "scheduled": "is scheduled"}.get(
        str(kind), "comes first"
    )
    progress = f" ({done:,} of {total:,})" if isinstance(done, int) and isinstance(total, int) else ""
    return f'Another batch call "{name}" {state}{progress}. Batch calls run one at a time, so this one may start later.'


def question(part_id: str, leads: int, title: str, left_at: datetime, seconds_left: float | None) -> str:
    """The question about a batch call of unknown outcome, and how to answer it on the command line."""
    lines = [
        f"{count(leads, 'lead')} were sent as a batch call on {moment(left_at)}, and no clear answer came.",
        f'Look for the batch call "{title}" in the dashboard.',
        "If titles there do not end like this, look for your latest one.",
        "Then run, with the number of leads in it as N (0 if it is not there):",
        f"  callsheet settle {part_id} --count-now N",
    ]
    if seconds_left:
        lines.append(f"That it is not there can be said in {duration(seconds_left)}; until then it may still appear.")
    if seconds_left is None:
        lines.append("That it is not there cannot be said yet: the process that sent it may still be sending.")
    return "\n".join(lines)
