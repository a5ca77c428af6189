"""What the command line says about batch calls and workflows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callsheet.wording.format import count
from callsheet.wording.sending import duration, moment

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

ONLY_WITH_BATCH = "{option} belongs to --batch."
NO_SUCH_AGENT = 'There is no agent "{name}", or several are called so.{close} Use its id, as the dashboard shows it.'
NO_SUCH_WORKFLOW = (
    'There is no workflow "{name}", or several are called so.{close} Use its id, as the dashboard shows it.'
)
NO_SUCH_FOLDER = "There is no folder {name}. Create it, then run the command again."
UPLOAD_ONCE = (
    "Upload each file in the dashboard, once. We have not sent anything. From now on these leads count as sent."
)
NOT_WITH_A_FILE = "--file-for-dashboard makes all files at once: {option} does not go with it."
ENDS_BEFORE_IT_BEGINS = "--ends-at must be after the calls begin."
NO_SCRIPTS = "The server does not list its agents. Give the script with --script FILE."
NO_SCRIPT = "The server does not show the script of {name}. Give it with --script FILE."
SCRIPT_READ = "We checked the leads against the script that the server shows for this agent."
SCRIPT_CHANGED = "The agent's script has changed since the recipe was saved. We checked the leads against the new one."
SCRIPT_AND_AGENT = "Use --script or --agent, not both."


def title_too_long(length: int, room: int) -> str:
    """A title that does not fit beside the mark."""
    return f"The title has {length} characters. There is room for {room}; we add a mark of ten."


def no_such_version(agent: str, number: int | None, published: Sequence[int]) -> str:
    """A version of an agent that cannot call."""
    if not published:
        return f"{agent} has no published version. Publish one in the dashboard first."
    return f"{agent} has no published version {number}. Published: {', '.join(map(str, published))}."


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
