"""The files that the command line writes: whole or not at all, and never over another one without leave."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

import openpyxl
import pytest

from callsheet.cli import output_files
from callsheet.cli.output_files import OutputFile, write_outputs
from callsheet.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import CommandResult

LEADS = "phone_number,name\n9876543210,Asha\n12345,=1+1\n"
CLEAN = "phone_number,name\n+919876543210,Asha\n"


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir() if path.name != "home"}


def test_force_replaces_a_file_and_keeps_its_permissions(
    callsheet: Callable[..., CommandResult], file: Callable[..., Path], tmp_path: Path
) -> None:
    """Without it nothing changes; no temporary file is left."""
    path, clean = file(LEADS), file("old", "clean.csv")
    clean.chmod(0o640)
    arguments = ("check", path, "--country", "IN", "--clean", clean)
    assert (callsheet(*arguments).code, clean.read_text()) == (2, "old")
    assert (callsheet(*arguments, "--force").code, clean.read_text()) == (1, CLEAN)
    assert stat.S_IMODE(clean.stat().st_mode) == 0o640
    assert names(tmp_path) == {"leads.csv", "clean.csv"}


def test_a_link_as_output_keeps_pointing(
    callsheet: Callable[..., CommandResult], file: Callable[..., Path], tmp_path: Path
) -> None:
    """The file behind it is written, also one that is not there yet."""
    (tmp_path / "link.csv").symlink_to("real.csv")
    callsheet("check", file(LEADS), "--country", "IN", "--clean", tmp_path / "link.csv")
    assert ((tmp_path / "link.csv").is_symlink(), (tmp_path / "real.csv").read_text()) == (True, CLEAN)


def test_the_ending_decides_the_format(
    callsheet: Callable[..., CommandResult], file: Callable[..., Path], tmp_path: Path
) -> None:
    """The clean set as a workbook of texts; endings in capitals, too."""
    callsheet("check", file(LEADS), "--country", "IN", "--clean", tmp_path / "x.XLSX")
    rows = list(openpyxl.load_workbook(tmp_path / "x.XLSX").worksheets[0].iter_rows(values_only=True))
    assert rows == [("phone_number", "name"), ("+919876543210", "Asha")]


def test_a_minus_writes_to_standard_output(callsheet: Callable[..., CommandResult], file: Callable[..., Path]) -> None:
    """Only the rows; the counts are on standard error."""
    ran = callsheet("check", file(LEADS), "--country", "IN", "--clean", "-")
    assert (ran.out, ran.err) == (CLEAN, "2 rows = 1 ready + 1 needs fixing + 0 duplicates + 0 blank + 0 left out\n")


def test_several_files_have_an_output_each(
    callsheet: Callable[..., CommandResult], file: Callable[..., Path], tmp_path: Path
) -> None:
    """`{name}` is the file's name without its ending; a line for each file, and the highest exit code."""
    arguments = ("check", file(LEADS, "a.csv"), file("", "b.csv"), file(LEADS, "c.csv"), "--country", "IN")
    ran = callsheet(*arguments, "--clean", tmp_path / "{name}-clean.csv")
    assert [line.partition(":")[0] for line in ran.out.splitlines()] == ["a.csv", "c.csv"]
    assert (ran.code, ran.err.startswith("b.csv: This file is empty.")) == (2, True)
    assert names(tmp_path) == {"a.csv", "b.csv", "c.csv", "a-clean.csv", "c-clean.csv"}


def test_two_files_that_would_write_one_output_are_refused(
    callsheet: Callable[..., CommandResult], file: Callable[..., Path], tmp_path: Path
) -> None:
    """Files of one name in two folders."""
    (tmp_path / "more").mkdir()
    second = tmp_path / "more" / "leads.csv"
    second.write_text(LEADS)
    ran = callsheet("check", file(LEADS), second, "--clean", tmp_path / "{name}-clean.csv")
    assert (ran.code, "would write the same file" in ran.err) == (2, True)


def test_a_failure_changes_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that is full at the second file: the first is as it was, and nothing is left."""
    first, second = tmp_path / "a.csv", tmp_path / "b.csv"
    first.write_text("old")
    written = []

    def fsync(descriptor: int) -> None:
        written.append(descriptor)
        if len(written) == 2:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fsync)
    outputs = [(OutputFile("--clean", str(first)), b"new"), (OutputFile("--errors", str(second)), b"new")]
    with pytest.raises(SettingsError, match="No space left on device"):
        write_outputs(outputs, {str(first), str(second)})
    assert (names(tmp_path), first.read_text()) == ({"a.csv"}, "old")


def test_a_file_that_appears_in_the_meantime_is_not_replaced(tmp_path: Path) -> None:
    """It was not there when the command began, so nobody was asked about it."""
    target = tmp_path / "a.csv"
    target.write_text("of somebody else")
    with pytest.raises(SettingsError, match="cannot write"):
        write_outputs([(OutputFile("--clean", str(target)), b"new")], frozenset())
    assert (names(tmp_path), target.read_text()) == ({"a.csv"}, "of somebody else")


def test_every_output_option_has_its_endings(callsheet: Callable[..., CommandResult]) -> None:
    """Whatever writes a file is checked before anything is read."""
    for option, command in (("clean", "check"), ("errors", "check"), ("save_recipe", "check"), ("csv", "read")):
        ran = callsheet(command, "nope.csv", f"--{option.replace('_', '-')}", "x.pdf")
        assert ran.code == 2
        assert option in output_files.ENDINGS
