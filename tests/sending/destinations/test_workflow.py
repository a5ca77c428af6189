"""Workflows: from the upload to the states of its rows, with the evidence of the leads' ids."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from callsheet.sending import make_receipt
from callsheet.store import DestinationKind, RowState
from tests.sending.bench import ASHA, RAVI, Bench, leads_file
from tests.sending.server_state import LOST

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.sending.destination_states import WorkflowState

UNCLEAR = (
    *("none:reset", "all:reset", "half:reset", "all:500", "none:422"),
    *("all:garbled", "all:truncated", "all:redirect", "all:wrong", "half:"),
)


@pytest.fixture
def bench_of(new_bench: Callable[..., Bench]) -> Callable[..., tuple[Bench, WorkflowState]]:
    """Make benches whose server has a workflow."""

    def make(*script: str, **kind: Any) -> tuple[Bench, WorkflowState]:
        bench = new_bench(*script, destination=DestinationKind.WORKFLOW, **kind)
        state: Any = bench.server_state
        return bench, state

    return make


@pytest.mark.parametrize("kind", [{}, {"observed": True}, {"without_plus": True}])
def test_each_lead_has_its_id_in_ledger_and_receipt(
    bench_of: Callable[..., tuple[Bench, WorkflowState]], kind: dict[str, bool]
) -> None:
    """By its number, however the server writes it."""
    bench, state = bench_of("ok", **kind)
    submission = bench.send()
    ids = {lead["phone_number"]: lead["id"] for lead in state.queued}
    receipt = make_receipt(bench.store.ledger, submission).to_json()
    assert {row["phone_number"]: row["lead_id"] for row in receipt["rows"] if row["phone_number"]} == ids
    assert (receipt["destination"], set(ids)) == ("workflow", {ASHA, RAVI})


@pytest.mark.parametrize("word", UNCLEAR)
def test_a_lost_answer_is_settled_row_by_row(bench_of: Callable[..., tuple[Bench, WorkflowState]], word: str) -> None:
    """New ids are the leads that arrived, the others are sent again; nobody is asked."""
    bench, state = bench_of(word, "ok", quarantine_seconds=0)
    submission = bench.send(leads_file(4))
    assert submission.row_counts == {RowState.SENT: 4}
    assert (max(state.holds.values()), len(state.holds)) == (1, 4)
    assert state.uploads == (1 if word.startswith("all") else 2)
    assert len(bench.store.ledger.lead_ids(submission.id)) == 4


def test_absence_is_no_evidence_during_the_quarantine(
    bench_of: Callable[..., tuple[Bench, WorkflowState]],
) -> None:
    """What did not arrive may still do so."""
    bench, state = bench_of("half:reset", "ok", quarantine_seconds=900)
    assert bench.send().row_counts == {RowState.UNKNOWN: 2}
    assert state.uploads == 1


def test_numbers_that_are_enrolled_are_left_out_unless_asked_for(
    bench_of: Callable[..., tuple[Bench, WorkflowState]],
) -> None:
    """Whoever enrolled them."""
    bench, state = bench_of("ok")
    state.apply([ASHA])
    submission = bench.send()
    assert submission.row_counts == {RowState.HELD_BACK: 1, RowState.SENT: 1}
    assert state.holds == {ASHA: 1, RAVI: 1}


def test_enrolled_again_on_purpose_is_settled_by_the_new_id(
    bench_of: Callable[..., tuple[Bench, WorkflowState]],
) -> None:
    """The id that a number had before proves nothing."""
    bench, state = bench_of("ok", "none:reset", "ok", quarantine_seconds=0)
    first = bench.send()
    again = bench.send(draft_id="again", call_again=True)
    assert again.row_counts == {RowState.SENT: 2}
    assert (state.uploads, set(state.holds.values())) == (3, {2})
    ids = [set(bench.store.ledger.lead_ids(submission.id).values()) for submission in (first, again)]
    assert not ids[0] & ids[1]


@pytest.mark.parametrize("busy", [{}, {2: 0}, {1: LOST}])
def test_leads_are_taken_back_one_by_one_and_go_on_where_they_were(
    bench_of: Callable[..., tuple[Bench, WorkflowState]], busy: dict[int, int]
) -> None:
    """A pause that the server asks for, or an answer that is lost, changes nothing; a lead that was called stays."""
    bench, state = bench_of("ok")
    submission = bench.send(leads_file(5))
    state.queued[0]["status"] = "completed"
    state.busy_at = busy
    bench.send_service.request_recall(submission.id)
    bench.run_sender()
    assert bench.get(submission).row_counts == {RowState.SENT: 1, RowState.TAKEN_BACK: 4}
    assert state.total() == 1
    assert len([asked for asked in state.asked if "/leads/" in asked]) == 4 + len(busy) - (LOST in busy.values())


def test_a_refusal_names_its_rows_and_the_rest_is_sent(
    bench_of: Callable[..., tuple[Bench, WorkflowState]],
) -> None:
    """That it enrolled nobody is seen in the list."""
    bench, state = bench_of("refuse", "ok")
    assert bench.send().row_counts == {RowState.REFUSED: 1, RowState.SENT: 1}
    assert state.holds == {RAVI: 1}
