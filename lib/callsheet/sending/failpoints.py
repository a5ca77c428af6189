"""Named points in the send path at which a test may kill or stop the process, to prove that the ledger survives it.

They do nothing in an installation: `CALLSHEET_CRASH_AT` counts only together with `CALLSHEET_FAILPOINTS=on`, which
nothing but the tests sets.
"""

from __future__ import annotations

import os
import signal
from collections import Counter

SWITCH = "CALLSHEET_FAILPOINTS"
VARIABLE = "CALLSHEET_CRASH_AT"
POINTS = (
    "stored",
    "planned",
    "prepared",
    "pressed",
    "recovered",
    "connected",
    "intent_committed",
    "intent_logged",
    "first_byte",
    "answered",
    "settled",
    "looked",
    "evidence_settled",
)
"""In the order in which a part passes them."""

_PASSED: Counter[str] = Counter()


def failpoint(name: str) -> None:
    """Mark a point of the send path.

    Args:
        name: one of `POINTS`.
    """
    reached(name)


def reached(name: str) -> None:
    """Kill or stop this process if the environment names this point. Simulations replace this function.

    `CALLSHEET_CRASH_AT` is a name, or `name:2` for the second time that the point is passed, or `name:1:STOP` to stop
    there until SIGCONT arrives.

    Args:
        name: one of `POINTS`.
    """
    target = os.environ.get(VARIABLE)
    if not target or os.environ.get(SWITCH) != "on":
        return
    _PASSED[name] += 1
    point, _, rest = target.partition(":")
    count, _, action = rest.partition(":")
    if point == name and _PASSED[name] == int(count or 1):
        # raised for this very thread, so that it executes nothing more
        signal.raise_signal(signal.SIGSTOP if action == "STOP" else signal.SIGKILL)
