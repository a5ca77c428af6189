"""Results of a batch call, page by page: the rate limit, what a kill leaves, and servers that answer oddly."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from callsheet.errors import RateLimited, UnexpectedAnswer
from callsheet.sending.results.batch import unambiguous
from callsheet.store import CallOutcome, ReadProblem
from tests.sending.results.wire import BATCH, BatchWire, Clock, calls_to, numbers_of, sent_batch

if TYPE_CHECKING:
    from callsheet.store import Store

REACHED, NO_ANSWER, BUSY, FAILED = CallOutcome.REACHED, CallOutcome.NO_ANSWER, CallOutcome.BUSY, CallOutcome.FAILED


class Killed(BaseException):
    """The process ends here, whatever it had in mind."""


@pytest.fixture(autouse=True)
def without_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """A read that is repeated because a gateway answered waits for no time."""
    monkeypatch.setattr("callsheet.client.api.READ_RETRY_DELAYS", (0.0, 0.0))


@pytest.mark.parametrize(("leads", "most"), [(1_000, 2), pytest.param(10_000, 20, marks=pytest.mark.nightly)])
def test_results_within_the_rate_limit(store: Store, leads: int, most: int) -> None:
    """One request for the batches, one for 200 calls; in no minute more than the limit; none once all is over."""
    sent_batch(store, leads)
    wire = BatchWire(calls_to(list(numbers_of(leads).values())), status="completed")
    read = wire.reader(store, most=most).read("one")
    fifth = leads // 5
    assert read.counts == {REACHED: fifth, NO_ANSWER: 2 * fifth, BUSY: fifth, FAILED: fifth}
    assert (read.is_over, read.is_whole, read.problem) == (True, True, ReadProblem.NONE)
    requests = 1 + leads // 200
    assert len(wire.paths) == requests
    for start in wire.times:
        assert sum(start <= moment < start + 60 for moment in wire.times) <= most
    assert wire.times[-1] == pytest.approx(60 * ((requests - 1) // most), abs=1)
    again = wire.reader(store).read("one")
    assert (again, len(wire.paths)) == (read, requests)


def test_a_killed_reading_goes_on_where_it_ended(store: Store) -> None:
    """Killed at every third page, it reads no page twice but the one that was under way."""
    sent_batch(store, 2_000)
    wire = BatchWire(calls_to(list(numbers_of(2_000).values())))
    answer, kills = wire.send, 0

    def kill_some(*request: Any, **more: Any) -> Any:
        nonlocal kills
        if len(wire.paths) % 4 == 3 and kills < 3:
            kills += 1
            raise Killed
        return answer(*request, **more)

    wire.send = kill_some  # type: ignore[method-assign]
    for _ in range(3):
        with pytest.raises(Killed):
            wire.reader(store).read("one")
    assert store.results.state("one").position is not None  # type: ignore[union-attr]
    assert store.results.leads("one") == {}
    read = wire.reader(store).read("one")
    assert sum(read.counts.values()) == 2_000
    assert read.counts[REACHED] == 400
    pages = [path for path in wire.paths if f"{BATCH}?" in path]
    assert len(pages) == len(set(pages)) == 10


def test_a_person_may_stop_the_reading(store: Store) -> None:
    """What was read is stored; the next reading goes on."""
    sent_batch(store, 600)
    wire = BatchWire(calls_to(list(numbers_of(600).values())))
    read = wire.reader(store).read("one", is_stopped=lambda: len(wire.paths) == 2)
    assert (read.position is not None, read.read_at, len(wire.paths)) == (True, None, 2)
    assert wire.reader(store).read("one").counts[REACHED] == 120


@pytest.mark.parametrize("observed", [False, True])
@pytest.mark.parametrize("has_batch_path", [False, True])
def test_both_lists_and_both_shapes(store: Store, *, observed: bool, has_batch_path: bool) -> None:
    """Below the batch or in the list of all calls, in an envelope or bare: a lead has its calls and their end."""
    sent_batch(store, 3)
    first, second, third = numbers_of(3).values()
    calls = calls_to([first, second], "no_answer")
    calls += [
        {"id": "late", "to_number": first[1:], "status": "completed", "duration": 9.6}
        | {"createdAt": "2026-11-29T12:00:00Z", "recording_url": "https://dialnexa.example/r/1"}
        | {"transcript_url": "javascript:alert(1)"},
        {"id": "open", "to_number": second, "status": "queued", "createdAt": "2026-11-29T12:00:00Z"},
        {"id": "odd", "to_number": third, "status": "voicemail-left"},
        {"id": "other", "to_number": "+15550100000", "status": "completed"},
    ]
    wire = BatchWire(calls, observed=observed, has_batch_path=has_batch_path)
    read = wire.reader(store).read("one")
    assert read.counts == {REACHED: 1, CallOutcome.NOT_YET: 1, CallOutcome.NOT_KNOWN: 1}
    leads = store.results.leads("one")
    assert (leads[2].attempts, leads[2].duration, leads[2].recording) == (2, 10, "https://dialnexa.example/r/1")
    assert (leads[2].transcript, leads[2].last_call) == ("", 1_795_953_600)
    assert (leads[3].outcome, leads[3].attempts) == (CallOutcome.NOT_YET, 1)
    assert (leads[4].outcome, leads[4].attempts) == (CallOutcome.NOT_KNOWN, 0)


def test_calls_of_another_batch_are_left_out(store: Store) -> None:
    """A list of calls that does not know the filter: its entries say whose they are."""
    sent_batch(store, 2)
    calls = calls_to(list(numbers_of(2).values()), "completed")
    calls[1]["batch_id"] = "batch_of_somebody"
    read = BatchWire(calls, has_batch_path=False).reader(store).read("one")
    assert read.counts == {REACHED: 1, CallOutcome.NOT_YET: 1}


def test_a_number_of_two_rows_is_nobodys() -> None:
    """A call could be either's; the claims of a ledger do not let it come to that."""
    assert unambiguous({2: "+911", 3: "+912", 4: "+911"}) == {"+912": 3}


@pytest.mark.parametrize(
    "fault",
    [
        (502, b"<html><body>Bad gateway</body></html>", {"Content-Type": "text/html"}),
        (200, b"", {}),
        (200, b'{"callLogs": "none"}', {}),
        (302, b"", {"Location": "http://elsewhere/"}),
    ],
)
def test_an_answer_that_cannot_be_read_loses_nothing(store: Store, fault: tuple[int, bytes, dict[str, str]]) -> None:
    """What was read before is stored, nothing is made of the rest, and the next reading goes on."""
    sent_batch(store, 600)
    wire = BatchWire(calls_to(list(numbers_of(600).values())), faults=dict.fromkeys(range(4, 20), fault))
    with pytest.raises(UnexpectedAnswer):
        wire.reader(store).read("one")
    wire.faults = {}
    read = wire.reader(store).read("one")
    assert (read.counts[REACHED], sum(read.counts.values())) == (120, 600)
    assert sum(f"{BATCH}?page=1&" in path for path in wire.paths) == 1


def test_too_many_requests_without_a_time_waits_a_minute(store: Store) -> None:
    """Then the same page is asked for again; a server that never lets through is an error, not a loop."""
    sent_batch(store, 600)
    wire = BatchWire(calls_to(list(numbers_of(600).values())), faults={3: (429, b"{}", {})})
    assert wire.reader(store).read("one").counts[REACHED] == 120
    assert [wire.times[2], wire.times[3]] == [0, 60]
    wire.faults = dict.fromkeys(range(1, 100), (429, b"{}", {"Retry-After": "7"}))
    before = len(wire.paths)
    with pytest.raises(RateLimited):
        wire.reader(store).read("one")
    assert len(wire.paths) - before == 6


@pytest.mark.parametrize("observed", [False, True])
def test_counts_that_differ_are_said(store: Store, *, observed: bool) -> None:
    """Fewer calls than the server says there are, or a batch that is over without some leads: those are not known."""
    sent_batch(store, 10)
    calls = calls_to(list(numbers_of(8).values()), "completed")
    read = BatchWire(calls, claims=10, observed=observed, status="completed").reader(store).read("one")
    assert (read.problem, read.is_whole, read.is_over) == (ReadProblem.INCOMPLETE, False, False)
    assert read.counts == {REACHED: 8, CallOutcome.NOT_KNOWN: 2}


def test_leads_without_a_call_wait_while_the_batch_runs(store: Store) -> None:
    """A server that lists a call only once it is made."""
    sent_batch(store, 10)
    calls = calls_to(list(numbers_of(8).values()), "completed")
    read = BatchWire(calls, observed=True).reader(store).read("one")
    assert read.counts == {REACHED: 8, CallOutcome.NOT_YET: 2}


@pytest.mark.parametrize("observed", [False, True])
def test_a_server_that_repeats_its_first_page_ends_the_reading(store: Store, *, observed: bool) -> None:
    """Nothing is counted twice, and what is missing is not made up."""
    sent_batch(store, 500)
    calls = calls_to(list(numbers_of(500).values()), "no_answer")
    wire = BatchWire(calls, observed=observed, status="completed", arrange=lambda _, __: calls[:200])
    read = wire.reader(store).read("one")
    assert sum(BATCH in path for path in wire.paths) == 2
    assert read.counts == {NO_ANSWER: 200, CallOutcome.NOT_KNOWN: 300}
    assert {lead.attempts for lead in store.results.leads("one").values()} == {0, 1}


def test_a_page_that_skips_is_made_up_for_by_the_next_reading(store: Store) -> None:
    """New calls push older ones over the edge of a page while it is read."""
    sent_batch(store, 500)
    calls = calls_to(list(numbers_of(500).values()), "no_answer")
    wire = BatchWire(calls, arrange=lambda page, shown: shown[5:] if page == 2 else shown)
    read = wire.reader(store).read("one")
    assert (read.problem, read.counts[CallOutcome.NOT_KNOWN]) == (ReadProblem.INCOMPLETE, 5)
    wire.arrange = lambda _, shown: shown
    assert wire.reader(store).read("one").counts == {NO_ANSWER: 500}


def test_a_server_without_results_says_nothing(store: Store) -> None:
    """Neither list: the problem is stored, no count is. A key that may not read: the same, with its own sentence."""
    sent_batch(store, 3)
    wire = BatchWire([], faults=dict.fromkeys(range(1, 10), (404, b'{"message": "Cannot GET"}', {})))
    read = wire.reader(store).read("one")
    assert (read.problem, read.counts, read.read_at) == (ReadProblem.NOT_SERVED, {}, None)
    assert store.results.leads("one") == {}
    wire.faults = dict.fromkeys(range(1, 30), (403, b'{"message": "Forbidden"}', {}))
    assert wire.reader(store).read("one").problem is ReadProblem.NOT_ALLOWED


def test_a_later_failure_leaves_the_counts_of_before(store: Store) -> None:
    """The server was asked, answers no more, and the last counts stay with their time."""
    sent_batch(store, 5)
    wire = BatchWire(calls_to(list(numbers_of(5).values())), clock=Clock())
    before = wire.reader(store).read("one")
    wire.faults = dict.fromkeys(range(1, 30), (404, b"{}", {}))
    after = wire.reader(store).read("one")
    assert (after.problem, after.counts, after.read_at) == (ReadProblem.NOT_SERVED, before.counts, before.read_at)
