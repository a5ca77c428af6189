"""Where the bytes of a file come from: a path, a file object, or bytes."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from callsheet.errors import CannotOpen, FileRefused, InvalidArgument, RefusalCode
from callsheet.wording.arguments import (
    DATA_WITHOUT_A_NAME,
    TEXT_INSTEAD_OF_A_PATH,
    cannot_open,
    wrong_source,
)

_NAMES = ((b"PK\x03\x04", "leads.xlsx"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "leads.xls"))
"""First bytes of workbooks (ZIP and OLE containers), and a name for those that have none."""


class Readable(Protocol):
    """An object with a method `read`, as `open` returns it."""

    def read(self, size: int, /) -> bytes | str:
        """Return at most so many bytes or characters; nothing at the end."""
        ...


class NamedBytes(NamedTuple):
    """A file in memory.

    Args:
        name: without folders; "" if it has none.
        data: its bytes.
    """

    name: str
    data: bytes

    def __repr__(self) -> str:
        """The size, not the bytes."""
        return f"NamedBytes(name={self.name!r}, data=<{len(self.data):,} bytes>)"


def open_source(source: Any, data: Any, name: str | None, limit: int) -> NamedBytes:
    """Read a file into memory, at most one byte more than the limit.

    Args:
        source: a path, bytes or a file object; with `data`, the file's name.
        data: its bytes; None: they come from `source`.
        name: the file's name; None: that of the path or file object, else "leads" with the ending of its format.
        limit: largest size accepted, in bytes.

    Raises:
        FileRefused: it is larger.
        CannotOpen: there is no such file, or it cannot be read.
        InvalidArgument: `source` is nothing that can be read.
    """
    if data is not None:
        if not isinstance(source, str):
            raise InvalidArgument(DATA_WITHOUT_A_NAME)
        opened = NamedBytes(source, _as_bytes(data))
    elif isinstance(source, bytes | bytearray | memoryview):
        opened = NamedBytes("", bytes(source))
    elif isinstance(source, str | os.PathLike):
        opened = _read_path(source, limit)
    elif callable(getattr(source, "read", None)):
        opened = NamedBytes(_name_of(source), _read_object(source, limit))
    else:
        raise InvalidArgument(wrong_source(type(source).__name__))
    if len(opened.data) > limit:
        raise FileRefused(RefusalCode.TOO_LARGE, size=len(opened.data), limit=limit)
    return NamedBytes(name or opened.name or _default_name(opened.data), opened.data)


def _default_name(data: bytes) -> str:
    """A name for a file that has none: the ending says what the first bytes say."""
    return next((name for start, name in _NAMES if data.startswith(start)), "leads.csv")


def _as_bytes(data: object) -> bytes:
    if not isinstance(data, bytes | bytearray | memoryview):
        raise InvalidArgument(wrong_source(type(data).__name__))
    return data if isinstance(data, bytes) else bytes(data)


def _read_path(source: str | os.PathLike[Any], limit: int) -> NamedBytes:
    text = os.fsdecode(source)
    if "\n" in text or "\r" in text or "\0" in text:
        raise InvalidArgument(TEXT_INSTEAD_OF_A_PATH)  # without the text: it may be the leads themselves
    path = Path(text)
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):  # a folder cannot be read, and a device or pipe may never end
            raise CannotOpen(cannot_open(path.name or text, "folder" if stat.S_ISDIR(status.st_mode) else "device"))
        if status.st_size > limit:
            raise FileRefused(RefusalCode.TOO_LARGE, size=status.st_size, limit=limit)
        with path.open("rb") as file:
            return NamedBytes(path.name, file.read(limit + 1))
    except OSError as error:
        if isinstance(error, CannotOpen):
            raise
        reason = {FileNotFoundError: "missing", PermissionError: "permission"}.get(type(error), "other")
        raise CannotOpen(cannot_open(path.name or text, reason)) from error


def _name_of(source: object) -> str:
    name = getattr(source, "name", "")
    return Path(name).name if isinstance(name, str) else ""


def _read_object(source: Readable, limit: int) -> bytes:
    """Read a file object to its end, in pieces: a pipe returns less than it is asked for."""
    pieces: list[bytes] = []
    size = 0
    while size <= limit:
        try:
            piece = source.read(limit + 1 - size)
        except (OSError, ValueError) as error:  # ValueError: it is closed
            raise CannotOpen(cannot_open(_name_of(source), "other")) from error
        if not piece:
            break
        pieces.append(piece.encode("utf-8", "replace") if isinstance(piece, str) else _as_bytes(piece))
        size += len(pieces[-1])
    return b"".join(pieces)
