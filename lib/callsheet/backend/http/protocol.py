"""The wire below the application: nobody keeps a connection by being slow, every refusal has the envelope."""

from __future__ import annotations

from typing import TYPE_CHECKING

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from callsheet.backend.http.errors import Refusal
from callsheet.wording import api

if TYPE_CHECKING:
    import asyncio

SILENCE_SECONDS = 30.0
"""How long a client may send nothing while it owes us something, or leave its answer lying."""
HEAD_SECONDS = 30.0
"""How long the head of a request may take, however it trickles."""
BODY_SECONDS = 900.0
"""How long a whole request may take to come in: 10 MB at 12 kB a second."""
HEAD_BYTES = 16 * 1024
"""Request line and headers together."""


class TimeoutH11Protocol(H11Protocol):
    """HTTP/1.1 that waits for a client only so long."""

    _clock: asyncio.TimerHandle | None = None
    _heard = _began = _stuck = 0.0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn narrows it
        """A client is there; its request must begin to come."""
        super().connection_made(transport)
        self._heard = self._began = self.loop.time()
        self._look_again()

    def data_received(self, data: bytes) -> None:
        """Some bytes came."""
        owed = self._owed()
        self._heard = self.loop.time()
        super().data_received(data)
        if not owed:
            self._began = self._heard

    def connection_lost(self, exc: Exception | None) -> None:
        """It is over."""
        if self._clock is not None:
            self._clock.cancel()
        super().connection_lost(exc)

    def pause_writing(self) -> None:
        """The client does not take its answer as fast as it comes."""
        self._stuck = self.loop.time()
        super().pause_writing()

    def send_400_response(self, msg: str) -> None:
        """What is no HTTP is refused in the envelope of every refusal."""
        del msg
        body = Refusal(400, api.NOT_HTTP).body().encode()
        headers = [("content-type", "application/json"), ("content-length", str(len(body))), ("connection", "close")]
        for event in (h11.Response(status_code=400, headers=headers, reason=b"Bad Request"), h11.Data(data=body)):
            self.transport.write(self.conn.send(event) or b"")
        self.transport.write(self.conn.send(h11.EndOfMessage()) or b"")
        self.transport.close()

    def _owed(self) -> bool:
        """Whether the client is in the middle of a request."""
        return self.conn.their_state is h11.SEND_BODY or bool(self.conn.trailing_data[0])

    def _look_again(self) -> None:
        self._clock = self.loop.call_later(self._patience(), self._lose_patience)

    def _patience(self) -> float:
        """Seconds until it has to be looked at again; not more than 0 when it took too long."""
        state, now = self.conn.their_state, self.loop.time()
        if self.flow.write_paused:
            return self._stuck + SILENCE_SECONDS - now
        answering = self.cycle is not None and not self.cycle.response_complete
        if state not in (h11.IDLE, h11.SEND_BODY) or (answering and self.flow.read_paused):
            return SILENCE_SECONDS  # the next word is ours
        whole = BODY_SECONDS if state is h11.SEND_BODY else HEAD_SECONDS
        return min(self._heard + SILENCE_SECONDS, self._began + whole) - now

    def _lose_patience(self) -> None:
        if self._patience() > 0:
            self._look_again()
        else:
            self.transport.close()
