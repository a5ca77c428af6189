"""The truth without a socket: a transport for the real client, for thousands of trials."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import requests
from requests.adapters import BaseAdapter

from callsheet.client import CallsheetApi

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.sending.truth import Truth


class Wire(BaseAdapter):
    """Hands requests to a truth.

    `is_down` refuses the connection, before any byte. `on_post` is told when an upload's bytes have left ("leaving")
    and when the truth has dealt with them, before anybody hears of it ("taken").
    """

    def __init__(self, truth: Truth) -> None:
        super().__init__()
        self.truth = truth
        self.is_down = False
        self.on_post: Callable[[str], None] = lambda _: None

    def send(self, request: requests.PreparedRequest, *_: Any, **__: Any) -> requests.Response:
        if self.is_down:
            raise requests.ConnectionError
        path = (request.path_url or "").removeprefix("/v1")
        if request.method == "POST":
            body = request.body
            assert body is not None
            data = body.read()  # type: ignore[union-attr]
            self.on_post("leaving")
            reply = self.truth.post(data, request.headers.get("Idempotency-Key"))
            self.on_post("taken")
        elif request.method == "DELETE":
            reply = self.truth.delete(path)
        else:
            reply = self.truth.get(path)
        if reply.status == 0 or reply.how == "truncated":
            raise requests.ConnectionError
        return _response(request, reply.status, reply.body, reply.headers)

    def close(self) -> None:
        """Nothing is open."""


def _response(
    request: requests.PreparedRequest, status: int, body: bytes, headers: dict[str, str]
) -> requests.Response:
    response = requests.Response()
    response.status_code, response.request, response.url = status, request, request.url or ""
    response.headers.update(headers)
    response._content = body
    return response


def api_over(wire: Wire) -> CallsheetApi:
    """The real client on that wire."""
    session = requests.Session()
    session.mount("http://", wire)
    return CallsheetApi("http://server/v1", "key", session=session)
