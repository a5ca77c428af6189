"""A store on each database, copied from one that was migrated once."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from callsheet.database import open_database
from callsheet.store import Store
from tests.support.ledgers import postgresql_ledgers, sqlite_ledger

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@pytest.fixture(scope="session")
def new_postgresql() -> Iterator[Callable[[], str]]:
    """Make migrated PostgreSQL databases; their URLs come back."""
    with postgresql_ledgers() as make:
        yield make


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite database."""
    return sqlite_ledger(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(params=["sqlite", "postgresql"])
def any_store(request: pytest.FixtureRequest, tmp_path: Path, sqlite_template: Path) -> Iterator[Store]:
    if request.param == "sqlite":
        shutil.copy(sqlite_template, tmp_path / "callsheet.db")
        url = f"sqlite:///{tmp_path / 'callsheet.db'}"
    else:
        url = request.getfixturevalue("new_postgresql")()
    store = Store(open_database(url), tmp_path)
    yield store
    store.engine.dispose()
