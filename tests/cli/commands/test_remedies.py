"""`--fix` and `--leave-out` do what one press does in the app; the output names them."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest

from callsheet.reporting.remedies import SAFE_FIXES
from callsheet.validation import Fix

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import CommandResult

ROWS = (
    ("9876543210.0", "+919876543210"),
    ("'9876543211", "+919876543211"),
    ("9876543212 ext. 12", "+919876543212"),
    ("9876543213 / 9123456789", "+919876543213"),
    ("98765 43214", "+919876543214"),
    ("12345", None),
)
LEADS = "Mobile,Name\n" + "".join(f"{cell},Lead {row}\n" for row, (cell, _) in enumerate(ROWS))


@pytest.mark.parametrize(
    ("options", "ready", "left_out", "code"),
    [
        ((), [4], 0, 1),
        (("--fix", "safe"), [0, 1, 4], 0, 1),
        (("--fix", "drop_extension"), [2, 4], 0, 1),
        (("--fix", "has_extension"), [2, 4], 0, 1),
        (("--fix", "safe", "--fix", "has_extension", "--fix", "first_of_several"), [0, 1, 2, 3, 4], 0, 1),
        (("--leave-out", "too_few_digits"), [4], 1, 1),
        (("--fix", "has_extension", "--leave-out", "has_extension"), [2, 4], 0, 1),
    ],
)
def test_remedies_are_applied(
    callsheet: Callable[..., CommandResult],
    file: Callable[..., Path],
    tmp_path: Path,
    options: tuple[str, ...],
    ready: list[int],
    left_out: int,
    code: int,
) -> None:
    """The rows that are ready with their numbers, and how many are left out."""
    clean = tmp_path / "clean.csv"
    arguments = ("check", file(LEADS), "--country", "IN", *options)
    counts = callsheet(*arguments, "--json").json["counts"]
    ran = callsheet(*arguments, "--clean", clean)
    with clean.open(newline="") as written:
        numbers = [row["phone_number"] for row in csv.DictReader(written)]
    assert numbers == [ROWS[row][1] for row in ready]
    assert (counts["ready"], counts["left_out"], ran.code) == (len(ready), left_out, code)


def test_every_option_that_is_offered_helps(callsheet: Callable[..., CommandResult], file: Callable[..., Path]) -> None:
    """Each line "--fix …" of the output, applied, makes its rows ready; three rows are shown before and after."""
    path = file(LEADS)
    shown = callsheet("check", path, "--country", "IN").out
    offered = [line.rpartition("To do so: ")[2].split() for line in shown.splitlines() if "To do so: " in line]
    assert len(offered) == 4
    assert "  row 4, Mobile: 9876543212 ext. 12 → +919876543212" in shown
    every = [word for options in offered for word in options]
    assert callsheet("check", path, "--country", "IN", *every, "--json").json["counts"]["ready"] == 5


def test_what_fits_no_row_is_said_and_changes_nothing(
    callsheet: Callable[..., CommandResult], file: Callable[..., Path]
) -> None:
    """One command line serves many files."""
    path = file("Mobile,Name\n9876543210,Asha\n")
    ran = callsheet("check", path, "--country", "IN", "--fix", "has_extension", "--leave-out", "duplicate")
    assert ran.code == 0
    assert ran.err.splitlines() == [
        "--fix has_extension: there is nothing to fix.",
        "--leave-out duplicate: there is no such row.",
    ]


def test_safe_fixes_choose_nothing() -> None:
    """A fix that picks one of two numbers, drops digits or a name, or assumes a country is named by the operator."""
    choosing = {
        *(Fix.DROP_EXTENSION, Fix.DROP_NAME, Fix.DROP_OLD_PREFIX, Fix.FIRST_OF_SEVERAL),
        Fix.PLUS_BEFORE_COUNTRY_CODE,
    }
    assert set(Fix) - SAFE_FIXES == choosing


def test_the_script_finds_empty_variables(callsheet: Callable[..., CommandResult], file: Callable[..., Path]) -> None:
    """`--script FILE`: a cell that the agent would have read is empty."""
    script = file("Hello {{Name}}.", "script.txt")
    ran = callsheet("check", file("Mobile,Name\n9876543210,\n"), "--country", "IN", "--script", script, "--json")
    assert [issue["code"] for issue in ran.json["issues"]] == ["empty_prompt_variable"]


def test_quiet_prints_nothing(callsheet: Callable[..., CommandResult], file: Callable[..., Path]) -> None:
    """The exit code says it."""
    ran = callsheet("check", file(LEADS), "--country", "IN", "--quiet")
    assert (ran.code, ran.out, ran.err) == (1, "", "")
