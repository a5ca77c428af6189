"""Questions that only the operator can answer, by counting the campaign's leads."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from jsonschema import validate

from callsheet.cli.sends.submissions import question_json
from callsheet.errors import StoreError
from callsheet.sending.reconciliation.operator_answers import CountAnswer
from callsheet.store import Clock, PartLimits, PartState, RowState, SubmissionState
from tests.sending.bench import ASHA, RAVI, leads_file
from tests.sending.server_state import CAMPAIGN
from tests.support.published.json_schemas import QUESTION

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.sending.bench import Bench


def test_the_operator_settles_what_the_server_does_not_report(new_bench: Callable[..., Bench]) -> None:
    """The same count: not received, and sent again; the part's rows more: received; anything else: on hold."""
    bench = new_bench("none:reset", "ok", quarantine_seconds=0)
    submission = bench.send(count_before=7)
    (question,) = bench.send_service.answers.questions(submission)
    assert (question.count_before, question.quarantine_left, question.inconclusive_answer) == (7, 0.0, None)
    validate(question_json(question), QUESTION)
    held = bench.send_service.answers.answer(question.part.id, count_before=7, count_now=8)
    assert held.state is SubmissionState.UNKNOWN
    (question,) = bench.send_service.answers.questions(held)
    assert question.inconclusive_answer == CountAnswer(count_before=7, count_now=8)
    validate(question_json(question), QUESTION)
    bench.send_service.answers.answer(question.part.id, count_before=7, count_now=7)
    bench.run_sender()
    assert bench.get(submission).row_counts == {RowState.SENT: 2}
    assert bench.server_state.holds == {ASHA: 1, RAVI: 1}


def test_nothing_arrived_is_not_accepted_too_early(new_bench: Callable[..., Bench]) -> None:
    """Before the quarantine ends, "the same count" is refused; "the part's rows more" is not."""
    bench = new_bench("all:reset")
    submission = bench.send()
    (question,) = bench.send_service.answers.questions(submission)
    assert question.quarantine_left is not None
    assert 890 < question.quarantine_left <= 900
    assert not bench.send_service.answers.can_answer(question.part.id, count_before=0, count_now=0)
    with pytest.raises(StoreError):
        bench.send_service.answers.answer(question.part.id, count_before=0, count_now=0)
    assert bench.send_service.answers.answer(question.part.id, count_before=0, count_now=2).row_counts == {
        RowState.SENT: 2
    }


@pytest.mark.parametrize(("wrong", "right"), [(2, 0), (0, 2)])
def test_a_contradicting_later_answer_reopens_the_part(new_bench: Callable[..., Bench], wrong: int, right: int) -> None:
    """The operator miscounted: the right count is accepted later, as long as nothing was sent again."""
    bench = new_bench("all:reset" if right else "none:reset", "ok", quarantine_seconds=0)
    submission = bench.send()
    part = submission.parts[0].id
    bench.send_service.answers.answer(part, count_before=0, count_now=wrong)
    bench.send_service.answers.answer(part, count_before=0, count_now=right)
    bench.run_sender()
    assert bench.get(submission).row_counts == {RowState.SENT: 2}
    assert bench.server_state.holds == {ASHA: 1, RAVI: 1}
    assert "reopened" in [event.kind for event in bench.store.ledger.events(submission.id)]


def test_a_part_that_the_server_settled_is_not_reopened(new_bench: Callable[..., Bench]) -> None:
    """An answer cannot undo what the server itself reported."""
    bench = new_bench("ok")
    submission = bench.send()
    with pytest.raises(StoreError):
        bench.send_service.answers.answer(submission.parts[0].id, count_before=0, count_now=0)


def test_a_question_after_several_parts_knows_the_count_before(new_bench: Callable[..., Bench]) -> None:
    """The operator's count before the first part, plus what arrived since."""
    bench = new_bench("ok", "none:reset")
    bench.limits = PartLimits(rows=2)
    submission = bench.send(leads_file(4), count_before=10)
    assert [question.count_before for question in bench.send_service.answers.questions(submission)] == [12]


@pytest.mark.parametrize("back", [0, 86_400])
def test_the_count_before_includes_what_others_sent_since(new_bench: Callable[..., Bench], back: int) -> None:
    """Counted before the press; another file is sent first, whatever the clock says: the count includes both."""
    bench = new_bench("busy:600", "ok", "none:reset", quarantine_seconds=0)
    submission = bench.submit(count_before=7)
    bench.sender.process_campaign(CAMPAIGN)
    clock = Clock(now=lambda: datetime.fromtimestamp(datetime.now(UTC).timestamp() - back, UTC))
    bench.store = replace(bench.store, clock=clock)
    bench.sender = bench.new_sender()
    bench.send(leads_file(3, first=40), draft_id="other")
    bench.send_service.resume(submission.id)
    bench.run_sender()
    (question,) = bench.send_service.answers.questions(bench.get(submission))
    assert (question.count_before, question.sent_since) == (10, 0)


def test_a_count_taken_while_another_part_was_unknown_is_asked_again(new_bench: Callable[..., Bench]) -> None:
    """It may include those leads or not: the operator is asked for both counts."""
    bench = new_bench("all:reset", "none:reset")
    first = bench.send()
    second = bench.submit(leads_file(2, first=40), draft_id="other", count_before=2)
    (question,) = bench.send_service.answers.questions(first)
    bench.send_service.answers.answer(question.part.id, count_before=0, count_now=2)
    bench.run_sender()
    (question,) = bench.send_service.answers.questions(bench.get(second))
    assert question.count_before is None


def test_a_wrong_answer_is_corrected_after_other_parts_were_sent(new_bench: Callable[..., Bench]) -> None:
    """The leads had not arrived: the later count includes the parts sent since, and the lost ones are sent again."""
    bench = new_bench("none:reset", "ok", quarantine_seconds=0)
    bench.limits = PartLimits(rows=2)
    submission = bench.send(leads_file(6), count_before=0)
    part = submission.in_state(PartState.UNKNOWN)[0].id
    bench.send_service.answers.answer(part, count_before=0, count_now=2)
    bench.run_sender()
    assert bench.get(submission).row_counts == {RowState.SENT: 6}
    bench.send_service.answers.answer(part, count_before=0, count_now=4)
    bench.run_sender()
    assert bench.get(submission).row_counts == {RowState.SENT: 6}
    assert set(bench.server_state.holds.values()) == {1}
    assert len(bench.server_state.holds) == 6


def test_a_wrong_answer_about_a_refusal_is_corrected(
    new_bench: Callable[..., Bench],
) -> None:
    """The server had queued the rows it did not refuse: they arrived, and it no longer counts as all-or-nothing."""
    bench = new_bench("refuse_some", "ok", quarantine_seconds=0)
    submission = bench.send(leads_file(3))
    part = submission.parts[0].id
    bench.send_service.answers.answer(part, count_before=0, count_now=0)
    assert bench.store.ledger.is_all_or_nothing("test")
    bench.send_service.answers.answer(part, count_before=0, count_now=2)
    bench.run_sender()
    assert bench.get(submission).row_counts == {RowState.SENT: 2, RowState.REFUSED: 1}
    assert not bench.store.ledger.is_all_or_nothing("test")
    assert set(bench.server_state.holds.values()) == {1}


def rows_at_the_server(bench: Bench, part_id: str) -> set[int]:
    """Row numbers of a part whose number the server has."""
    return {row for row, number, _ in bench.store.ledger.part_rows(part_id) if bench.server_state.holds[number]}


@pytest.mark.parametrize("leads", [2, 3, 7])
def test_a_half_applied_part_is_settled_row_by_row(new_bench: Callable[..., Bench], leads: int) -> None:
    """What arrived is sent, what did not is sent again, and everybody is called once."""
    bench = new_bench("half:reset", "ok", quarantine_seconds=0)
    submission = bench.send(leads_file(leads))
    (question,) = bench.send_service.answers.questions(submission)
    arrived = rows_at_the_server(bench, question.part.id)
    assert 0 < len(arrived) < leads
    answered = bench.send_service.answers.answer_rows(question.part.id, arrived)
    assert answered.row_counts == {RowState.SENT: len(arrived), RowState.READY: leads - len(arrived)}
    bench.run_sender()
    assert bench.get(submission).row_counts == {RowState.SENT: leads}
    assert set(bench.server_state.holds.values()) == {1}


def test_a_wrong_answer_about_rows_is_corrected(new_bench: Callable[..., Bench]) -> None:
    """The operator marked the wrong half: as long as nothing was sent again, the right one is accepted."""
    bench = new_bench("half:reset", "ok", quarantine_seconds=0)
    submission = bench.send(leads_file(5))
    (part,) = submission.parts
    arrived = rows_at_the_server(bench, part.id)
    wrong = {row for row, _, _ in bench.store.ledger.part_rows(part.id)} - arrived
    bench.send_service.answers.answer_rows(part.id, wrong)
    bench.send_service.answers.answer_rows(part.id, arrived)
    bench.run_sender()
    assert bench.get(submission).row_counts == {RowState.SENT: 5}
    assert set(bench.server_state.holds.values()) == {1}
    with pytest.raises(StoreError):
        bench.send_service.answers.answer_rows(part.id, wrong)


def test_rows_that_may_still_arrive_are_not_called_missing(new_bench: Callable[..., Bench]) -> None:
    """Before the quarantine ends only "all arrived" is accepted; a row of another part never is."""
    bench = new_bench("all:reset")
    submission = bench.send()
    (part,) = submission.parts
    for arrived in ({2}, set(), {2, 4, 99}):
        with pytest.raises(StoreError):
            bench.send_service.answers.answer_rows(part.id, arrived)
    assert bench.send_service.answers.answer_rows(part.id, {2, 4}).row_counts == {RowState.SENT: 2}


def test_rows_that_the_server_refused_stay_refused(new_bench: Callable[..., Bench]) -> None:
    """A server that refused one row and took part of the others: one refused, some sent, the rest sent again."""
    bench = new_bench("refuse_some", "ok", quarantine_seconds=0)
    submission = bench.send(leads_file(4))
    (question,) = bench.send_service.answers.questions(submission)
    arrived = rows_at_the_server(bench, question.part.id)
    bench.send_service.answers.answer_rows(question.part.id, arrived)
    bench.run_sender()
    counts = bench.get(submission).row_counts
    assert counts == {RowState.SENT: 3, RowState.REFUSED: 1}
    assert set(bench.server_state.holds.values()) == {1}


def test_numbers_that_were_there_before_are_named(new_bench: Callable[..., Bench]) -> None:
    """Called again on purpose: that such a number is listed does not prove that it arrived a second time."""
    bench = new_bench("ok", "none:reset", quarantine_seconds=0)
    bench.send()
    again = bench.send(b"phone_number\n9876543210\n9123456700\n", draft_id="again", call_again=True)
    (question,) = bench.send_service.answers.questions(again)
    assert bench.send_service.answers.rows_sent_elsewhere(question.part.id) == {2}
