"""HTTP is the same with every database: these tests run on SQLite only."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.support.running_backend import Backend


@pytest.fixture(scope="session")
def backend(sqlite_backend: Backend) -> Backend:
    """The shared backend on SQLite."""
    return sqlite_backend
