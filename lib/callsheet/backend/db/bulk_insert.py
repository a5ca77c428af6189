"""Many leads into the database at once: the driver's own bulk path, inside the caller's transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from callsheet.backend.json_text import bytes_in_a_row, join

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

COLUMNS = ("id", "name", "phone_number", "notes", "campaign_id", "status", "created_at")
ROWS_A_BLOCK = 20_000
_NULL = r"\N"


def insert_leads(connection: Connection, rows: pa.Table, campaign_id: str, moment: datetime) -> None:
    """Queue leads as pending.

    Args:
        connection: in a transaction of the caller's.
        rows: leads × (id, name, phone_number, notes), strings; notes as JSON.
        campaign_id: where they go.
        moment: when they came, in UTC.
    """
    if connection.dialect.name == "sqlite":
        same = (campaign_id, "pending", moment.strftime("%Y-%m-%d %H:%M:%S.%f"))
        marks = ", ".join("?" * len(COLUMNS))
        lines = zip(*(rows[name].to_pylist() for name in COLUMNS[:4]), strict=True)
        cursor = connection.connection.cursor()
        cursor.executemany(
            f"INSERT INTO leads ({', '.join(COLUMNS)}) VALUES ({marks})",  # noqa: S608 - our own column names
            [(*line, *same) for line in lines],
        )
        cursor.close()
        return
    same_text = f"{campaign_id}\tpending\t{moment.isoformat()}"
    cursor = connection.connection.cursor()
    with cursor.copy(f"COPY leads ({', '.join(COLUMNS)}) FROM STDIN") as copy:
        for start in range(0, rows.num_rows, ROWS_A_BLOCK):
            copy.write(copy_text(rows.slice(start, ROWS_A_BLOCK), same_text))
    cursor.close()


def copy_text(rows: pa.Table, same: str) -> bytes:
    """Rows in PostgreSQL's text format.

    Args:
        rows: rows × strings.
        same: cells that end every row, in that format already.
    """
    columns = [_escaped(column) for column in rows.columns]
    lines: Any = join(*columns, f"{same}\n", "\t", null_handling="replace", null_replacement=_NULL)
    return b"".join(map(bytes_in_a_row, lines.chunks))


def _escaped(column: pa.ChunkedArray[pa.StringScalar]) -> pa.ChunkedArray[pa.StringScalar]:
    for plain, escaped in (("\\", r"\\"), ("\t", r"\t"), ("\n", r"\n"), ("\r", r"\r")):
        column = pc.replace_substring(column, plain, escaped)
    return column
