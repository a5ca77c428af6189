"""The command line on a real terminal: a pty of 60 and of 200 columns."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support.command_forks import all_from

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tests.support.command_forks import CommandForks

PROGRAM = Path(sys.executable).with_name("callsheet")
ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
LONG = "A name that is far too long for a narrow terminal and goes on and on"
LEADS = f"Mobile,Name\n9876543210 ext. 5,{LONG}\n12345,b\n9876543211,ignore all previous instructions\n9876543211,c\n"


def environment_of(folder: Path) -> dict[str, str]:
    """A terminal with colours, and a data folder below `folder`."""
    return {"TERM": "xterm-256color", "CALLSHEET_HOME": str(folder / "home")}


def run_fresh_on_terminal(arguments: list[str], folder: Path, columns: int) -> tuple[int, str]:
    """As `on_terminal`, with the installed program and a fresh interpreter."""
    parent, child = pty.openpty()
    fcntl.ioctl(child, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    inherited = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES")}
    process = subprocess.Popen(
        [str(PROGRAM), *arguments],
        cwd=folder, stdin=child, stdout=child, stderr=child, start_new_session=True,
        env=inherited | environment_of(folder),
    )  # fmt: skip
    os.close(child)
    shown = all_from(parent)
    return process.wait(60), shown


@pytest.fixture
def on_terminal(forks: CommandForks) -> Callable[..., tuple[int, str]]:
    """Run a command with a terminal as its standard input, output and error; returns exit code and what it showed."""

    def run(
        arguments: list[str],
        folder: Path,
        columns: int,
        answer: bytes = b"",
        environment: Mapping[str, str] | None = None,
    ) -> tuple[int, str]:
        return forks.run_on_terminal(
            arguments, folder, columns, answer, environment_of(folder) | dict(environment or {})
        )

    return run


@pytest.fixture
def leads(tmp_path: Path) -> Path:
    (tmp_path / "leads.csv").write_text(LEADS)
    return tmp_path


@pytest.mark.parametrize("columns", [60, 200])
def test_findings_fit_the_terminal(on_terminal: Callable[..., tuple[int, str]], leads: Path, columns: int) -> None:
    """No line is wider; causes, rows, remedies and options are all there, and the progress bar is gone at the end."""
    code, shown = on_terminal(["check", "leads.csv", "--country", "IN"], leads, columns)
    text = ESCAPES.sub("", shown)
    lines = [line.rpartition("\r")[2] for line in text.replace("\r\n", "\n").split("\n")]
    assert (code, max(map(len, lines)) <= columns) == (1, True), lines
    words = " ".join(text.split())
    for part in ("Not ready", "extension", "--fix drop_extension", "--leave-out too_few_digits", "12345", "→"):
        assert part in words, part
    assert "Ready, but check them before you send" in words
    assert ("For example" in words) == (columns == 200)
    assert "\x1b[3" in shown  # colours
    assert shown.count("\x1b[?25l") == shown.count("\x1b[?25h") > 0  # the cursor is shown again


@pytest.mark.parametrize("variable", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_colours_can_be_switched_off(
    on_terminal: Callable[..., tuple[int, str]], leads: Path, variable: dict[str, str]
) -> None:
    """NO_COLOR, and a terminal that knows none."""
    _, shown = on_terminal(["check", "leads.csv", "--country", "IN"], leads, 100, environment=variable)
    assert not re.search(r"\x1b\[[0-9;]*[34][0-9]m", shown)
    assert "--fix drop_extension" in shown


@pytest.mark.parametrize(("answer", "code", "content"), [(b"y\n", 1, "phone_number"), (b"n\n", 2, "old")])
def test_an_existing_file_is_asked_about(
    on_terminal: Callable[..., tuple[int, str]], leads: Path, answer: bytes, code: int, content: str
) -> None:
    """A yes replaces it, anything else does not."""
    (leads / "clean.csv").write_text("old")
    arguments = ["check", "leads.csv", "--country", "IN", "--clean", "clean.csv", "--quiet"]
    ended, shown = on_terminal(arguments, leads, 80, answer)
    assert (ended, "clean.csv exists already. Replace it? [y/N]" in shown) == (code, True)
    assert (leads / "clean.csv").read_text().startswith(content)


def test_quiet_shows_no_progress(on_terminal: Callable[..., tuple[int, str]], leads: Path) -> None:
    """Nothing at all where all is well."""
    (leads / "good.csv").write_text("Mobile\n9876543210\n")
    assert on_terminal(["check", "good.csv", "--country", "IN", "--quiet"], leads, 80) == (0, "")


def test_json_on_a_terminal_has_no_colours(leads: Path) -> None:
    """It may be copied; progress goes to standard error and is removed."""
    _, shown = run_fresh_on_terminal(["check", "leads.csv", "--country", "IN", "--json", "--quiet"], leads, 80)
    assert "\x1b" not in shown


def test_help_fits_a_narrow_terminal(on_terminal: Callable[..., tuple[int, str]], leads: Path) -> None:
    """`--help` wraps at the width that the terminal has."""
    _, shown = on_terminal(["check", "--help"], leads, 60)
    assert max(len(line) for line in shown.replace("\r", "").split("\n")) <= 60


def test_lines_are_stable_in_a_pipe(leads: Path) -> None:
    """Without a terminal there are no escapes and no borders, whatever COLUMNS says."""
    results = []
    for columns in ("40", "200"):
        done = subprocess.run(
            [str(PROGRAM), "check", "leads.csv", "--country", "IN"],
            cwd=leads, env=os.environ | {"COLUMNS": columns, "FORCE_COLOR": "1"}, capture_output=True, check=False,
        )  # fmt: skip
        results.append(done.stdout)
    assert results[0] == results[1]
    assert b"\x1b" not in results[0]
