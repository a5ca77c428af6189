"""How a simulated call goes: decided by its number alone, so that a trial can be repeated."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from callsheet.contract import CallStatus

SEED = "callsheet simulated call 1"
"""Another seed gives every number another outcome."""
SHARES = (
    (CallStatus.COMPLETED, 0.50),
    (CallStatus.NO_ANSWER, 0.18),
    (CallStatus.DID_NOT_PICK, 0.12),
    (CallStatus.BUSY, 0.12),
    (CallStatus.FAILED, 0.08),
)
"""Outcome → share of all numbers. Chosen by hand, so that a file of twenty numbers shows each of them."""
RING_MINUTES, TALK_MINUTES = (0.1, 0.5), (0.3, 3.0)
"""Shortest and longest. Chosen by hand."""


@dataclass(frozen=True)
class Course:
    """How a call goes.

    Args:
        outcome: its last status.
        ring_minutes: until somebody takes it, or it ends.
        talk_minutes: 0 unless somebody takes it.
    """

    outcome: CallStatus
    ring_minutes: float
    talk_minutes: float

    @property
    def talk_seconds(self) -> int | None:
        """Seconds of talk as the provider reports them; None if nobody talked."""
        return round(self.talk_minutes * 60) if self.outcome is CallStatus.COMPLETED else None


def course_of(number: str) -> Course:
    """Decide how a call to a number goes.

    Args:
        number: E.164.
    """
    digest = sha256(f"{SEED} {number}".encode()).digest()
    chance, ring, talk = (int.from_bytes(digest[start : start + 4]) / 2**32 for start in (0, 4, 8))
    outcome = SHARES[-1][0]
    for status, share in SHARES:
        if chance < share:
            outcome = status
            break
        chance -= share
    shortest, longest = RING_MINUTES
    talk_minutes = TALK_MINUTES[0] + talk * (TALK_MINUTES[1] - TALK_MINUTES[0])
    is_taken = outcome is CallStatus.COMPLETED
    return Course(outcome, shortest + ring * (longest - shortest), talk_minutes if is_taken else 0.0)
