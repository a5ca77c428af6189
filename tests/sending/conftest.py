"""Benches: a ledger and a fault server."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

import pytest

from callsheet.store import DestinationKind
from tests.sending.bench import Bench
from tests.sending.destination_states import STATES
from tests.sending.fault_server import serving

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from callsheet.store import Store


@pytest.fixture
def new_bench(store: Store) -> Iterator[Callable[..., Bench]]:
    """Make benches whose server answers uploads by a script."""
    with ExitStack() as stack:

        def start(
            *script: str,
            quarantine_seconds: float = 900,
            destination: DestinationKind = DestinationKind.CAMPAIGN,
            **kind: Any,
        ) -> Bench:
            server = stack.enter_context(serving(STATES[destination](script=list(script) or ["ok"], **kind)))
            return Bench(store, server, quarantine_seconds)

        yield start
