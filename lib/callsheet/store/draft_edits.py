"""The edit log of a draft: one row per changed cell, appended and cut off at its end, 100,000 cells at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from callsheet.store.tables import DRAFT_EDITS
from callsheet.validation import Edit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection


def load_edits(connection: Connection, draft_id: str) -> tuple[Edit, ...]:
    """Fetch the edits of a draft, oldest first."""
    log = DRAFT_EDITS.c
    query = select(log.row, log.column, log.value, log.changed_by).where(log.draft_id == draft_id).order_by(log.id)
    return tuple(Edit(*edit) for edit in connection.execute(query))


def append_edits(connection: Connection, draft_id: str, edits: Sequence[Edit]) -> None:
    """Append edits in their order.

    SQLAlchemy builds a dictionary of parameters per row, which costs more than the insert itself: the rows go to the
    driver as they are.

    Args:
        connection: inside a transaction.
        draft_id: the draft.
        edits: what to append; may be empty.
    """
    if not edits:
        return
    mark = "?" if connection.dialect.paramstyle == "qmark" else "%s"
    marks = ", ".join([mark] * 5)
    statement = f'INSERT INTO draft_edits (draft_id, "row", "column", value, changed_by) VALUES ({marks})'  # noqa: S608 - constants
    connection.exec_driver_sql(statement, [(draft_id, *edit) for edit in edits])


def cut_off_edits(connection: Connection, draft_id: str, keep: int) -> None:
    """Delete all but the first edits of a draft.

    Args:
        connection: inside a transaction.
        draft_id: the draft.
        keep: how many stay.
    """
    log = DRAFT_EDITS.c
    first_to_go = select(log.id).where(log.draft_id == draft_id).order_by(log.id).limit(1).offset(keep)
    connection.execute(delete(DRAFT_EDITS).where(log.draft_id == draft_id, log.id >= first_to_go.scalar_subquery()))


def shared_edits(before: Sequence[Edit], after: Sequence[Edit]) -> int:
    """How many edits two logs have in common from their start on."""
    if after[: len(before)] == before:
        return len(before)
    pairs = zip(before, after, strict=False)
    return next((index for index, (old, new) in enumerate(pairs) if old != new), min(len(before), len(after)))
