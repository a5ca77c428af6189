"""A server state without a socket: a transport adapter for the real client, for thousands of trials."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import requests
from requests.adapters import BaseAdapter

from callsheet.client import CallsheetApi

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.sending.server_state import ServerState


class InProcessServer(BaseAdapter):
    """Passes requests to a server state.

    `is_down` refuses the connection, before any byte. `on_post` is called when an upload's bytes have left the client
    ("leaving") and when the server has processed them, before it answers ("taken").
    """

    def __init__(self, server_state: ServerState) -> None:
        super().__init__()
        self.server_state = server_state
        self.is_down = False
        self.on_post: Callable[[str], None] = lambda _: None

    def send(self, request: requests.PreparedRequest, *_: Any, **__: Any) -> requests.Response:
        if self.is_down:
            raise requests.ConnectionError
        path = (request.path_url or "").removeprefix("/v1")
        if request.method == "POST":
            body = request.body
            assert body is not None
            if path.endswith("/lookup"):
                reply = self.server_state.look_up(body)  # type: ignore[arg-type]
                return _response(request, reply.status, reply.body, reply.headers)
            data = body.read()  # type: ignore[union-attr]
            self.on_post("leaving")
            reply = self.server_state.post_to(path, data, request.headers.get("Idempotency-Key"))
            self.on_post("taken")
        elif request.method == "DELETE":
            reply = self.server_state.delete(path, request.body or b"")  # type: ignore[arg-type]
        elif request.method == "PATCH":
            reply = self.server_state.patch(path, request.body or b"")  # type: ignore[arg-type]
        else:
            reply = self.server_state.get(path)
        if reply.status == 0 or reply.delivery == "truncated":
            raise requests.ConnectionError
        return _response(request, reply.status, reply.body, reply.headers)

    def close(self) -> None:
        """There is nothing to close."""


def _response(
    request: requests.PreparedRequest, status: int, body: bytes, headers: dict[str, str]
) -> requests.Response:
    response = requests.Response()
    response.status_code, response.request, response.url = status, request, request.url or ""
    response.headers.update(headers)
    response._content = body
    return response


def client_of(network: InProcessServer) -> CallsheetApi:
    """The real client, over that adapter."""
    session = requests.Session()
    session.mount("http://", network)
    return CallsheetApi("http://server/v1", "key", session=session)
