"""One cache of compiled SQL for all databases of a test run.

SQLAlchemy has a cache for each engine, and nearly every test opens a database of its own: a sixth of the processor time
of the tests of ledger and sending went into compiling the same statements again.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Engine
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.util import LRUCache

DIALECTS = (SQLiteDialect_pysqlite, PGDialect_psycopg)
STATEMENTS = 3000
"""More than all tests together execute."""


def share_compiled_statements() -> None:
    """Make the engines of this process, from now on, share what they compile with those of the same dialect.

    The key of a compiled statement has the dialect in it, which belongs to one engine: those of one class and the same
    options are made equal here.
    """
    cache: LRUCache[Any, Any] = LRUCache(STATEMENTS)
    Engine._compiled_cache = property(lambda _: cache, lambda *_: None)  # type: ignore[assignment]
    for dialect in DIALECTS:
        dialect.__eq__ = _is_equal  # type: ignore[method-assign]
        dialect.__hash__ = _hash  # type: ignore[assignment]


def _is_equal(dialect: Any, other: object) -> bool:
    return type(dialect) is type(other)


def _hash(dialect: Any) -> int:
    return hash(type(dialect))
