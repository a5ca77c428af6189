"""Programs as forks that wait until they are needed."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="forked on Linux only")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("place")


@pytest.fixture(scope="module")
def facts(folder: Path) -> dict[str, Any]:
    """What a process with one thread sees of its prepared children."""
    command = [sys.executable, "-m", "tests.system.prepared_programs", str(folder)]
    done = subprocess.run(command, capture_output=True, check=True)
    seen: dict[str, Any] = json.loads(done.stdout)
    return seen


def test_a_fork_becomes_the_program_it_was_prepared_for(facts: dict[str, Any], folder: Path) -> None:
    """It has the arguments, environment, folder and group it is given, its own exit code, and no file of its parent."""
    assert facts["first"] == {
        "arguments": ["first", "7"],
        "child": "one",
        "before": None,  # its environment is replaced as a whole
        "folder": str(folder),
        "leads_group": True,
        "is_fork": True,
        "files": 3,
        "code": 7,
    }


def test_its_exit_functions_run(facts: dict[str, Any], folder: Path) -> None:
    """What the program registered with `atexit` is called; the parent's is not."""
    assert facts["first"]["code"] == 7
    assert (folder / "left").exists()


def test_a_fork_that_died_is_replaced_by_a_fresh_process(facts: dict[str, Any]) -> None:
    """The program starts all the same, in an interpreter of its own."""
    assert facts["killed"]["arguments"] == ["killed", "3"]
    assert facts["killed"]["is_fork"] is False
    assert facts["killed"]["code"] == 3


def test_a_fork_that_is_not_needed_ends(facts: dict[str, Any]) -> None:
    """It does not wait for ever beside the others."""
    assert facts["unused"] is not None
