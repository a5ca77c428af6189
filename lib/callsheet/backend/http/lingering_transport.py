"""Close a connection so that the client can read an answer that came before its request had arrived."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable

LINGER_SECONDS = 30.0
"""How long the rest of a request is read and thrown away after its answer, as nginx does by default."""


class LingeringTransport:
    """A transport whose `close`, while the client is still sending, only ends the server's side.

    A socket that is closed with unread bytes resets the connection, and the reset may reach the client before it has
    read the answer. So what still arrives is to be thrown away until the client closes its side, or `LINGER_SECONDS`.

    Args:
        transport: the transport that it stands for; everything but `close` and `is_closing` is done by it.
        loop: the event loop.
        is_client_sending: whether a part of the request has not arrived yet.
    """

    def __init__(
        self, transport: asyncio.Transport, loop: asyncio.AbstractEventLoop, is_client_sending: Callable[[], bool]
    ) -> None:
        self._transport = transport
        self._loop = loop
        self._is_client_sending = is_client_sending
        self._timer: asyncio.TimerHandle | None = None

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)

    @property
    def is_lingering(self) -> bool:
        """Whether the answer is complete and the rest of the request is thrown away."""
        return self._timer is not None

    def is_closing(self) -> bool:
        """Whether nothing more can be written."""
        return self.is_lingering or self._transport.is_closing()

    def close(self) -> None:
        """Close the connection; while the client is sending, only the server's side of it."""
        if self.is_lingering:
            return
        if self._transport.is_closing() or not self._is_client_sending():
            self._transport.close()
            return
        self._timer = self._loop.call_later(LINGER_SECONDS, self._transport.close)
        self._transport.write_eof()
        self._transport.resume_reading()

    def close_at_once(self) -> None:
        """Close the connection, even while the client is sending."""
        self._transport.close()

    def forget(self) -> None:
        """Stop waiting: the connection is gone."""
        if self._timer is not None:
            self._timer.cancel()
