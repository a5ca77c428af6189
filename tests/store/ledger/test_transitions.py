"""Every transition of `TRANSITIONS` on both databases, and every event where it is illegal."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from callsheet.errors import ConservationError, StoreError
from callsheet.store import (
    WAITING,
    EventKind,
    Evidence,
    Hold,
    Ledger,
    PartRefusal,
    PartState,
    RecoveredUpload,
    RowState,
    SubmissionState,
)
from callsheet.store.ledger.states import TRANSITIONS
from tests.support.ledgers import NUMBERS, check_ledger, claimed_numbers, create_submission, payload

if TYPE_CHECKING:
    from collections.abc import Callable

    from callsheet.store import Store

LEASE = timedelta(seconds=300)
WHOLE = PartRefusal(401, "key")
RECOVERED = RecoveredUpload("recovered", datetime.now(UTC), keeps_keys=False, count_before=None)


def send(ledger: Ledger, part_id: str) -> None:
    ledger.transitions.record_intent(part_id, "me", lease=LEASE, keeps_keys=False)


def lose(ledger: Ledger, part_id: str) -> None:
    send(ledger, part_id)
    ledger.transitions.mark_unknown(part_id, closed=True)


def settle(ledger: Ledger, part_id: str, state: PartState) -> None:
    """Settle an unknown part by an answer of the operator."""
    if state is PartState.ACKED:
        ledger.transitions.acknowledge(part_id, Evidence.OPERATOR, who="Meera")
    elif state is PartState.REFUSED:
        ledger.transitions.record_refusal(part_id, WHOLE, Evidence.OPERATOR, resend_rest=True, who="Meera")
    else:
        ledger.transitions.record_absence(part_id, None, Evidence.OPERATOR, who="Meera")


def bring(ledger: Ledger, part_id: str, state: PartState) -> None:
    """Bring a READY part into a state."""
    match state:
        case PartState.PLANNED | PartState.READY:
            pass
        case PartState.INTENT:
            send(ledger, part_id)
        case PartState.WITHDRAWN:
            ledger.decisions.withdraw("one", "Meera")
        case PartState.UNKNOWN:
            lose(ledger, part_id)
        case PartState.ACKED | PartState.REFUSED | PartState.ABSENT:
            lose(ledger, part_id)
            settle(ledger, part_id, state)


CAUSES: dict[EventKind, Callable[[Ledger, str], object]] = {
    EventKind.PREPARED: lambda ledger, part: ledger.preparer("one", payload).prepare(part),
    EventKind.POSTPONED: lambda ledger, part: ledger.transitions.postpone(part, ledger.clock.now()),
    EventKind.MISSED: lambda ledger, part: ledger.transitions.postpone(part, ledger.clock.now(), is_missed=True),
    EventKind.INTENT: send,
    EventKind.ACKED: lambda ledger, part: ledger.transitions.acknowledge(part, Evidence.ANSWER),
    EventKind.REFUSED: lambda ledger, part: ledger.transitions.record_refusal(
        part, WHOLE, Evidence.ANSWER, resend_rest=True
    ),
    EventKind.NOT_SENT: lambda ledger, part: ledger.transitions.requeue(part, wait=timedelta(0)),
    EventKind.UNKNOWN: lambda ledger, part: ledger.transitions.mark_unknown(part, closed=True),
    EventKind.QUARANTINE: lambda ledger, part: ledger.transitions.start_quarantine(part),
    EventKind.RESTORED: lambda ledger, part: ledger.transitions.record_recovered_upload(part, RECOVERED),
    EventKind.LEFT_EARLIER: lambda ledger, part: ledger.transitions.record_recovered_upload(
        part, RECOVERED, kind=EventKind.LEFT_EARLIER, who="Meera"
    ),
    EventKind.COUNTED: lambda ledger, part: ledger.transitions.record_lead_count(part, 7),
    EventKind.ON_HOLD: lambda ledger, part: ledger.decisions.note_inconclusive_answer(part, "Meera", count_now=7),
    EventKind.ABSENT: lambda ledger, part: ledger.transitions.record_absence(part, None, Evidence.LIST),
    EventKind.PARTLY_ARRIVED: lambda ledger, part: ledger.transitions.record_arrivals(part, {2}, {}, who="Meera"),
    EventKind.WITHDRAWN: lambda ledger, _: ledger.decisions.withdraw("one", "Meera"),
    EventKind.REOPENED: lambda ledger, part: ledger.decisions.reopen(part, "Meera"),
    EventKind.TAKEN_BACK: lambda ledger, part: ledger.transitions.confirm_recall(part, {3}, "sender"),
}
"""What makes an event happen to a part."""


@pytest.mark.parametrize(
    ("kind", "before", "after"),
    sorted((kind, *pair) for kind, pairs in TRANSITIONS.items() for pair in pairs if kind is not EventKind.HELD_BACK),
)
def test_a_legal_transition_is_made_and_recorded(
    any_store: Store, kind: EventKind, before: PartState, after: PartState
) -> None:
    """The part is in the new state, its event is the last one, and the rows add up."""
    ledger = any_store.ledger
    (part,) = create_submission(ledger, is_prepared=before is not PartState.PLANNED).parts
    bring(ledger, part.id, before)
    assert ledger.part(part.id).state is before
    if (kind, after) == (EventKind.ABSENT, PartState.ACKED):
        ledger.transitions.record_absence(part.id, {5}, Evidence.LIST)
    elif (kind, after) == (EventKind.POSTPONED, PartState.WITHDRAWN):  # both halves of a part that was tried are new
        send(ledger, part.id)
        ledger.transitions.requeue(part.id, wait=timedelta(0))
        ledger.transitions.split(part.id, 1, ledger.clock.now())
    else:
        CAUSES[kind](ledger, part.id)
    assert ledger.part(part.id).state is after
    assert ledger.events("one")[-1].kind is kind
    check_ledger(any_store, "one")


@pytest.mark.parametrize("before", list(PartState))
def test_an_illegal_transition_changes_nothing(any_store: Store, before: PartState) -> None:
    """Every event that the table does not list for a state is an error."""
    ledger = any_store.ledger
    (part,) = create_submission(ledger, is_prepared=before is not PartState.PLANNED).parts
    bring(ledger, part.id, before)
    submission, events = ledger.get("one"), ledger.events("one")
    illegal = {kind for kind, pairs in TRANSITIONS.items() if before not in {start for start, _ in pairs}}
    for kind in illegal & CAUSES.keys() - {EventKind.PREPARED, EventKind.WITHDRAWN}:  # skip parts that do not wait
        with pytest.raises(StoreError):
            CAUSES[kind](ledger, part.id)
    assert (ledger.get("one"), ledger.events("one")) == (submission, events)
    ledger.decisions.withdraw("one", "Meera")
    assert before in WAITING or ledger.part(part.id).state is before


def test_every_event_of_the_table_is_tested() -> None:
    """An event that is added to the table needs a cause here; a gate that closes has its tests in test_gates.py."""
    assert CAUSES.keys() == TRANSITIONS.keys() - {EventKind.HELD_BACK}


OUTCOMES: dict[str, Callable[[Ledger, str], object]] = {
    "acknowledged": CAUSES[EventKind.ACKED],
    "unknown": CAUSES[EventKind.UNKNOWN],
    "not sent": CAUSES[EventKind.NOT_SENT],
    "one row refused": lambda ledger, part: ledger.transitions.record_refusal(
        part, PartRefusal(400, "", {3: "no"}), Evidence.ANSWER, resend_rest=True
    ),
    "one row refused for the last time": lambda ledger, part: ledger.transitions.record_refusal(
        part, PartRefusal(400, "", {3: "no"}), Evidence.ANSWER, resend_rest=False
    ),
    "refused": CAUSES[EventKind.REFUSED],
}


@pytest.mark.parametrize(
    ("outcome", "rows", "claims"),
    [
        ("acknowledged", {RowState.SENT: 3}, 3),
        ("unknown", {RowState.UNKNOWN: 3}, 3),
        ("not sent", {RowState.READY: 3}, 3),
        ("one row refused", {RowState.REFUSED: 1, RowState.READY: 2}, 2),
        ("one row refused for the last time", {RowState.REFUSED: 3}, 0),
        ("refused", {RowState.REFUSED: 3}, 0),
    ],
)
def test_an_outcome_releases_only_claims_of_rows_that_were_not_queued(
    any_store: Store, outcome: str, rows: dict[RowState, int], claims: int
) -> None:
    """A number is free again only when it is certain that it was not queued."""
    ledger = any_store.ledger
    (part,) = create_submission(ledger).parts
    send(ledger, part.id)
    assert ledger.get("one").row_counts == {RowState.SENDING: 3}
    OUTCOMES[outcome](ledger, part.id)
    check_ledger(any_store, "one")
    assert ledger.get("one").row_counts == rows
    assert len(claimed_numbers(any_store)) == claims


def test_refused_rows_carry_the_message_of_the_server(ledger: Ledger) -> None:
    """The named row has its own message, and only it is refused."""
    (part,) = create_submission(ledger).parts
    send(ledger, part.id)
    OUTCOMES["one row refused"](ledger, part.id)
    assert ledger.get("one").refused_numbers == {(3, NUMBERS[3]): "no"}


def test_withdrawn_numbers_are_free_again(any_store: Store) -> None:
    """It is certain that the server does not have them."""
    ledger = any_store.ledger
    create_submission(ledger)
    assert ledger.decisions.withdraw("one", "Meera") == 3
    assert ledger.get("one").row_counts == {RowState.WITHDRAWN: 3}
    assert claimed_numbers(any_store) == []
    assert ledger.get("one").state is SubmissionState.NOT_SENT


def test_a_part_is_sent_alone_in_its_campaign(ledger: Ledger) -> None:
    """No part of a campaign is sent while another one is in flight or unknown."""
    first, second = create_submission(ledger), create_submission(ledger, "two", {2: "+971501234567"})
    send(ledger, first.parts[0].id)
    for submission in (first, second):
        with pytest.raises(StoreError):
            send(ledger, submission.parts[0].id)
    ledger.transitions.mark_unknown(first.parts[0].id)
    with pytest.raises(StoreError):
        send(ledger, second.parts[0].id)
    assert ledger.get("two").row_counts == {RowState.READY: 1}


def test_only_absent_rows_are_sent_again(any_store: Store) -> None:
    """Rows that are proved absent move to a new part; the others are sent."""
    ledger = any_store.ledger
    (part,) = create_submission(ledger).parts
    lose(ledger, part.id)
    ledger.transitions.record_absence(part.id, {5}, Evidence.LIST)
    after = ledger.get("one")
    assert after.row_counts == {RowState.SENT: 2, RowState.READY: 1}
    assert ledger.data(after.parts[1].id) == b"n\n5\n"
    check_ledger(any_store, "one")


def test_an_answer_of_the_server_is_final(ledger: Ledger) -> None:
    """Only an answer of the operator can be reopened."""
    (part,) = create_submission(ledger).parts
    send(ledger, part.id)
    ledger.transitions.acknowledge(part.id, Evidence.ANSWER)
    with pytest.raises(StoreError):
        ledger.decisions.reopen(part.id, "Meera")


def test_a_reopened_answer_brings_the_rows_back(any_store: Store) -> None:
    """The new part of the absent rows is gone, so that they cannot be sent while the part is unknown."""
    ledger = any_store.ledger
    (part,) = create_submission(ledger).parts
    bring(ledger, part.id, PartState.ABSENT)
    assert len(ledger.get("one").parts) == 2
    ledger.decisions.reopen(part.id, "Meera")
    assert [(part.state, part.rows) for part in ledger.get("one").parts] == [(PartState.UNKNOWN, 3)]
    check_ledger(any_store, "one")


def test_an_answer_is_final_once_the_leads_were_sent_again(ledger: Ledger) -> None:
    """The new part of the absent rows is in flight: reopening would send them twice."""
    (part,) = create_submission(ledger).parts
    bring(ledger, part.id, PartState.ABSENT)
    send(ledger, ledger.get("one").parts[1].id)
    with pytest.raises(StoreError, match="sent again"):
        ledger.decisions.reopen(part.id, "Meera")


def test_a_transition_that_loses_a_row_is_rolled_back(any_store: Store) -> None:
    """The row totals are checked before a transaction is committed."""
    ledger = any_store.ledger
    (part,) = create_submission(ledger).parts
    with any_store.engine.begin() as connection:
        connection.execute(text("DELETE FROM submission_rows WHERE phone_number = '+447400123456'"))
    with pytest.raises(ConservationError):
        send(ledger, part.id)
    assert ledger.part(part.id).state is PartState.READY


def test_a_held_submission_continues_when_it_is_resumed(ledger: Ledger) -> None:
    """Resuming clears the hold, the waiting time and the tries."""
    (part,) = create_submission(ledger).parts
    send(ledger, part.id)
    ledger.transitions.requeue(part.id, wait=timedelta(hours=1), hold=Hold.NOT_REACHED)
    assert ledger.get("one").state is SubmissionState.HELD
    ledger.decisions.resume("one", "Meera")
    after = ledger.get("one")
    assert (after.state, after.parts[0].not_before, after.parts[0].tries) == (SubmissionState.READY, None, 0)


def test_an_expired_lease_is_unknown_and_never_ready(ledger: Ledger) -> None:
    """A sender that sleeps may still send."""
    (part,) = create_submission(ledger).parts
    ledger.transitions.record_intent(part.id, "asleep", lease=timedelta(seconds=-1), keeps_keys=False)
    ledger.expire_leases()
    assert ledger.part(part.id).state is PartState.UNKNOWN


def test_events_name_what_happened_and_hold_no_lead_data(ledger: Ledger) -> None:
    """Kind, person, ids and counts only."""
    (part,) = create_submission(ledger).parts
    send(ledger, part.id)
    OUTCOMES["one row refused"](ledger, part.id)
    events = ledger.events("one")
    assert [(event.kind, event.who) for event in events] == [
        (EventKind.PRESSED, "Meera"),
        (EventKind.PREPARED, "sender"),
        (EventKind.INTENT, "sender"),
        (EventKind.REFUSED, "sender"),
    ]
    assert not any(number in str(event.facts) for event in events for number in NUMBERS.values())
