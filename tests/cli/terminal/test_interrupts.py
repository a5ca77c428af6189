"""Ctrl+C: exit code 130, no traceback, no half file, nothing sent twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.terminal.interrupts import (
    CHECK,
    INTERRUPTED,
    interrupt_check,
    interrupt_send,
    prepare,
    press,
    problem_of_check,
)

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.running_backend import Backend


def test_while_it_starts(tmp_path: Path) -> None:
    """Silence, and the exit code of an interrupt: the command is still being loaded."""
    prepare(tmp_path)
    pressed = press(CHECK, tmp_path, {"CALLSHEET_HOME": str(tmp_path / "home")}, 0.25)
    assert (pressed.code, pressed.errors) == (INTERRUPTED, b"")
    assert problem_of_check(tmp_path, pressed) == ""


@pytest.mark.nightly
@pytest.mark.parametrize("seconds", [0.05, 0.9])
def test_check_is_interrupted(seconds: float) -> None:
    """The clean set is the old one or the new one, and nothing else is left."""
    assert interrupt_check(seconds) == ""


@pytest.mark.nightly
@pytest.mark.parametrize("seconds", [1.5])
def test_send_is_interrupted(backend: Backend, seconds: float) -> None:
    """Run again, it sends the rest: every lead arrives once."""
    assert interrupt_send(backend, seconds) == ""
