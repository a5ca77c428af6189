"""Logs on the command line: one visible line, without the message of an exception."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from callsheet.cli.terminal.logs import VisibleLines

if TYPE_CHECKING:
    import pytest


def test_a_record_is_one_visible_line(capsys: pytest.CaptureFixture[str]) -> None:
    """Control characters are symbols; of an exception only the class is shown."""
    error = ValueError("+919876543210")
    facts = (ValueError, error, None)
    record = logging.LogRecord("callsheet", logging.ERROR, "", 0, "part of %s failed", ("x\x1b[2J\ny",), facts)
    VisibleLines().emit(record)
    assert capsys.readouterr().err == "part of x␛[2J␊y failed (ValueError)\n"
