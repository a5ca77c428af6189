"""Headers that a browser obeys are on every response."""

from __future__ import annotations

from callsheet.web import COMMON_HEADERS, ResponseHeaders
from tests.support.asgi import RecordingApp, run_asgi


def test_every_response_has_the_headers_and_keeps_its_own() -> None:
    """A header that the response sets itself is not set twice; other messages are left alone."""
    own = [(b"Referrer-Policy", b"same-origin")]
    body = {"type": "http.response.body", "body": b"content"}
    app = RecordingApp({"type": "http.response.start", "status": 404, "headers": own}, body)
    start, rest = run_asgi(ResponseHeaders(app, COMMON_HEADERS), {"type": "http"})
    assert rest == body
    assert start["headers"] == [
        (b"Referrer-Policy", b"same-origin"), (b"x-content-type-options", b"nosniff"), (b"x-frame-options", b"DENY"),
    ]  # fmt: skip


def test_a_websocket_is_left_alone() -> None:
    """It has no response whose headers a browser would obey."""
    app = RecordingApp({"type": "websocket.accept"})
    assert run_asgi(ResponseHeaders(app, COMMON_HEADERS), {"type": "websocket"}) == [{"type": "websocket.accept"}]
