"""A server state over a real socket."""

from __future__ import annotations

import socket
import struct
import threading
import time
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.sending.server_state import Reply, ServerState


class FaultServer(ThreadingHTTPServer):
    """Serves a server state.

    `on_first_byte` is called when a body begins, `on_upload` with each whole body before it is processed.
    """

    daemon_threads = True

    def __init__(self, server_state: ServerState, on_upload: Callable[[bytes], None] | None = None) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.server_state = server_state
        self.on_upload = on_upload
        self.on_first_byte: Callable[[], None] = lambda: None
        self.lock = threading.Lock()

    def handle_error(self, *_: Any) -> None:
        """Ignore clients that were killed."""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"


class Handler(BaseHTTPRequestHandler):
    server: FaultServer
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # a body sent after its head would wait 40 ms for the acknowledgement

    def log_message(self, *_: Any) -> None:
        """Log nothing."""

    def do_GET(self) -> None:
        with self.server.lock:
            reply = self.server.server_state.get(self.path)
        self.answer(reply)

    def do_DELETE(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        with self.server.lock:
            reply = self.server.server_state.delete(self.path, body)
        self.answer(reply)

    def do_PATCH(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        with self.server.lock:
            reply = self.server.server_state.patch(self.path, body)
        self.answer(reply)

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        body = self.rfile.read(1)
        self.server.on_first_byte()
        body += self.rfile.read(length - len(body))
        if len(body) < length:
            self.close_connection = True
            return
        if self.path.endswith("/lookup"):
            with self.server.lock:
                reply = self.server.server_state.look_up(body)
            self.answer(reply)
            return
        if self.server.on_upload is not None:
            self.server.on_upload(body)
        with self.server.lock:
            reply = self.server.server_state.post_to(self.path, body, self.headers.get("Idempotency-Key"))
        self.answer(reply)

    def answer(self, reply: Reply) -> None:
        if reply.status == 0:
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.close_connection = True
            self.connection.shutdown(socket.SHUT_RDWR)
            return
        self.send_response(reply.status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(reply.body)))
        for name, value in reply.headers.items():
            self.send_header(name, value)
        self.end_headers()
        with suppress(OSError):
            self.write(reply)

    def write(self, reply: Reply) -> None:
        if reply.delivery == "truncated":
            self.wfile.write(reply.body[: len(reply.body) // 2])
            self.close_connection = True
        elif reply.delivery == "drip":
            for index in range(len(reply.body)):
                self.wfile.write(reply.body[index : index + 1])
                time.sleep(0.002)
        else:
            self.wfile.write(reply.body)


@contextmanager
def serving(server_state: ServerState, on_upload: Callable[[bytes], None] | None = None) -> Iterator[FaultServer]:
    """Serve a server state until the block ends."""
    server = FaultServer(server_state, on_upload)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
