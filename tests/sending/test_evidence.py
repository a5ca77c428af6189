from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from callsheet.errors import StoreError
from callsheet.store import Clock, Evidence, Hold, PartLimits, PartState, Recall, RowState, SubmissionState
from callsheet.wording.ui.send import HELD
from tests.sending.desk_tools import ASHA, LEADS, RAVI, many
from tests.sending.truth import CAMPAIGN
from tests.support.ledgers import claimed_numbers

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.sending.desk_tools import Bench


KINDS = [{"keys": True, "atomic": True}, {"lists": True}, {"counts": True}]


@pytest.mark.parametrize("kind", KINDS, ids=["key", "list", "counter"])
@pytest.mark.parametrize("word", ["all:reset", "all:500", "all:garbled"])
def test_what_arrived_is_found_without_a_question(
    bench: Callable[..., Bench], kind: dict[str, bool], word: str
) -> None:
    """The key's state, the lead list, or a counter that reads the same twice: any of them settles what arrived."""
    work = bench(word, quarantine_seconds=0, **kind)
    submission = work.send()
    assert work.get(submission).row_counts == {RowState.SENT: 2}
    assert work.truth.uploads == 1


@pytest.mark.parametrize("kind", KINDS, ids=["key", "list", "counter"])
@pytest.mark.parametrize("quarantine", [0, 900])
def test_absence_is_evidence_only_after_the_quarantine(
    bench: Callable[..., Bench], kind: dict[str, bool], quarantine: int
) -> None:
    """Before its end nothing goes again; after it the leads leave in a new part, once."""
    work = bench("none:reset", "ok", quarantine_seconds=quarantine, **kind)
    submission = work.send()
    over = quarantine == 0
    assert work.get(submission).row_counts == {RowState.SENT if over else RowState.UNKNOWN: 2}
    assert work.truth.uploads == (2 if over else 1)
    assert max(work.truth.holds.values(), default=0) == over


def test_of_half_a_part_only_the_missing_half_goes_again(bench: Callable[..., Bench]) -> None:
    """The list tells row by row: what is there is sent, what is not goes in a part of its own."""
    work = bench("half:500", "ok", quarantine_seconds=0, lists=True)
    submission = work.send(many(6))
    assert submission.row_counts == {RowState.SENT: 6}
    assert set(work.truth.holds.values()) == {1}
    assert [len(seen) for seen in work.truth.seen] == [6, 3]


def test_a_counter_that_was_not_as_expected_is_no_evidence(bench: Callable[..., Bench]) -> None:
    """Somebody else adds leads: the counter tells nothing any more, and the operator is asked."""
    work = bench("ok", "all:reset", quarantine_seconds=0, counts=True)
    work.limits = PartLimits(rows=2)
    submission = work.press(many(4))
    work.sender.process_campaign(CAMPAIGN)
    work.truth.apply(["+919999999999"])
    work.work()
    assert work.get(submission).state is SubmissionState.UNKNOWN


def test_the_key_of_a_refusal_brings_its_rows_home(bench: Callable[..., Bench]) -> None:
    """The answer got lost; the key still tells which rows were refused."""
    work = bench("refuse", "ok", quarantine_seconds=0, keys=True, atomic=True)
    post = work.truth.post

    def lose_the_first(body: bytes, key: str):
        is_first = not work.truth.uploads
        return replace(post(body, key), status=0 if is_first else 201)

    work.truth.post = lose_the_first
    submission = work.send()
    assert submission.row_counts == {RowState.REFUSED: 1, RowState.SENT: 1}


def test_the_operator_settles_what_no_server_tells(bench: Callable[..., Bench]) -> None:
    """The same count: not received, and it goes again; so many more: received; anything else: on hold."""
    work = bench("none:reset", "ok", quarantine_seconds=0)
    submission = work.send(count_before=7)
    (question,) = work.send_service.questions(submission)
    assert (question.count_before, question.quarantine_left, question.inconclusive_answer) == (7, 0.0, None)
    held = work.send_service.answer(question.part.id, count_before=7, count_now=8)
    assert held.state is SubmissionState.UNKNOWN
    (question,) = work.send_service.questions(held)
    assert question.inconclusive_answer == {"count_before": 7, "count_now": 8}
    work.send_service.answer(question.part.id, count_before=7, count_now=7)
    work.work()
    assert work.get(submission).row_counts == {RowState.SENT: 2}
    assert work.truth.holds == {ASHA: 1, RAVI: 1}


def test_that_nothing_arrived_is_not_taken_too_early(bench: Callable[..., Bench]) -> None:
    """Before the quarantine ends "the same count" is refused, "so many more" is not."""
    work = bench("all:reset")
    submission = work.send()
    (question,) = work.send_service.questions(submission)
    assert 890 < question.quarantine_left <= 900
    assert not work.send_service.can_answer(question.part.id, count_before=0, count_now=0)
    with pytest.raises(StoreError):
        work.send_service.answer(question.part.id, count_before=0, count_now=0)
    assert work.send_service.answer(question.part.id, count_before=0, count_now=2).row_counts == {RowState.SENT: 2}


@pytest.mark.parametrize(("wrong", "right"), [(2, 0), (0, 2)])
def test_a_later_answer_that_contradicts_reopens(bench: Callable[..., Bench], wrong: int, right: int) -> None:
    """The operator miscounted: the right count later is taken, as long as nothing was sent again since."""
    work = bench("all:reset" if right else "none:reset", "ok", quarantine_seconds=0)
    submission = work.send()
    part = submission.parts[0].id
    work.send_service.answer(part, count_before=0, count_now=wrong)
    work.send_service.answer(part, count_before=0, count_now=right)
    work.work()
    assert work.get(submission).row_counts == {RowState.SENT: 2}
    assert work.truth.holds == {ASHA: 1, RAVI: 1}
    assert "reopened" in [event.kind for event in work.store.ledger.events(submission.id)]


def test_what_was_settled_by_the_server_is_not_reopened(bench: Callable[..., Bench]) -> None:
    """An answer cannot undo what the server itself said."""
    work = bench("ok")
    submission = work.send()
    with pytest.raises(StoreError):
        work.send_service.answer(submission.parts[0].id, count_before=0, count_now=0)


def test_a_question_after_several_parts_knows_the_count_before(bench: Callable[..., Bench]) -> None:
    """What the operator told before the first part, and what arrived since."""
    work = bench("ok", "none:reset")
    work.limits = PartLimits(rows=2)
    submission = work.send(many(4), count_before=10)
    assert [question.count_before for question in work.send_service.questions(submission)] == [12]


def test_what_a_dead_sender_left_in_flight_is_unknown_and_quarantine_starts_with_the_proof(
    bench: Callable[..., Bench],
) -> None:
    """Found in flight by a new sender: unknown, never ready; from that moment on nothing of it can be sent."""
    work = bench("ok", quarantine_seconds=0)
    submission = work.press()
    part = submission.parts[0].id
    work.store.ledger.transitions.record_intent(part, "dead", lease=timedelta(seconds=300), keeps_keys=False)
    before = work.store.ledger.part(part)
    assert before.state is PartState.INTENT
    work.sender = work.new_sender()
    assert work.get(submission).row_counts == {RowState.UNKNOWN: 2}
    assert work.store.ledger.attempt(before.attempt_id).quarantine_at is not None


def test_a_lease_that_expires_is_unknown_without_quarantine(bench: Callable[..., Bench]) -> None:
    """Its sender may sleep and wake: absence cannot be told before it is proved dead or tells the end itself."""
    work = bench("ok", quarantine_seconds=0)
    submission = work.press()
    part = submission.parts[0].id
    work.store.ledger.transitions.record_intent(part, "asleep", lease=timedelta(seconds=-1), keeps_keys=False)
    work.store.ledger.expire_leases()
    (question,) = work.send_service.questions(work.get(submission))
    assert question.quarantine_left is None
    assert not work.send_service.can_answer(part, count_before=0, count_now=0)
    work.store.ledger.transitions.acknowledge(part, Evidence.ANSWER)
    assert work.get(submission).state is SubmissionState.SENT


@pytest.mark.parametrize("jump", [timedelta(days=-400), timedelta(days=400)])
def test_a_clock_that_is_set_changes_no_quarantine(bench: Callable[..., Bench], jump: timedelta) -> None:
    """The machine's own clock decides, which nobody can set."""
    work = bench("none:reset", "ok", lists=True)
    submission = work.send()
    shifted = Clock(now=lambda: Clock().now() + jump)
    work.store = replace(work.store, clock=shifted)
    work.sender = work.new_sender()
    work.work()
    (question,) = work.send_service.questions(work.get(submission))
    assert 880 < question.quarantine_left <= 900
    assert work.truth.uploads == 1


def test_an_intent_that_is_too_old_is_not_acted_on(bench: Callable[..., Bench]) -> None:
    """The machine slept between the press and the first byte: the connection is closed, nothing is sent."""
    work = bench("ok")
    store = work.store
    work.store = replace(store, clock=Clock(boot_seconds=lambda: 31.0 if store.ledger.attempt_ids() else 0.0))
    work.sender = work.new_sender()
    submission = work.press()
    work.sender.process_campaign(CAMPAIGN)
    assert work.truth.uploads == 0
    assert work.get(submission).row_counts == {RowState.READY: 2}


def test_a_sender_that_lost_its_lock_sends_nothing(bench: Callable[..., Bench]) -> None:
    """PostgreSQL was restarted and forgot the lock: the last look before the first byte sees it."""
    work = bench("ok")
    submission = work.press()
    work.sender = work.new_sender(has_lock=lambda: False)
    work.sender.process_campaign(CAMPAIGN)
    assert work.truth.uploads == 0
    assert work.get(submission).row_counts == {RowState.READY: 2}


def test_taking_back_removes_what_is_pending_and_says_how_many(bench: Callable[..., Bench]) -> None:
    """Pending leads are removed and free again; one that is being called stays sent."""
    work = bench("ok", lists=True)
    submission = work.send()
    work.truth.queued[0]["status"] = "in_progress"
    work.send_service.request_recall(submission.id)
    work.work()
    after = work.get(submission)
    assert (after.row_counts, after.recall) == ({RowState.SENT: 1, RowState.TAKEN_BACK: 1}, Recall.DONE)
    assert work.truth.holds == {ASHA: 1}
    assert claimed_numbers(work.store, CAMPAIGN) == [ASHA]
    again = work.send(draft_id="again")
    assert again.row_counts == {RowState.SENT: 1, RowState.ALREADY_CLAIMED: 1}


def test_calling_again_is_on_purpose_and_counts_its_rounds(bench: Callable[..., Bench]) -> None:
    """Known numbers go once more only when asked for, and evidence wants them there once more."""
    work = bench("ok", "all:reset", quarantine_seconds=0, lists=True)
    work.send()
    submission = work.send(draft_id="second", call_again=True)
    assert submission.row_counts == {RowState.SENT: 2}
    assert work.truth.holds == {ASHA: 2, RAVI: 2}


def test_what_may_still_arrive_is_not_called_again(bench: Callable[..., Bench]) -> None:
    """A number whose outcome is unknown cannot be called again, on purpose or not."""
    work = bench("all:reset")
    work.send()
    assert work.send(draft_id="second", call_again=True).row_counts == {RowState.ALREADY_CLAIMED: 2}


def test_the_plan_tells_by_whom_and_when(bench: Callable[..., Bench]) -> None:
    """The same file, and the same numbers in another spelling under another name, are told beforehand."""
    work = bench("ok")
    first = work.send()
    plan = work.send_service.plan(work.request(b"phone_number\n+91 98765 43210\n9812345678\n"))
    assert plan.rows_to_send == 1
    assert [(previous.rows, previous.submission.created_by) for previous in plan.previous] == [(1, "Meera")]
    assert [same.id for same in work.send_service.plan(work.request()).same_file] == [first.id]


def test_twenty_presses_are_one_submission(bench: Callable[..., Bench]) -> None:
    """A token is spent by the first press, whoever presses, and however often."""
    work = bench("ok")
    request = work.request()
    plan = work.send_service.plan(request)
    pressed = {work.send_service.submit(request, plan).id for _ in range(20)}
    work.work()
    assert len(pressed) == 1
    assert work.truth.holds == {ASHA: 1, RAVI: 1}


def test_what_is_fixed_after_a_refusal_goes_with_a_new_token(bench: Callable[..., Bench]) -> None:
    """Only rows that were not sent; the others are claimed."""
    work = bench("refuse", "ok", atomic=True)
    work.send()
    second = work.send(LEADS.replace(b"9876543210,Asha\n", b"9876543211,Asha\n"))
    assert second.row_counts == {RowState.SENT: 2, RowState.ALREADY_CLAIMED: 1}
    assert max(work.truth.holds.values()) == 1


def test_held_means_something_to_press() -> None:
    """A hold has words of its own."""
    assert set(HELD) == {hold.value for hold in Hold if hold}
