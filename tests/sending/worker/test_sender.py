"""The sender: which part is sent next, and what stops it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from callsheet.sending import failpoints
from callsheet.store import Clock, Hold, PartLimits, RowState, SubmissionState
from callsheet.wording.ui.send import HELD
from tests.sending.bench import leads_file
from tests.sending.in_process_server import InProcessServer, client_of
from tests.sending.server_state import CAMPAIGN
from tests.support.ledgers import claimed_numbers

if TYPE_CHECKING:
    from collections.abc import Callable

    import requests

    from tests.sending.bench import Bench
    from tests.sending.server_state import ServerState


def test_a_large_file_is_sent_in_parts(new_bench: Callable[..., Bench]) -> None:
    """Rows and bytes limit a part; each number arrives once, in the order of the file."""
    bench = new_bench("ok")
    bench.limits = PartLimits(rows=4, size=70)
    submission = bench.send(leads_file(10))
    assert submission.row_counts == {RowState.SENT: 10}
    assert sum(part.rows for part in submission.parts) == 10
    assert all(len(bench.store.ledger.data(part.id)) <= 70 for part in submission.parts)
    assert [number for part in bench.server_state.seen for number in part] == sorted(bench.server_state.holds)


def test_an_unknown_part_stops_the_other_parts_of_its_campaign(new_bench: Callable[..., Bench]) -> None:
    """One part in flight for each campaign, and none while one is unknown; unsent parts can be withdrawn."""
    bench = new_bench("ok", "all:reset", "ok")
    bench.limits = PartLimits(rows=2)
    submission = bench.send(leads_file(6))
    assert submission.row_counts == {RowState.SENT: 2, RowState.UNKNOWN: 2, RowState.READY: 2}
    assert bench.send_service.withdraw(submission.id) == 2
    assert bench.get(submission).row_counts == {RowState.SENT: 2, RowState.UNKNOWN: 2, RowState.WITHDRAWN: 2}
    assert len(claimed_numbers(bench.store, CAMPAIGN)) == 4


def test_an_unknown_part_does_not_stop_other_campaigns(new_bench: Callable[..., Bench]) -> None:
    """It stops its own campaign only."""
    bench = new_bench("all:reset", "ok")
    stuck = bench.send()
    other = bench.send(leads_file(3), campaign_id="cmp_other0000000")
    assert (bench.get(stuck).state, other.state) == (SubmissionState.UNKNOWN, SubmissionState.SENT)


@pytest.mark.parametrize(
    ("script", "hold", "rows"),
    [
        (("ok",), Hold.TRIAL, {RowState.SENT: 10, RowState.READY: 5}),
        (("refuse", "ok"), Hold.TRIAL, {RowState.REFUSED: 1, RowState.READY: 14}),
        (("all:500",), Hold.NONE, {RowState.UNKNOWN: 10, RowState.READY: 5}),
        (("busy:60",), Hold.NONE, {RowState.READY: 15}),
    ],
)
def test_a_trial_sends_ten_leads_and_holds_the_rest(
    new_bench: Callable[..., Bench], script: tuple[str, ...], hold: Hold, rows: dict[RowState, int]
) -> None:
    """The rest is held until the operator releases it, whatever became of the first ten."""
    bench = new_bench(*script, atomic=True)
    submission = bench.send(leads_file(15), is_trial=True)
    assert (submission.hold, submission.row_counts) == (hold, rows)
    assert len(bench.server_state.seen[0]) == 10


def test_the_operator_releases_or_cancels_the_rest_of_an_accepted_trial(new_bench: Callable[..., Bench]) -> None:
    """Ten were accepted: nothing more is sent until the operator says so, and what is cancelled is never sent."""
    bench = new_bench("ok")
    released = bench.send(leads_file(15), is_trial=True)
    bench.send_service.resume(released.id)
    bench.run_sender()
    assert bench.get(released).row_counts == {RowState.SENT: 15}
    cancelled = bench.send(leads_file(15, first=100), draft_id="other", is_trial=True)
    bench.send_service.withdraw(cancelled.id)
    bench.run_sender()
    assert bench.get(cancelled).row_counts == {RowState.SENT: 10, RowState.WITHDRAWN: 5}


def test_the_operator_releases_the_rest_after_a_refused_trial(new_bench: Callable[..., Bench]) -> None:
    """One press, and everything but the refused row is sent."""
    bench = new_bench("refuse", "ok", atomic=True)
    submission = bench.send(leads_file(15), is_trial=True)
    bench.send_service.resume(submission.id)
    bench.run_sender()
    assert bench.get(submission).row_counts == {RowState.REFUSED: 1, RowState.SENT: 14}


def test_an_intent_that_is_too_old_is_not_acted_on(new_bench: Callable[..., Bench]) -> None:
    """The machine slept between the press and the first byte: the connection is closed, nothing is sent."""
    bench = new_bench("ok")
    store = bench.store
    bench.store = replace(store, clock=Clock(boot_seconds=lambda: 31.0 if store.ledger.attempt_ids() else 0.0))
    bench.sender = bench.new_sender()
    submission = bench.submit()
    bench.sender.process_campaign(CAMPAIGN)
    assert bench.server_state.uploads == 0
    assert bench.get(submission).row_counts == {RowState.READY: 2}


def test_a_sender_that_lost_its_lock_sends_nothing(new_bench: Callable[..., Bench]) -> None:
    """PostgreSQL was restarted and lost the lock: the last check before the first byte notices."""
    bench = new_bench("ok")
    submission = bench.submit()
    bench.sender = bench.new_sender(has_lock=lambda: False)
    bench.sender.process_campaign(CAMPAIGN)
    assert bench.server_state.uploads == 0
    assert bench.get(submission).row_counts == {RowState.READY: 2}


def test_a_late_outcome_of_a_part_that_was_settled_meanwhile_changes_nothing(
    new_bench: Callable[..., Bench], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A sender that overslept has an unclear answer when another sender has settled the part: it is ignored."""
    bench = new_bench("all:500", lists=True, quarantine_seconds=0)
    submission = bench.submit()

    def settle_elsewhere(point: str) -> None:
        if point == "answered":
            bench.new_sender().process_campaign(CAMPAIGN)

    monkeypatch.setattr(failpoints, "reached", settle_elsewhere)
    assert bench.sender.process_campaign(CAMPAIGN)
    bench.run_sender()
    assert bench.get(submission).state is SubmissionState.SENT
    assert [event.kind for event in bench.store.ledger.events(submission.id)][-1] == "acked"
    assert bench.server_state.uploads == 1


def test_every_hold_has_a_sentence() -> None:
    """The screen explains each reason to hold a submission."""
    assert set(HELD) == {hold.value for hold in Hold if hold}


class RequestIds(InProcessServer):
    """Notes the request id of each upload."""

    def __init__(self, server_state: ServerState) -> None:
        super().__init__(server_state)
        self.ids: list[str | None] = []

    def send(self, request: requests.PreparedRequest, *rest: Any, **more: Any) -> requests.Response:
        if request.method == "POST":
            self.ids.append(request.headers.get("X-Request-Id"))
        return super().send(request, *rest, **more)


def test_the_server_knows_an_upload_by_the_id_of_its_part(new_bench: Callable[..., Bench]) -> None:
    """What the receipt and our log call the part is the request id in the server's log."""
    bench = new_bench("ok")
    network = RequestIds(bench.server_state)
    bench.api, bench.limits = client_of(network), PartLimits(rows=2)
    bench.sender = bench.new_sender()
    submission = bench.send(leads_file(3))
    assert network.ids == [part.id for part in submission.parts]
    assert len(network.ids) == 2
