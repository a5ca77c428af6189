"""A small server that gives one scripted response, to see what the client makes of it."""

from __future__ import annotations

import json
import threading
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

NO_RESPONSE, HALF_A_RESPONSE = 0, -1


class FaultServer(ThreadingHTTPServer):
    """Answers every request with the same status, body and headers.

    Args:
        status: HTTP status; `NO_RESPONSE` closes the connection, `HALF_A_RESPONSE` closes it in the middle of the body.
        body: bytes, or a value that is sent as JSON.
        headers: of the response.
        wait: answers only when it is set; None: at once.
    """

    daemon_threads = True

    def __init__(self, status: int, body: object, headers: dict[str, str], wait: threading.Event | None) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.status, self.headers, self.wait = status, headers, wait
        self.body = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.requests: list[tuple[str, str, dict[str, str]]] = []
        self.clients: list[tuple[str, int]] = []
        self.received = 0

    @property
    def url(self) -> str:
        """Base URL, with `/v1`."""
        return f"http://127.0.0.1:{self.server_port}/v1"


class _Handler(BaseHTTPRequestHandler):
    server: FaultServer
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # a body sent after its head would wait 40 ms for the acknowledgement

    def log_message(self, *_: object) -> None:
        """Log nothing."""

    def do_GET(self) -> None:
        self._respond()

    def do_DELETE(self) -> None:
        self._respond()

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        received = len(self.rfile.read(length))
        self.server.received += received
        if received < length:  # the client has closed the connection
            self.close_connection = True
            return
        self._respond()

    def _respond(self) -> None:
        server = self.server
        server.requests.append((self.command, self.path, dict(self.headers)))
        server.clients.append(self.client_address)
        if server.wait is not None:
            server.wait.wait(30)
        if server.status == NO_RESPONSE:
            self.close_connection = True
            return
        is_cut = server.status == HALF_A_RESPONSE
        self.send_response(201 if is_cut else server.status)
        self.send_header("Content-Length", str(len(server.body)))
        for name, value in server.headers.items():
            self.send_header(name, value)
        self.end_headers()
        with suppress(OSError):
            self.wfile.write(server.body[: len(server.body) // 2] if is_cut else server.body)
        if is_cut:
            self.close_connection = True


@contextmanager
def run_fault_server(
    status: int, body: object = None, headers: dict[str, str] | None = None, wait: threading.Event | None = None
) -> Iterator[FaultServer]:
    """Run a `FaultServer` until the block ends."""
    server = FaultServer(status, body, headers or {}, wait)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        if wait is not None:
            wait.set()
        server.shutdown()
        server.server_close()
