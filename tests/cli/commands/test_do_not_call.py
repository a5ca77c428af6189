"""`callsheet do-not-call`: add, remove, show, import and export, in one data folder."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from callsheet.settings import Settings
from callsheet.store import open_store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import CommandResult

ASHA, RAVI = "+919812345678", "+919898765432"


def test_numbers_are_added_shown_and_removed(callsheet: Callable[..., CommandResult]) -> None:
    """Each action says what became of the numbers; a number is the same in every spelling."""
    assert callsheet("do-not-call", "list").out == "The do-not-call list is empty.\n"
    added = callsheet("do-not-call", "add", "98123 45678", "+91-98987-65432", "12", "--country", "India")
    assert (added.code, added.out) == (1, "2 numbers added, 1 could not be read.\n")
    again = callsheet("do-not-call", "add", ASHA)
    assert (again.code, again.out) == (0, "0 numbers added, 1 was on the list already.\n")
    assert re.match(
        r"2 numbers on the do-not-call list\. The last was added on .+ by .+\.\n", callsheet("do-not-call", "list").out
    )
    shown = callsheet("do-not-call", "show", "9812345678", "--country", "IN")
    assert (shown.code, shown.out.startswith(f"{ASHA} is on the do-not-call list. It was added on ")) == (0, True)
    removed = callsheet("do-not-call", "remove", ASHA, "+919800000000")
    assert (removed.code, removed.out) == (0, "1 number removed, 1 was not on the list.\n")
    assert callsheet("do-not-call", "show", ASHA).out == f"{ASHA} is not on the do-not-call list.\n"
    assert callsheet("do-not-call", "show", ASHA).code == 1


def test_a_file_is_imported_and_exported(
    callsheet: Callable[..., CommandResult], file: Callable[..., Path], tmp_path: Path
) -> None:
    """The column is found; what could not be read is counted; the export is CSV that can be imported again."""
    path = file(f"Name,Mobile\nAsha,98123 45678\nRavi,'9898765432\nAsha,{ASHA}\nNobody,12\n", "dnd.csv")
    ran = callsheet("do-not-call", "import", path, "--country", "IN")
    assert (ran.code, ran.out) == (1, "2 numbers added, 1 was on the list already, 1 could not be read.\n")
    exported = callsheet("do-not-call", "export").out
    rows = list(csv.DictReader(io.StringIO(exported)))
    assert [row["phone_number"] for row in rows] == [ASHA, RAVI]
    assert all(row["added_at"].endswith("+00:00") for row in rows)
    again = callsheet("do-not-call", "import", file(exported, "export.csv"))
    assert (again.code, again.out) == (0, "0 numbers added, 2 were on the list already.\n")
    checked = callsheet("check", file("Mobile,Name\n98123 45678,Asha\n9812300001,Meera\n"), "--country", "IN").out
    assert checked.splitlines()[1] == "1 row that is left out is on the do-not-call list."
    store = open_store(Settings(home=tmp_path / "home"))
    assert store.suppression.numbers() == {ASHA, RAVI}
    store.engine.dispose()


def test_local_numbers_need_a_country(callsheet: Callable[..., CommandResult], file: Callable[..., Path]) -> None:
    """Nothing is guessed: without a country they could not be read, and the option that helps is named."""
    ran = callsheet("do-not-call", "import", file("9812345678\n9898765432\n", "dnd.txt"))
    assert (ran.code, ran.out) == (1, "0 numbers added, 2 could not be read.\n")
    assert "--country" in ran.err
    assert callsheet("do-not-call", "add", "9812345678").code == 2
