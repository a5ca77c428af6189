"""Standard output and standard error: what others wrote never controls the terminal, and a lost reader is no error."""

from __future__ import annotations

import os
import sys
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

FIRST_SYMBOL = 0x2400
"""U+2400 SYMBOL FOR NULL; the symbols of the other control characters follow in their order."""
DELETE, SYMBOL_FOR_DELETE = 0x7F, 0x2421
REPLACEMENT = 0xFFFD
_LINES = (0x2028, 0x2029)
_DIRECTIONS = (0x200E, 0x200F, 0x061C, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
"""Marks that change the order in which a line is shown, so that it reads as another text (UAX #9)."""

SYMBOLS: dict[int, int] = {
    **{code: FIRST_SYMBOL + code for code in range(0x20)},
    DELETE: SYMBOL_FOR_DELETE,
    **dict.fromkeys((*range(0x80, 0xA0), *_LINES, *_DIRECTIONS), REPLACEMENT),
}
"""Control character → the symbol shown for it. U+0080 to U+009F have no symbols of their own."""
_SYMBOLS_OF_LINES = {code: symbol for code, symbol in SYMBOLS.items() if code != ord("\n")}

_failures: list[OSError] = []
"""Why standard output could not be written; a reader that went away is not among them."""


def visible(text: str) -> str:
    """Return a text of others on one line, its control characters as symbols: an escape as "␛".

    Args:
        text: a cell, a header, a file's name, a server's message.
    """
    return text.translate(SYMBOLS).encode("utf-8", "replace").decode("utf-8")


def visible_lines(text: str) -> str:
    """Return lines of our own with their control characters as symbols; line breaks stay.

    Args:
        text: one or more lines.
    """
    return text.translate(_SYMBOLS_OF_LINES).encode("utf-8", "replace").decode("utf-8")


def prepare_streams() -> None:
    """Make every print possible: a closed stream goes nowhere, a character that a stream cannot encode is replaced."""
    for descriptor, mode in ((0, os.O_RDONLY), (1, os.O_WRONLY), (2, os.O_WRONLY)):
        try:
            os.fstat(descriptor)
        except OSError:
            os.open(os.devnull, mode)  # gets this number, the lowest one free
    if sys.stdout is None:
        sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115 - as long as the process
    if sys.stderr is None:
        sys.stderr = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115 - as above
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")


def say(text: str = "") -> None:
    """Print lines on standard output."""
    _write(sys.stdout, f"{visible_lines(text)}\n")


def complain(text: str) -> None:
    """Print lines on standard error."""
    _write(sys.stderr, f"{visible_lines(text)}\n")


def write_raw(pieces: Iterable[str]) -> None:
    """Print text as it is: JSON and CSV, which have an escaping of their own."""
    for piece in pieces:
        _write(sys.stdout, piece)


def write_bytes(data: bytes) -> None:
    """Print bytes as they are, after what was printed before."""
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except OSError as error:
        _give_up(sys.stdout, error)


def is_unicode() -> bool:
    """True when standard output takes every character."""
    return (getattr(sys.stdout, "encoding", None) or "").lower().replace("-", "").startswith("utf")


def finish() -> str | None:
    """Write out what is buffered.

    Returns:
        Why standard output could not be written, in the system's words; None: it was, or its reader went away.
    """
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError as error:
            _give_up(stream, error)
    return _failures.pop().strerror if _failures else None


def _write(stream: IO[str], text: str) -> None:
    try:
        stream.write(text)
    except OSError as error:
        _give_up(stream, error)


def _give_up(stream: IO[str], error: OSError) -> None:
    """From now on the stream goes nowhere, so that the work goes on."""
    if not isinstance(error, BrokenPipeError) and stream is sys.stdout:
        _failures.append(error)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)
