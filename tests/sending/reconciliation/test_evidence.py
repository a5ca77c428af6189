"""Evidence from the server about uploads that got no clear answer."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from callsheet.store import PartLimits, RowState, SubmissionState
from tests.sending.bench import ASHA, RAVI, leads_file
from tests.sending.server_state import CAMPAIGN

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.sending.bench import Bench
    from tests.sending.server_state import Reply


SERVER_KINDS = [{"keys": True, "atomic": True}, {"lists": True}, {"counts": True}]


@pytest.mark.parametrize("kind", SERVER_KINDS, ids=["key", "list", "counter"])
@pytest.mark.parametrize("word", ["all:reset", "all:500", "all:garbled"])
def test_leads_that_arrived_are_found_without_a_question(
    new_bench: Callable[..., Bench], kind: dict[str, bool], word: str
) -> None:
    """The key's state, the list of leads, or a counter that reads the same twice settles what arrived."""
    bench = new_bench(word, quarantine_seconds=0, **kind)
    submission = bench.send()
    assert bench.get(submission).row_counts == {RowState.SENT: 2}
    assert bench.server_state.uploads == 1


@pytest.mark.parametrize("kind", SERVER_KINDS, ids=["key", "list", "counter"])
@pytest.mark.parametrize("quarantine", [0, 900])
def test_absence_is_evidence_only_after_the_quarantine(
    new_bench: Callable[..., Bench], kind: dict[str, bool], quarantine: int
) -> None:
    """Before its end nothing is sent again; after it the leads are sent in a new part, once."""
    bench = new_bench("none:reset", "ok", quarantine_seconds=quarantine, **kind)
    submission = bench.send()
    over = quarantine == 0
    assert bench.get(submission).row_counts == {RowState.SENT if over else RowState.UNKNOWN: 2}
    assert bench.server_state.uploads == (2 if over else 1)
    assert max(bench.server_state.holds.values(), default=0) == over


def test_only_the_missing_half_of_a_part_is_sent_again(new_bench: Callable[..., Bench]) -> None:
    """The list decides row by row: listed leads are sent, the others become a new part."""
    bench = new_bench("half:500", "ok", quarantine_seconds=0, lists=True)
    submission = bench.send(leads_file(6))
    assert submission.row_counts == {RowState.SENT: 6}
    assert set(bench.server_state.holds.values()) == {1}
    assert [len(seen) for seen in bench.server_state.seen] == [6, 3]


def test_a_counter_that_somebody_else_changed_is_not_evidence(new_bench: Callable[..., Bench]) -> None:
    """Another user adds leads: the counter decides nothing any more, and the operator is asked."""
    bench = new_bench("ok", "all:reset", quarantine_seconds=0, counts=True)
    bench.limits = PartLimits(rows=2)
    submission = bench.submit(leads_file(4))
    bench.sender.process_campaign(CAMPAIGN)
    bench.server_state.apply(["+919999999999"])
    bench.run_sender()
    assert bench.get(submission).state is SubmissionState.UNKNOWN


def test_the_key_of_a_refused_upload_names_its_rows(
    new_bench: Callable[..., Bench], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The answer got lost; the key's state still reports which rows were refused."""
    bench = new_bench("refuse", "ok", quarantine_seconds=0, keys=True, atomic=True)
    post = bench.server_state.post

    def lose_the_first(body: bytes, key: str | None) -> Reply:
        is_first = not bench.server_state.uploads
        return replace(post(body, key), status=0 if is_first else 201)

    monkeypatch.setattr(bench.server_state, "post", lose_the_first)
    submission = bench.send()
    assert submission.row_counts == {RowState.REFUSED: 1, RowState.SENT: 1}


def test_a_recalled_lead_is_not_evidence_of_arrival(new_bench: Callable[..., Bench]) -> None:
    """Sent, recalled, sent again and lost: the removed lead in the list does not count."""
    bench = new_bench("ok", "none:reset", "ok", lists=True, quarantine_seconds=0)
    first = bench.send()
    bench.send_service.request_recall(first.id)
    bench.run_sender()
    second = bench.send(draft_id="second")
    assert second.state is SubmissionState.SENT
    assert bench.server_state.holds == {ASHA: 1, RAVI: 1}


def test_an_erased_lead_still_counts_as_present(new_bench: Callable[..., Bench]) -> None:
    """Its number is a pseudonym by now: when a second call is lost, the first lead is not evidence for it."""
    bench = new_bench("ok", "none:reset", "ok", lists=True, quarantine_seconds=0)
    first = bench.send()
    assert bench.store.ledger.eraser.erase_number(ASHA, "Meera").settled == 1
    second = bench.send(draft_id="second", call_again=True)
    assert bench.store.ledger.get(first.id).rows_sent == 2
    assert second.state is SubmissionState.SENT
    assert bench.server_state.holds == {ASHA: 2, RAVI: 2}
