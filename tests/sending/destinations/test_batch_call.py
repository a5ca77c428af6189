"""Batch calls: from the upload to the states of its rows, with the evidence of the mark."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from callsheet.sending import BatchChoice
from callsheet.sending.destinations.marks import TITLE_ROOM, draw_mark, marked_title, title_length
from callsheet.sending.planning.part_file import with_phone_header
from callsheet.store import DestinationKind, EventKind, Evidence, PartLimits, RowState, Submission, SubmissionState
from callsheet.store.clock import Clock, utc_now
from tests.sending.bench import ASHA, RAVI, Bench, leads_file

if TYPE_CHECKING:
    from collections.abc import Callable

    from callsheet.store import Store
    from tests.sending.destination_states import BatchState

UNCLEAR = (
    *("none:reset", "all:reset", "half:reset", "all:500", "none:422"),
    *("all:garbled", "all:truncated", "all:redirect", "all:wrong", "half:"),
)


@pytest.fixture
def bench_of(new_bench: Callable[..., Bench]) -> Callable[..., tuple[Bench, BatchState]]:
    """Make benches whose server has batch calls."""

    def make(*script: str, **kind: Any) -> tuple[Bench, BatchState]:
        bench = new_bench(*script, destination=DestinationKind.BATCH_CALL, **kind)
        state: Any = bench.server_state
        return bench, state

    return make


def settle_question(bench: Bench, submission: Submission, count_now: int) -> Submission:
    (question,) = bench.send_service.answers.questions(submission)
    assert question.count_before == 0
    bench.send_service.answers.answer(question.part.id, count_before=0, count_now=count_now)
    bench.run_sender()
    return bench.get(submission)


@pytest.mark.parametrize("observed", [False, True])
def test_a_file_becomes_one_batch_call(bench_of: Callable[..., tuple[Bench, BatchState]], *, observed: bool) -> None:
    """Its title is the operator's with a mark, its id is stored, and the server's warning is in the event."""
    bench, state = bench_of("ok", observed=observed)
    bench.limits = None
    submission = bench.send(leads_file(6_000))
    assert submission.row_counts == {RowState.SENT: 6_000}
    assert [part.remote_id for part in submission.parts] == ["batch_000000"]
    assert re.fullmatch(r"June offers ·[A-Za-z0-9]{8}", state.titles[0])
    (facts,) = (event.facts for event in bench.store.ledger.events(submission.id) if event.kind is EventKind.ACKED)
    assert (facts["from_number"], facts["warning"]["conflicts"][0]["batch_name"]) == (None, "July")


def test_a_number_goes_to_an_agent_once(bench_of: Callable[..., tuple[Bench, BatchState]]) -> None:
    """Another batch call of the same agent leaves it out; one of another agent does not."""
    bench, state = bench_of("ok")
    bench.send()
    again = bench.send(draft_id="another")
    assert again.row_counts == {RowState.ALREADY_CLAIMED: 2}
    other = bench.send(draft_id="third", campaign_id="agent_other")
    assert other.row_counts == {RowState.SENT: 2}
    assert len(state.batches) == 2


def test_the_rest_of_a_batch_call_may_leave_after_its_beginning(
    bench_of: Callable[..., tuple[Bench, BatchState]], store: Store
) -> None:
    """A time that is over is not sent with the second one, whose calls begin at once; after the end none is made."""
    bench, state = bench_of("ok")
    now, passed = utc_now(), [timedelta()]
    bench.store = replace(store, clock=Clock(now=lambda: now + passed[0]))
    bench.sender = bench.new_sender()
    batch = BatchChoice("June", starts_at=now + timedelta(hours=1), ends_at=now + timedelta(hours=3))
    submission = bench.send(leads_file(12), is_trial=True, batch=batch)
    passed[0] += timedelta(hours=2)
    bench.send_service.resume(submission.id)
    bench.run_sender()
    assert bench.get(submission).row_counts == {RowState.SENT: 12}
    assert [form.get("starts_at") is not None for form in state.forms] == [True, False]
    late = bench.send(leads_file(12), campaign_id="agent_other", is_trial=True, batch=batch)
    passed[0] += timedelta(hours=2)
    bench.send_service.resume(late.id)
    bench.run_sender()
    assert bench.get(late).row_counts == {RowState.SENT: 10, RowState.HELD_BACK: 2}
    assert {row.message for row in bench.store.ledger.rows(late.id) if row.state is RowState.HELD_BACK} == {
        "calls_ended"
    }


@pytest.mark.parametrize("word", UNCLEAR)
def test_a_lost_answer_is_settled_by_the_mark(bench_of: Callable[..., tuple[Bench, BatchState]], word: str) -> None:
    """With as many records it arrived; absent it is sent again after the quarantine; half of it is a question."""
    bench, state = bench_of(word, "ok", quarantine_seconds=0)
    submission = bench.send()
    apply = word.partition(":")[0]
    if apply == "half":
        assert submission.row_counts == {RowState.UNKNOWN: 2}
        submission = settle_question(bench, submission, 2)
    assert submission.row_counts == {RowState.SENT: 2}
    assert state.uploads == (2 if apply == "none" else 1)
    assert max(state.holds.values()) == 1
    expected = {"half": {Evidence.OPERATOR}, "all": {Evidence.MARK}, "none": {Evidence.MARK, Evidence.ANSWER}}
    assert {part.evidence for part in submission.parts} == expected[apply]


def test_absence_is_no_evidence_during_the_quarantine(bench_of: Callable[..., tuple[Bench, BatchState]]) -> None:
    """The batch call may still appear."""
    bench, state = bench_of("none:reset", "ok", quarantine_seconds=900)
    assert bench.send().row_counts == {RowState.UNKNOWN: 2}
    assert state.uploads == 1


@pytest.mark.parametrize("kind", [{"is_capped": True}, {"changes_titles": True}])
def test_a_list_that_may_hide_the_mark_proves_nothing(
    bench_of: Callable[..., tuple[Bench, BatchState]], kind: dict[str, bool]
) -> None:
    """A list that is cut off, and one that repeats titles without their end: the operator is asked."""
    bench, state = bench_of("all:reset", quarantine_seconds=0, **kind)
    state.batches += [{"id": f"old_{n}", "title": "Old", "total_records": 2, "status": "completed"} for n in range(10)]
    submission = bench.send()
    assert submission.row_counts == {RowState.UNKNOWN: 2}
    assert state.uploads == 1
    assert settle_question(bench, submission, 2).row_counts == {RowState.SENT: 2}


def test_a_colleagues_new_batch_call_is_not_taken_for_ours(
    bench_of: Callable[..., tuple[Bench, BatchState]],
) -> None:
    """One of another size and title appears meanwhile: ours is absent all the same, and is sent again."""
    bench, state = bench_of("none:reset", "ok", quarantine_seconds=0)
    bench.server.on_upload = lambda _: state.batches.append(
        {"id": f"x{len(state.batches)}", "title": "Their list", "total_records": 90, "status": "running"}
    )
    assert bench.send().row_counts == {RowState.SENT: 2}
    assert state.uploads == 2


@pytest.mark.parametrize("header", ["phone_number", "phone"])
def test_the_phone_column_is_renamed_after_a_clean_refusal(
    bench_of: Callable[..., tuple[Bench, BatchState]], header: str
) -> None:
    """A 400 that names the column switches the header for good; nothing is asked of the operator."""
    bench, state = bench_of("ok", phone_header=header)
    assert bench.send().row_counts == {RowState.SENT: 2}
    bench.send(leads_file(3, first=50), draft_id="second")
    assert len(state.titles) == (2 if header == "phone_number" else 3)
    assert state.holds[ASHA] == state.holds[RAVI] == 1


def test_an_unclear_answer_never_switches_the_phone_column(
    bench_of: Callable[..., tuple[Bench, BatchState]],
) -> None:
    """A 500 or 422 may say anything."""
    bench, _ = bench_of("none:422", quarantine_seconds=900)
    bench.send()
    assert bench.store.ledger.phone_header("test", DestinationKind.BATCH_CALL) is None


def test_a_refusal_that_queued_nothing_is_proved_by_the_list(
    bench_of: Callable[..., tuple[Bench, BatchState]],
) -> None:
    """The rows it names are refused and the rest is sent; if it made a batch call of the rest, that is a question."""
    bench, state = bench_of("refuse", "ok")
    assert bench.send().row_counts == {RowState.REFUSED: 1, RowState.SENT: 1}
    bench, state = bench_of("refuse_some", quarantine_seconds=0)
    assert bench.send(leads_file(4, first=20), draft_id="some").row_counts == {RowState.UNKNOWN: 4}
    assert state.uploads == 1


@pytest.mark.parametrize(("called", "taken_back"), [(0, 4), (1, 3), (4, 0)])
def test_cancelling_takes_back_what_nobody_called(
    bench_of: Callable[..., tuple[Bench, BatchState]], called: int, taken_back: int
) -> None:
    """The number that left the queue is in the ledger; only those leads are free again."""
    bench, state = bench_of("ok", called=called)
    submission = bench.send(leads_file(4))
    bench.send_service.request_recall(submission.id)
    bench.run_sender()
    after = bench.get(submission)
    assert after.row_counts.get(RowState.TAKEN_BACK, 0) == taken_back
    assert state.total() == 4 - taken_back
    (facts,) = (e.facts for e in bench.store.ledger.events(submission.id) if e.kind is EventKind.TAKEN_BACK)
    assert facts["removed_from_queue"] == taken_back


def test_only_bytes_split_a_file_into_several_batch_calls(
    bench_of: Callable[..., tuple[Bench, BatchState]],
) -> None:
    """Each has a mark of its own."""
    bench, state = bench_of("ok")
    bench.limits = PartLimits(rows=10_000_000, size=120)
    submission = bench.send(leads_file(10))
    assert submission.state is SubmissionState.SENT
    assert len({title[-8:] for title in state.titles}) == len(state.titles) > 1


def test_marks_do_not_collide_and_fit_the_title() -> None:
    """100,000 marks differ; the title has at most 35 characters as UTF-16 counts them."""
    seen: set[str] = set()
    for _ in range(100_000):
        seen.add(draw_mark(seen.__contains__))
    assert len(seen) == 100_000
    drawn = iter([True, False])
    assert len(draw_mark(lambda _: next(drawn))) == 8
    for title in ("June offers", "x" * 60, "😀" * 30, "two\nlines", ""):
        marked = marked_title(title, "k7Qm2x9B")
        assert title_length(marked) <= 35
        assert marked.endswith("·k7Qm2x9B")
        assert marked.isprintable()
    assert TITLE_ROOM == 25


def test_the_phone_column_alone_is_renamed() -> None:
    """Names with commas and quotes stay as they are, and so does every record."""
    data = b'"a,b",phone_number,"say ""x"""\n1,+919876543210,phone_number\n'
    assert with_phone_header(data, "phone") == data.replace(b",phone_number,", b",phone,", 1)
    assert with_phone_header(data, "phone_number") == data
