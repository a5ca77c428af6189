"""Sentences about one campaign: its state, changes of it, and how long its calls will take."""

from __future__ import annotations

from callsheet.wording.format import count

ASSUMED_CALL_MINUTES = 2
"""Minutes that a call is assumed to take, unanswered ones included; chosen by hand and named where it is used."""
ASSUMED_CONCURRENT_CALLS = 10
"""Calls at the same time where the server does not tell how many it makes; chosen by hand, named where it is used."""
_HOUR = 60
"""Minutes."""
START, PAUSE, COMPLETE = "Start the campaign", "Pause the campaign", "Complete the campaign"
CANNOT_CHANGE = "This server does not let us change a campaign. Change it on the server's own screen."
NOBODY_UNTIL_STARTED = "Nobody is called until the campaign is started."
CALLS_BEGIN = "The campaign is running: calls begin at once."
NOTHING_MORE = "The campaign takes no more leads."
STATUS_NOT_TOLD = "This server does not tell whether the campaign is running. Look at it there."


def start_means(waiting: int) -> str:
    """What starting a campaign does."""
    return f"This calls {count(waiting, 'person', 'people')} as soon as the campaign starts."


def complete_means(waiting: int) -> str:
    """What completing a campaign does."""
    left = f" {count(waiting, 'lead', 'leads')} that nobody has called will not be called." if waiting else ""
    return f"A completed campaign takes no more leads and cannot be started again.{left}"


def calling_time(leads: int, concurrent: int | None) -> str:
    """About how long a number of calls takes, with what that assumes.

    Args:
        leads: how many are called.
        concurrent: calls at the same time; None: the server does not tell.
    """
    at_once = concurrent or ASSUMED_CONCURRENT_CALLS
    minutes = -(-leads // at_once) * ASSUMED_CALL_MINUTES
    told = f"{count(at_once, 'call')} at a time"
    if concurrent is None:
        told = f"if the server makes {told}, which it does not tell us"
    call = count(ASSUMED_CALL_MINUTES, "minute")
    return f"Calling takes about {_about(minutes)} ({told}; we assume {call} a call)."


def _about(minutes: int) -> str:
    if minutes < 2 * _HOUR:
        return count(minutes, "minute")
    return count(-(-minutes // _HOUR), "hour")


def server_said(message: str) -> str:
    """A refusal with the server's message."""
    return f"The server did not change it. It said: “{message}”" if message else "The server did not change it."
