"""Many leads into the database at once: the driver's own bulk path, inside the caller's transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from callsheet.arrow_strings import concatenated_bytes, join, replace_substring

if TYPE_CHECKING:
    from datetime import datetime

    import pyarrow as pa
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
    batches: list[Any] = rows.to_batches()
    return b"".join(
        concatenated_bytes(join(*map(_escaped, batch.columns), f"{same}\n", separator="\t", missing=_NULL))
        for batch in batches
    )


def _escaped(column: pa.StringArray) -> pa.StringArray:
    for plain, escaped in (("\\", r"\\"), ("\t", r"\t"), ("\n", r"\n"), ("\r", r"\r")):
        column = replace_substring(column, plain, escaped)
    return column
