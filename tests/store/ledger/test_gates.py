"""The last check before a part is sent: leads for which a gate is closed are taken out, on both databases."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import delete, text
from sqlalchemy.exc import DBAPIError

from callsheet.errors import StoreError
from callsheet.store import (
    EventKind,
    Evidence,
    Hold,
    PartLimits,
    PartRefusal,
    PartState,
    RowFact,
    RowState,
    SubmissionState,
)
from callsheet.store.ledger.gates.reasons import HoldBackReason
from callsheet.store.tables import CLAIMS
from tests.support.ledgers import NUMBERS, check_ledger, claimed_numbers, create_submission, payload

if TYPE_CHECKING:
    from callsheet.store import Ledger, Store, Submission

LEASE = timedelta(seconds=300)
FIRST, SECOND, THIRD = NUMBERS


def send(ledger: Ledger, part_id: str) -> None:
    ledger.transitions.record_intent(part_id, "me", lease=LEASE, keeps_keys=False)


def put_on_list(store: Store, *rows: int) -> None:
    store.suppression.add([NUMBERS[row] for row in rows], "Meera")


def held_back(store: Store, submission: Submission) -> dict[int, str]:
    """Row number → reason, after the ledger was checked."""
    check_ledger(store, submission.id)
    return {row.row: row.message for row in store.ledger.rows(submission.id, RowState.HELD_BACK)}


def test_a_number_that_is_listed_meanwhile_does_not_leave(any_store: Store) -> None:
    """The intent is refused; the part is written anew without the row, and then goes."""
    ledger, submission = any_store.ledger, create_submission(any_store.ledger)
    (part,) = submission.parts
    put_on_list(any_store, SECOND)
    with pytest.raises(StoreError, match="a gate is closed"):
        send(ledger, part.id)
    assert ledger.transitions.hold_back(part.id) == 1
    assert held_back(any_store, submission) == {SECOND: HoldBackReason.ON_LIST}
    assert ledger.get(submission.id).row_counts == {RowState.READY: 2, RowState.HELD_BACK: 1}
    assert ledger.data(part.id) == payload([FIRST, THIRD])
    assert sorted(claimed_numbers(any_store)) == sorted([NUMBERS[FIRST], NUMBERS[THIRD]])
    event = ledger.events(submission.id)[-1]
    assert (event.kind, event.facts) == (EventKind.HELD_BACK, {"rows": 1, "reasons": {"on_list": 1}})
    send(ledger, part.id)
    ledger.transitions.acknowledge(part.id, Evidence.ANSWER)
    assert ledger.get(submission.id).row_counts == {RowState.SENT: 2, RowState.HELD_BACK: 1}


def test_an_open_gate_changes_nothing(any_store: Store) -> None:
    """Neither does one of a part that is not ready, or does not exist."""
    ledger, submission = any_store.ledger, create_submission(any_store.ledger)
    (part,) = submission.parts
    events = ledger.events(submission.id)
    assert ledger.transitions.hold_back(part.id) == 0
    send(ledger, part.id)
    put_on_list(any_store, FIRST)
    assert ledger.transitions.hold_back(part.id) == ledger.transitions.hold_back("nothing") == 0
    assert [event.kind for event in ledger.events(submission.id)[len(events) :]] == [EventKind.INTENT]
    assert held_back(any_store, submission) == {}


def test_a_part_without_a_lead_left_is_withdrawn(any_store: Store) -> None:
    """It is never sent; the others of its submission go."""
    ledger = any_store.ledger
    submission = create_submission(ledger, limits=PartLimits(rows=2))
    first, second = submission.parts
    put_on_list(any_store, FIRST, SECOND)
    assert ledger.transitions.hold_back(first.id) == 2
    assert [part.state for part in ledger.get(submission.id).parts] == [PartState.WITHDRAWN, PartState.READY]
    assert set(held_back(any_store, submission)) == {FIRST, SECOND}
    send(ledger, second.id)
    assert ledger.get(submission.id).state is SubmissionState.SENDING


def test_a_part_that_did_not_arrive_keeps_the_leads_held_back_of_it(any_store: Store) -> None:
    """Only the leads that were in it move to a new part."""
    ledger, submission = any_store.ledger, create_submission(any_store.ledger)
    (part,) = submission.parts
    put_on_list(any_store, FIRST)
    ledger.transitions.hold_back(part.id)
    send(ledger, part.id)
    ledger.transitions.mark_unknown(part.id, closed=True)
    ledger.transitions.record_absence(part.id, None, Evidence.LIST)
    assert set(held_back(any_store, submission)) == {FIRST}
    assert ledger.get(submission.id).row_counts == {RowState.READY: 2, RowState.HELD_BACK: 1}


def test_a_part_that_was_tried_gets_a_new_key_with_its_new_bytes(any_store: Store) -> None:
    """The server may have seen the old key with the old bytes."""
    ledger, submission = any_store.ledger, create_submission(any_store.ledger)
    (tried,) = submission.parts
    send(ledger, tried.id)
    ledger.transitions.requeue(tried.id, wait=timedelta(0), status=429)
    put_on_list(any_store, FIRST)
    assert ledger.transitions.hold_back(tried.id) == 1
    old, new = ledger.get(submission.id).parts
    assert (old.id, old.state, old.rows) == (tried.id, PartState.WITHDRAWN, 0)
    assert (new.state, new.rows, ledger.data(new.id)) == (PartState.READY, 2, payload([SECOND, THIRD]))
    assert set(held_back(any_store, submission)) == {FIRST}
    send(ledger, new.id)


def test_a_lead_that_an_earlier_part_has_carried_keeps_its_claim(any_store: Store) -> None:
    """The refusal it was in may have queued it after all: no other send may carry it until that is certain."""
    ledger, submission = any_store.ledger, create_submission(any_store.ledger)
    (refused,) = submission.parts
    send(ledger, refused.id)
    refusal = PartRefusal(400, "one bad row", {FIRST: "bad"})
    ledger.transitions.record_refusal(refused.id, refusal, Evidence.ANSWER, resend_rest=True)
    (rest,) = ledger.get(submission.id).in_state(PartState.READY)
    put_on_list(any_store, SECOND)
    assert ledger.transitions.hold_back(rest.id) == 1
    assert sorted(claimed_numbers(any_store)) == sorted([NUMBERS[SECOND], NUMBERS[THIRD]])


def test_a_lead_without_its_claim_does_not_leave(any_store: Store) -> None:
    """Another submission may send its number."""
    ledger, submission = any_store.ledger, create_submission(any_store.ledger)
    (part,) = submission.parts
    with any_store.engine.begin() as connection:
        connection.execute(delete(CLAIMS).where(CLAIMS.c.row == THIRD))
    with pytest.raises(StoreError, match="a gate is closed"):
        send(ledger, part.id)
    assert ledger.transitions.hold_back(part.id) == 1
    assert held_back(any_store, submission) == {THIRD: HoldBackReason.IN_CAMPAIGN}


def test_the_rest_waits_when_none_is_left_to_be_sent_first(any_store: Store) -> None:
    """A submission whose first leads are all listed is held, not stuck."""
    ledger = any_store.ledger
    submission = create_submission(ledger, first_rows=[FIRST])
    put_on_list(any_store, FIRST)
    assert ledger.transitions.hold_back(submission.parts[0].id) == 1
    now = ledger.get(submission.id)
    assert (now.state, now.hold) == (SubmissionState.HELD, Hold.TRIAL)


def test_the_database_holds_back_only_what_was_not_sent(any_store: Store) -> None:
    """A queued lead stays a queued lead."""
    ledger, submission = any_store.ledger, create_submission(any_store.ledger)
    send(ledger, submission.parts[0].id)
    with pytest.raises(DBAPIError, match="illegal move of a row"), any_store.engine.begin() as connection:
        connection.execute(text("UPDATE submission_rows SET outcome = 'held_back'"))


def test_consent_that_the_policy_no_longer_accepts_does_not_leave(any_store: Store) -> None:
    """The facts of the press are read back as they were; rows of which nothing was asked lack what is required now."""
    facts = [
        RowFact(FIRST, "", "", "given", "2020-02-29"),
        RowFact(SECOND, "", "", "missing"),
        RowFact(4, "errors", "too_few_digits", "refused"),
    ]
    ledger = any_store.ledger
    submission = create_submission(ledger, row_facts=facts)
    assert ledger.row_facts(submission.id) == facts
    (part,) = submission.parts
    assert ledger.transitions.hold_back(part.id) == 0
    any_store.saved_settings.save("consent_policy", "require/12m")
    with pytest.raises(StoreError, match="a gate is closed"):
        send(ledger, part.id)
    assert ledger.transitions.hold_back(part.id) == 3
    assert held_back(any_store, submission) == {
        FIRST: HoldBackReason.CONSENT_EXPIRED,
        SECOND: HoldBackReason.CONSENT_MISSING,
        THIRD: HoldBackReason.CONSENT_MISSING,
    }


def test_a_policy_that_asks_for_no_consent_leaves_rows_alone_of_which_nothing_was_asked(any_store: Store) -> None:
    """Expired consent is held back; a row without an answer goes, and so does one without facts."""
    ledger = any_store.ledger
    facts = [RowFact(FIRST, "", "", "given", "2020-02-29"), RowFact(SECOND, "", "", "missing")]
    submission = create_submission(ledger, row_facts=facts)
    (part,) = submission.parts
    any_store.saved_settings.save("consent_policy", "leave_out/12m")
    assert ledger.transitions.hold_back(part.id) == 1
    assert held_back(any_store, submission) == {FIRST: HoldBackReason.CONSENT_EXPIRED}
