"""Files for the dashboard: nothing is sent, nothing is forgotten, and nobody is handed over twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from callsheet.sending import dashboard_pieces, failpoints, make_receipt
from callsheet.store import DestinationKind, Evidence, PartLimits, PartState, RowState
from tests.sending.bench import leads_file

if TYPE_CHECKING:
    from collections.abc import Callable

    from callsheet.store import Submission
    from tests.sending.bench import Bench

FILE = {"destination": DestinationKind.FILE, "file_for": DestinationKind.CAMPAIGN}


def handed_over(bench: Bench, data: bytes, draft_id: str = "draft") -> Submission:
    return bench.send(data, draft_id=draft_id, **FILE)


def test_each_lead_is_in_one_piece_and_no_piece_is_too_large(new_bench: Callable[..., Bench]) -> None:
    """The pieces together have every lead once; their digests are in the receipt; the server gets nothing."""
    bench = new_bench()
    bench.limits = PartLimits(rows=10_000_000, size=400)
    submission = handed_over(bench, leads_file(40))
    pieces = dashboard_pieces(bench.store.ledger, submission)
    assert len(pieces) > 2
    assert all(len(piece.data) <= 400 for piece in pieces)
    assert pieces[0].name == f"leads – 1 of {len(pieces)}.csv"
    numbers = [line.split(",")[0] for piece in pieces for line in piece.data.decode("utf-8-sig").splitlines()[1:]]
    assert len(numbers) == len(set(numbers)) == submission.rows_sent == 40
    digests = [file["sha256"] for file in make_receipt(bench.store.ledger, submission).to_json()["files_for_dashboard"]]
    assert digests == [piece.sha256 for piece in pieces]
    assert not bench.server_state.holds


def test_the_same_people_are_not_sent_afterwards(new_bench: Callable[..., Bench]) -> None:
    """An upload of the list to the same campaign leaves them out; so does another file."""
    bench = new_bench()
    handed_over(bench, leads_file(4))
    uploaded = bench.send(leads_file(6), draft_id="second")
    assert uploaded.row_counts == {RowState.SENT: 2, RowState.ALREADY_CLAIMED: 4}
    again = handed_over(bench, leads_file(6), "third")
    assert again.row_counts == {RowState.ALREADY_CLAIMED: 6}
    assert sum(bench.server_state.holds.values()) == 2


def test_a_number_of_a_do_not_call_list_is_taken_out(new_bench: Callable[..., Bench]) -> None:
    """The gate of the last check holds for a file too."""
    bench = new_bench()
    submission = bench.submit(leads_file(3), **FILE)
    bench.store.suppression.add(["+919800000001"], "Meera")
    bench.run_sender()
    after = bench.get(submission)
    assert after.row_counts == {RowState.SENT: 2, RowState.HELD_BACK: 1}
    [piece] = dashboard_pieces(bench.store.ledger, after)
    assert b"+919800000001" not in piece.data


def test_a_sender_that_dies_leaves_a_file_that_can_be_downloaded(
    new_bench: Callable[..., Bench], monkeypatch: pytest.MonkeyPatch
) -> None:
    """After the intent the file counts as handed over, whatever died: it is never READY again, and never sent."""
    bench = new_bench(quarantine_seconds=0)

    def die(point: str) -> None:
        if point == "answered":
            raise KeyboardInterrupt

    submission = bench.submit(leads_file(3), **FILE)
    with monkeypatch.context() as patch:
        patch.setattr(failpoints, "reached", die)
        with pytest.raises(KeyboardInterrupt):
            bench.run_sender()
    assert [part.state for part in bench.get(submission).parts] == [PartState.INTENT]
    bench.sender = bench.new_sender()
    bench.run_sender()
    after = bench.get(submission)
    assert [(part.state, part.evidence) for part in after.parts] == [(PartState.ACKED, Evidence.FILE)]
    assert len(dashboard_pieces(bench.store.ledger, after)) == 1
    assert not bench.server_state.holds
