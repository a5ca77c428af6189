from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from callsheet.store import Evidence, PartLimits, PartState
from tests.support.ledgers import create_submission

if TYPE_CHECKING:
    from callsheet.store import Ledger, Part

ROW_BY_ROW = PartLimits(rows=1)


def send(ledger: Ledger, part: Part) -> None:
    ledger.transitions.record_intent(part.id, "me", lease=timedelta(seconds=300), keeps_keys=False)


def deliver(ledger: Ledger, part: Part) -> None:
    send(ledger, part)
    ledger.transitions.acknowledge(part.id, Evidence.ANSWER)


def test_the_count_before_a_part_includes_the_parts_before_it(ledger: Ledger) -> None:
    """The operator's count at the submission, plus what was sent since then."""
    submission = create_submission(ledger, count_before=10, limits=ROW_BY_ROW)
    first, second, third = submission.parts
    deliver(ledger, first)
    deliver(ledger, second)
    send(ledger, third)
    counts = [ledger.lead_counts.expected_before(submission, part) for part in submission.parts]
    assert counts == [10, 11, 12]


def test_the_count_before_is_unknown_without_a_count_or_before_the_part_is_sent(ledger: Ledger) -> None:
    """Nothing is guessed."""
    without = create_submission(ledger, limits=ROW_BY_ROW)
    deliver(ledger, without.parts[0])
    assert ledger.lead_counts.expected_before(without, without.parts[0]) is None
    ready = create_submission(ledger, "two", {2: "+971501234567"}, count_before=1)
    assert ledger.lead_counts.expected_before(ready, ready.parts[0]) is None


def test_the_count_before_is_ambiguous_when_a_part_was_undecided_at_the_submission(ledger: Ledger) -> None:
    """The operator's count may or may not include its leads, even when it was settled later."""
    earlier = create_submission(ledger)
    send(ledger, earlier.parts[0])
    later = create_submission(ledger, "two", {2: "+971501234567"}, count_before=10)
    ledger.transitions.acknowledge(earlier.parts[0].id, Evidence.ANSWER)
    deliver(ledger, later.parts[0])
    assert ledger.lead_counts.expected_before(later, later.parts[0]) is None


def test_leads_sent_after_a_part_are_counted_over_all_submissions_of_its_campaign(ledger: Ledger) -> None:
    """Only acknowledged ones, and none of another campaign."""
    submission = create_submission(ledger, limits=ROW_BY_ROW)
    first, second, third = submission.parts
    other = create_submission(ledger, "two", {2: "+971501234567"})
    elsewhere = create_submission(ledger, "three", {2: "+971501234567"}, campaign_id="cmp_b")
    for part in (first, second, *other.parts, *elsewhere.parts):
        deliver(ledger, part)
    send(ledger, third)
    assert ledger.part(third.id).state is PartState.INTENT
    assert [ledger.lead_counts.sent_after(submission, part) for part in submission.parts] == [2, 1, 0]


def test_numbers_sent_by_other_submissions_are_counted(ledger: Ledger) -> None:
    """A submission's own leads are not; recalled ones are not."""
    numbers = {2: "+971501234567", 3: "+971501234568"}
    first = create_submission(ledger, numbers=numbers)
    deliver(ledger, first.parts[0])
    ledger.transitions.confirm_recall(first.parts[0].id, {3}, "sender")
    again = create_submission(ledger, "two", numbers, repeats={"+971501234567": 1})
    deliver(ledger, again.parts[0])
    assert ledger.lead_counts.sent_elsewhere(again.parts[0].id) == {"+971501234567": 1}
