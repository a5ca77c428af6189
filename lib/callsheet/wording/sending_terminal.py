"""What the command line says about sending."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callsheet.wording.format import count
from callsheet.wording.sending import STATES, duration, moment, moment_with_year

if TYPE_CHECKING:
    from datetime import datetime

HELP = {
    "work": "Send what waits in the ledger, until stopped. The app starts it by itself.",
    "settle": "Answer the question about an upload that nobody answered; sends nothing.",
    "settle_id": "the part, or the submission, in question",
    "count_before": "leads in the campaign before the upload; not needed where the question says it",
    "count_before_send": "leads in the campaign now, for a server that does not tell; asked for if an answer gets lost",
    "count_now": "leads in the campaign now, as its own screen shows",
    "accept_restored": "go on after the ledger was restored from an older copy",
    "submissions": "List what was sent, the newest first.",
    "limit": "how many at most",
    "receipt": "Show what became of each row of a file that was sent.",
    "receipt_id": "the submission",
    "out": "write the receipt to this file (.xlsx, .csv or .json)",
    "try_first": "send ten leads first; the rest leaves only when those came back clean",
}
SENDER_RUNS = "A sender works on this ledger already."
NOTHING_TO_SETTLE = "there is nothing to settle: no upload of it is unknown"


def question_in_terminal(
    part_id: str, leads: int, campaign: str, left_at: datetime, *, before: int | None, seconds_left: float | None
) -> str:
    """The question about a part, and how to answer it on the command line."""
    lines = [
        f"{count(leads, 'lead')} left for {campaign} on {moment(left_at)}, and no clear answer came.",
        "Look at the number of leads in that campaign, at the server. Then run:",
        f"  callsheet settle {part_id}{'' if before is not None else ' --count-before M'} --count-now N",
    ]
    if before is not None:
        received = f"{before + leads:,} now: they arrived."
        lines.append(f"It had {before:,} leads before. {before:,} now: nothing arrived. {received}")
    if seconds_left:
        lines.append(f"That nothing arrived can be told in {duration(seconds_left)}; until then they may still arrive.")
    if seconds_left is None:
        lines.append("That nothing arrived cannot be told yet: the process that sent them may still be sending.")
    return "\n".join(lines)


def answered(state: str, evidence: str) -> str:
    """What an answer settled."""
    if not evidence:
        return "This fits neither: the leads stay on hold. Compare the list of leads at the server with the receipt."
    told = {
        "acked": "Settled: these leads arrived.",
        "absent": "Settled: these leads did not arrive. They will be sent.",
        "refused": "Settled: the server refused them and queued nothing.",
    }
    return told.get(state, "Settled.")


def lost_line(campaign: str, rows: int, when: datetime) -> str:
    """An upload that a restored ledger does not contain."""
    time = when.isoformat(timespec="seconds")
    return f"{time}: {count(rows, 'lead')} left for {campaign}; this ledger knows nothing of it."


def restored_accepted(uploads: int) -> str:
    """What was accepted."""
    return f"{count(uploads, 'upload')} accepted. Sending goes on."


def submission_line(number: str, when: datetime, file_name: str, campaign: str, state: str) -> str:
    """One submission in a list."""
    return f"{number}  {moment_with_year(when)}  {file_name} to {campaign}: {STATES[state]}"
