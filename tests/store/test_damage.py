"""A destroyed page of the database is named as damage, whichever page it is."""

from __future__ import annotations

import random
import shutil
import sqlite3
from typing import TYPE_CHECKING

from callsheet.errors import Fault, SystemFault
from callsheet.settings import Settings
from callsheet.store import open_store, purge_expired

if TYPE_CHECKING:
    from pathlib import Path

NAMED = {Fault.DATABASE_DAMAGED, Fault.NOT_A_DATABASE}


def test_each_destroyed_page_is_named_or_not_needed(tmp_path: Path, ledger_template: Path) -> None:
    """Opening, listing and purging end in a sentence about damage, or do not touch that page."""
    with sqlite3.connect(ledger_template) as database:
        size, pages = (database.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_size", "page_count"))
    database.close()
    noise = random.Random(7)
    named: list[Fault] = []
    for page in range(pages):
        home = tmp_path / str(page)
        home.mkdir()
        shutil.copy(ledger_template, home / "callsheet.db")
        with (home / "callsheet.db").open("r+b") as file:
            file.seek(page * size)
            file.write(noise.randbytes(size))
        try:
            store = open_store(Settings(home=home))
            store.ledger.latest(10)
            store.drafts.ids()
            store.recipes.all()
            purge_expired(store, Settings(home=home))
            store.engine.dispose()
        except SystemFault as fault:
            named.append(fault.fault)
    assert set(named) <= NAMED
    assert len(named) >= 5
