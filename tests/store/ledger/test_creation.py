from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import event

from callsheet.database import open_database
from callsheet.store import Clock, Hold, Ledger, PartLimits, PartState, RowState, SubmissionState
from callsheet.store.tables import SUBMISSION_ROWS
from tests.support.ledgers import NUMBERS, check_ledger, claimed_numbers, create_submission, payload

if TYPE_CHECKING:
    from pathlib import Path

    from callsheet.store import Store


def test_a_number_is_claimed_once_per_campaign(any_store: Store) -> None:
    """The same list under another name sends no number twice."""
    ledger = any_store.ledger
    create_submission(ledger)
    second = create_submission(ledger, "two", {7: "+919876543210", 8: "+971501234567", 9: "+447400123456"})
    assert second.row_counts == {RowState.ALREADY_CLAIMED: 2, RowState.READY: 1}
    assert ledger.data(second.parts[0].id) == b"n\n8\n"
    assert claimed_numbers(any_store) == sorted([*NUMBERS.values(), "+971501234567"])


def test_two_campaigns_may_call_the_same_number(ledger: Ledger) -> None:
    """Claims are per campaign."""
    create_submission(ledger)
    assert create_submission(ledger, "two", campaign_id="cmp_b").row_counts == {RowState.READY: 3}


def test_a_token_is_spent_once(ledger: Ledger) -> None:
    """A second press returns the submission of the first."""
    create_submission(ledger, "one", press="pressed")
    assert create_submission(ledger, "two", press="pressed").id == "one"
    assert len(ledger.latest(10)) == 1


def test_a_number_in_two_rows_is_claimed_by_the_first(ledger: Ledger) -> None:
    """Whatever the duplicate policy allowed, one number is sent once."""
    submission = create_submission(ledger, numbers={2: "+919876543210", 3: "+919876543210"})
    assert [(outcome.row, outcome.state) for outcome in ledger.rows(submission.id)] == [
        (2, RowState.READY),
        (3, RowState.ALREADY_CLAIMED),
    ]


def test_parts_hold_every_granted_row_once_in_the_order_of_the_file(ledger: Ledger) -> None:
    """Parts are limited by rows."""
    numbers = {row: f"+9198000000{row:02}" for row in range(2, 12)}
    submission = create_submission(ledger, numbers=numbers, limits=PartLimits(rows=4))
    assert [part.rows for part in submission.parts] == [4, 4, 2]
    assert [row.row for part in submission.parts for row in ledger.part_rows(part.id)] == list(numbers)


@pytest.mark.parametrize("max_bytes", [8, 4, 1])
def test_parts_are_halved_until_their_bytes_fit(ledger: Ledger, max_bytes: int) -> None:
    """A part is as large as the limit allows; a single row is sent even when it is larger."""
    numbers = {row: f"+9198000000{row:02}" for row in range(2, 10)}
    submission = create_submission(ledger, numbers=numbers, limits=PartLimits(size=max_bytes))
    payloads = [ledger.data(part.id) for part in submission.parts]
    assert all(
        len(payload) <= max_bytes or part.rows == 1 for payload, part in zip(payloads, submission.parts, strict=True)
    )
    assert [row.row for part in submission.parts for row in ledger.part_rows(part.id)] == list(numbers)


def test_a_part_may_be_sent_while_later_ones_are_planned(any_store: Store) -> None:
    """Nothing of a planned part is claimed or written, and its rows count as waiting."""
    ledger, numbers = any_store.ledger, {row: f"+9198000000{row:02}" for row in range(2, 12)}
    planned = create_submission(ledger, numbers=numbers, limits=PartLimits(rows=4), is_prepared=False)
    ledger.preparer("one", payload, PartLimits(rows=4)).prepare(planned.parts[0].id)
    submission = ledger.get("one")
    assert [part.state for part in submission.parts] == [PartState.READY, PartState.PLANNED, PartState.PLANNED]
    assert claimed_numbers(any_store) == list(numbers.values())[:4]
    assert ledger.data(submission.parts[1].id) == b""
    assert submission.row_counts == {RowState.READY: 10}
    assert submission.state is SubmissionState.READY


def test_a_number_that_another_submission_claims_meanwhile_is_taken_out(any_store: Store) -> None:
    """Between planning and claiming somebody else sends some of the numbers, and all of another part."""
    ledger, numbers = any_store.ledger, {row: f"+9198000000{row:02}" for row in range(2, 8)}
    planned = create_submission(ledger, numbers=numbers, limits=PartLimits(rows=3), is_prepared=False)
    other = {2: numbers[3], 3: numbers[5], 4: numbers[6], 5: numbers[7]}
    create_submission(ledger, "two", other)
    preparer = ledger.preparer("one", payload, PartLimits(rows=3))
    for part in planned.parts:
        preparer.prepare(part.id)
    submission = ledger.get("one")
    assert submission.row_counts == {RowState.READY: 2, RowState.ALREADY_CLAIMED: 4}
    assert [ledger.data(part.id) for part in submission.parts] == [b"n\n2\n4\n"]
    check_ledger(any_store, "one")


def test_the_rest_waits_when_the_first_leads_are_gone(ledger: Ledger) -> None:
    """Somebody else has sent the leads of the trial: the operator decides about the rest."""
    planned = create_submission(ledger, first_rows=[2], is_prepared=False)
    create_submission(ledger, "two", {2: NUMBERS[2]})
    for part in planned.parts:
        ledger.preparer("one", payload).prepare(part.id)
    assert ledger.get("one").hold is Hold.TRIAL


def test_first_and_last_rows_have_parts_of_their_own(ledger: Ledger) -> None:
    """The trial is the first part, and rows that were claimed when the operator looked are in the last."""
    numbers = {row: f"+9198000000{row:02}" for row in range(2, 12)}
    submission = create_submission(ledger, numbers=numbers, first_rows=[4, 9], last=[2, 3])
    rows = [[row.row for row in ledger.part_rows(part.id)] for part in submission.parts]
    assert rows == [[4, 9], [5, 6, 7, 8, 10, 11], [2, 3]]
    assert submission.trial == 2


def test_what_no_process_prepares_any_more_is_withdrawn(tmp_path: Path, ledger_template: Path) -> None:
    """The process has died: its planned leads are free, and those it had prepared are sent."""
    now = [datetime(2026, 1, 1, tzinfo=UTC)]
    shutil.copy(ledger_template, tmp_path / "callsheet.db")
    engine = open_database(f"sqlite:///{tmp_path / 'callsheet.db'}")
    ledger = Ledger(engine, Clock(now=lambda: now[0]))
    planned = create_submission(ledger, limits=PartLimits(rows=1), is_prepared=False)
    ledger.preparer("one", payload, PartLimits(rows=1)).prepare(planned.parts[0].id)
    ledger.withdraw_abandoned()
    assert ledger.get("one").row_counts == {RowState.READY: 3}
    now[0] += timedelta(seconds=61)
    ledger.withdraw_abandoned()
    assert ledger.get("one").row_counts == {RowState.READY: 1, RowState.WITHDRAWN: 2}
    engine.dispose()


def test_thirty_thousand_rows_are_inserted_with_a_few_statements(any_store: Store) -> None:
    """The number of statements does not grow with the rows."""
    statements: list[str] = []

    def note(*arguments: Any) -> None:
        statements.append(arguments[2])

    event.listen(any_store.engine, "before_cursor_execute", note)
    numbers = {row: f"+91{9000000000 + row}" for row in range(2, 30_002)}
    create_submission(any_store.ledger, numbers=numbers, limits=PartLimits(rows=30_000))
    assert len([statement for statement in statements if SUBMISSION_ROWS.name in statement]) < 30
