"""The backend is killed during an upload, once on each database; `make kills` does it 50 times."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.backend.kills import kill_uploads

if TYPE_CHECKING:
    from collections.abc import Callable


TIMES, ROWS = 1, 5_000


@pytest.mark.nightly
def test_a_kill_leaves_all_leads_or_none(database_url: Callable[[], str | None]) -> None:
    """After a SIGKILL at a random moment the campaign has all leads of the file or none, and the key says which."""
    results = list(kill_uploads(database_url(), TIMES, ROWS, seed=3))
    assert len(results) == TIMES
    for result in results:
        result.check(ROWS)
