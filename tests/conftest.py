"""Fixtures that several rooms share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.running_backend import Backend, run_backend

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST = ("validation/test_properties.py", "browser/")
"""What takes minutes begins first, so that at the end no process waits for another."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=_turn)


def _turn(item: pytest.Item) -> int:
    path = item.path.as_posix()
    return next((turn for turn, part in enumerate(LONGEST) if f"tests/{part}" in path), len(LONGEST))


@pytest.fixture(scope="session")
def backend(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Backend]:
    """The real backend on SQLite in a data folder of its own; each test makes campaigns of its own."""
    with run_backend(tmp_path_factory.mktemp("backend")) as live:
        yield live


@pytest.fixture
def campaign(backend: Backend) -> str:
    """A fresh campaign on the Indian number of the sandbox."""
    return backend.campaign()
