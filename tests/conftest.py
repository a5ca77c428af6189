"""Fixtures and settings shared by all tests."""

from __future__ import annotations

import atexit
import gc
import os
import shutil
import tempfile
from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from callsheet.settings import Settings
from callsheet.store import open_store
from tests.support.compiled_statements import share_compiled_statements
from tests.support.ledgers import sqlite_ledger
from tests.support.postgresql import run_postgresql
from tests.support.running_backend import Backend, run_backend

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from callsheet.store import Store
    from tests.support.postgresql import PostgresqlServer

LONGEST = (
    "browser/app/test_wizard.py",
    "browser/app/test_accessibility.py",
    "browser/app/test_hostile_text.py",
    "browser/review/test_review.py",
    "browser/app/test_back.py",
    "browser/",
    "ui/send/test_page.py",
    "sending/proofs/",
    "files/sandbox/",
    "cli/",
    "backend/",
    "validation/test_properties.py",
)
"""Parts of the paths of the dearest files by processor time, which begin first: no worker ends with one of them."""

if "XDG_RUNTIME_DIR" not in os.environ:  # platformdirs warns without one, as in a container
    _runtime = tempfile.mkdtemp(prefix="callsheet-runtime-")
    os.environ["XDG_RUNTIME_DIR"] = _runtime
    atexit.register(shutil.rmtree, _runtime, ignore_errors=True)
share_compiled_statements()
settings.register_profile(
    "default", deadline=None, derandomize=True
)  # the same examples in each run; `make long` varies
settings.register_profile("long", deadline=None, max_examples=1000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run the tests of `LONGEST` first, in its order."""
    items.sort(key=_position)


def pytest_collection_finish() -> None:
    """Leave what was imported out of later garbage collections; Streamlit makes one after each run of a page."""
    gc.collect()
    gc.freeze()


def _position(item: pytest.Item) -> int:
    path = item.path.as_posix()
    return next((position for position, part in enumerate(LONGEST) if f"tests/{part}" in path), len(LONGEST))


@pytest.fixture(scope="session")
def backend(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Backend]:
    """The real backend on SQLite, shared by a whole run; each test makes its own campaigns."""
    with run_backend(tmp_path_factory.mktemp("backend")) as live:
        yield live


@pytest.fixture(scope="session")
def observed_backend(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Backend]:
    """A backend that answers as a real server was seen to, shared by a whole run."""
    with run_backend(tmp_path_factory.mktemp("observed"), answers="observed") as live:
        yield live


@pytest.fixture
def campaign(backend: Backend) -> str:
    """A new campaign on the Indian number of the sandbox."""
    return backend.campaign()


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgresqlServer]:
    """A PostgreSQL server, shared by a whole run; each test creates its own databases."""
    with run_postgresql(in_memory=True) as server:
        yield server


@pytest.fixture(scope="session")
def ledger_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite database with the tables of the store, to be copied."""
    return sqlite_ledger(tmp_path_factory.mktemp("template"))


@pytest.fixture
def new_store() -> Iterator[Callable[[Path], Store]]:
    """Opens the stores of data folders, and closes them after the test."""
    with ExitStack() as stack:

        def build(home: Path) -> Store:
            store = open_store(Settings(home=home))
            stack.callback(store.engine.dispose)
            return store

        yield build


@pytest.fixture
def store(tmp_path: Path, ledger_template: Path, new_store: Callable[[Path], Store]) -> Store:
    """An empty store on SQLite."""
    shutil.copy(ledger_template, tmp_path / "callsheet.db")
    return new_store(tmp_path)
