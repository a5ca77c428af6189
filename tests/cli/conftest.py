"""Run the command line in this process."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from callsheet.cli import main
from tests.support.command_forks import CommandForks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@dataclass(frozen=True)
class CommandResult:
    code: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        value: dict[str, Any] = json.loads(self.out)
        return value


@pytest.fixture(scope="session")
def forks() -> Iterator[CommandForks]:
    """Runs commands as real processes that need not load the command line."""
    started = CommandForks()
    yield started
    started.close()


@pytest.fixture
def callsheet(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Callable[..., CommandResult]:
    """Run a command with an empty data folder; returns what it printed and its exit code."""
    monkeypatch.setenv("CALLSHEET_HOME", str(tmp_path / "home"))

    def run(*arguments: object) -> CommandResult:
        try:
            code = main([str(each) for each in arguments])
        except SystemExit as ended:
            code = int(ended.code or 0)
        printed = capsys.readouterr()
        assert "Traceback" not in printed.err
        return CommandResult(code, printed.out, printed.err)

    return run


@pytest.fixture
def file(tmp_path: Path) -> Callable[..., Path]:
    """Write a file of leads."""

    def write(data: bytes | str, name: str = "leads.csv") -> Path:
        path = tmp_path / name
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        return path

    return write


def jsonl_of(text: str) -> list[dict[str, Any]]:
    """The objects of `--jsonl`."""
    return [json.loads(line) for line in text.split("\n") if line]
