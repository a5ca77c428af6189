"""The private parts of uvicorn's HTTP/1.1 protocol that the backend needs, in one place for upgrades.

uvicorn limits how long an idle connection is kept open, but not how long a request may take to arrive. `protocol` adds
that from the attributes that are read here: `conn` (h11's state machine), `flow`, `cycle`, `loop` and `transport`.
"""

from __future__ import annotations

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from callsheet.web import COMMON_HEADERS


class InspectableH11Protocol(H11Protocol):
    """uvicorn's protocol, with the state of its connection as questions."""

    def is_request_incomplete(self) -> bool:
        """Whether part of a request has arrived, of its head or of its body, and the rest has not."""
        return self.is_receiving_body() or bool(self.conn.trailing_data[0])

    def is_request_unfinished(self) -> bool:
        """Whether the client may still be sending: the rest of a body, or what is no HTTP."""
        return self.conn.their_state in {h11.SEND_BODY, h11.ERROR}

    def is_receiving_body(self) -> bool:
        """Whether the head of a request has arrived and its body has not."""
        return self.conn.their_state is h11.SEND_BODY

    def is_waiting_for_client(self) -> bool:
        """Whether the client has to send next; False while the application works or has paused reading."""
        is_responding = self.cycle is not None and not self.cycle.response_complete
        return self.conn.their_state in {h11.IDLE, h11.SEND_BODY} and not (is_responding and self.flow.read_paused)

    def is_response_blocked(self) -> bool:
        """Whether the client reads the response slower than the application writes it."""
        return self.flow.write_paused

    def send_and_close(self, status: int, reason: bytes, body: bytes) -> None:
        """Send a JSON response to a request that is not HTTP, and close the connection."""
        headers = [
            ("content-type", "application/json"),
            ("content-length", str(len(body))),
            ("connection", "close"),
            *COMMON_HEADERS.items(),
        ]
        response = h11.Response(status_code=status, headers=headers, reason=reason)
        for event in (response, h11.Data(data=body), h11.EndOfMessage()):
            self.transport.write(self.conn.send(event) or b"")
        self.transport.close()
