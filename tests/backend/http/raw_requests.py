"""Raw HTTP over a socket: requests that no HTTP library would send."""

from __future__ import annotations

import json
import socket
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from tests.support.running_backend import LEADS

if TYPE_CHECKING:
    from tests.support.running_backend import Backend

FORM = "Content-Type: multipart/form-data; boundary=line"


def connect(backend: Backend) -> socket.socket:
    """Open a connection to a backend."""
    address = urlsplit(backend.root)
    connection = socket.create_connection((address.hostname, address.port), timeout=30)
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return connection


def upload_head(backend: Backend, campaign: str, *headers: str) -> bytes:
    """Request line and headers of an upload."""
    lines = (
        f"POST /v1/campaigns-leads/upload-file/{campaign} HTTP/1.1",
        "Host: localhost",
        f"Authorization: Bearer {backend.key}",
        *headers,
    )
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def form_with_file(data: str = LEADS, boundary: str = "line", part: str = 'name="file"; filename="leads.csv"') -> bytes:
    """A form with one part."""
    return f"--{boundary}\r\nContent-Disposition: form-data; {part}\r\n\r\n{data}\r\n--{boundary}--\r\n".encode()


def read_response(connection: socket.socket) -> tuple[int, dict[str, Any]]:
    """Status and JSON of the response; 0 if the connection was closed without one."""
    received = b""
    while b"\r\n\r\n" not in received:
        chunk = connection.recv(65_536)
        if not chunk:
            return 0, {}
        received += chunk
    lines, _, body = received.partition(b"\r\n\r\n")
    length = int(
        next(line.split(b":")[1] for line in lines.split(b"\r\n") if line.lower().startswith(b"content-length"))
    )
    while len(body) < length:
        body += connection.recv(65_536)
    return int(lines.split()[1]), json.loads(body)


def is_closed_during(connection: socket.socket, data: bytes) -> bool:
    """Send one byte at a time until the server closes the connection; False if it receives all of them."""
    connection.settimeout(0.05)
    try:
        for byte in data:
            connection.sendall(bytes([byte]))
            try:
                if connection.recv(1) == b"":
                    return True
            except TimeoutError:
                continue
    except OSError:
        return True
    return False
