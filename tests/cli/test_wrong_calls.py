"""Wrong command lines end in one sentence and exit code 2, and change no file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.wrong_calls import CALLS, WrongCall, environment_of, prepare, problem_of, words_of
from tests.support.command_forks import CommandForks

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="module")
def forks() -> Iterator[CommandForks]:
    started = CommandForks()
    yield started
    started.close()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files that the calls name; no call changes them."""
    path = tmp_path_factory.mktemp("calls")
    prepare(path)
    return path


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}


@pytest.mark.parametrize("call", CALLS, ids=lambda call: f"{call.arguments} {call.redirections}{call.environment}")
def test_a_wrong_call_is_explained(forks: CommandForks, folder: Path, call: WrongCall) -> None:
    """Exit code and sentence of the table; no traceback, no number of a lead, no control character, no file changed."""
    before = contents(folder)
    ran = forks.run(words_of(call), folder, environment_of(call, folder), call.redirections)
    assert problem_of(call, ran) == ""
    assert contents(folder) == before
