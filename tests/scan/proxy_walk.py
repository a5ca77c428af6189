"""The proxy of compose.yaml before two servers that note what reaches them: what it lets through."""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

from tests.browser.backend_server import free_port
from tests.scan import proxy

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

HIDDEN = {
    proxy.API_HOST: ("/health", "/ready", "/metrics", "//metrics", "/%6detrics", "/a/../metrics", "/metrics?x=1"),
    proxy.APP_HOST: ("/ready", "/metrics", "/_stcore/metrics", "/_stcore/%6Detrics", "/x/../_stcore/metrics"),
}
"""Paths by host that nobody outside may reach, in spellings that mean the same."""
OWN_ADDRESS = "203.0.113.9"
"""An address that a client claims to have."""


class _Upstream(BaseHTTPRequestHandler):
    """Notes each request; drops the connection of a POST, as a backend that dies does."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        seen: list[tuple[str, str, Mapping[str, str]]] = self.server.seen  # type: ignore[attr-defined]
        seen.append((self.command, self.path, dict(self.headers)))
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def do_POST(self) -> None:
        self.server.seen.append((self.command, self.path, dict(self.headers)))  # type: ignore[attr-defined]
        self.close_connection = True
        self.connection.shutdown(socket.SHUT_RDWR)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name in http.server
        """Write nothing."""


@contextmanager
def _upstream(port: int) -> Iterator[list[tuple[str, str, Mapping[str, str]]]]:
    server = ThreadingHTTPServer(("127.0.0.1", port), _Upstream)
    server.seen = []  # type: ignore[attr-defined]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server.seen  # type: ignore[attr-defined]
    finally:
        server.shutdown()
        server.server_close()


def faults(program: str, folder: Path) -> list[str]:
    """What the proxy does that it should not, a sentence each.

    Args:
        program: nginx.
        folder: an empty one.
    """
    proxy.make_certificate(folder)
    ports = {name: free_port() for name in ("proxy", "backend", "app")}
    configuration = proxy.write_configuration(folder, proxy.rendered(folder, ports))
    with (
        _upstream(ports["backend"]) as api,
        _upstream(ports["app"]) as app,
        proxy.running_proxy(program, configuration),
    ):
        _wait(ports["proxy"])
        return [
            *_names(ports["proxy"], api, app),
            *_hidden_paths(ports["proxy"], api, app),
            *_headers(ports["proxy"], api, app),
            *_retries(ports["proxy"], api),
            *_bodies(ports["proxy"]),
        ]


def _names(port: int, *seen: list[tuple[str, str, Mapping[str, str]]]) -> Iterator[str]:
    for host in ("evil.example", "127.0.0.1", "localhost", "leads.example.com.evil.example"):
        if (status := _status(port, host, "GET", "/")) != 421:
            yield f"{host} is answered with {status}"
    if any(seen):
        yield "a request under another name reached a part"


def _hidden_paths(port: int, *seen: list[tuple[str, str, Mapping[str, str]]]) -> Iterator[str]:
    for host, paths in HIDDEN.items():
        for path in paths:
            if (status := _status(port, host, "GET", path)) != 404:
                yield f"{path} of {host} is answered with {status}"
    if any(seen):
        yield "a hidden path reached a part"


def _headers(port: int, *seen: list[tuple[str, str, Mapping[str, str]]]) -> Iterator[str]:
    for host, requests in zip((proxy.API_HOST, proxy.APP_HOST), seen, strict=True):
        given = {"X-Forwarded-For": OWN_ADDRESS, "X-Forwarded-Proto": "http", "X-Forwarded-Host": "evil.example"}
        _status(port, host, "GET", "/v1/campaigns", given)
        headers = requests[-1][2]
        if headers["Host"] != host:
            yield f"{host} arrives as {headers['Host']}"
        if headers["X-Forwarded-For"] != "127.0.0.1" or headers["X-Forwarded-Proto"] != "https":
            yield f"a client of {host} chooses its own address or scheme"


def _retries(port: int, seen: list[tuple[str, str, Mapping[str, str]]]) -> Iterator[str]:
    seen.clear()
    status = _status(port, proxy.API_HOST, "POST", "/v1/leads")
    if status != 502 or len(seen) != 1:
        yield f"a POST whose connection ends reaches the backend {len(seen)} times and is answered with {status}"


def _bodies(port: int) -> Iterator[str]:
    for host, most in ((proxy.API_HOST, 12), (proxy.APP_HOST, 64)):
        if (status := _status(port, host, "POST", "/", {"Content-Length": str((most << 20) + 1)})) != 413:
            yield f"a body over {most} MB for {host} is answered with {status}"


def _status(port: int, host: str, method: str, path: str, headers: Mapping[str, str] | None = None) -> int:
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    connection = http.client.HTTPSConnection("127.0.0.1", port, timeout=20, context=context)
    try:
        connection.request(method, path, headers={"Host": host, **(headers or {})})
        return connection.getresponse().status
    finally:
        connection.close()


def _wait(port: int) -> None:
    for _ in range(100):
        with socket.socket() as attempt:
            if attempt.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise TimeoutError("nginx did not start")
