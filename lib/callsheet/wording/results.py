"""Words for what became of calls: on screen, on the command line and in the operator's own file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callsheet.wording.format import count

if TYPE_CHECKING:
    from collections.abc import Mapping

OUTCOMES = {
    "reached": "reached",
    "no_answer": "no answer",
    "busy": "busy",
    "failed": "failed",
    "stopped": "cancelled",
    "not_yet": "not yet",
    "not_known": "not known",
}
"""Outcome → its words, in the order in which they are shown."""
ALWAYS_SHOWN = ("reached", "no_answer", "busy", "failed", "not_yet")
"""Outcomes that are shown even if no lead has them."""
PROBLEMS = {
    "not_served": "This server does not tell what became of these calls.",
    "not_allowed": "The API key may not read what became of these calls.",
    "incomplete": "The server's list lacks some of these calls, so they are not known. Refresh later.",
}
NEVER_READ = "Nothing was fetched yet."
NEVER_READ_HERE = "Nothing was fetched yet. Add --refresh to ask the server."
NAME_THE_FILE = "The upload of {name} is deleted. Name the file: --file FILE."
REFRESH = "Refresh results"
RESULTS = "Calls: {counts}"
READING_FAILED = "The server did not answer. What was fetched is saved. Refresh to continue."
UPLOAD_DELETED = "The upload is deleted. `callsheet results` can still write your file with its results."
DOWNLOAD_WORKBOOK, DOWNLOAD_CSV = "Your file with results (Excel)", "Your file with results (CSV)"
FETCHED = "Fetched {when}."
SIMULATED = "{leads} simulated: nobody was rung."
NOT_SENT_FROM_HERE = "These leads went to another server: {server}."
RESULT, ATTEMPTS, LAST_CALL, DURATION = "Result", "Attempts", "Last call (UTC)", "Duration (seconds)"
RECORDING, TRANSCRIPT = "Recording", "Transcript"
SHEET = "Results"
SETTING = "Results of calls"
SETTING_INTRO = "Whether people were reached, and who is still to be called. History shows it."
FETCH_BY_ITSELF = "Fetch the results of the last seven days without a press"
FETCHED_AGAIN = "We fetch again until all calls are over."
HEADS = ("Reached", "No answer", "Busy", "Failed", "Not yet")
"""Columns of the table of sends, in the order of `ALWAYS_SHOWN`."""
NOT_SENT = "not sent: {reason}"
UNREADY = "it was not ready"
SIMULATED_MARK = " (simulated)"
BUCKETS = {
    "blank": "blank row",
    "left_out": "left out",
    "without_consent": "without consent",
    "duplicates": "duplicate",
    "errors": "needs fixing",
}
STATES = {
    "ready": "waiting to be sent",
    "sending": "on its way",
    "refused": "refused by the server",
    "unknown": "unknown whether it arrived",
    "already_claimed": "already sent earlier",
    "held_back": "held back by the last check",
    "withdrawn": "withdrawn before it was sent",
    "taken_back": "removed from the campaign",
}
"""State of a row of the ledger that the server does not have → why."""
CHOOSE_A_RESULT = "Choose who is called again: no answer, busy or failed."
STAYS_OUT = {
    "asked_to_stop": "asked us to stop",
    "listed": "on a do-not-call list",
    "capped": "called as often as one person may be",
    "not_known": "not known",
    "reached": "reached",
    "not_yet": "not yet called",
    "stopped": "cancelled",
    "other_result": "with another result",
    "sent_again": "sent again since",
    "attempts": "called often enough",
    "recent": "called too recently",
    "not_sent": "not sent",
}
"""Why somebody is not on the next list, in the order in which it is shown."""
NEXT_LIST = "Next list"
NEXT_HELP = "Whom to call again. Lists, caps, consent and calling hours apply as always."
NEXT_RESULTS, NEXT_ATTEMPTS, NEXT_HOURS = "Result", "Called fewer times than", "Hours since the last call, at least"
OTHER_FILE = "This is not the file that was sent: its contents differ from those of {name}."


def counts_line(counts: Mapping[str, int]) -> str:
    """How many leads have which outcome: "120 reached · 40 no answer · 0 busy · 3 failed · 12 not yet".

    Args:
        counts: outcome → leads.
    """
    shown = [name for name in OUTCOMES if name in ALWAYS_SHOWN or counts.get(name)]
    return " · ".join(f"{counts.get(name, 0):,} {OUTCOMES[name]}" for name in shown)


def simulated(leads: int) -> str:
    """That calls were simulated."""
    return SIMULATED.format(leads=count(leads, "call"))


def reading(leads: int) -> str:
    """Progress while results are fetched."""
    return f"Fetching results: {count(leads, 'lead')} so far."


def file_name(stem: str) -> str:
    """The name of a file that comes back with results, without its ending."""
    return f"{stem} – results"


def next_list(people: int, out: Mapping[str, int]) -> str:
    """The sentence "2 people on the list. 3 stay out: 2 reached · 1 not yet called.", by the given counts.

    Args:
        people: on it.
        out: key of `STAYS_OUT` → how many stay out.
    """
    listed = f"{count(people, 'person', 'people')} on the list."
    reasons = " · ".join(f"{out[reason]:,} {STAYS_OUT[reason]}" for reason in STAYS_OUT if out.get(reason))
    others = sum(out.values())
    verb = "stays" if others == 1 else "stay"
    return f"{listed} {others:,} {verb} out: {reasons}." if others else listed


def open_next_list(people: int) -> str:
    """The button that makes a new upload of the next list."""
    return f"Open {count(people, 'person', 'people')} as a new upload"


def next_file_name(stem: str) -> str:
    """The name of a next list, without its ending."""
    return f"{stem} – next list"
