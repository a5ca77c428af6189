"""Fixtures and settings shared by all tests."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from tests.support.running_backend import Backend, run_backend

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST = ("browser/", "validation/test_properties.py")
"""Parts of the paths of the slowest tests; these begin first, so that no worker is left with them at the end."""

if "XDG_RUNTIME_DIR" not in os.environ:  # platformdirs warns without one, as in a container
    _runtime = tempfile.mkdtemp(prefix="callsheet-runtime-")
    os.environ["XDG_RUNTIME_DIR"] = _runtime
    atexit.register(shutil.rmtree, _runtime, ignore_errors=True)
settings.register_profile("default", deadline=None)
settings.register_profile("long", deadline=None, max_examples=1000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run the tests of `LONGEST` first, in its order."""
    items.sort(key=_position)


def _position(item: pytest.Item) -> int:
    path = item.path.as_posix()
    return next((position for position, part in enumerate(LONGEST) if f"tests/{part}" in path), len(LONGEST))


@pytest.fixture(scope="session")
def backend(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Backend]:
    """The real backend on SQLite, shared by a whole run; each test makes its own campaigns."""
    with run_backend(tmp_path_factory.mktemp("backend")) as live:
        yield live


@pytest.fixture
def campaign(backend: Backend) -> str:
    """A new campaign on the Indian number of the sandbox."""
    return backend.campaign()
