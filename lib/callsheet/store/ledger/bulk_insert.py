"""Insert the rows of a part by the driver's bulk path: `executemany` in SQLite, COPY in PostgreSQL."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callsheet.store.tables import SUBMISSION_ROWS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection

_COLUMNS = '"row", phone_number, round, submission_id, part_id, outcome, words'


def insert_rows(connection: Connection, submission_id: str, part_id: str, rows: Iterable[tuple[int, str, int]]) -> None:
    """Insert rows of a part without an outcome.

    Args:
        connection: inside a transaction.
        submission_id: the submission.
        part_id: the part.
        rows: row number, E.164 and round of each row. Neither numbers nor ids contain what COPY escapes.
    """
    table, columns = SUBMISSION_ROWS.name, _COLUMNS
    cursor = connection.connection.cursor()
    if connection.dialect.name == "sqlite":
        # the constants are bound with each row: a literal in the statement would be compiled anew for each part
        statement = f"INSERT INTO {table} ({columns}) VALUES (?, ?, ?, ?, ?, '', '')"  # noqa: S608 - constants
        cursor.executemany(statement, [(*row, submission_id, part_id) for row in rows])
    else:
        constant_cells = f"{submission_id}\t{part_id}\t\t\n"
        with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
            copy.write("".join([f"{row}\t{number}\t{again}\t{constant_cells}" for row, number, again in rows]))
    cursor.close()
