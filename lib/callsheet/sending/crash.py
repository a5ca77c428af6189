"""Named places where a test may kill this process, to prove that the ledger stands whatever is cut off."""

from __future__ import annotations

import os
import signal

VARIABLE = "CALLSHEET_CRASH_AT"
POINTS = (
    "pressed", "connected", "intent_committed", "intent_logged", "first_byte", "answered", "settled",
    "looked", "evidence_settled", "recovered",
)  # fmt: skip
"""In the order in which a part passes them."""


def crash_point(name: str) -> None:
    """Die here, as if the power had gone, when the environment names this place.

    Args:
        name: one of `POINTS`.
    """
    if os.environ.get(VARIABLE) == name:
        os.kill(os.getpid(), signal.SIGKILL)
