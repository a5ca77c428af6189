"""Insert many rows at once by the driver's bulk path: few statements in SQLite, COPY in PostgreSQL."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from callsheet.arrow_strings import concatenated_bytes, join, replace_substring
from callsheet.contract import LeadStatus
from callsheet.database.bulk import insert_into_sqlite

if TYPE_CHECKING:
    from collections.abc import Mapping

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
    constants = {"campaign_id": campaign_id, "status": LeadStatus.PENDING.value, "created_at": created_at}
    # one of its indexes is in the order of the phone numbers
    insert_rows(connection, "leads", rows.select(list(COLUMNS[:4])), constants, is_scattered=True)


def insert_rows(
    connection: Connection,
    table: str,
    rows: pa.Table,
    constants: Mapping[str, object],
    *,
    is_scattered: bool = False,
) -> None:
    """Insert many rows.

    Args:
        connection: within the caller's transaction.
        table: name of the table.
        rows: rows × columns of the table, as strings.
        constants: further columns, the same in every row; texts without tabs, line breaks and backslashes.
        is_scattered: see `insert_into_sqlite`.
    """
    columns = [*rows.column_names, *constants]
    if connection.dialect.name == "sqlite":
        cells = {name: rows.column(name).to_pylist() for name in rows.column_names}
        # SQLAlchemy stores a DateTime in SQLite in this format
        same = {
            name: value.strftime("%Y-%m-%d %H:%M:%S.%f") if isinstance(value, datetime) else value
            for name, value in constants.items()
        }
        insert_into_sqlite(connection, table, cells, same, is_scattered=is_scattered)
        return
    texts = [value.isoformat() if isinstance(value, datetime) else str(value) for value in constants.values()]
    cursor = connection.connection.cursor()
    with cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as copy:
        for start in range(0, rows.num_rows, ROWS_PER_BLOCK):
            copy.write(encode_for_copy(rows.slice(start, ROWS_PER_BLOCK), "\t".join(texts)))
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
