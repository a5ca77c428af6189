"""Benches: a ledger and a fault server."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest

from tests.sending.bench import Bench
from tests.sending.fault_server import serving
from tests.sending.server_state import ServerState

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Unpack

    from callsheet.store import Store
    from tests.sending.server_state import ServerKind


@pytest.fixture
def new_bench(store: Store) -> Iterator[Callable[..., Bench]]:
    """Make benches whose server answers uploads by a script."""
    with ExitStack() as stack:

        def start(*script: str, quarantine_seconds: float = 900, **kind: Unpack[ServerKind]) -> Bench:
            server = stack.enter_context(serving(ServerState(script=list(script) or ["ok"], **kind)))
            return Bench(store, server, quarantine_seconds)

        yield start
