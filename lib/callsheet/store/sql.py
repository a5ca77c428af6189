"""An INSERT that both databases understand and that passes over what is there already."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy.dialects import postgresql, sqlite

if TYPE_CHECKING:
    from sqlalchemy import Connection, Table


def insert_or_ignore(connection: Connection, table: Table) -> Any:
    """An INSERT that passes over rows whose key is taken."""
    make: Any = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    return make(table).on_conflict_do_nothing()
