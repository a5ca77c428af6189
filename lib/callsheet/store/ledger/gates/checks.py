"""Gates: what is checked once more in the transaction that commits a part, in set operations.

The same gates serve the app, the command line and every later entrance, because nothing is sent without that
transaction. A row for which a gate is closed is taken out of its part before the part is sent.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, exists, select

from callsheet.store.do_not_call.bulk import is_in_force
from callsheet.store.ledger.gates.consent import without_consent
from callsheet.store.ledger.gates.contacts import over_cap
from callsheet.store.ledger.gates.reasons import HoldBackReason
from callsheet.store.ledger.queries import ROWS
from callsheet.store.tables import CLAIMS, LISTED_NUMBERS, SUBMISSION_ROWS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sqlalchemy import Connection

    Gate = Callable[[Connection, str], Mapping[int, str]]
    """Returns the rows of a part that must not be sent, with the code of the reason."""


_CLAIM = exists().where(CLAIMS.c.submission_id == ROWS.submission_id, CLAIMS.c.row == ROWS.row)
_WITHOUT_CLAIM = select(ROWS.row).where(ROWS.part_id == bindparam("id"), ROWS.outcome == "", ~_CLAIM)


def on_do_not_call_list(connection: Connection, part_id: str) -> dict[int, str]:
    """Return the rows of a part whose number is on the do-not-call list now."""
    listed = SUBMISSION_ROWS.join(LISTED_NUMBERS, LISTED_NUMBERS.c.phone_number == ROWS.phone_number)
    query = select(ROWS.row).select_from(listed).where(ROWS.part_id == part_id, ROWS.outcome == "", is_in_force())
    return dict.fromkeys(connection.scalars(query), HoldBackReason.ON_LIST.value)


def without_claim(connection: Connection, part_id: str) -> dict[int, str]:
    """Return the rows of a part that do not hold the claim on their number: another submission may send it."""
    return dict.fromkeys(connection.scalars(_WITHOUT_CLAIM, {"id": part_id}), HoldBackReason.IN_CAMPAIGN.value)


GATES: tuple[Gate, ...] = (without_claim, over_cap, without_consent, on_do_not_call_list)
"""The last gate that is closed for a row gives its reason."""


def closed_rows(connection: Connection, part_id: str) -> dict[int, str]:
    """Return the rows of a part for which a gate is closed, with the code of the reason.

    Args:
        connection: inside the transaction that decides about the part.
        part_id: the part.
    """
    rows: dict[int, str] = {}
    for gate in GATES:
        rows |= gate(connection, part_id)
    return rows
