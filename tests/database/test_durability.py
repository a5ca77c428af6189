"""Databases that may forget what was committed are refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import event

from callsheet.database import check_durable, open_database
from callsheet.errors import StoreError
from callsheet.system import platform_support

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.postgresql import PostgresqlServer


def test_a_new_database_is_durable(tmp_path: Path) -> None:
    """WAL and synchronous=FULL on a local disk."""
    engine = open_database(f"sqlite:///{tmp_path / 'callsheet.db'}")
    check_durable(engine)
    engine.dispose()


@pytest.mark.parametrize("pragma", ["synchronous=NORMAL", "synchronous=OFF", "journal_mode=DELETE"])
def test_a_database_that_may_forget_is_refused(tmp_path: Path, pragma: str) -> None:
    """With less than that, a request can be sent before its intent is on disk."""
    engine = open_database(f"sqlite:///{tmp_path / 'callsheet.db'}")
    event.listen(engine, "connect", lambda connection, _: connection.execute(f"PRAGMA {pragma}"))
    with pytest.raises(StoreError, match=pragma.partition("=")[0]):
        check_durable(engine)
    engine.dispose()


def test_a_database_on_a_network_drive_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file system of the innermost mount decides."""
    mounts = tmp_path / "mounts"
    mounts.write_text(f"/dev/sda / ext4 rw 0 0\nserver:/x {tmp_path.parent} nfs4 rw 0 0\nsysfs /sys sysfs rw 0 0\n")
    monkeypatch.setattr(platform_support, "MOUNTS", mounts)
    engine = open_database(f"sqlite:///{tmp_path / 'callsheet.db'}")
    with pytest.raises(StoreError, match="nfs4"):
        check_durable(engine)
    engine.dispose()


def test_a_postgresql_that_may_forget_is_refused(postgresql: PostgresqlServer) -> None:
    """synchronous_commit off acknowledges what a crash would lose."""
    url = postgresql.create()
    safe, unsafe = open_database(url), open_database(f"{url}&options=-csynchronous_commit%3Doff")
    check_durable(safe)
    with pytest.raises(StoreError, match="synchronous_commit"):
        check_durable(unsafe)
    for engine in (safe, unsafe):
        engine.dispose()
