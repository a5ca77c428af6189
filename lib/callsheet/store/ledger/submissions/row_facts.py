"""What was known of a file's rows when Send was pressed: why some were not ready, and what each says about consent."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import select

from callsheet.database.bulk import insert_into_sqlite
from callsheet.store.tables import ROW_FACTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

_COLUMNS = '"row", outcome, reason, consent, consent_day, submission_id'


class RowFact(NamedTuple):
    """What is known of a row; no cell and no number.

    Args:
        row: row number of the file.
        outcome: of a row that was not ready its bucket, "errors"; "" of a ready row.
        reason: why it was not ready: the code of an issue, or a word of `sending.row_facts`.
        consent: what it says about being called, a `ConsentState` without a look at its age; "": nothing was asked.
        consent_day: when consent was given, "2026-11-29"; "": not known.
    """

    row: int
    outcome: str
    reason: str = ""
    consent: str = ""
    consent_day: str = ""


def write_row_facts(connection: Connection, submission_id: str, facts: Sequence[RowFact]) -> None:
    """Insert the facts of a new submission by the driver's bulk path; codes and days hold nothing that COPY escapes.

    Args:
        connection: inside the transaction that creates the submission.
        submission_id: the submission.
        facts: of its rows.
    """
    if not facts:
        return
    if connection.dialect.name == "sqlite":
        columns = dict(zip(RowFact._fields, zip(*facts, strict=True), strict=True))
        insert_into_sqlite(connection, ROW_FACTS.name, columns, {"submission_id": submission_id})
        return
    cursor = connection.connection.cursor()
    with cursor.copy(f"COPY {ROW_FACTS.name} ({_COLUMNS}) FROM STDIN") as copy:
        copy.write("".join(["\t".join(map(str, (*fact, submission_id))) + "\n" for fact in facts]))
    cursor.close()


def read_row_facts(connection: Connection, submission_id: str) -> list[RowFact]:
    """Return what is known of the rows of a submission, in the order of the file.

    Args:
        connection: to the database.
        submission_id: the submission.
    """
    columns = (ROW_FACTS.c[name] for name in RowFact._fields)
    query = select(*columns).where(ROW_FACTS.c.submission_id == submission_id).order_by(ROW_FACTS.c.row)
    return [RowFact(*row) for row in connection.execute(query)]
