from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from callsheet.database import migrate, open_database
from callsheet.errors import DraftNotFound
from callsheet.settings import Settings
from callsheet.store import Store, open_store
from callsheet.store.store import MIGRATIONS, VERSION_TABLE
from callsheet.store.tables import METADATA
from callsheet.validation import Choices, ColumnMapping, Edit

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(Settings(home=tmp_path))


def test_a_draft_comes_back_whole_after_the_store_is_opened_again(tmp_path: Path) -> None:
    """File, mapping, choices and edits survive the end of the process that kept them."""
    drafts = open_store(Settings(home=tmp_path)).drafts
    draft_id = drafts.create("leads.csv", b"phone_number\n98\n")
    mapping = ColumnMapping(phone=("Mobile",), variables={"Name": "name"}, left_out=("Id",))
    drafts.save(draft_id, step="review", mapping=mapping, choices=Choices(default_region="IN"), campaign_id="cmp_1")
    saved = Choices(default_region="IN")
    for edits in ((Edit(2, "Mobile", "+919876543210"), Edit(2, "Name", "é")), (Edit(2, "Name", "Asha"),)):
        longer = replace(saved, edits=saved.edits + edits)
        drafts.save_choices(draft_id, saved, longer)
        saved = longer

    draft = open_store(Settings(home=tmp_path)).drafts.load(draft_id)

    assert (draft.name, draft.data) == ("leads.csv", b"phone_number\n98\n")
    assert (draft.step, draft.campaign_id) == (
        "review",
        "cmp_1",
    )
    assert draft.mapping == mapping
    assert draft.choices == Choices(
        default_region="IN",
        edits=(Edit(2, "Mobile", "+919876543210"), Edit(2, "Name", "é"), Edit(2, "Name", "Asha")),
    )
    assert draft.version == 4


def test_saving_choices_never_overwrites_the_edit_log(store: Store) -> None:
    """Edits are only appended; choices carry none of them into the draft's row."""
    draft_id = store.drafts.create("leads.csv", b"x")
    store.drafts.save_choices(draft_id, Choices(), Choices(edits=(Edit(2, "a", "1"),)))
    store.drafts.save(draft_id, choices=Choices(edits=(Edit(9, "z", "9"),), duplicates="last"))
    assert store.drafts.load(draft_id).choices == Choices(edits=(Edit(2, "a", "1"),), duplicates="last")


def test_ids_are_long_and_never_repeat(store: Store) -> None:
    """An address with a draft in it cannot be guessed: 128 bits."""
    ids = {store.drafts.create("a.csv", b"") for _ in range(50)}
    assert len(ids) == 50
    assert {len(each) for each in ids} == {22}


def test_a_deleted_draft_is_gone_with_its_edits(store: Store) -> None:
    """Deleting is real: file and edits leave the database."""
    draft_id = store.drafts.create("a.csv", b"secret")
    store.drafts.save_choices(draft_id, Choices(), Choices(edits=(Edit(2, "a", "1"),)))
    store.drafts.delete(draft_id)
    with store.engine.connect() as connection:
        assert connection.exec_driver_sql("select count(*) from draft_edits").scalar_one() == 0
        assert connection.exec_driver_sql("select count(*) from draft_files").scalar_one() == 0
    assert store.drafts.ids() == []


@pytest.mark.parametrize("call", ["load", "save", "save_choices"])
def test_an_unknown_draft_is_said(store: Store, call: str) -> None:
    """Every way to reach a draft that is not there raises DraftNotFound."""
    arguments = {"save_choices": (Choices(), Choices(edits=(Edit(2, "a", "1"),)))}.get(call, ())
    with pytest.raises(DraftNotFound):
        getattr(store.drafts, call)("nothing-here", *arguments)


def test_sqlite_is_durable(store: Store) -> None:
    """The ledger rests on WAL and synchronous=FULL: an intent is on disk before a byte leaves."""
    with store.engine.connect() as connection:
        assert connection.exec_driver_sql("pragma journal_mode").scalar_one() == "wal"
        assert connection.exec_driver_sql("pragma synchronous").scalar_one() == 2
        assert connection.exec_driver_sql("pragma foreign_keys").scalar_one() == 1


def test_the_tables_of_the_code_are_the_tables_of_the_migrations(store: Store) -> None:
    """Nobody changes a table without a revision: Alembic finds no difference."""
    with store.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": "store_version"})
        assert compare_metadata(context, METADATA) == []


def test_a_draft_of_an_older_database_keeps_its_file(tmp_path: Path) -> None:
    """Files that lay in the drafts' own rows move out of them, and of the old copy nothing stays."""
    engine = open_database(f"sqlite:///{tmp_path / 'callsheet.db'}")
    migrate(engine, MIGRATIONS, VERSION_TABLE, to="0003")
    with engine.begin() as connection:
        connection.exec_driver_sql(
            "insert into drafts (id, version, created_at, updated_at, name, data, step, choices) "
            "values ('d', 3, '2026-01-01', '2026-01-01', 'leads.csv', ?, 'review', '{}')",
            (b"SECRET\n98\n" * 1000,),
        )
    engine.dispose()
    store = open_store(Settings(home=tmp_path))
    draft = store.drafts.load("d")
    assert (draft.version, draft.data) == (3, b"SECRET\n98\n" * 1000)
    store.drafts.delete("d")
    assert b"SECRET" not in (tmp_path / "callsheet.db").read_bytes()
