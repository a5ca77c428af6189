"""The audit: entries in the transaction of what they describe, in a signed chain."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import delete, select, text, update
from sqlalchemy.exc import DBAPIError

from callsheet.settings import Settings
from callsheet.store import Store, audit, open_store
from callsheet.store.audit import OPTION, append
from callsheet.store.tables import AUDIT
from callsheet.validation import Choices, ColumnMapping, Edit, Recipe
from tests.support.ledgers import create_submission

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sqlalchemy import Connection

    from tests.support.postgresql import PostgresqlServer

KEY = b"0" * 64


@pytest.fixture
def audited(any_store: Store) -> Store:
    """A store on each database whose engine has a key."""
    return Store(any_store.engine.execution_options(**{OPTION: KEY}), any_store.home)


def without_guards(store: Store, change: Callable[[Connection], object]) -> None:
    """Change entries as somebody does who may change the database's tables."""
    with store.engine.begin() as connection:
        if store.engine.dialect.name == "postgresql":
            connection.execute(text("ALTER TABLE audit DISABLE TRIGGER USER"))
        else:
            for name in ("changed", "removed"):
                connection.execute(text(f"DROP TRIGGER IF EXISTS guard_audit_{name}"))
        change(connection)


def test_what_people_do_is_in_it(audited: Store) -> None:
    """A press, a stop, an entry of the do-not-call list: who, on what, how much; what the sender does is not."""
    submission = create_submission(audited.ledger)
    audited.ledger.decisions.withdraw(submission.id, "Asha")
    audited.suppression.add(["+919000000001", "+919000000002"], "Meera")
    audited.audit.record("setting", "Meera", "draft_days", value=9)
    entries = list(audited.audit.entries())
    assert [(entry.number, entry.who, entry.what, entry.subject) for entry in entries] == [
        (1, "Meera", "pressed", submission.id),
        (2, "Asha", "withdrawn", submission.id),
        (3, "Meera", "listed", "1"),
        (4, "Meera", "setting", "draft_days"),
    ]
    assert entries[2].facts == {"numbers": 2}
    assert not any("+91" in str(entry.to_json()) for entry in entries)
    assert (audited.audit.verify().broken_at, audited.audit.latest(1)) == (None, [entries[-1]])


def test_what_is_undone_leaves_no_entry(audited: Store) -> None:
    """The entry is in the transaction of what it describes."""
    with audited.engine.connect() as connection:
        append(connection, "setting", "Meera", "draft_days")
        connection.rollback()
    assert audited.audit.count() == 0


ACTS: dict[str, Callable[[Store], object]] = {
    "uploaded": lambda store: store.drafts.create("a.csv", b"x", by="Meera"),
    "deleted": lambda store: store.drafts.delete(store.drafts.create("a.csv", b"x"), by="Meera"),
    "fixed": lambda store: store.drafts.save_choices(
        store.drafts.create("a.csv", b"x"), Choices(), Choices(edits=(Edit(2, "a", "b"),)), by="Meera"
    ),
    "setting": lambda store: store.saved_settings.save("draft_days", 9, by="Meera"),
    "columns_deleted": lambda store: store.recipes.delete(saved_recipe(store), by="Meera"),
}
"""What is recorded → what is done."""


def saved_recipe(store: Store) -> str:
    """Remember a match of columns; returns its key."""
    store.recipes.save(["Mobile"], Recipe(ColumnMapping(("Mobile",)), Choices()), "a.csv")
    return store.recipes.all()[0].key


@pytest.mark.parametrize("what", ACTS)
def test_an_act_and_its_entry_are_stored_together_or_not_at_all(
    audited: Store, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    """Where the entry cannot be written, nothing is done; else there is one, without what was typed."""
    saved_recipe(audited)

    def state() -> list[object]:
        drafts = [audited.drafts.load(draft_id).choices for draft_id in audited.drafts.ids()]
        return [drafts, audited.saved_settings.values(), len(audited.recipes.all())]

    ACTS[what](audited)
    (entry,) = audited.audit.entries()
    assert (entry.what, entry.who) == (what, "Meera")
    audited.saved_settings.save("draft_days", None)
    draft_id, key = audited.drafts.create("b.csv", b"x"), saved_recipe(audited)
    before = state()

    def fail(*_: object) -> str:
        raise OSError

    monkeypatch.setattr(audit, "_sign", fail)
    again: dict[str, Callable[[], object]] = {
        "deleted": lambda: audited.drafts.delete(draft_id, by="Meera"),
        "fixed": lambda: audited.drafts.save_choices(
            draft_id, Choices(), Choices(edits=(Edit(2, "a", "b"),)), by="Meera"
        ),
        "columns_deleted": lambda: audited.recipes.delete(key, by="Meera"),
    }
    with pytest.raises(OSError, match=r"^$"):
        again.get(what, lambda: ACTS[what](audited))()
    assert state() == before
    assert audited.audit.count() == 1


@pytest.mark.parametrize("change", [update(AUDIT).values(who="nobody"), delete(AUDIT)], ids=["changed", "removed"])
def test_the_database_refuses_changes(audited: Store, change: object) -> None:
    """No statement of the program, or of a mistake, can change an entry."""
    audited.audit.record("setting", "Meera")
    with pytest.raises(DBAPIError, match="the audit only grows"), audited.engine.begin() as connection:
        connection.execute(change)  # type: ignore[call-overload]


@pytest.mark.parametrize(
    ("harm", "number"),
    [
        pytest.param(lambda c: c.execute(update(AUDIT).where(AUDIT.c.number == 2).values(who="Ravi")), 2, id="who"),
        pytest.param(
            lambda c: c.execute(update(AUDIT).where(AUDIT.c.number == 3).values(facts={"n": 0})), 3, id="facts"
        ),
        pytest.param(lambda c: c.execute(delete(AUDIT).where(AUDIT.c.number == 2)), 3, id="removed"),
        pytest.param(
            lambda c: (
                c.execute(delete(AUDIT).where(AUDIT.c.number == 1)),
                c.execute(update(AUDIT).values(number=AUDIT.c.number - 1)),
            ),
            1,
            id="removed and counted anew",
        ),
    ],
)
def test_a_change_behind_the_program_is_found(
    audited: Store, harm: Callable[[Connection], object], number: int
) -> None:
    """Whoever can write the database alone cannot sign."""
    for _ in range(3):
        audited.audit.record("setting", "Meera", "draft_days", n=1)
    assert audited.audit.verify().broken_at is None
    without_guards(audited, harm)
    assert audited.audit.verify().broken_at == number


def test_an_entry_of_another_machine_is_not_called_changed(audited: Store) -> None:
    """It follows on the one before; its signature can be checked where its key is."""
    audited.audit.record("setting", "Meera")
    other = Store(audited.engine.execution_options(**{OPTION: b"1" * 64}), audited.home)
    other.audit.record("setting", "Asha")
    audited.audit.record("setting", "Meera")
    found = audited.audit.verify()
    assert (found.entries, found.broken_at, found.unsigned) == (3, None, 1)


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_entries_of_the_same_moment_follow_each_other(tmp_path: Path, postgresql: PostgresqlServer, kind: str) -> None:
    """Four writers at once: no number twice, none missing, and every signature right."""
    store = open_store(
        Settings(home=tmp_path, database_url=postgresql.create_store() if kind == "postgresql" else None)
    )

    def write() -> None:
        for _ in range(5):
            store.audit.record("setting", "Meera")

    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = store.audit.verify()
    assert (found.entries, found.broken_at, found.unsigned) == (20, None, 0)
    store.engine.dispose()


def test_the_key_is_made_once_for_its_owner(tmp_path: Path) -> None:
    """It stays the same, and nobody else may read it."""
    first = open_store(Settings(home=tmp_path))
    first.audit.record("setting", "Meera")
    first.engine.dispose()
    assert (tmp_path / "audit-key").stat().st_mode & 0o777 == 0o600
    second = open_store(Settings(home=tmp_path))
    assert second.audit.verify().unsigned == 0
    with second.engine.connect() as connection:
        assert connection.scalar(select(AUDIT.c.key_id)) != ""
    second.engine.dispose()
