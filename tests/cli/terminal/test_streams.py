"""Standard input and output: pipes, ASCII, a reader that goes away, and text that would control a terminal."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import CommandResult
    from tests.support.command_forks import CommandForks

LEADS = "phone_number,näme\n9876543210,Ashä\n12345,Ravi\n"
PROGRAM = Path(sys.executable).with_name("callsheet")


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    return {"CALLSHEET_HOME": str(tmp_path / "home")}


def test_standard_input_is_read(forks: CommandForks, tmp_path: Path, environment: dict[str, str]) -> None:
    """As a file of its name; without `--name` it is called leads, with the ending of its format."""
    (tmp_path / "leads.csv").write_text(LEADS)
    for more, name in (([], "leads.csv"), (["--name", "may.csv"], "may.csv")):
        ran = forks.run(["read", "-", *more], tmp_path, environment, "<leads.csv")
        assert ran.text.startswith(f"{name}: CSV")


def test_an_ascii_output_gets_replaced_characters(
    forks: CommandForks, tmp_path: Path, environment: dict[str, str]
) -> None:
    """Sentences with ?, JSON with escapes, from which nothing is lost."""
    (tmp_path / "leads.csv").write_text(LEADS)
    ascii_only = environment | {"PYTHONIOENCODING": "ascii"}
    ran = forks.run(["read", "leads.csv"], tmp_path, ascii_only)
    assert (ran.code, b"n?me" in ran.out, ran.err) == (0, True, b"")
    ran = forks.run(["check", "leads.csv", "--json"], tmp_path, ascii_only)
    assert b'"n\\u00e4me"' in ran.out


@pytest.mark.parametrize("redirections", [">&-", "2>&-", ">&- 2>&-", "<&- >&- 2>&-"])
def test_closed_streams_are_no_error(
    forks: CommandForks, tmp_path: Path, environment: dict[str, str], redirections: str
) -> None:
    """The exit code is that of the work, and files are written."""
    (tmp_path / "leads.csv").write_text(LEADS)
    arguments = ["check", "leads.csv", "--country", "IN", "--clean", "clean.csv"]
    ran = forks.run(arguments, tmp_path, environment, redirections)
    assert (ran.code, b"Traceback" in ran.err) == (1, False)
    assert (tmp_path / "clean.csv").read_text().count("\n") == 2


def test_a_reader_that_goes_away_is_no_error(tmp_path: Path, environment: dict[str, str]) -> None:
    """`callsheet … | head -1`: silence, with a fresh interpreter."""
    (tmp_path / "leads.csv").write_text(LEADS + "12,x\n" * 5000)
    process = subprocess.Popen(
        [str(PROGRAM), "check", "leads.csv", "--json"],
        cwd=tmp_path, env=os.environ | environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.read(1)
    process.stdout.close()
    errors = process.stderr.read()
    process.stderr.close()
    assert (process.wait(60), errors) == (1, b"")


EVIL = "\x1b[2J\x1b]0;title\x07\x9b31m\u202e"


@pytest.mark.parametrize("command", ["check", "read"])
def test_text_of_others_never_controls_a_terminal(
    callsheet: Callable[..., CommandResult], file: Callable[..., Path], command: str
) -> None:
    """Cells, headers and file names: symbols in place of control characters, on one line each."""
    path = file(f"phone_number,a{EVIL}b\n12,{EVIL}\n9876543210\r\n", f"x{EVIL}y.csv")
    for name in (path, path.with_name("nope\x1b[2J.csv")):
        ran = callsheet(command, name)
        printed = ran.out + ran.err
        assert not {sign for sign in printed if sign != "\n" and not sign.isprintable()}, printed
        assert "␛[2J" in printed


def test_bytes_that_are_no_text_in_a_name(tmp_path: Path, forks: CommandForks, environment: dict[str, str]) -> None:
    """A file name in another encoding is shown with a replacement."""
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/l\xe9ads.csv")).write_text(LEADS)
    ran = forks.run(["read", os.fsdecode(b"l\xe9ads.csv")], tmp_path, environment)
    assert (ran.code, ran.text.startswith("l\ufffdads.csv: CSV")) == (0, True)
