"""`--together`: several files and sheets as one list."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import openpyxl

from tests.support.files.workbooks import as_xlsx

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest

    from tests.cli.conftest import CommandResult
    from tests.support.running_backend import Backend

NORTH = "Mobile,Name,City\n98765 43210,Priya,Mumbai\n9876543211,Rahul,Pune\n12345,Vikram,Goa\n"
SOUTH = "Name,Phone No,Town\nAsha,9123456789,Delhi\nPriya again,98765 43210,Mumbai\n"
SHEETS = {
    "North": [("Mobile", "Name"), ("9876543210", "Priya"), ("12345", "Vikram")],
    "South": [("Mobile", "Name"), ("9876543210", "Priya again"), ("9123456789", "Asha")],
    "Notes": [("Mobile", "Name"), ("9123456780", "nobody")],
}


def files(folder: Path) -> tuple[Path, Path]:
    """Two files whose columns have other names and another order."""
    north, south = folder / "North.csv", folder / "South.csv"
    north.write_text(NORTH)
    south.write_text(SOUTH)
    return north, south


def test_files_become_one_list_and_rows_are_called_by_file(
    callsheet: Callable[..., CommandResult], tmp_path: Path
) -> None:
    """Counts are those of all rows; a number in two files is a duplicate; columns in other words are said to be one."""
    ran = callsheet("check", *files(tmp_path), "--together", "--country", "IN")
    assert ran.code == 1
    assert ran.out.startswith("5 rows = 3 ready + 1 needs fixing + 1 duplicate + 0 blank + 0 left out\n")
    assert "row North.csv:4, Mobile: 12345" in ran.out
    assert "row South.csv:3, Mobile: 98765 43210 → row North.csv:2 is sent" in ran.out
    assert "Phone No (South.csv) → Mobile" in ran.out


def test_json_says_which_rows_are_of_which_file(callsheet: Callable[..., CommandResult], tmp_path: Path) -> None:
    """A row number minus the offset of its part is the row of the file, in every issue, and in every line."""
    north, south = files(tmp_path)
    whole = callsheet("check", north, south, "--together", "--country", "IN", "--json").json
    parts = whole["file"]["parts"]
    assert [(part["name"], part["rows"]) for part in parts] == [("North.csv", 3), ("South.csv", 2)]
    places = []
    for issue in whole["issues"]:
        part = [part for part in parts if part["offset"] < issue["row"]][-1]
        places.append((part["name"], issue["row"] - part["offset"], issue["code"]))
    assert places == [("North.csv", 4, "too_few_digits"), ("South.csv", 3, "duplicate")]
    lines = callsheet("check", north, south, "--together", "--country", "IN", "--jsonl").out.splitlines()
    assert json.loads(lines[0])["file"]["parts"] == parts


def test_files_that_are_written(callsheet: Callable[..., CommandResult], tmp_path: Path) -> None:
    """One clean set of all, in the columns of the first; rows to fix by file and row; `{name}` is that of the whole."""
    outputs = ("--clean", f"{tmp_path}/{{name}}-clean.csv", "--errors", f"{tmp_path}/{{name}}.xlsx")
    assert callsheet("check", *files(tmp_path), "--together", "--country", "IN", *outputs).code == 1
    clean = (tmp_path / "North and South-clean.csv").read_text(encoding="utf-8-sig")
    assert list(csv.reader(io.StringIO(clean))) == [
        ["phone_number", "Name", "City"],
        ["+919876543210", "Priya", "Mumbai"],
        ["+919876543211", "Rahul", "Pune"],
        ["+919123456789", "Asha", "Delhi"],
    ]
    sheet = openpyxl.load_workbook(tmp_path / "North and South.xlsx").worksheets[0]
    assert "North.csv:4" in {str(cell) for row in sheet.iter_rows(values_only=True) for cell in row}


def test_sheets_of_a_workbook(callsheet: Callable[..., CommandResult], tmp_path: Path) -> None:
    """`--sheet` is given again for each; the sheet that is not named stays out. With one name it is a plain file."""
    book = tmp_path / "book.xlsx"
    book.write_bytes(as_xlsx(SHEETS))
    ran = callsheet("check", book, "--together", "--sheet", "North", "--sheet", "South", "--country", "IN")
    assert ran.out.startswith("4 rows = 2 ready + 1 needs fixing + 1 duplicate")
    assert "row North:3, Mobile: 12345" in ran.out
    assert "row South:2, Mobile: 9876543210 → row North:2 is sent" in ran.out
    alone = callsheet("check", book, "--together", "--sheet", "Notes", "--country", "IN", "--json").json
    assert (alone["file"]["sheet"], "parts" in alone["file"]) == ("Notes", False)


def test_each_workbook_has_its_own_sheets(callsheet: Callable[..., CommandResult], tmp_path: Path) -> None:
    """`FILE:SHEET` is for that file alone, by path or name; a file without one has the sheets without a file."""
    first, second, third = tmp_path / "first.xlsx", tmp_path / "second.xlsx", tmp_path / "third.xlsx"
    first.write_bytes(as_xlsx(SHEETS))
    second.write_bytes(as_xlsx({"May": SHEETS["South"], "June": SHEETS["Notes"]}))
    third.write_bytes(as_xlsx(SHEETS))
    call = ("check", first, second, third, "--country", "IN", "--json")
    sheets = ("--sheet", "first.xlsx:North", "--sheet", f"{second}:June", "--sheet", "Notes")
    parts = callsheet(*call, "--together", *sheets).json["file"]["parts"]
    named = [("first.xlsx", "North"), ("second.xlsx", "June"), ("third.xlsx", "Notes")]
    assert [(part["name"], part["sheet"]) for part in parts] == named
    apart = callsheet(*call, *sheets).json["files"]
    assert [(file["file"]["name"], file["file"]["sheet"]) for file in apart] == named
    both = callsheet("check", first, second, "--country", "IN", *sheets[:4], "--sheet", "first.xlsx:South")
    assert (both.code, "add --together" in both.err) == (2, True)
    wrong = callsheet("check", first, "--country", "IN", "--sheet", "second.xlsx:June")
    assert (wrong.code, "second.xlsx:June" in wrong.err) == (2, True)


def test_files_of_one_name_in_two_folders(callsheet: Callable[..., CommandResult], tmp_path: Path) -> None:
    """They are distinguished by their paths, in the sentences and in the column of the source."""
    paths = []
    for folder, text in (("a", NORTH), ("b", SOUTH)):
        (tmp_path / folder).mkdir()
        paths.append(tmp_path / folder / "leads.csv")
        paths[-1].write_text(text)
    ran = callsheet("check", *paths, "--together", "--country", "IN")
    assert f"row {paths[0]}:4, Mobile: 12345" in ran.out
    assert f"{paths[1]}:3" in ran.out


def test_a_file_that_cannot_be_read_is_named(callsheet: Callable[..., CommandResult], tmp_path: Path) -> None:
    """Nothing of the others is checked or written: half a list would be sent as if it were the whole."""
    north, _ = files(tmp_path)
    empty = tmp_path / "West.csv"
    empty.write_text("")
    ran = callsheet("check", north, empty, "--together", "--country", "IN", "--clean", tmp_path / "clean.csv")
    assert (ran.code, ran.out) == (2, "")
    assert "West.csv" in ran.err
    assert not (tmp_path / "clean.csv").exists()


def test_names_of_others_cannot_drive_the_terminal(callsheet: Callable[..., CommandResult], tmp_path: Path) -> None:
    """Escapes in the names of files, sheets and columns are shown as symbols, wherever a row is called by them."""
    book, other = tmp_path / "b\x1b[2J.xlsx", tmp_path / "o\x1b]0;x\x07.csv"
    sheet = [("Mobile\u202e", "Name"), ("12345", "A"), ("9876543210", "B")]
    book.write_bytes(as_xlsx({"Main": sheet}))
    other.write_text("Phone No\x1b[31m,Name\n12345,C\n9876543210,D\n")
    for more in ((), ("--json",), ("--jsonl",)):
        ran = callsheet("check", book, other, "--together", "--country", "IN", *more)
        assert ran.code == 1
        assert not set(ran.out + ran.err) & set("\x1b\x07\u202e"), more


def test_a_list_of_several_files_is_sent_once(
    callsheet: Callable[..., CommandResult],
    backend: Backend,
    campaign: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A second run, the files in another order, and one of them alone send nothing more."""
    monkeypatch.setenv("CALLSHEET_API_KEY", backend.key)
    monkeypatch.setenv("CALLSHEET_API_URL", backend.url)
    north, south = files(tmp_path)
    send = ("--country", "IN", "--campaign", campaign, "--yes")
    dry = callsheet("send", north, south, "--together", *send, "--dry-run")
    assert "Row North.csv:2 (+919876543210) would hear:" in dry.out
    assert "Row South.csv:2 (+919123456789) would hear:" in dry.out
    for names in ((north, south), (north, south), (south, north)):
        assert callsheet("send", *names, "--together", *send).code == 1
    callsheet("send", south, *send)
    numbers = sorted(lead["phone_number"] for lead in backend.leads(campaign))
    assert numbers == ["+919123456789", "+919876543210", "+919876543211"]
