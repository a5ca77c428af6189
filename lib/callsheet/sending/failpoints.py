"""Named places where a test may kill or stop this process, to prove that the ledger stands whatever is cut off."""

from __future__ import annotations

import os
import signal
from collections import Counter

VARIABLE = "CALLSHEET_CRASH_AT"
POINTS = (
    "pressed", "recovered", "connected", "intent_committed", "intent_logged", "first_byte", "answered", "settled",
    "looked", "evidence_settled",
)  # fmt: skip
"""In the order in which a part passes them."""

_PASSED: Counter[str] = Counter()


def failpoint(name: str) -> None:
    """Die here, as if the power had gone, when the environment names this place.

    The variable is a name, or `name:2` for the second time it is passed, or `name:1:STOP` to sleep there until
    somebody sends SIGCONT.

    Args:
        name: one of `POINTS`.
    """
    wanted = os.environ.get(VARIABLE)
    if not wanted:
        return
    _PASSED[name] += 1
    place, _, rest = wanted.partition(":")
    turn, _, how = rest.partition(":")
    if place == name and _PASSED[name] == int(turn or 1):
        # raised for this very thread, so that not one instruction more is run
        signal.raise_signal(signal.SIGSTOP if how == "STOP" else signal.SIGKILL)
