"""Copy the rows of a database into another one that has the same tables, also from SQLite to PostgreSQL and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import JSON, Integer, LargeBinary, delete, func, insert, null, select

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sqlalchemy import Connection, MetaData, RowMapping, Table

ROWS_AT_ONCE = 1_000
BYTES_ROWS_AT_ONCE = 4
"""Rows of a table with files or parts, which may have 10 MB each."""


def copy_rows(source: Connection, target: Connection, metadata: MetaData) -> int:
    """Copy every row of every table; what the target's tables hold before is deleted.

    Args:
        source: a transaction that is read.
        target: a transaction on a database with the same tables, of the same revision.
        metadata: the tables.

    Returns:
        The number of rows.
    """
    for table in reversed(metadata.sorted_tables):
        target.execute(delete(table))
    return sum(_copy_table(source, target, table) for table in metadata.sorted_tables)


def has_rows(connection: Connection, tables: Iterable[Table]) -> bool:
    """True when any table has a row.

    Args:
        connection: to a database with the tables.
        tables: which ones.
    """
    return any(connection.execute(select(table).limit(1)).first() is not None for table in tables)


def _copy_table(source: Connection, target: Connection, table: Table) -> int:
    copied = 0
    for rows in _batches(source, table):
        target.execute(insert(table), rows)
        copied += len(rows)
    if target.dialect.name == "postgresql" and copied:
        _advance_sequence(target, table)
    return copied


def _batches(source: Connection, table: Table) -> Iterator[list[dict[str, object]]]:
    has_bytes = any(isinstance(column.type, LargeBinary) for column in table.columns)
    size = BYTES_ROWS_AT_ONCE if has_bytes else ROWS_AT_ONCE
    rows: Sequence[RowMapping]
    for rows in source.execution_options(yield_per=size).execute(select(table)).mappings().partitions():
        yield [_values(table, row) for row in rows]


def _values(table: Table, row: RowMapping) -> dict[str, object]:
    """A row to insert; a JSON column without a value stays NULL, where None alone would become JSON's null."""
    return {
        column.name: null() if row[column.name] is None and isinstance(column.type, JSON) else row[column.name]
        for column in table.columns
    }


def _advance_sequence(target: Connection, table: Table) -> None:
    """Let the next number of an automatic key follow the copied ones."""
    column = table.autoincrement_column
    if column is not None and isinstance(column.type, Integer):
        sequence = func.pg_get_serial_sequence(table.name, column.name)
        target.execute(select(func.setval(sequence, select(func.max(column)).scalar_subquery())))
