"""Backends on SQLite and PostgreSQL."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.running_backend import Backend, run_backend

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.support.postgresql import PostgresqlServer


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> Callable[[], str | None]:
    """Create an empty database of each kind; None is SQLite in the data folder."""
    if request.param == "sqlite":
        return lambda: None
    server: PostgresqlServer = request.getfixturevalue("postgresql")
    return server.create


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


@pytest.fixture(scope="module")
def calling(backend: Backend) -> Backend:
    """The same backend with a workspace for one test module, which may call Indian numbers that begin with 9."""
    return backend.new_calling_workspace()


@pytest.fixture(scope="session")
def sqlite_calling(sqlite_backend: Backend) -> Backend:
    """Such a workspace on SQLite, for what does not depend on the database."""
    return sqlite_backend.new_calling_workspace()


@pytest.fixture(scope="session")
def sqlite_agent(sqlite_calling: Backend) -> str:
    """An agent of the workspace on SQLite."""
    return sqlite_calling.agent()


@pytest.fixture(scope="module")
def agent(calling: Backend) -> str:
    """An agent of that workspace."""
    return calling.agent()
