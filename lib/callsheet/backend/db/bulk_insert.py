"""Insert many leads at once by the driver's bulk path: `executemany` in SQLite, COPY in PostgreSQL."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from callsheet.arrow_strings import concatenated_bytes, join, replace_substring
from callsheet.contract import LeadStatus

if TYPE_CHECKING:
    from datetime import datetime

    import pyarrow as pa
    from sqlalchemy import Connection

COLUMNS = ("id", "name", "phone_number", "notes", "campaign_id", "status", "created_at")
ROWS_PER_BLOCK = 20_000
"""Rows encoded at once for COPY: bounds the memory of the encoded text to a few MB. Chosen by hand."""
_NULL = r"\N"


def insert_leads(connection: Connection, rows: pa.Table, campaign_id: str, created_at: datetime) -> None:
    """Queue leads as pending.

    Args:
        connection: within the caller's transaction.
        rows: leads × (id, name, phone_number, notes), strings; notes as JSON.
        campaign_id: their campaign.
        created_at: in UTC.
    """
    if connection.dialect.name == "sqlite":
        _insert_into_sqlite(connection, rows, campaign_id, created_at)
        return
    constant_cells = f"{campaign_id}\t{LeadStatus.PENDING.value}\t{created_at.isoformat()}"
    cursor = connection.connection.cursor()
    with cursor.copy(f"COPY leads ({', '.join(COLUMNS)}) FROM STDIN") as copy:
        for start in range(0, rows.num_rows, ROWS_PER_BLOCK):
            copy.write(encode_for_copy(rows.slice(start, ROWS_PER_BLOCK), constant_cells))
    cursor.close()


def _insert_into_sqlite(connection: Connection, rows: pa.Table, campaign_id: str, created_at: datetime) -> None:
    # SQLAlchemy stores a DateTime in SQLite in this format
    constant_cells = (campaign_id, LeadStatus.PENDING.value, created_at.strftime("%Y-%m-%d %H:%M:%S.%f"))
    cells = zip(*(rows[name].to_pylist() for name in COLUMNS[:4]), strict=True)
    cursor = connection.connection.cursor()
    cursor.executemany(
        f"INSERT INTO leads ({', '.join(COLUMNS)}) VALUES ({', '.join('?' * len(COLUMNS))})",  # noqa: S608 - constants
        [(*row, *constant_cells) for row in cells],
    )
    cursor.close()


def encode_for_copy(rows: pa.Table, constant_cells: str) -> bytes:
    """Encode rows in the text format of PostgreSQL's COPY.

    Args:
        rows: rows × strings.
        constant_cells: the last cells of every row, already encoded.
    """
    batches: list[Any] = rows.to_batches()
    return b"".join(
        concatenated_bytes(join(*map(_escape, batch.columns), f"{constant_cells}\n", separator="\t", missing=_NULL))
        for batch in batches
    )


def _escape(column: pa.StringArray) -> pa.StringArray:
    for character, escape in (("\\", r"\\"), ("\t", r"\t"), ("\n", r"\n"), ("\r", r"\r")):
        column = replace_substring(column, character, escape)
    return column
