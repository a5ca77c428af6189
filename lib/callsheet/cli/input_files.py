"""The files that a command reads: regular files and standard input, never more than the limit."""

from __future__ import annotations

import errno
import os
import stat
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from callsheet.cli.terminal.console import visible
from callsheet.errors import FileRefused, RefusalCode, SettingsError
from callsheet.wording.cli import errors as words
from callsheet.wording.format import did_you_mean

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence
    from typing import BinaryIO

STANDARD_INPUT = "-"
LARGEST_TEXT = 10_000_000
"""Bytes of a recipe, a route or a script."""
_PART = 1 << 20


def check_inputs(options: argparse.Namespace) -> None:
    """Refuse files that cannot be read, before anything is loaded or read.

    Args:
        options: the command line.

    Raises:
        SettingsError: a file is missing, may not be read, or is no file; or standard input is named twice.
    """
    files = input_names(options)
    texts = [name for name in (vars(options).get(option) for option in ("recipe", "route", "script")) if name]
    if [*files, *texts].count(STANDARD_INPUT) > 1:
        raise SettingsError(words.INPUT_TWICE)
    if files and options.name is not None and STANDARD_INPUT not in files:
        raise SettingsError(words.NAME_WITHOUT_INPUT)
    if not vars(options).get("together") and any(len(sheets_of(name, options)) > 1 for name in files):
        raise SettingsError(words.SHEETS_APART)
    if is_together(options) and options.as_sent:
        raise SettingsError(words.TOGETHER_AS_SENT)
    for name in texts:
        if name != STANDARD_INPUT:
            os.close(_open(name))
    known: set[tuple[int, int]] = set()
    for name in files:
        if name != STANDARD_INPUT:
            identity = _identity(name)
            if identity in known:
                raise SettingsError(words.FILE_TWICE.format(name=visible(name)))
            known.add(identity)


def _identity(name: str) -> tuple[int, int]:
    """What tells a file from all others, whatever path or link leads to it."""
    descriptor = _open(name)
    try:
        status = os.fstat(descriptor)
        return status.st_dev, status.st_ino
    finally:
        os.close(descriptor)


def input_names(options: argparse.Namespace) -> Sequence[str]:
    """The files of leads that a command line names, as typed."""
    if "files" in options:
        return list(options.files)
    return [options.file] if "file" in options else []


def is_together(options: argparse.Namespace) -> bool:
    """Whether a command line makes one list of several files or sheets.

    Args:
        options: the command line.
    """
    return bool(vars(options).get("together")) and (len(options.files) > 1 or len(options.sheets) > 1)


def sheets_of(name: str, options: argparse.Namespace) -> list[str]:
    """The sheets of a file that a command line names: `FILE:SHEET` for that file, else those without a file.

    Args:
        name: of the file, as typed.
        options: the command line.
    """
    given = list(vars(options).get("sheets") or ())
    files = {called for file in input_names(options) for called in (file, Path(file).name)}
    by_file = [text.rpartition(":") for text in given]
    own = [sheet for file, _, sheet in by_file if file in (name, Path(name).name)]
    return own or [text for text, (file, _, _) in zip(given, by_file, strict=True) if file not in files]


def read_input(name: str, limit: int) -> bytes:
    """Read a file, or standard input for "-".

    Args:
        name: as typed.
        limit: most bytes; a larger file is not read to its end.

    Raises:
        SettingsError: there is no such file, it may not be read, or is no file.
        FileRefused: TOO_LARGE (size, limit).
    """
    if name == STANDARD_INPUT:
        if sys.stdin is None:
            raise SettingsError(words.INPUT_IS_CLOSED)
        return _read(sys.stdin.fileno(), limit)
    descriptor = _open(name)
    try:
        size = os.fstat(descriptor).st_size
        if size > limit:
            raise FileRefused(RefusalCode.TOO_LARGE, size=size, limit=limit)
        return _read(descriptor, limit)
    except OSError:
        raise SettingsError(words.NO_SUCH_FILE.format(name=visible(name))) from None
    finally:
        os.close(descriptor)


def open_input(name: str) -> BinaryIO:
    """Open a file to read it piece by piece.

    Args:
        name: as typed.

    Raises:
        SettingsError: there is no such file, it may not be read, or is no file.
    """
    return os.fdopen(_open(name), "rb")


def file_name(name: str, given: str | None) -> str:
    """The name of a file of leads without its folder; bytes that are no text are replaced.

    Args:
        name: as typed.
        given: `--name`.

    Returns:
        "" for standard input without a name.
    """
    last = (given or "") if name == STANDARD_INPUT else Path(name).name
    return os.fsencode(last).decode("utf-8", "replace")


def _open(name: str) -> int:
    """Open a regular file; a FIFO or device is not waited for."""
    try:
        descriptor = os.open(name, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        if error.errno in (errno.ENXIO, errno.EISDIR) or Path(name).is_socket():
            raise SettingsError(words.NOT_A_FILE.format(name=visible(name))) from None
        raise SettingsError(words.NO_SUCH_FILE.format(name=visible(name)) + _neighbour(Path(name))) from None
    except ValueError:  # a NUL in the name
        raise SettingsError(words.NO_SUCH_FILE.format(name=visible(name))) from None
    mode = os.fstat(descriptor).st_mode
    if not stat.S_ISREG(mode):
        os.close(descriptor)
        sentence = words.IS_A_FOLDER if stat.S_ISDIR(mode) else words.NOT_A_FILE
        raise SettingsError(sentence.format(name=visible(name)))
    return descriptor


def _neighbour(path: Path) -> str:
    """The question after the file of the same folder with the nearest name; "" when the file is there."""
    try:
        names = [] if path.exists() else [entry.name for entry in os.scandir(path.parent) if entry.is_file()]
    except (OSError, ValueError):
        return ""
    return visible(did_you_mean(path.name, names))


def _read(descriptor: int, limit: int) -> bytes:
    parts: list[bytes] = []
    size = 0
    while size <= limit:
        part = os.read(descriptor, _PART)
        if not part:
            return b"".join(parts)
        parts.append(part)
        size += len(part)
    raise FileRefused(RefusalCode.TOO_LARGE, size=size, limit=limit)
