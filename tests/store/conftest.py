"""A store on each database, copied from one that was migrated once."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from callsheet.database import open_database
from callsheet.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from callsheet.store import Ledger
    from tests.support.postgresql import PostgresqlServer


@pytest.fixture(params=["sqlite", "postgresql"])
def any_store(request: pytest.FixtureRequest, tmp_path: Path, ledger_template: Path) -> Iterator[Store]:
    """An empty store, once on each database."""
    if request.param == "sqlite":
        shutil.copy(ledger_template, tmp_path / "callsheet.db")
        url = f"sqlite:///{tmp_path / 'callsheet.db'}"
    else:
        server: PostgresqlServer = request.getfixturevalue("postgresql")
        url = server.create_store()
    store = Store(open_database(url), tmp_path)
    yield store
    store.engine.dispose()


@pytest.fixture
def ledger(any_store: Store) -> Ledger:
    """The ledger of an empty store, once on each database."""
    return any_store.ledger
