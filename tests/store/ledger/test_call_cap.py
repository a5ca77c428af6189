"""How often one person may be called, over all campaigns, on both databases."""

from __future__ import annotations

from datetime import timedelta
from threading import Barrier, Thread
from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest
from sqlalchemy import update

from callsheet.errors import StoreError
from callsheet.store import LatelyCalled, RowState
from callsheet.store.clock import utc_now
from callsheet.store.ledger.gates import checks
from callsheet.store.ledger.gates.contacts import CallCap, over_cap
from callsheet.store.ledger.gates.reasons import HoldBackReason
from callsheet.store.tables import ATTEMPTS
from tests.support.ledgers import NUMBERS, accept, check_ledger, create_submission

if TYPE_CHECKING:
    from callsheet.store import Store, Submission

LEASE = timedelta(seconds=300)
FIRST, SECOND, THIRD = NUMBERS


def to(store: Store, campaign_id: str) -> Submission:
    return create_submission(store.ledger, campaign_id, campaign_id=campaign_id)


def days_ago(store: Store, days: float) -> None:
    """Let everything that was sent be sent so long ago."""
    with store.engine.begin() as connection:
        connection.execute(update(ATTEMPTS).values(left_at=utc_now() - timedelta(days=days)))


def test_who_was_called_elsewhere_is_held_back(any_store: Store) -> None:
    """With one call in seven days the second campaign is left without its leads, and says why; after it they go."""
    ledger = any_store.ledger
    any_store.saved_settings.save("call_cap", "1/7")
    accept(ledger, to(any_store, "june"))
    second = to(any_store, "renewals")
    with pytest.raises(StoreError, match="a gate is closed"):
        accept(ledger, second)
    days_ago(any_store, 6.9)
    assert ledger.transitions.hold_back(second.parts[0].id) == 3
    check_ledger(any_store, second.id)
    assert {row.message for row in ledger.rows(second.id, RowState.HELD_BACK)} == {HoldBackReason.CAPPED.value}
    days_ago(any_store, 7.1)
    accept(ledger, to(any_store, "third"))


def test_several_calls_may_be_allowed(any_store: Store) -> None:
    """Two calls in thirty days: the third is held back."""
    any_store.saved_settings.save("call_cap", "2/30")
    for campaign in ("a", "b"):
        accept(any_store.ledger, to(any_store, campaign))
    with pytest.raises(StoreError, match="a gate is closed"):
        accept(any_store.ledger, to(any_store, "c"))


def test_what_was_not_called_does_not_count(any_store: Store) -> None:
    """Leads that wait, were refused or were taken back are no calls; what is on its way is one."""
    ledger = any_store.ledger
    any_store.saved_settings.save("call_cap", "1/7")
    to(any_store, "waiting")
    taken = to(any_store, "taken")
    accept(ledger, taken)
    ledger.transitions.confirm_recall(taken.parts[0].id, [FIRST, SECOND, THIRD], "Meera")
    sending = to(any_store, "sending")
    ledger.transitions.record_intent(sending.parts[0].id, "me", lease=LEASE, keeps_keys=False)
    with pytest.raises(StoreError, match="a gate is closed"):
        accept(ledger, to(any_store, "d"))


def test_erased_numbers_still_count(any_store: Store) -> None:
    """The cap survives retention: the claims that stay are unreadable, and are found by their marks."""
    any_store.saved_settings.save("call_cap", "1/7")
    sent = to(any_store, "june")
    accept(any_store.ledger, sent)
    assert any_store.ledger.eraser.erase(sent.id)
    assert sorted(any_store.ledger.called_lately([NUMBERS[FIRST], "+1"])) == [
        LatelyCalled(NUMBERS[FIRST], "june", sent.campaign_name, 1)
    ]
    with pytest.raises(StoreError, match="a gate is closed"):
        accept(any_store.ledger, to(any_store, "renewals"))


def test_without_a_cap_calls_are_only_told(any_store: Store) -> None:
    """The default: nothing is held back, and the campaign of the last days is named."""
    assert any_store.ledger.call_cap() == CallCap(None, 7)
    accept(any_store.ledger, to(any_store, "june"))
    accept(any_store.ledger, to(any_store, "renewals"))
    lately = any_store.ledger.called_lately(list(NUMBERS.values()))
    assert {(called.campaign_id, called.calls) for called in lately} == {("june", 1), ("renewals", 1)}
    assert len(lately) == 6
    days_ago(any_store, 8)
    assert any_store.ledger.called_lately(list(NUMBERS.values())) == []


def test_of_two_senders_at_once_one_wins(any_store: Store) -> None:
    """Two parts with the same people, committed in the same moment: exactly one leaves."""
    any_store.saved_settings.save("call_cap", "1/7")
    for turn in range(4):
        days_ago(any_store, 8)
        pair = [to(any_store, f"{name}{turn}") for name in ("a", "b")]
        gate, outcomes = Barrier(2), list[bool]()

        def commit(submission: Submission, gate: Barrier = gate, outcomes: list[bool] = outcomes) -> None:
            gate.wait()
            try:
                accept(any_store.ledger, submission)
            except StoreError:
                outcomes.append(False)
            else:
                outcomes.append(True)

        threads = [Thread(target=commit, args=(submission,)) for submission in pair]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(outcomes) == [False, True]


def test_without_the_gate_the_person_is_called_twice(store: Store) -> None:
    """The mutant that these tests must catch: the same two sends, and nothing holds the second back."""
    store.saved_settings.save("call_cap", "1/7")
    gates = tuple(gate for gate in checks.GATES if gate is not over_cap)
    with patch.object(checks, "GATES", gates):
        accept(store.ledger, to(store, "june"))
        accept(store.ledger, to(store, "renewals"))
    assert {called.campaign_id for called in store.ledger.called_lately([NUMBERS[FIRST]])} == {"june", "renewals"}
