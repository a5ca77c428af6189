"""What counts are held against: other parts, other submissions, other hours."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from callsheet.sending import failpoints
from callsheet.store import Clock, PartLimits, PartState, RowState, SubmissionState
from tests.sending.desk_tools import ASHA, RAVI, many
from tests.sending.truth import CAMPAIGN

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.sending.desk_tools import Bench


def test_what_was_taken_back_is_no_evidence_that_it_arrived(bench: Callable[..., Bench]) -> None:
    """Sent, taken back, sent again and lost on the way: the removed lead in the list does not count."""
    work = bench("ok", "none:reset", "ok", lists=True, quarantine_seconds=0)
    first = work.send()
    work.send_service.request_recall(first.id)
    work.work()
    second = work.send(draft_id="second")
    assert second.state is SubmissionState.SENT
    assert work.truth.holds == {ASHA: 1, RAVI: 1}


def test_taking_back_the_first_of_two_calls_leaves_the_second_alone(bench: Callable[..., Bench]) -> None:
    """Called twice on purpose, the first taken back, a third lost: evidence counts what stands, not the rounds."""
    work = bench("ok", "ok", "all:reset", lists=True, quarantine_seconds=0)
    first = work.send()
    work.send(draft_id="second", call_again=True)
    work.send_service.request_recall(first.id)
    work.work()
    assert work.truth.holds == {ASHA: 1, RAVI: 1}
    third = work.send(draft_id="third", call_again=True)
    assert third.state is SubmissionState.SENT
    assert work.truth.holds == {ASHA: 2, RAVI: 2}


def test_what_was_sent_and_forgotten_still_counts_as_there(bench: Callable[..., Bench]) -> None:
    """Its numbers are marks by now: of a second call that is lost, the first is no evidence."""
    work = bench("ok", "none:reset", "ok", lists=True, quarantine_seconds=0)
    first = work.send()
    assert work.store.ledger.eraser.erase_number(ASHA, "Meera").settled == 1
    second = work.send(draft_id="second", call_again=True)
    assert work.store.ledger.get(first.id).rows_sent == 2
    assert second.state is SubmissionState.SENT
    assert work.truth.holds == {ASHA: 2, RAVI: 2}


@pytest.mark.parametrize("back", [0, 86_400])
def test_the_count_before_knows_what_another_submission_sent_since(bench: Callable[..., Bench], back: int) -> None:
    """Counted before the press; another file goes first, whatever the clock says: the question's count holds both."""
    work = bench("busy:600", "ok", "none:reset", quarantine_seconds=0)
    submission = work.press(count_before=7)
    work.sender.process_campaign(CAMPAIGN)
    clock = Clock(now=lambda: datetime.fromtimestamp(datetime.now(UTC).timestamp() - back, UTC))
    work.store = replace(work.store, clock=clock)
    work.sender = work.new_sender()
    work.send(many(3, first=40), draft_id="other")
    work.send_service.resume(submission.id)
    work.work()
    (question,) = work.send_service.questions(work.get(submission))
    assert (question.count_before, question.sent_since) == (10, 0)


def test_a_count_taken_while_something_was_in_the_balance_is_asked_again(bench: Callable[..., Bench]) -> None:
    """It may hold those leads or not: the operator is asked for both counts."""
    work = bench("all:reset", "none:reset")
    first = work.send()
    second = work.press(many(2, first=40), draft_id="other", count_before=2)
    (question,) = work.send_service.questions(first)
    work.send_service.answer(question.part.id, count_before=0, count_now=2)
    work.work()
    (question,) = work.send_service.questions(work.get(second))
    assert question.count_before is None


def test_a_wrong_answer_is_put_right_after_other_parts_were_sent(bench: Callable[..., Bench]) -> None:
    """The leads had not arrived: the later count holds the parts that went since, and the lost ones go again."""
    work = bench("none:reset", "ok", quarantine_seconds=0)
    work.limits = PartLimits(rows=2)
    submission = work.send(many(6), count_before=0)
    part = submission.in_state(PartState.UNKNOWN)[0].id
    work.send_service.answer(part, count_before=0, count_now=2)
    work.work()
    assert work.get(submission).row_counts == {RowState.SENT: 6}
    work.send_service.answer(part, count_before=0, count_now=4)
    work.work()
    assert work.get(submission).row_counts == {RowState.SENT: 6}
    assert set(work.truth.holds.values()) == {1}
    assert len(work.truth.holds) == 6


def test_a_wrong_answer_about_a_refusal_is_put_right_while_nothing_went_again(bench: Callable[..., Bench]) -> None:
    """The server had queued what it did not refuse: the rest has arrived; it is not believed again."""
    work = bench("refuse_some", "ok", quarantine_seconds=0)
    submission = work.send(many(3))
    part = submission.parts[0].id
    work.send_service.answer(part, count_before=0, count_now=0)
    assert work.store.ledger.is_all_or_nothing("test")
    work.send_service.answer(part, count_before=0, count_now=2)
    work.work()
    assert work.get(submission).row_counts == {RowState.SENT: 2, RowState.REFUSED: 1}
    assert not work.store.ledger.is_all_or_nothing("test")
    assert set(work.truth.holds.values()) == {1}


def test_a_late_outcome_of_a_part_that_was_settled_meanwhile_changes_nothing(
    bench: Callable[..., Bench], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A sender that overslept has an unclear answer when another sender has settled the part: it is ignored."""
    work = bench("all:500", lists=True, quarantine_seconds=0)
    submission = work.press()

    def settle_elsewhere(point: str) -> None:
        if point == "answered":
            work.new_sender().process_campaign(CAMPAIGN)

    monkeypatch.setattr(failpoints, "reached", settle_elsewhere)
    assert work.sender.process_campaign(CAMPAIGN)
    work.work()
    assert work.get(submission).state is SubmissionState.SENT
    assert [event.kind for event in work.store.ledger.events(submission.id)][-1] == "acked"
    assert work.truth.uploads == 1
