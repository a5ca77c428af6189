from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import event

from callsheet.database import migrate, open_database
from callsheet.errors import SystemFault
from callsheet.store.store import MIGRATIONS, VERSION_TABLE
from callsheet.store.tables import METADATA

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from callsheet.store import Store


def test_the_database_is_durable(store: Store) -> None:
    """The ledger requires WAL and synchronous=FULL: an intent is on disk before a byte is sent."""
    with store.engine.connect() as connection:
        assert connection.exec_driver_sql("pragma journal_mode").scalar_one() == "wal"
        assert connection.exec_driver_sql("pragma synchronous").scalar_one() == 2
        assert connection.exec_driver_sql("pragma foreign_keys").scalar_one() == 1


def test_the_revisions_create_the_tables_of_the_code(any_store: Store) -> None:
    """Alembic finds no difference, so that no table changes without a revision."""
    with any_store.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE})
        assert compare_metadata(context, METADATA) == []


def test_a_draft_of_an_older_database_has_its_file(tmp_path: Path, new_store: Callable[[Path], Store]) -> None:
    """Files in the drafts' own rows are moved, and the old copy is overwritten."""
    engine = open_database(f"sqlite:///{tmp_path / 'callsheet.db'}")
    migrate(engine, MIGRATIONS, VERSION_TABLE, to="0003")
    with engine.begin() as connection:
        connection.exec_driver_sql(
            "insert into drafts (id, version, created_at, updated_at, name, data, step, choices) "
            "values ('d', 3, '2026-01-01', '2026-01-01', 'leads.csv', ?, 'review', '{}')",
            (b"SECRET\n98\n" * 1000,),
        )
    engine.dispose()
    store = new_store(tmp_path)
    draft = store.drafts.load("d")
    assert (draft.version, draft.data) == (3, b"SECRET\n98\n" * 1000)
    store.drafts.delete("d")
    assert b"SECRET" not in (tmp_path / "callsheet.db").read_bytes()


def test_the_numbers_of_an_older_list_go_to_the_first_one(tmp_path: Path, new_store: Callable[[Path], Store]) -> None:
    """With who added them and when; the list says how many they are."""
    engine = open_database(f"sqlite:///{tmp_path / 'callsheet.db'}")
    migrate(engine, MIGRATIONS, VERSION_TABLE, to="0010")
    with engine.begin() as connection:
        for number, day, who in (("+1", 3, "Meera"), ("+2", 5, "Asha"), ("+3", 4, "Meera")):
            connection.exec_driver_sql("insert into suppressed values (?, ?, ?)", (number, f"2026-01-0{day}", who))
    engine.dispose()
    listed = new_store(tmp_path).suppression
    (own,) = listed.lists.all()
    assert (own.id, own.numbers, own.changed_by, own.changed_at) == (1, 3, "Asha", datetime(2026, 1, 5, tzinfo=UTC))
    (entry,) = listed.find("+3")
    assert (entry.list_name, entry.added_by, entry.expires_at) == ("Our own list", "Meera", None)


@pytest.mark.parametrize(("version", "statement"), [(None, 12), (None, 40), (None, 70), ("0003", 8), ("0003", 16)])
def test_a_disk_that_fails_during_a_migration_changes_nothing(
    tmp_path: Path, new_store: Callable[[Path], Store], version: str | None, statement: int
) -> None:
    """The database stays at the version before, whichever statement fails; once the disk works, it is migrated."""
    engine = open_database(f"sqlite:///{tmp_path / 'callsheet.db'}")
    if version:
        migrate(engine, MIGRATIONS, VERSION_TABLE, to=version)
    left = [statement]

    def fail(*facts: Any) -> None:
        left[0] -= 1
        if left[0] == 0:
            facts[1].execute("PRAGMA query_only=ON")

    event.listen(engine, "before_cursor_execute", fail)
    with pytest.raises(SystemFault, match="cannot be written"):
        migrate(engine, MIGRATIONS, VERSION_TABLE)
    event.remove(engine, "before_cursor_execute", fail)
    engine.dispose()
    assert new_store(tmp_path).drafts.ids() == []
