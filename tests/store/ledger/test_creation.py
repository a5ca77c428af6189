from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import event

from callsheet.store import PartLimits, RowState
from callsheet.store.tables import SUBMISSION_ROWS
from tests.support.ledgers import NUMBERS, claimed_numbers, create_submission

if TYPE_CHECKING:
    from callsheet.store import Ledger, Store


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


def test_thirty_thousand_rows_are_inserted_with_a_few_statements(any_store: Store) -> None:
    """The number of statements does not grow with the rows."""
    statements: list[str] = []

    def note(*arguments: Any) -> None:
        statements.append(arguments[2])

    event.listen(any_store.engine, "before_cursor_execute", note)
    numbers = {row: f"+91{9000000000 + row}" for row in range(2, 30_002)}
    create_submission(any_store.ledger, numbers=numbers, limits=PartLimits(rows=30_000))
    assert len([statement for statement in statements if SUBMISSION_ROWS.name in statement]) < 30
