"""A store on each database, copied from one that was migrated once."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from callsheet.database import open_database
from callsheet.settings import Settings
from callsheet.store import Store, open_store
from tests.support.ledgers import postgresql_ledgers, sqlite_ledger

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from callsheet.store import Ledger


@pytest.fixture(scope="session")
def new_postgresql() -> Iterator[Callable[[], str]]:
    """Creates migrated PostgreSQL databases; returns their URLs."""
    with postgresql_ledgers() as create:
        yield create


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite database."""
    return sqlite_ledger(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(params=["sqlite", "postgresql"])
def any_store(request: pytest.FixtureRequest, tmp_path: Path, sqlite_template: Path) -> Iterator[Store]:
    """An empty store, once on each database."""
    if request.param == "sqlite":
        shutil.copy(sqlite_template, tmp_path / "callsheet.db")
        url = f"sqlite:///{tmp_path / 'callsheet.db'}"
    else:
        url = request.getfixturevalue("new_postgresql")()
    store = Store(open_database(url), tmp_path)
    yield store
    store.engine.dispose()


@pytest.fixture
def ledger(any_store: Store) -> Ledger:
    """The ledger of an empty store, once on each database."""
    return any_store.ledger


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """An empty store on SQLite."""
    return open_store(Settings(home=tmp_path))
