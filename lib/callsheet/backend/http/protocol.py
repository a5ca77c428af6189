"""HTTP/1.1 protocol with idle, head and body timeouts (slow-loris protection)."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from callsheet.backend.http.errors import ApiError
from callsheet.backend.http.lingering_transport import LingeringTransport
from callsheet.backend.http.uvicorn_internals import InspectableH11Protocol
from callsheet.wording import api

if TYPE_CHECKING:
    import asyncio

# The timeouts are chosen by hand. A client may be on a slow mobile connection, but must keep sending.
SILENCE_SECONDS = 30.0
"""How long a client may send nothing in the middle of a request, or read nothing of its response."""
HEAD_SECONDS = 30.0
"""How long the head of a request may take, however many bytes arrive meanwhile."""
BODY_SECONDS = 900.0
"""How long a whole request may take: 10 MB at 12 kB a second take 870 s."""
BODY_GRACE_SECONDS = 30.0
"""How long a body may take before its rate counts."""
LEAST_BYTES_PER_SECOND = 1_000
"""The least rate of a body on average: a slow mobile connection has ten times as much."""
HEAD_BYTES = 16 * 1024
"""Limit of request line and headers together; uvicorn's own default is 64 kB."""


class TimeoutH11Protocol(InspectableH11Protocol):
    """uvicorn's HTTP/1.1 protocol that closes the connection of a client that is too slow."""

    _lingering: LingeringTransport
    _timer: asyncio.TimerHandle | None = None
    _received_at = _request_started_at = _blocked_at = 0.0
    _request_bytes = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # uvicorn narrows it too
        """Start the timeouts: the client must begin a request."""
        self._lingering = LingeringTransport(transport, self.loop, self.is_request_unfinished)
        super().connection_made(cast("asyncio.Transport", self._lingering))
        self._received_at = self._request_started_at = self.loop.time()
        self._start_timer()

    def data_received(self, data: bytes) -> None:
        """Note when the client last sent something, and when its request began; after an early answer, drop it."""
        if self._lingering.is_lingering:
            return
        was_incomplete = self.is_request_incomplete()
        self._received_at = self.loop.time()
        super().data_received(data)
        if not was_incomplete:
            self._request_started_at, self._request_bytes = self._received_at, 0
        self._request_bytes += len(data)

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop the timeouts."""
        if self._timer is not None:
            self._timer.cancel()
        self._lingering.forget()
        super().connection_lost(exc)

    def pause_writing(self) -> None:
        """Note since when the client reads its response too slowly."""
        self._blocked_at = self.loop.time()
        super().pause_writing()

    def send_400_response(self, msg: str) -> None:
        """Answer a request that is not HTTP with the envelope of every error response."""
        del msg
        self.send_and_close(400, b"Bad Request", ApiError(400, api.NOT_HTTP).body().encode())

    def _start_timer(self) -> None:
        self._timer = self.loop.call_later(self._seconds_left(), self._close_or_wait)

    def _seconds_left(self) -> float:
        """Return the seconds until the connection is checked again; 0 or less: a timeout has passed."""
        now = self.loop.time()
        if self.is_response_blocked():
            return self._blocked_at + SILENCE_SECONDS - now
        if not self.is_waiting_for_client():
            return SILENCE_SECONDS
        body_seconds = min(BODY_SECONDS, BODY_GRACE_SECONDS + self._request_bytes / LEAST_BYTES_PER_SECOND)
        request_seconds = body_seconds if self.is_receiving_body() else HEAD_SECONDS
        return min(self._received_at + SILENCE_SECONDS, self._request_started_at + request_seconds) - now

    def _close_or_wait(self) -> None:
        if self._seconds_left() > 0:
            self._start_timer()
        else:
            self._lingering.close_at_once()
