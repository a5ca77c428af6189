"""What the gates looked at when a part was committed: kept with its event, so that a receipt can say why it left."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from callsheet.store.ledger.gates.consent import policy_of
from callsheet.store.ledger.gates.contacts import read_cap
from callsheet.store.tables import CALL_LISTS, LIST_REVISIONS

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection


_LISTS = select(CALL_LISTS.c.name, CALL_LISTS.c.as_of, CALL_LISTS.c.numbers).order_by(CALL_LISTS.c.id)
_REVISION = select(LIST_REVISIONS.c.revision)


def gate_facts(connection: Connection, submission_id: str, hours_until: datetime | None) -> dict[str, Any]:
    """Return the state of the gates: names, days and counts, never a number.

    Args:
        connection: inside the transaction that commits the part, after its gates were found open.
        submission_id: whose part.
        hours_until: when its calling hours end; None: it has none.
    """
    lists = connection.execute(_LISTS).all()
    cap = read_cap(connection)
    return {
        "lists": [{"name": name, "as_of": as_of, "numbers": numbers} for name, as_of, numbers in lists],
        "list_revision": connection.scalar(_REVISION),
        "calls": cap.calls,
        "days": cap.days,
        "consent": str(policy_of(connection, submission_id)),
        "hours_until": None if hours_until is None else hours_until.isoformat(),
    }
