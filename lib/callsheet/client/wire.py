"""The body of an upload, and the moment its first byte leaves."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def multipart(name: str, data: bytes) -> tuple[bytes, str]:
    """One file as `multipart/form-data`.

    Returns:
        The body and its content type.
    """
    boundary = secrets.token_hex(16)
    shown = name.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")
    disposition = f'Content-Disposition: form-data; name="file"; filename="{shown}"'
    head = f"--{boundary}\r\n{disposition}\r\nContent-Type: text/csv\r\n\r\n"
    return head.encode() + data + f"\r\n--{boundary}--\r\n".encode(), f"multipart/form-data; boundary={boundary}"


class ObservedBody:
    """A body that tells when its first byte is asked for.

    The transport opens the connection and sends the headers before it reads the body, so nothing of the body has
    left until `read` is called the first time.

    Args:
        body: the bytes.
        before_first_byte: called once, before the first byte is handed out; what it raises is kept in `aborted_by`.
    """

    def __init__(self, body: bytes, before_first_byte: Callable[[], None] | None) -> None:
        self._body = memoryview(body)
        self._at = 0
        self._before = before_first_byte
        self.started = False
        self.aborted_by: Exception | None = None

    def __len__(self) -> int:
        return len(self._body)

    def read(self, size: int = -1) -> bytes:
        """The next bytes; the first call tells that the body leaves now."""
        if not self.started:
            self._announce()
            self.started = True
        end = len(self._body) if size < 0 else self._at + size
        piece = bytes(self._body[self._at : end])
        self._at += len(piece)
        return piece

    def _announce(self) -> None:
        if self._before is None:
            return
        try:
            self._before()
        except Exception as error:
            self.aborted_by = error  # kept, because the transport takes a TimeoutError for its own
            raise
