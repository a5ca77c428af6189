"""`callsheet audit`: exported as JSON lines and CSV, and checked."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import CommandResult


def test_the_audit_is_exported_and_checked(callsheet: Callable[..., CommandResult], tmp_path: Path) -> None:
    """Keys, the list and a backup leave entries; both formats have them; a changed one is found with exit code 2."""
    key_id = callsheet("key", "create", "--name", "x").err.split()[1]
    callsheet("do-not-call", "add", "+919000000001")
    callsheet("do-not-call", "remove", "+919000000001")
    callsheet("backup", tmp_path / "copy.zip")
    lines = [json.loads(line) for line in callsheet("audit", "export").out.splitlines()]
    assert [line["what"] for line in lines] == ["key_created", "listed", "unlisted", "backup"]
    assert (lines[0]["subject"], lines[1]["facts"]) == (key_id, {"numbers": 1})
    rows = list(csv.DictReader(io.StringIO(callsheet("audit", "export", "--csv").out)))
    assert [row["signature"] for row in rows] == [line["signature"] for line in lines]
    assert "9000000001" not in callsheet("audit", "export").out
    checked = callsheet("audit", "check")
    assert (checked.code, checked.out) == (0, "4 entries, none changed and none missing.\n")
    with closing(sqlite3.connect(tmp_path / "home" / "callsheet.db")) as database:
        database.execute("DROP TRIGGER guard_audit_changed")
        database.execute("UPDATE audit SET who = 'nobody' WHERE number = 2")
        database.commit()
    broken = callsheet("audit", "check")
    assert (broken.code, "Entry 2" in broken.err) == (2, True)
