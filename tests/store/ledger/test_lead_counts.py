from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from callsheet.store import Evidence, PartLimits, PartState
from tests.support.ledgers import create_submission

if TYPE_CHECKING:
    from callsheet.store import Ledger, Part

ROW_BY_ROW = PartLimits(rows=1)


def send(ledger: Ledger, part: Part, count_before: int | None = None) -> None:
    """Commit that a part leaves, with a count of the server."""
    lease = timedelta(seconds=300)
    ledger.transitions.record_intent(part.id, "me", lease=lease, keeps_keys=False, count_before=count_before)


def deliver(ledger: Ledger, part: Part, count_before: int | None = None) -> None:
    """Send a part with a count of the server, and acknowledge it."""
    send(ledger, part, count_before)
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


@pytest.mark.parametrize("counts", [(None, None, None), (7, None, None), (7, 8, None), (None, 20, 3), (7, 8, 9)])
def test_the_expected_count_follows_from_the_latest_part_with_a_count(
    ledger: Ledger, counts: tuple[int | None, ...]
) -> None:
    """The same as part by part, also after one was taken back; parts without an answer do not count."""
    submission = create_submission(ledger, limits=ROW_BY_ROW)
    assert ledger.expected_count(submission.id) is None
    for part, count in zip(submission.parts, counts, strict=True):
        send(ledger, part, count)
        assert ledger.expected_count(submission.id) == _part_by_part(ledger, submission.id)
        ledger.transitions.acknowledge(part.id, Evidence.ANSWER)
        assert ledger.expected_count(submission.id) == _part_by_part(ledger, submission.id)
    ledger.transitions.confirm_recall(submission.parts[1].id, [row.row for row in ledger.rows(submission.id)], "Asha")
    counted = [count for count in counts if count is not None]
    assert ledger.expected_count(submission.id) == (counted[-1] + 1 if counted else None)


def _part_by_part(ledger: Ledger, submission_id: str) -> int | None:
    """The latest acknowledged part whose attempt has a count: that count and the part's leads."""
    acknowledged = ledger.get(submission_id).in_state(PartState.ACKED)
    for part in sorted(acknowledged, key=lambda part: str(part.settled_at), reverse=True):
        attempt = ledger.attempt(part.attempt_id)
        if attempt is not None and attempt.count_before is not None:
            return attempt.count_before + part.rows + part.taken_back
    return None
