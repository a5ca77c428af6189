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

    import pytest

    from tests.cli.conftest import CommandResult
    from tests.support.running_backend import Backend

ASHA, RAVI = "+919812345678", "+919898765432"


def test_numbers_are_added_shown_and_removed(callsheet: Callable[..., CommandResult]) -> None:
    """Each action says what became of the numbers; a number is the same in every spelling."""
    assert callsheet("do-not-call", "list").out == "The do-not-call lists are empty.\n"
    added = callsheet("do-not-call", "add", "98123 45678", "+91-98987-65432", "12", "--country", "India")
    assert (added.code, added.out) == (1, "2 of 3 added, 1 could not be read.\n")
    again = callsheet("do-not-call", "add", ASHA)
    assert (again.code, again.out) == (0, "0 of 1 added, 1 was on the list already.\n")
    assert re.match(r"Our own list: 2 numbers, last changed on .+ by .+\.\n", callsheet("do-not-call", "list").out)
    shown = callsheet("do-not-call", "show", "9812345678", "--country", "IN")
    assert (
        shown.code,
        shown.out.startswith(f"{ASHA} is on the do-not-call list “Our own list”. It was added on "),
    ) == (0, True)
    removed = callsheet("do-not-call", "remove", ASHA, "+919800000000")
    assert (removed.code, removed.out) == (0, "1 number removed, 1 was not on the list.\n")
    assert callsheet("do-not-call", "show", ASHA).out == f"{ASHA} is on no do-not-call list.\n"
    assert callsheet("do-not-call", "show", ASHA).code == 1


def test_a_file_is_imported_and_exported(
    callsheet: Callable[..., CommandResult], file: Callable[..., Path], tmp_path: Path
) -> None:
    """The column is found; what could not be read is counted; the export is CSV that can be imported again."""
    path = file(f"Name,Mobile\nAsha,98123 45678\nRavi,'9898765432\nAsha,{ASHA}\nNobody,12\n", "dnd.csv")
    ran = callsheet("do-not-call", "import", path, "--country", "IN")
    assert (ran.code, ran.out) == (1, "2 of 4 added, 1 was on the list already, 1 could not be read.\n")
    exported = callsheet("do-not-call", "export").out
    rows = list(csv.DictReader(io.StringIO(exported)))
    assert [row["phone_number"] for row in rows] == [ASHA, RAVI]
    assert all(row["added_at"].endswith("+00:00") for row in rows)
    again = callsheet("do-not-call", "import", file(exported, "export.csv"))
    assert (again.code, again.out) == (0, "0 of 2 added, 2 were on the list already.\n")
    checked = callsheet("check", file("Mobile,Name\n98123 45678,Asha\n9812300001,Meera\n"), "--country", "IN").out
    assert checked.splitlines()[1] == "1 row that is left out is on the do-not-call list."
    store = open_store(Settings(home=tmp_path / "home"))
    assert store.suppression.numbers() == {ASHA, RAVI}
    store.engine.dispose()


def test_local_numbers_need_a_country(callsheet: Callable[..., CommandResult], file: Callable[..., Path]) -> None:
    """Nothing is guessed: without a country they could not be read, and the option that helps is named."""
    ran = callsheet("do-not-call", "import", file("9812345678\n9898765432\n", "dnd.txt"))
    assert (ran.code, ran.out) == (1, "0 of 2 added, 2 could not be read.\n")
    assert "--country" in ran.err
    assert callsheet("do-not-call", "add", "9812345678").code == 2


def test_a_named_list_is_imported_shown_and_emptied(
    callsheet: Callable[..., CommandResult], file: Callable[..., Path]
) -> None:
    """A new name makes a list; reasons and ends come from the file or the options, and survive export and import."""
    register = file(f"Phone,Reason,Expires\n{ASHA},=sum(1),\n{RAVI},,2027-01-31\n", "dnd.csv")
    ran = callsheet("do-not-call", "import", register, "--list", "DND", "--as-of", "2026-01-31", "--good-days", "31",
                    "--reason", "register")  # fmt: skip
    assert (ran.code, ran.out) == (0, "The list “DND” was made.\n2 numbers added.\n")
    listed = callsheet("do-not-call", "list").out
    assert listed.startswith("DND: 2 numbers, of 31 Jan 2026, last changed on ")
    assert "A new version has been due for" in listed
    shown = callsheet("do-not-call", "show", ASHA, RAVI).out.splitlines()
    assert "Reason: =sum(1)." in shown[0]
    assert " and stays until 31 Jan 2027. Reason: register." in shown[1]
    exported = callsheet("do-not-call", "export", "--list", "dnd").out
    assert next(iter(csv.DictReader(io.StringIO(exported))))["reason"] == "'=sum(1)"
    assert callsheet("do-not-call", "export", "--list", "Our own list").out.count("\n") == 1
    refused = callsheet("do-not-call", "empty", "--list", "DND", "--count", "3")
    assert (refused.code, refused.err) == (2, "The list has 2 numbers. To empty it, give this number with --count.\n")
    emptied = callsheet("do-not-call", "empty", "--list", "DND", "--count", "2")
    assert (emptied.code, emptied.out) == (0, "2 numbers removed from “DND”.\n")
    unknown = callsheet("do-not-call", "add", ASHA, "--list", "DND")
    assert (unknown.code, unknown.err) == (2, "There is no list “DND”. There is “Our own list”.\n")
    assert callsheet("do-not-call", "add", ASHA, "--until", "31.1.2027").code == 2


def test_who_asked_us_to_stop_leaves_every_campaign(
    callsheet: Callable[..., CommandResult],
    file: Callable[..., Path],
    backend: Backend,
    campaign: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The number is listed, its lead that waits is removed, the others stay; repeating it changes nothing."""
    monkeypatch.setenv("CALLSHEET_API_KEY", backend.key)
    monkeypatch.setenv("CALLSHEET_API_URL", backend.url)
    assert callsheet("send", file("Mobile\n9820019001\n9820019002\n"), "--campaign", campaign, "--yes").code == 0
    ran = callsheet("do-not-call", "add", "98200 19001", "--everywhere", "--country", "IN", "--reason", "on the phone")
    assert ran.code == 0
    assert ran.out.startswith("+919820019001 is on the list “Asked us to stop” now. Leads removed: ")
    assert [lead["status"] for lead in backend.leads(campaign)] == ["removed", "pending"]
    again = callsheet("do-not-call", "add", "+919820019001", "--everywhere")
    assert again.out == (
        "+919820019001 was on the list “Asked us to stop” already. No campaign of the server has the number.\n"
    )
    monkeypatch.setenv("CALLSHEET_API_URL", "http://127.0.0.1:1/v1")
    ran = callsheet("do-not-call", "add", "+919820019002", "--everywhere")
    assert ran.code == 1
    assert "The server cannot be asked now." in ran.out
    assert callsheet("do-not-call", "show", "+919820019002").code == 0
