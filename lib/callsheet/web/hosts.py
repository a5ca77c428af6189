"""Which names a server answers to, and which pages may talk to it.

A web page can point its own name at 127.0.0.1 once it is loaded (DNS rebinding); the browser then sends that page's
requests to this machine. They carry the page's name in `Host`, so a server that answers to known names only is safe.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from ipaddress import ip_address
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

_DEFAULT_PORTS = {"http": 80, "https": 443, "ws": 80, "wss": 443}
_SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}


@dataclass(frozen=True)
class Address:
    """A host name in lower case, and a port if one was written."""

    name: str
    port: int | None

    @classmethod
    def parse(cls, host: str) -> Address | None:
        """Parse a `Host` header; None if it is not exactly a name with an optional port."""
        try:
            parts = urlsplit(f"//{host}")
            name, port = parts.hostname, parts.port
        except ValueError:
            return None
        if not name or parts.netloc != host or "@" in host or any(char.isspace() for char in host):
            return None
        return cls(name.rstrip("."), port)

    @property
    def is_loopback(self) -> bool:
        """True for `localhost` and the addresses that never leave this machine."""
        try:
            return ip_address(self.name).is_loopback
        except ValueError:
            return self.name == "localhost"


class KnownHosts:
    """The names of this server: the loopback names, and those that are configured.

    Args:
        names: host names separated by commas, each with or without a port; without one, every port is meant.
    """

    def __init__(self, names: str = "") -> None:
        parsed = [Address.parse(name.strip()) for name in names.split(",") if name.strip()]
        self._addresses = [address for address in parsed if address is not None]

    def knows(self, host: str) -> bool:
        """True if a `Host` header names this server.

        Args:
            host: the value of the header; "" if there was no such header.
        """
        address = Address.parse(host)
        if address is None:
            return False
        return address.is_loopback or any(
            address.name == known.name and known.port in (None, address.port) for known in self._addresses
        )


def is_same_origin(origin: str, host: str) -> bool:
    """True if a page of this server made a request: its `Origin` has the name and port of `Host`.

    Args:
        origin: the value of the header, as in "https://leads.example"; "null" is another origin.
        host: the value of `Host`.
    """
    parts = urlsplit(origin)
    of_page, of_server = Address.parse(parts.netloc), Address.parse(host)
    default = _DEFAULT_PORTS.get(parts.scheme)
    if of_page is None or of_server is None or default is None:
        return False
    return of_page.name == of_server.name and (of_page.port or default) == (of_server.port or default)


class HostProblem(Enum):
    """Why a request is refused before anybody looks at it."""

    UNKNOWN_HOST = "unknown_host"
    OTHER_ORIGIN = "other_origin"


class HostCheck:
    """ASGI middleware: passes on requests to a known name only; from a browser, only those of this server's own pages.

    Reading is allowed to pages of other origins, because the browser does not show them the response.

    Args:
        app: the application it wraps.
        known_hosts: the names of this server.
        unknown_host: answers a request to another name.
        other_origin: answers a writing request of another origin's page.
    """

    def __init__(self, app: ASGIApp, known_hosts: KnownHosts, unknown_host: ASGIApp, other_origin: ASGIApp) -> None:
        self._app = app
        self._known_hosts = known_hosts
        self._answers = {HostProblem.UNKNOWN_HOST: unknown_host, HostProblem.OTHER_ORIGIN: other_origin}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on or refuse it; a refused WebSocket is closed before it is accepted (403)."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        problem = host_problem(scope, self._known_hosts)
        if problem is None:
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        else:
            await self._answers[problem](scope, receive, send)


def host_problem(scope: Scope, known_hosts: KnownHosts) -> HostProblem | None:
    """Why a request must not be handled; None if it may.

    Args:
        scope: of an HTTP request or a WebSocket.
        known_hosts: the names of this server.
    """
    host, origin = _header(scope, b"host"), _header(scope, b"origin")
    if not known_hosts.knows(host):
        return HostProblem.UNKNOWN_HOST
    is_foreign = bool(origin) and _changes_something(scope) and not is_same_origin(origin, host)
    return HostProblem.OTHER_ORIGIN if is_foreign else None


def _changes_something(scope: Scope) -> bool:
    return scope["type"] == "websocket" or scope["method"] not in _SAFE_METHODS


def _header(scope: Scope, name: bytes) -> str:
    values = [value for header, value in scope["headers"] if header == name]
    return values[0].decode("latin-1") if len(values) == 1 else ""
