"""The triggers of the database: they refuse what `TRANSITIONS` does not allow, whatever the code does."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import insert, text, update
from sqlalchemy.exc import DBAPIError

from callsheet.store import Evidence, PartState
from callsheet.store.ledger.states import STATE_CHANGES
from callsheet.store.migrations.versions import rev_0006_planned_parts
from callsheet.store.tables import PARTS
from tests.support.ledgers import create_submission

if TYPE_CHECKING:
    from callsheet.store import Store

RELEASED = json.loads((Path(__file__).parent / "guards.json").read_text("utf-8"))
"""Database → trigger → its SQL, as released."""
DEFINITIONS = {
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT proname, prosrc FROM pg_proc WHERE proname LIKE 'guard_%'",
}


def test_the_guard_of_parts_has_the_transitions_of_the_code() -> None:
    """A change of `TRANSITIONS` needs a revision that creates the trigger again."""
    assert set(rev_0006_planned_parts.STATE_CHANGES) == {(before.value, after.value) for before, after in STATE_CHANGES}


def test_the_revisions_create_the_released_triggers(any_store: Store) -> None:
    """A database that was created earlier has the same guards as one that is created today."""
    database = any_store.engine.dialect.name
    with any_store.engine.connect() as connection:
        triggers = dict(map(tuple, connection.execute(text(DEFINITIONS[database]))))
    assert triggers == RELEASED[database]


@pytest.mark.parametrize("before", list(PartState))
def test_the_database_refuses_illegal_changes_of_a_part(any_store: Store, before: PartState) -> None:
    """No statement leads from sent or refused back to ready."""
    submission = create_submission(any_store.ledger)
    for after in PartState:
        part = {"id": after, "submission_id": submission.id, "place": 9, "state": before, "rows": 0, "refused": 0}
        rest = {"taken_back": 0, "data": b"", "generation": 0, "tries": 0, "message": "", "evidence": Evidence.OPERATOR}
        with any_store.engine.begin() as connection:
            connection.execute(insert(PARTS).values(**part, **rest))
        change = update(PARTS).where(PARTS.c.id == after).values(state=after)
        if before is after or (before, after) in STATE_CHANGES:
            with any_store.engine.begin() as connection:
                connection.execute(change)
            continue
        with pytest.raises(DBAPIError, match="illegal move of a part"), any_store.engine.begin() as connection:
            connection.execute(change)


@pytest.mark.parametrize("evidence", [kind for kind in Evidence if kind is not Evidence.OPERATOR])
@pytest.mark.parametrize("before", [PartState.ACKED, PartState.ABSENT])
def test_the_database_reopens_only_an_answer_of_the_operator(
    any_store: Store, before: PartState, evidence: Evidence
) -> None:
    """What the server settled is final."""
    (part,) = create_submission(any_store.ledger).parts
    with any_store.engine.begin() as connection:
        for state in (PartState.INTENT, PartState.UNKNOWN, before):
            connection.execute(update(PARTS).where(PARTS.c.id == part.id).values(state=state, evidence=evidence))
    with pytest.raises(DBAPIError, match="illegal move of a part"), any_store.engine.begin() as connection:
        connection.execute(update(PARTS).where(PARTS.c.id == part.id).values(state=PartState.UNKNOWN))


@pytest.mark.parametrize(
    ("statement", "message"),
    [
        ("UPDATE events SET what = 'nothing'", "events only grow"),
        ("DELETE FROM events", "events only grow"),
        ("UPDATE submission_rows SET outcome = 'taken_back'", "illegal move of a row"),
        ("UPDATE submission_rows SET outcome = 'refused'", "illegal move of a row"),
        ("UPDATE submission_rows SET phone_number = '+1'", "illegal move of a row"),
        ("UPDATE parts SET state = 'acked' WHERE state = 'ready'", "illegal move of a part"),
    ],
)
def test_the_database_refuses_to_rewrite_history(any_store: Store, statement: str, message: str) -> None:
    """Events are never changed, rows keep their number, and nothing counts as sent that was not."""
    create_submission(any_store.ledger)
    with pytest.raises(DBAPIError, match=message), any_store.engine.begin() as connection:
        connection.execute(text(statement))
