"""A disk that is full at a commit: nothing is lost and nothing is sent twice."""

from __future__ import annotations

import resource
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from callsheet.sending import failpoints
from callsheet.store import RowState
from tests.sending.bench import ASHA, RAVI, Bench
from tests.sending.fault_server import serving
from tests.sending.server_state import CAMPAIGN, ServerState

if TYPE_CHECKING:
    from collections.abc import Iterator

    from callsheet.store import Store


@contextmanager
def full_disk(bench: Bench) -> Iterator[None]:
    """No file may grow beyond the present size of the ledger's journal."""
    wal = bench.store.home / "callsheet.db-wal"
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (wal.stat().st_size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.fixture
def bench(store: Store) -> Iterator[Bench]:
    with serving(ServerState()) as server:
        yield Bench(store, server, 0)


def run_out_of_disk_at(bench: Bench, monkeypatch: pytest.MonkeyPatch, point: str) -> None:
    """Run the sender; from a failpoint on the disk is full, and afterwards it has room again."""
    limits = []

    def reached(name: str) -> None:
        if name == point:
            limits.append(full_disk(bench))
            limits[-1].__enter__()

    monkeypatch.setattr(failpoints, "reached", reached)
    try:
        bench.sender.process_campaign(CAMPAIGN)
    finally:
        for limit in limits:
            limit.__exit__(None, None, None)
    monkeypatch.setattr(failpoints, "reached", lambda _: None)
    assert limits


def test_nothing_is_sent_when_the_intent_cannot_be_committed(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk is full at the commit before the first byte: nothing is sent; with room again it is sent once."""
    submission = bench.submit()
    run_out_of_disk_at(bench, monkeypatch, "connected")
    assert bench.server_state.uploads == 0
    bench.skip_waits(submission)
    bench.run_sender()
    assert bench.get(submission).row_counts == {RowState.SENT: 2}
    assert bench.server_state.holds == {ASHA: 1, RAVI: 1}


def test_an_outcome_that_cannot_be_saved_is_saved_later(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk is full at the commit after the answer: the sender saves the outcome later and sends nothing twice."""
    submission = bench.submit()
    run_out_of_disk_at(bench, monkeypatch, "answered")
    assert bench.get(submission).row_counts == {RowState.SENDING: 2}
    bench.run_sender()
    assert bench.get(submission).row_counts == {RowState.SENT: 2}
    assert bench.server_state.uploads == 1


def test_an_outcome_that_was_never_saved_is_unknown(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk is full, and then the sender dies with the outcome: unknown, not sent again."""
    submission = bench.submit()
    run_out_of_disk_at(bench, monkeypatch, "answered")
    bench.sender = bench.new_sender()
    bench.run_sender()
    assert bench.get(submission).row_counts == {RowState.UNKNOWN: 2}
    assert bench.server_state.uploads == 1


def test_a_submission_that_cannot_be_committed_claims_nothing(bench: Bench) -> None:
    """The disk is full at the press: no submission, no claim; pressed again, it is one submission."""
    with full_disk(bench), pytest.raises(Exception, match="disk"):
        bench.submit()
    assert bench.store.ledger.latest(9) == []
    assert bench.send().row_counts == {RowState.SENT: 2}
