"""A ledger, a fault server and what is sent to it."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest

from callsheet.settings import Settings
from callsheet.store import open_store
from tests.sending.desk_tools import Bench
from tests.sending.sending_server import serving
from tests.sending.truth import Truth

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from callsheet.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(Settings(home=tmp_path))


@pytest.fixture
def bench(store: Store) -> Iterator[Callable[..., Bench]]:
    """A ledger, a desk and a sender to a fault server with a script."""
    with ExitStack() as stack:

        def start(*script: str, quarantine_seconds: float = 900, **kind: bool) -> Bench:
            server = stack.enter_context(serving(Truth(script=list(script) or ["ok"], **kind)))
            return Bench(store, server, quarantine_seconds)

        yield start
