from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from callsheet.sending.worker.apply_outcome import MOST_TRIES
from callsheet.store import Hold, PartLimits, RowState, SubmissionState
from tests.sending.desk_tools import ASHA, LEADS, RAVI, many
from tests.sending.truth import BREAKS, CAMPAIGN
from tests.support.ledgers import claimed_numbers

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.sending.desk_tools import Bench


UNCLEAR = [f"{apply}:{how}" for apply in ("none", "all", "half") for how in BREAKS] + ["half:"]
CLEAR = [
    ("ok", SubmissionState.SENT, {RowState.SENT: 2}),
    ("busy:7", SubmissionState.READY, {RowState.READY: 2}),
    ("closed", SubmissionState.REFUSED, {RowState.REFUSED: 2}),
    ("401", SubmissionState.REFUSED, {RowState.REFUSED: 2}),
]


@pytest.mark.parametrize(("word", "state", "rows"), CLEAR)
def test_a_clear_answer_settles_each_row(
    bench: Callable[..., Bench], word: str, state: SubmissionState, rows: dict[RowState, int]
) -> None:
    """A yes is sent, a no is refused, a "wait" waits; one request each."""
    work = bench(word)
    submission = work.send()
    assert (submission.state, submission.row_counts) == (state, rows)
    assert work.truth.uploads == 1


@pytest.mark.parametrize("word", [word for word in UNCLEAR if not word.endswith("drip")])
def test_what_is_not_a_clear_answer_is_unknown_and_never_sent_again(bench: Callable[..., Bench], word: str) -> None:
    """Applied, half applied or not, whatever came back: every row is unknown, and nothing is asked twice."""
    work = bench(word)
    submission = work.send()
    assert submission.row_counts == {RowState.UNKNOWN: 2}
    work.sender = work.new_sender()
    work.work()
    assert work.press().id == submission.id
    other = work.send(draft_id="another draft")
    assert other.row_counts == {RowState.ALREADY_CLAIMED: 2}
    assert work.truth.uploads == 1
    assert max(work.truth.holds.values(), default=0) <= 1


def test_a_slow_whole_answer_is_a_yes(bench: Callable[..., Bench]) -> None:
    """An answer that drips in is still an answer."""
    assert bench("all:drip").send().state is SubmissionState.SENT


def test_a_server_that_is_down_gets_nothing_and_the_rest_waits(bench: Callable[..., Bench]) -> None:
    """Connection refused: not a byte left, so it goes later by itself; after a few times the operator is asked."""
    work = bench("ok")
    work.server.server_close()
    submission = work.press()
    for _ in range(MOST_TRIES):
        work.hurry(submission)
        work.work()
    assert (work.get(submission).state, work.get(submission).hold) == (SubmissionState.HELD, Hold.NOT_REACHED)
    assert work.get(submission).row_counts == {RowState.READY: 2}


def test_a_wait_is_as_long_as_the_server_asks(bench: Callable[..., Bench]) -> None:
    """429 with Retry-After: not before its time, and then it goes."""
    work = bench("busy:600", "ok")
    submission = work.send()
    part = submission.parts[0]
    assert 590 < (part.not_before - work.store.clock.now()).total_seconds() <= 600
    work.work()
    assert work.truth.uploads == 1
    work.send_service.resume(submission.id)
    work.work()
    assert work.get(submission).state is SubmissionState.SENT


def test_refused_rows_come_home_and_the_rest_goes_without_them(bench: Callable[..., Bench]) -> None:
    """The named row is refused at its row of the file and free again; the others leave in a part of their own."""
    work = bench("refuse", "ok", atomic=True)
    submission = work.send(LEADS)
    assert submission.row_counts == {RowState.REFUSED: 1, RowState.SENT: 1}
    assert submission.refused_numbers == {(2, ASHA): "Unsupported prefix"}
    assert work.truth.holds == {RAVI: 1}
    assert work.truth.seen == [[ASHA, RAVI], [RAVI]]
    assert claimed_numbers(work.store, CAMPAIGN) == [RAVI]


def test_a_server_that_refuses_row_after_row_is_not_asked_for_ever(bench: Callable[..., Bench]) -> None:
    """Each refusal takes its rows out; after a few the rest comes back to the operator."""
    work = bench("refuse", atomic=True)
    submission = work.send(many(20))
    assert submission.state is SubmissionState.REFUSED
    assert submission.row_counts == {RowState.REFUSED: 20}
    assert work.truth.uploads == 4


@pytest.mark.parametrize(("kind", "settled"), [({"counts": True}, True), ({"atomic": True}, True), ({}, False)])
def test_a_refusal_is_whole_only_where_that_is_known(
    bench: Callable[..., Bench], kind: dict[str, bool], settled: bool
) -> None:
    """A 400 may have queued half, unless the server says otherwise or its counter has not moved."""
    work = bench("refuse", "ok", **kind)
    submission = work.send()
    assert (submission.state is not SubmissionState.UNKNOWN) is settled


def test_the_first_refusal_asks_once_and_the_answer_is_kept_for_the_server(bench: Callable[..., Bench]) -> None:
    """Without counter or promise the operator counts; the same server is believed from then on."""
    work = bench("refuse", "ok", "refuse", "ok")
    submission = work.send()
    (question,) = work.send_service.questions(submission)
    work.send_service.answer(question.part.id, count_before=5, count_now=5)
    work.work()
    assert work.get(submission).row_counts == {RowState.REFUSED: 1, RowState.SENT: 1}
    second = work.send(many(3), draft_id="second")
    assert second.row_counts == {RowState.REFUSED: 1, RowState.SENT: 2}


def test_more_than_one_upload_holds_goes_in_parts(bench: Callable[..., Bench]) -> None:
    """Rows and bytes bound a part; each number arrives once, in the order of the file."""
    work = bench("ok")
    work.limits = PartLimits(rows=4, size=70)
    submission = work.send(many(10))
    assert submission.row_counts == {RowState.SENT: 10}
    assert sum(part.rows for part in submission.parts) == 10
    assert all(len(work.store.ledger.data(part.id)) <= 70 for part in submission.parts)
    assert [number for part in work.truth.seen for number in part] == sorted(work.truth.holds)


def test_after_an_unclear_part_no_other_part_of_the_campaign_leaves(bench: Callable[..., Bench]) -> None:
    """One part in flight a campaign, and none while one is unknown; what has not left can be withdrawn."""
    work = bench("ok", "all:reset", "ok")
    work.limits = PartLimits(rows=2)
    submission = work.send(many(6))
    assert submission.row_counts == {RowState.SENT: 2, RowState.UNKNOWN: 2, RowState.READY: 2}
    assert work.send_service.withdraw(submission.id) == 2
    assert work.get(submission).row_counts == {RowState.SENT: 2, RowState.UNKNOWN: 2, RowState.WITHDRAWN: 2}
    assert len(claimed_numbers(work.store, CAMPAIGN)) == 4


@pytest.mark.parametrize(
    ("script", "hold", "rows"),
    [
        (("ok",), Hold.NONE, {RowState.SENT: 15}),
        (("refuse", "ok"), Hold.TRIAL, {RowState.REFUSED: 1, RowState.READY: 14}),
        (("all:500",), Hold.NONE, {RowState.UNKNOWN: 10, RowState.READY: 5}),
        (("busy:60",), Hold.NONE, {RowState.READY: 15}),
    ],
)
def test_ten_go_first_and_the_rest_waits_for_them(
    bench: Callable[..., Bench], script: tuple[str, ...], hold: Hold, rows: dict[RowState, int]
) -> None:
    """The rest leaves only when the first ten came back clean."""
    work = bench(*script, atomic=True)
    submission = work.send(many(15), is_trial=True)
    assert (submission.hold, submission.row_counts) == (hold, rows)
    assert len(work.truth.seen[0]) == 10


def test_after_a_trial_that_was_not_clean_the_operator_lets_the_rest_go(bench: Callable[..., Bench]) -> None:
    """Held is not lost: one press, and everything but the refused row is sent."""
    work = bench("refuse", "ok", atomic=True)
    submission = work.send(many(15), is_trial=True)
    work.send_service.resume(submission.id)
    work.work()
    assert work.get(submission).row_counts == {RowState.REFUSED: 1, RowState.SENT: 14}


def test_other_campaigns_go_on(bench: Callable[..., Bench]) -> None:
    """An unknown part stops its own campaign only."""
    work = bench("all:reset", "ok")
    stuck = work.send()
    other = work.send(many(3), campaign_id="cmp_other0000000")
    assert (work.get(stuck).state, other.state) == (SubmissionState.UNKNOWN, SubmissionState.SENT)
