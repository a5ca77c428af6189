"""What the database itself refuses, whatever the code does: illegal moves of a part, of a row, and rewritten events."""

from __future__ import annotations

from alembic import op

PART_MOVES = (
    ("ready", "intent"), ("ready", "withdrawn"), ("ready", "unknown"),
    ("intent", "acked"), ("intent", "refused"), ("intent", "ready"), ("intent", "unknown"),
    ("unknown", "acked"), ("unknown", "refused"), ("unknown", "ready"), ("unknown", "absent"),
    ("acked", "unknown"), ("absent", "unknown"),
)  # fmt: skip
ILLEGAL_PART = "an illegal move of a part"
ILLEGAL_ROW = "an illegal move of a row"
EVENTS_ONLY_GROW = "events only grow"

_LEGAL = ", ".join(f"'{before}>{after}'" for before, after in PART_MOVES)
_PART = (
    "OLD.state <> NEW.state AND ((OLD.state || '>' || NEW.state) NOT IN (" + _LEGAL + ") "
    "OR (OLD.state IN ('acked', 'absent') AND OLD.evidence <> 'operator'))"
)
_ROW = (
    "(OLD.outcome <> '' AND OLD.outcome <> NEW.outcome) OR OLD.phone_number <> NEW.phone_number "
    "OR (OLD.part_id IS NOT NULL AND (NEW.part_id IS NULL OR OLD.part_id <> NEW.part_id) AND NOT EXISTS "
    "(SELECT 1 FROM parts WHERE id = OLD.part_id AND state IN ('intent', 'unknown', 'ready'))) "
    "OR (OLD.outcome = '' AND NEW.outcome = 'taken_back' AND NOT EXISTS "
    "(SELECT 1 FROM parts WHERE id = OLD.part_id AND state = 'acked')) "
    "OR (OLD.outcome = '' AND NEW.outcome = 'refused' AND NOT EXISTS "
    "(SELECT 1 FROM parts WHERE id = OLD.part_id AND state IN ('intent', 'unknown')))"
)
_ROW_MAY_FORGET = _ROW.replace(
    "OLD.phone_number <> NEW.phone_number", "(OLD.phone_number <> NEW.phone_number AND NEW.phone_number <> '')"
)
_GUARDS = (
    ("guard_parts", "parts", "UPDATE", _PART, ILLEGAL_PART),
    ("guard_rows", "submission_rows", "UPDATE", _ROW, ILLEGAL_ROW),
    ("guard_events_changed", "events", "UPDATE", "1 = 1", EVENTS_ONLY_GROW),
    ("guard_events_removed", "events", "DELETE", "1 = 1", EVENTS_ONLY_GROW),
)


def make_guards() -> None:
    """Make the triggers, in the words of the database at hand."""
    make = _postgresql if op.get_bind().dialect.name == "postgresql" else _sqlite
    for guard in _GUARDS:
        make(*guard)


def make_guard_of_rows() -> None:
    """Make the guard of rows as it is since their numbers may be let go."""
    make = _postgresql if op.get_bind().dialect.name == "postgresql" else _sqlite
    make("guard_rows", "submission_rows", "UPDATE", _ROW_MAY_FORGET, ILLEGAL_ROW)


def _sqlite(name: str, table: str, event: str, wrong: str, words: str) -> None:
    op.execute(
        f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW WHEN {wrong} "
        f"BEGIN SELECT RAISE(ABORT, '{words}'); END"
    )


def _postgresql(name: str, table: str, event: str, wrong: str, words: str) -> None:
    back = "OLD" if event == "DELETE" else "NEW"
    op.execute(
        f"CREATE FUNCTION {name}() RETURNS trigger AS $$ BEGIN IF {wrong} THEN RAISE EXCEPTION '{words}'; END IF; "
        f"RETURN {back}; END $$ LANGUAGE plpgsql"
    )
    op.execute(f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()")
