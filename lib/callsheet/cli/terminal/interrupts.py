"""Ctrl+C: at once and without a word while nothing is under way; between two parts while leads are being sent."""

from __future__ import annotations

import os
import shutil
import signal
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from types import FrameType


class Interrupt:
    """Whether Ctrl+C was pressed."""

    def __init__(self) -> None:
        self.is_noted = False


SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_CLEAN_LINE = b"\r\x1b[2K\x1b[?25h"
"""ECMA-48: back to the first column, erase the line; DEC private mode 25: show the cursor."""
_unfinished: set[Path] = set()
_screens: list[int] = []


def exit_on_signals() -> None:
    """End this process at once on Ctrl+C, or when it is asked to end: 128 + the signal, as shells report it.

    No exception is raised, because it could be raised anywhere: while a module is imported, or in the clean-up of a
    library. What must not remain is removed first; child processes end with their parent.
    """
    for number in SIGNALS:
        if signal.getsignal(number) is not signal.SIG_IGN:  # `nohup` and shell scripts ask for that
            signal.signal(number, _exit)


def _exit(number: int, _: FrameType | None) -> None:
    for path in tuple(_unfinished):
        with suppress(OSError):
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)
    for descriptor in _screens:
        with suppress(OSError):
            os.write(descriptor, _CLEAN_LINE)
    os._exit(128 + number)


def raise_on_signals() -> None:
    """Back to Python's own way, for a command that stops a server or another process when it is interrupted."""
    for number in SIGNALS:
        if signal.getsignal(number) is _exit:
            signal.signal(number, signal.default_int_handler if number is signal.SIGINT else signal.SIG_DFL)


@contextmanager
def removed_on_exit(path: Path) -> Iterator[None]:
    """Within the block, a signal that ends this process removes a file, or a folder, first."""
    _unfinished.add(path)
    try:
        yield
    finally:
        _unfinished.discard(path)


@contextmanager
def cleaned_on_exit(descriptor: int) -> Iterator[None]:
    """Within the block, a signal that ends this process removes a progress bar from a terminal.

    Args:
        descriptor: of the terminal.
    """
    _screens.append(descriptor)
    try:
        yield
    finally:
        _screens.remove(descriptor)


@contextmanager
def noted_interrupts() -> Iterator[Interrupt]:
    """Within the block, the first Ctrl+C is only noted; a second one ends this process.

    Where Ctrl+C does not end this process at once (see `exit_on_signals`), nothing changes.
    """
    noted = Interrupt()
    if signal.getsignal(signal.SIGINT) is not _exit:
        yield noted
        return

    def note(number: int, frame: FrameType | None) -> None:
        if noted.is_noted:
            _exit(number, frame)
        noted.is_noted = True

    signal.signal(signal.SIGINT, note)
    try:
        yield noted
    finally:
        signal.signal(signal.SIGINT, _exit)
