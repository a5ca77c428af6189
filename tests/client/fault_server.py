"""A small server that answers as it is told, to see what the client makes of it."""

from __future__ import annotations

import json
import threading
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator


class Scripted(ThreadingHTTPServer):
    """Answers every request with `status`, `body` and `headers`, after `wait` is set when there is one.

    A status of 0 closes the connection without an answer; -1 sends half an answer.
    """

    daemon_threads = True

    def __init__(self, status: int, body: Any, headers: dict[str, str], wait: threading.Event | None) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.status, self.headers, self.wait = status, headers, wait
        self.body = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.seen: list[tuple[str, str, dict[str, str]]] = []
        self.peers: list[tuple[str, int]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"


class Handler(BaseHTTPRequestHandler):
    server: Scripted
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: Any) -> None:
        """Stay quiet."""

    def do_GET(self) -> None:
        self._answer()

    def do_DELETE(self) -> None:
        self._answer()

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self._answer()

    def _answer(self) -> None:
        server = self.server
        server.seen.append((self.command, self.path, dict(self.headers)))
        server.peers.append(self.client_address)
        if server.wait is not None:
            server.wait.wait(30)
        if server.status == 0:
            self.close_connection = True
            return
        self.send_response(abs(server.status) if server.status > 0 else 201)
        self.send_header("Content-Length", str(len(server.body)))
        for name, value in server.headers.items():
            self.send_header(name, value)
        self.end_headers()
        with suppress(OSError):
            self.wfile.write(server.body[: len(server.body) // 2] if server.status < 0 else server.body)
        if server.status < 0:
            self.close_connection = True


@contextmanager
def scripted(
    status: int, body: Any = None, headers: dict[str, str] | None = None, wait: threading.Event | None = None
) -> Iterator[Scripted]:
    """A server that answers one thing, until the block ends."""
    server = Scripted(status, body, headers or {}, wait)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        if wait is not None:
            wait.set()
        server.shutdown()
        server.server_close()
