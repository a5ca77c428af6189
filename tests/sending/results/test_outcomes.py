"""Counts of results that were read before more leads were sent, or some were taken back."""

from __future__ import annotations

import pytest

from callsheet.sending import counts_now
from callsheet.store import CallOutcome

REACHED, STOPPED, NOT_YET = CallOutcome.REACHED, CallOutcome.STOPPED, CallOutcome.NOT_YET


@pytest.mark.parametrize(
    ("read", "sent", "now"),
    [
        ({NOT_YET: 10}, 128, {NOT_YET: 128}),
        ({REACHED: 4, NOT_YET: 6}, 128, {REACHED: 4, NOT_YET: 124}),
        ({REACHED: 4, NOT_YET: 6}, 4, {REACHED: 4}),
        ({REACHED: 10}, 10, {REACHED: 10}),
        ({REACHED: 10}, 12, {REACHED: 10, NOT_YET: 2}),
        ({STOPPED: 3}, 0, {STOPPED: 3}),
        ({}, 0, {}),
    ],
)
def test_counts_add_up_to_what_is_sent_now(
    read: dict[CallOutcome, int], sent: int, now: dict[CallOutcome, int]
) -> None:
    """What was sent since is not called yet; what was taken back since leaves those who were not called yet."""
    assert counts_now(read, sent) == now
