"""Many rows in few statements of SQLite: what is read back is what was given."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from callsheet.database import open_database
from callsheet.database.bulk import ROWS_A_STATEMENT, insert_into_sqlite

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Engine

AWKWARD = ("", "'", '"; DROP TABLE leads; --', "नमस्ते", "a\x00b", "?", "1", " ")


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    """A database with one table."""
    engine = open_database(f"sqlite:///{tmp_path / 'bulk.db'}")
    with engine.begin() as connection:
        connection.execute(text('CREATE TABLE leads ("row" INTEGER PRIMARY KEY, words TEXT, part TEXT, age INTEGER)'))
    return engine


@pytest.mark.parametrize("is_scattered", [False, True])
@pytest.mark.parametrize("count", [0, 1, ROWS_A_STATEMENT, ROWS_A_STATEMENT + 1, 3 * ROWS_A_STATEMENT - 1])
def test_what_is_inserted_is_read_back(engine: Engine, count: int, is_scattered: bool) -> None:
    """Row by row, around the size of a statement, with quotes, NUL, question marks, other scripts and nulls."""
    rows = list(range(count, 0, -1))
    words = [None if row % 7 == 0 else AWKWARD[row % len(AWKWARD)] for row in rows]
    with engine.begin() as connection:
        same = {"part": "p'1", "age": 7}
        insert_into_sqlite(connection, "leads", {"row": rows, "words": words}, same, is_scattered=is_scattered)
    with engine.connect() as connection:
        read = connection.execute(text('SELECT "row", words, part, age FROM leads ORDER BY "row" DESC')).all()
    assert [tuple(row) for row in read] == [(row, word, "p'1", 7) for row, word in zip(rows, words, strict=True)]


@pytest.mark.parametrize("is_scattered", [False, True])
def test_places_ascend_in_the_order_of_the_rows(engine: Engine, is_scattered: bool) -> None:
    """Leads are called in the order of the file."""
    words = [str(number) for number in range(2 * ROWS_A_STATEMENT, 0, -1)]
    with engine.begin() as connection:
        insert_into_sqlite(connection, "leads", {"words": words}, {"part": "p"}, is_scattered=is_scattered)
    with engine.connect() as connection:
        assert list(connection.scalars(text('SELECT words FROM leads ORDER BY "row"'))) == words


@pytest.mark.parametrize("is_scattered", [False, True])
def test_nothing_stays_of_rows_that_break_a_rule(engine: Engine, is_scattered: bool) -> None:
    """A second row with one key in a later statement undoes the whole transaction; so do columns of unequal length."""
    rows = [*range(1, 2 * ROWS_A_STATEMENT), 1]
    for columns, error in [
        ({"row": rows}, sqlite3.IntegrityError),
        ({"row": rows[:5], "words": ["a"] * 4}, ValueError),
    ]:
        with pytest.raises(error), engine.begin() as connection:
            insert_into_sqlite(connection, "leads", columns, {"part": "p"}, is_scattered=is_scattered)
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM leads")) == 0
