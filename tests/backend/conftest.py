"""Backends on SQLite and PostgreSQL; PostgreSQL comes as a Python package and needs no installation."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, cast

import pytest
from sqlalchemy import create_engine, make_url, text

from tests.support.processes import run_postgresql
from tests.support.running_backend import Backend, run_backend

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@pytest.fixture(scope="session")
def new_postgresql() -> Iterator[Callable[[], str]]:
    """Create an empty PostgreSQL database and return its URL."""
    numbers = count(1)
    with run_postgresql() as url:
        base = make_url(url).set(drivername="postgresql+psycopg")

        def create() -> str:
            name = f"callsheet_{next(numbers)}"
            engine = create_engine(base, isolation_level="AUTOCOMMIT")
            with engine.connect() as connection:
                connection.execute(text(f"CREATE DATABASE {name}"))
            engine.dispose()
            return base.set(database=name).render_as_string(hide_password=False)

        yield create


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> Callable[[], str | None]:
    """Create an empty database of each kind; None is SQLite in the data folder."""
    if request.param == "sqlite":
        return lambda: None
    return cast("Callable[[], str]", request.getfixturevalue("new_postgresql"))


@pytest.fixture(scope="session")
def sqlite_backend(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Backend]:
    """The real backend on SQLite, shared by a whole run."""
    with run_backend(tmp_path_factory.mktemp("backend")) as backend:
        yield backend


@pytest.fixture(scope="session")
def backend(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, database_url: Callable[[], str | None]
) -> Iterator[Backend]:
    """The real backend on each database, shared by a whole run; each test makes its own campaigns."""
    url = database_url()
    if url is None:
        yield request.getfixturevalue("sqlite_backend")
        return
    with run_backend(tmp_path_factory.mktemp("backend"), backend_database_url=url) as backend:
        yield backend


@pytest.fixture(scope="module")
def workspace(backend: Backend) -> Backend:
    """The same backend with a workspace for one test module, whose numbers and rules it may change."""
    return backend.new_workspace()
