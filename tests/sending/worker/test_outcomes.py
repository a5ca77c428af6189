"""From the answer to an upload to the states of its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from callsheet.sending.worker.apply_outcome import MOST_TRIES
from callsheet.store import Hold, RowState, SubmissionState
from tests.sending.bench import ASHA, LEADS, RAVI, leads_file
from tests.sending.server_state import BREAKS, CAMPAIGN
from tests.support.ledgers import claimed_numbers
from tests.support.representatives import representatives

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.sending.bench import Bench


UNCLEAR = [f"{apply}:{how}" for apply in ("none", "all", "half") for how in BREAKS] + ["half:"]


CLEAR = [
    ("ok", SubmissionState.SENT, {RowState.SENT: 2}),
    ("busy:7", SubmissionState.READY, {RowState.READY: 2}),
    ("closed", SubmissionState.REFUSED, {RowState.REFUSED: 2}),
    ("401", SubmissionState.REFUSED, {RowState.REFUSED: 2}),
]


@pytest.mark.parametrize(("word", "state", "rows"), CLEAR)
def test_a_clear_answer_settles_each_row(
    new_bench: Callable[..., Bench], word: str, state: SubmissionState, rows: dict[RowState, int]
) -> None:
    """A yes is sent, a no is refused, a "wait" waits; one request for each."""
    bench = new_bench(word)
    submission = bench.send()
    assert (submission.state, submission.row_counts) == (state, rows)
    assert bench.server_state.uploads == 1


@pytest.mark.parametrize(
    "word",
    representatives((word for word in UNCLEAR if not word.endswith("drip")), lambda word: word.partition(":")[2]),
)
def test_an_unclear_answer_is_unknown_and_never_sent_again(new_bench: Callable[..., Bench], word: str) -> None:
    """Applied whole, half or not at all, whatever was answered: every row is unknown, and nothing is sent twice."""
    bench = new_bench(word)
    submission = bench.send()
    assert submission.row_counts == {RowState.UNKNOWN: 2}
    bench.sender = bench.new_sender()
    bench.run_sender()
    assert bench.submit().id == submission.id
    other = bench.send(draft_id="another draft")
    assert other.row_counts == {RowState.ALREADY_CLAIMED: 2}
    assert bench.server_state.uploads == 1
    assert max(bench.server_state.holds.values(), default=0) <= 1


def test_a_slow_whole_answer_is_a_yes(new_bench: Callable[..., Bench]) -> None:
    """An answer that arrives byte by byte is still an answer."""
    assert new_bench("all:drip").send().state is SubmissionState.SENT


def test_a_server_that_is_down_is_tried_again_a_few_times(new_bench: Callable[..., Bench]) -> None:
    """Connection refused: not a byte was sent, so it is tried again; after a few times the operator is asked."""
    bench = new_bench("ok")
    bench.server.server_close()
    submission = bench.submit()
    for _ in range(MOST_TRIES):
        bench.skip_waits(submission)
        bench.run_sender()
    assert (bench.get(submission).state, bench.get(submission).hold) == (SubmissionState.HELD, Hold.NOT_REACHED)
    assert bench.get(submission).row_counts == {RowState.READY: 2}


def test_a_wait_is_as_long_as_the_server_asks(new_bench: Callable[..., Bench]) -> None:
    """429 with Retry-After: the part is not sent before that time, and is sent after it."""
    bench = new_bench("busy:600", "ok")
    submission = bench.send()
    not_before = submission.parts[0].not_before
    assert not_before is not None
    assert 590 < (not_before - bench.store.clock.now()).total_seconds() <= 600
    bench.run_sender()
    assert bench.server_state.uploads == 1
    bench.send_service.resume(submission.id)
    bench.run_sender()
    assert bench.get(submission).state is SubmissionState.SENT


def test_refused_rows_are_mapped_to_the_file_and_the_rest_is_sent(new_bench: Callable[..., Bench]) -> None:
    """The named row is refused at its row of the file and free again; the others are sent as a new part."""
    bench = new_bench("refuse", "ok", atomic=True)
    submission = bench.send(LEADS)
    assert submission.row_counts == {RowState.REFUSED: 1, RowState.SENT: 1}
    assert submission.refused_numbers == {(2, ASHA): "Unsupported prefix"}
    assert bench.server_state.holds == {RAVI: 1}
    assert bench.server_state.seen == [[ASHA, RAVI], [RAVI]]
    assert claimed_numbers(bench.store, CAMPAIGN) == [RAVI]


def test_a_server_that_refuses_other_rows_each_time_is_not_asked_for_ever(new_bench: Callable[..., Bench]) -> None:
    """Each refusal removes its rows; after a few the rest is refused as well, for the operator to decide."""
    bench = new_bench("refuse", atomic=True)
    submission = bench.send(leads_file(20))
    assert submission.state is SubmissionState.REFUSED
    assert submission.row_counts == {RowState.REFUSED: 20}
    assert bench.server_state.uploads == 4


@pytest.mark.parametrize(("kind", "settled"), [({"counts": True}, True), ({"atomic": True}, True), ({}, False)])
def test_a_refusal_queued_nothing_only_where_that_is_known(
    new_bench: Callable[..., Bench], kind: dict[str, bool], settled: bool
) -> None:
    """A 400 may have queued half, unless the server promises otherwise or its counter has not changed."""
    bench = new_bench("refuse", "ok", **kind)
    submission = bench.send()
    assert (submission.state is not SubmissionState.UNKNOWN) is settled


def test_the_operator_is_asked_once_whether_a_refusal_queued_nothing(new_bench: Callable[..., Bench]) -> None:
    """Without counter or promise the operator counts; the answer is stored for the server."""
    bench = new_bench("refuse", "ok", "refuse", "ok")
    submission = bench.send()
    (question,) = bench.send_service.answers.questions(submission)
    bench.send_service.answers.answer(question.part.id, count_before=5, count_now=5)
    bench.run_sender()
    assert bench.get(submission).row_counts == {RowState.REFUSED: 1, RowState.SENT: 1}
    second = bench.send(leads_file(3), draft_id="second")
    assert second.row_counts == {RowState.REFUSED: 1, RowState.SENT: 2}
