"""Print JSON: no character of a cell can control a terminal, and none is lost on an output that takes ASCII only."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from callsheet import reporting
from callsheet.cli.terminal.console import SYMBOLS, is_unicode, write_raw
from callsheet.wording.refusals import refusal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from callsheet.errors import FileRefused

VERSION = reporting.VERSION
"""Of the formats that `callsheet schema` prints."""

_CONTROLS = re.compile(f"[{''.join(chr(code) for code in SYMBOLS if code >= 0x7F)}\ud800-\udfff]")  # noqa: PLR2004 - JSON escapes those below
_NOT_ASCII = re.compile("[\x7f-\U0010ffff]")


def print_json(value: Mapping[str, Any]) -> None:
    """Print one JSON object on standard output."""
    print_json_text([json.dumps(value, ensure_ascii=False, indent=1)])


def print_json_line(value: Mapping[str, Any]) -> None:
    """Print one JSON object on one line."""
    print_json_text([json.dumps(value, ensure_ascii=False)])


def print_json_text(pieces: Iterable[str]) -> None:
    """Print encoded JSON and a line break.

    Args:
        pieces: of the text, in order.
    """
    write_raw(map(_printable, pieces))
    write_raw(["\n"])


def refusal_json(refused: FileRefused) -> dict[str, str]:
    """Why a file cannot be accepted: code and sentence."""
    return {"code": refused.code.value, "message": refusal(refused.code, refused.facts)}


def _printable(text: str) -> str:
    if text.isascii():
        return text.replace("\x7f", "\\u007f")
    return (_CONTROLS if is_unicode() else _NOT_ASCII).sub(_escaped, text)


def _escaped(match: re.Match[str]) -> str:
    return json.dumps(match[0])[1:-1] if match[0] != "\x7f" else "\\u007f"
