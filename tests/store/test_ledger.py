from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from sqlalchemy import event, insert, text, update
from sqlalchemy.exc import DBAPIError

from callsheet.errors import ConservationError, StoreError
from callsheet.store import Evidence, Hold, Ledger, NewSubmission, PartLimits, PartState, RowState, SubmissionState
from callsheet.store.ledger.states import MOVES
from callsheet.store.migrations.ledger_guards import PART_MOVES
from callsheet.store.tables import PARTS, SUBMISSION_ROWS

if TYPE_CHECKING:
    from callsheet.store import Store


NUMBERS = {2: "+919876543210", 3: "+919123456789", 5: "+447400123456"}
LEASE = timedelta(seconds=300)


@pytest.fixture
def ledger(any_store: Store) -> Ledger:
    return any_store.ledger


def new(submission_id: str, *, campaign_id: str = "cmp_a", ready: int = 3, press: str = "") -> NewSubmission:
    return NewSubmission(
        id=submission_id,
        token=press or submission_id,
        draft_id="draft",
        server="test",
        campaign_id=campaign_id,
        campaign_name="A",
        file_name="leads.csv",
        file_sha256="0" * 64,
        counts={"rows": ready, "ready": ready},
        created_by="Meera",
    )


def part(rows) -> bytes:
    return "\n".join(["n", *map(str, rows), ""]).encode()


def subset(data: bytes, kept) -> bytes:
    head, *lines = data.decode().split("\n")[:-1]
    return "\n".join([head, *(line for line, stays in zip(lines, kept, strict=True) if stays), ""]).encode()


def begin(ledger: Ledger, submission_id="one", numbers=NUMBERS, *, sizes=None, campaign_id="cmp_a", press=""):
    series = pd.Series(list(numbers.values()), index=list(numbers), dtype="str")
    return ledger.create(
        new(submission_id, campaign_id=campaign_id, ready=len(numbers), press=press), series, part, sizes=sizes
    )


def leave(ledger: Ledger, part_id) -> None:
    ledger.transitions.record_intent(part_id, "me", lease=LEASE, keeps_keys=False)


def test_a_number_can_be_claimed_once_for_a_campaign(ledger: Ledger) -> None:
    """The same list under another name sends nobody twice; the rows say who has them."""
    begin(ledger)
    second = begin(ledger, "two", {7: "+919876543210", 8: "+971501234567", 9: "+447400123456"})
    assert second.row_counts == {RowState.ALREADY_CLAIMED: 2, RowState.READY: 1}
    assert ledger.data(second.parts[0].id) == b"n\n8\n"
    assert ("+919876543210", 0, "one") in ledger.claims("test", "cmp_a")


def test_another_campaign_is_another_claim(ledger: Ledger) -> None:
    """Claims are by campaign: two campaigns may call the same person."""
    begin(ledger)
    assert begin(ledger, "two", campaign_id="cmp_b").row_counts == {RowState.READY: 3}


def test_a_token_is_spent_once(ledger: Ledger) -> None:
    """A second press answers with what the first one began."""
    begin(ledger, "one", press="t")
    assert begin(ledger, "two", press="t").id == "one"
    assert len(ledger.latest(10)) == 1


def test_a_number_that_stands_in_two_rows_is_claimed_by_the_first(ledger: Ledger) -> None:
    """Whatever the duplicate policy let through, one number goes once."""
    found = begin(ledger, numbers={2: "+919876543210", 3: "+919876543210"})
    assert [(row, state) for row, _, state, _ in ledger.rows(found.id)] == [
        (2, RowState.READY),
        (3, RowState.ALREADY_CLAIMED),
    ]


def test_parts_hold_every_granted_row_once(ledger: Ledger) -> None:
    """Bounded by rows, in the order of the file."""
    numbers = {row: f"+9198000000{row:02}" for row in range(2, 12)}
    found = begin(ledger, numbers=numbers, sizes=PartLimits(rows=4))
    assert [part.rows for part in found.parts] == [4, 4, 2]
    assert [row for part in found.parts for row, *_ in ledger.part_rows(part.id)] == list(numbers)


def settle(ledger: Ledger, part_id, how) -> None:
    moves = ledger.transitions
    {
        "acked": lambda: moves.acknowledge(part_id, Evidence.ANSWER),
        "unknown": lambda: moves.mark_unknown(part_id, closed=True),
        "ready": lambda: moves.requeue(part_id, wait=timedelta(0)),
        "refused": lambda: moves.record_refusal(
            part_id, {3: "no"}, subset, evidence=Evidence.ANSWER, status=400, message="", again=True
        ),
        "refused whole": lambda: moves.record_refusal(
            part_id, {}, subset, evidence=Evidence.ANSWER, status=401, message="key", again=True
        ),
    }[how]()


@pytest.mark.parametrize(
    ("how", "rows", "claimed"),
    [
        ("acked", {RowState.SENT: 3}, 3),
        ("unknown", {RowState.UNKNOWN: 3}, 3),
        ("ready", {RowState.READY: 3}, 3),
        ("refused", {RowState.REFUSED: 1, RowState.READY: 2}, 2),
        ("refused whole", {RowState.REFUSED: 3}, 0),
    ],
)
def test_each_end_moves_every_row_and_frees_only_what_was_not_queued(
    ledger: Ledger, how: str, rows: dict[RowState, int], claimed: int
) -> None:
    """The rows add up after each move; a number is free again only when it is certain that it was not taken."""
    found = begin(ledger)
    leave(ledger, found.parts[0].id)
    assert ledger.get("one").row_counts == {RowState.SENDING: 3}
    settle(ledger, found.parts[0].id, how)
    ledger.audit("one")
    assert ledger.get("one").row_counts == rows
    assert len(ledger.claims("test", "cmp_a")) == claimed


def test_what_is_withdrawn_is_free_again(ledger: Ledger) -> None:
    """Stopped before it left: certain that nobody has it."""
    begin(ledger)
    assert ledger.transitions.withdraw("one", "Meera") == 3
    assert ledger.get("one").row_counts == {RowState.WITHDRAWN: 3}
    assert ledger.claims("test", "cmp_a") == []
    assert ledger.get("one").state is SubmissionState.NOT_SENT


def test_a_part_leaves_once_and_alone(ledger: Ledger) -> None:
    """Neither the same part nor another of its campaign may leave while one is under way or unknown."""
    first, second = begin(ledger), begin(ledger, "two", {2: "+971501234567"})
    leave(ledger, first.parts[0].id)
    for other in (first, second):
        with pytest.raises(StoreError):
            leave(ledger, other.parts[0].id)
    ledger.transitions.mark_unknown(first.parts[0].id)
    with pytest.raises(StoreError):
        leave(ledger, second.parts[0].id)
    assert ledger.get("two").row_counts == {RowState.READY: 1}


def test_what_did_not_arrive_goes_in_a_part_of_its_own(ledger: Ledger) -> None:
    """Only proved absent rows move; the others are sent."""
    found = begin(ledger)
    leave(ledger, found.parts[0].id)
    ledger.transitions.mark_unknown(found.parts[0].id)
    ledger.transitions.record_absence(found.parts[0].id, {5}, subset, evidence=Evidence.LIST)
    after = ledger.get("one")
    assert after.row_counts == {RowState.SENT: 2, RowState.READY: 1}
    assert ledger.data(after.parts[1].id) == b"n\n5\n"
    ledger.audit("one")


LEGAL = {(before.value, after.value) for before, after in MOVES}


def test_the_moves_of_the_code_are_those_of_the_database() -> None:
    """Nobody adds a move in one place only."""
    assert set(PART_MOVES) == LEGAL


@pytest.mark.parametrize("before", list(PartState))
def test_the_database_refuses_illegal_moves(any_store: Store, before: PartState) -> None:
    """Whatever the code does: no way leads from sent or refused back to ready."""
    found = begin(any_store.ledger)
    for after in PartState:
        with any_store.engine.begin() as connection:
            values = {"id": after, "submission_id": found.id, "place": 9, "state": before, "rows": 0, "refused": 0}
            empty = {"taken_back": 0, "data": b"", "generation": 0, "tries": 0, "message": "", "evidence": "operator"}
            connection.execute(insert(PARTS).values(**values, **empty))
        moved = update(PARTS).where(PARTS.c.id == after).values(state=after)
        if before == after or (before.value, after.value) in LEGAL:
            with any_store.engine.begin() as connection:
                connection.execute(moved)
            continue
        with pytest.raises(DBAPIError), any_store.engine.begin() as connection:
            connection.execute(moved)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE events SET what = 'nothing'",
        "DELETE FROM events",
        "UPDATE submission_rows SET outcome = 'taken_back'",
        "UPDATE submission_rows SET phone_number = '+1'",
        "UPDATE parts SET state = 'acked' WHERE state = 'ready'",
    ],
)
def test_the_database_refuses_to_rewrite_history(any_store: Store, statement: str) -> None:
    """Events only grow, rows keep their number, nothing is sent that never left."""
    begin(any_store.ledger)
    with pytest.raises(DBAPIError), any_store.engine.begin() as connection:
        connection.execute(text(statement))


def test_an_answer_of_the_server_is_final(any_store: Store) -> None:
    """Only what an operator said may be reopened; the database holds to it as well."""
    ledger = any_store.ledger
    found = begin(ledger)
    leave(ledger, found.parts[0].id)
    ledger.transitions.acknowledge(found.parts[0].id, Evidence.ANSWER)
    with pytest.raises(StoreError):
        ledger.transitions.reopen(found.parts[0].id, "Meera")
    with pytest.raises(DBAPIError), any_store.engine.begin() as connection:
        connection.execute(update(PARTS).values(state=PartState.UNKNOWN))


def test_rows_that_go_missing_undo_the_move(any_store: Store) -> None:
    """The sums are checked before a transaction ends: a move that loses a row does not happen."""
    ledger = any_store.ledger
    found = begin(ledger)
    with any_store.engine.begin() as connection:
        connection.execute(text("DELETE FROM submission_rows WHERE phone_number = '+447400123456'"))
    with pytest.raises(ConservationError):
        leave(ledger, found.parts[0].id)
    assert ledger.part(found.parts[0].id).state is PartState.READY


def test_a_held_submission_goes_on_when_it_is_let(ledger: Ledger) -> None:
    """The hold is told, and lifted by one move."""
    found = begin(ledger)
    leave(ledger, found.parts[0].id)
    ledger.transitions.requeue(found.parts[0].id, wait=timedelta(hours=1), hold=Hold.NOT_REACHED)
    assert ledger.get("one").state is SubmissionState.HELD
    ledger.transitions.resume("one", "Meera")
    after = ledger.get("one")
    assert (after.state, after.parts[0].not_before, after.parts[0].tries) == (SubmissionState.READY, None, 0)


def test_every_move_leaves_an_event_without_lead_data(any_store: Store) -> None:
    """What happened, when, by whom; positions and counts only."""
    ledger = any_store.ledger
    found = begin(ledger)
    leave(ledger, found.parts[0].id)
    settle(ledger, found.parts[0].id, "refused")
    events = ledger.events("one")
    assert [(event.what, event.who) for event in events] == [
        ("pressed", "Meera"),
        ("intent", "sender"),
        ("refused", "sender"),
    ]
    assert not any(number in str(event.facts) for event in events for number in NUMBERS.values())


def test_rows_are_kept_by_the_million_in_whole_statements(any_store: Store) -> None:
    """A submission begins with a few statements, however many rows it has."""
    seen = []
    event.listen(any_store.engine, "before_cursor_execute", lambda *call: seen.append(call[2]))
    numbers = {row: f"+91{9000000000 + row}" for row in range(2, 30_002)}
    begin(any_store.ledger, numbers=numbers, sizes=PartLimits(rows=30_000))
    assert len([statement for statement in seen if SUBMISSION_ROWS.name in statement]) < 30
