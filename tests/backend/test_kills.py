"""The backend killed in the middle of an upload, small; `make kills` asks the same of 50 moments at length."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.backend.kills import kills

if TYPE_CHECKING:
    from collections.abc import Callable


TIMES, ROWS = 1, 20_000


def test_a_kill_leaves_all_leads_or_none(database_url: Callable[[], str | None]) -> None:
    """SIGKILL at a random moment: the campaign holds the whole file or nothing, and its key tells which."""
    found = list(kills(database_url(), TIMES, ROWS, seed=3))
    assert len(found) == TIMES
    for kill in found:
        kill.hold_to(ROWS)
