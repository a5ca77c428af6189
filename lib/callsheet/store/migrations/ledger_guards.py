"""Triggers that make the database refuse illegal changes of parts and rows, and any change of an event.

A revision passes its own literal table of state changes, so that it creates the same triggers for ever. When
`ledger.states.TRANSITIONS` changes, a new revision must drop `guard_parts` and create it from the new table.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from alembic import op

if TYPE_CHECKING:
    from collections.abc import Iterable

ILLEGAL_PART = "an illegal move of a part"
ILLEGAL_ROW = "an illegal move of a row"
EVENTS_ONLY_GROW = "events only grow"


class Guard(NamedTuple):
    """A trigger before each changed row.

    Args:
        name: of the trigger; on PostgreSQL also of its function.
        table: the guarded table.
        event: "UPDATE" or "DELETE".
        condition: SQL over OLD and NEW; the statement fails where it is true.
        message: of the error.
    """

    name: str
    table: str
    event: str
    condition: str
    message: str


_ROW_CONDITION = (
    # an outcome is final, and a number never becomes another one
    "(OLD.outcome <> '' AND OLD.outcome <> NEW.outcome) OR {changed_number} "
    # a row leaves its part only while the part is not settled
    "OR (OLD.part_id IS NOT NULL AND (NEW.part_id IS NULL OR OLD.part_id <> NEW.part_id) AND NOT EXISTS "
    "(SELECT 1 FROM parts WHERE id = OLD.part_id AND state IN ('intent', 'unknown', 'ready'))) "
    # only queued leads can be recalled
    "OR (OLD.outcome = '' AND NEW.outcome = 'taken_back' AND NOT EXISTS "
    "(SELECT 1 FROM parts WHERE id = OLD.part_id AND state = 'acked')) "
    # only leads that may have been sent can be refused
    "OR (OLD.outcome = '' AND NEW.outcome = 'refused' AND NOT EXISTS "
    "(SELECT 1 FROM parts WHERE id = OLD.part_id AND state IN ('intent', 'unknown')))"
)
_HELD_BACK_CONDITION = (
    # only leads that were not sent can be held back
    " OR (OLD.outcome = '' AND NEW.outcome = 'held_back' AND NOT EXISTS "
    "(SELECT 1 FROM parts WHERE id = OLD.part_id AND state = 'ready'))"
)
_ANY_NUMBER = "OLD.phone_number <> NEW.phone_number"
_NUMBER_BUT_ERASED = "(OLD.phone_number <> NEW.phone_number AND NEW.phone_number <> '')"


def create_guards(state_changes: Iterable[tuple[str, str]]) -> None:
    """Create the triggers of parts, rows and events.

    Args:
        state_changes: (state before, state after) of every legal change of a part.
    """
    _create(Guard("guard_parts", "parts", "UPDATE", _part_condition(state_changes), ILLEGAL_PART))
    _create(_row_guard(_ANY_NUMBER))
    _create(Guard("guard_events_changed", "events", "UPDATE", "1 = 1", EVENTS_ONLY_GROW))
    _create(Guard("guard_events_removed", "events", "DELETE", "1 = 1", EVENTS_ONLY_GROW))


def guard_growing_table(table: str, message: str) -> None:
    """Create triggers that refuse any change of a table's rows.

    Args:
        table: the table.
        message: of the error.
    """
    _create(Guard(f"guard_{table}_changed", table, "UPDATE", "1 = 1", message))
    _create(Guard(f"guard_{table}_removed", table, "DELETE", "1 = 1", message))


def recreate_row_guard() -> None:
    """Replace the trigger of rows by one that lets a number be erased."""
    _recreate(_row_guard(_NUMBER_BUT_ERASED))


def recreate_row_guard_with_held_back() -> None:
    """Replace the trigger of rows by one that lets a row of a ready part be held back."""
    guard = _row_guard(_NUMBER_BUT_ERASED)
    _recreate(guard._replace(condition=guard.condition + _HELD_BACK_CONDITION))


def recreate_part_guard(state_changes: Iterable[tuple[str, str]]) -> None:
    """Replace the trigger of parts by one with other legal changes.

    Args:
        state_changes: (state before, state after) of every legal change of a part.
    """
    _recreate(Guard("guard_parts", "parts", "UPDATE", _part_condition(state_changes), ILLEGAL_PART))


def _part_condition(state_changes: Iterable[tuple[str, str]]) -> str:
    legal = ", ".join(f"'{before}>{after}'" for before, after in state_changes)
    return (
        f"OLD.state <> NEW.state AND ((OLD.state || '>' || NEW.state) NOT IN ({legal}) "
        # what the server settled is final; an answer of the operator may be reopened
        "OR (OLD.state IN ('acked', 'absent') AND OLD.evidence <> 'operator'))"
    )


def _row_guard(changed_number: str) -> Guard:
    condition = _ROW_CONDITION.format(changed_number=changed_number)
    return Guard("guard_rows", "submission_rows", "UPDATE", condition, ILLEGAL_ROW)


def _is_postgresql() -> bool:
    return op.get_bind().dialect.name == "postgresql"


def _recreate(guard: Guard) -> None:
    if _is_postgresql():
        op.execute(f"DROP TRIGGER {guard.name} ON {guard.table}")
        op.execute(f"DROP FUNCTION {guard.name}()")
    else:
        op.execute(f"DROP TRIGGER {guard.name}")
    _create(guard)


def _create(guard: Guard) -> None:
    trigger = f"CREATE TRIGGER {guard.name} BEFORE {guard.event} ON {guard.table} FOR EACH ROW"
    if not _is_postgresql():
        op.execute(f"{trigger} WHEN {guard.condition} BEGIN SELECT RAISE(ABORT, '{guard.message}'); END")
        return
    returned = "OLD" if guard.event == "DELETE" else "NEW"
    op.execute(
        f"CREATE FUNCTION {guard.name}() RETURNS trigger AS $$ BEGIN IF {guard.condition} THEN "
        f"RAISE EXCEPTION '{guard.message}'; END IF; RETURN {returned}; END $$ LANGUAGE plpgsql"
    )
    op.execute(f"{trigger} EXECUTE FUNCTION {guard.name}()")
