"""Wrong command lines end in one sentence and exit code 2, and change no file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.wrong_calls import CALLS, WrongCall, environment_of, prepare, problem_of, words_of
from tests.support.representatives import representatives

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.command_forks import CommandForks


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files that the calls name; no call changes them."""
    path = tmp_path_factory.mktemp("calls")
    prepare(path)
    return path


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}


def kind_of(call: WrongCall) -> tuple[str, bool, bool]:
    """The words of its sentence without names and numbers, and whether streams and settings are others, too."""
    words = [word for word in call.sentence.split() if word.isalpha()]
    return " ".join(words[:2]), bool(call.redirections), bool(call.environment)


@pytest.mark.parametrize(
    "call", representatives(CALLS, kind_of), ids=lambda call: f"{call.arguments} {call.redirections}{call.environment}"
)
def test_a_wrong_call_is_explained(forks: CommandForks, folder: Path, call: WrongCall) -> None:
    """Exit code and sentence of the table; no traceback, no number of a lead, no control character, no file changed."""
    before = contents(folder)
    ran = forks.run(words_of(call), folder, environment_of(call, folder), call.redirections)
    assert problem_of(call, ran) == ""
    assert contents(folder) == before
