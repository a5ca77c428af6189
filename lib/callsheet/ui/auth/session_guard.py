"""Session guard: a session is continued by its own browser only, and takes files only from people who may enter.

Streamlit continues a session for anybody who names its id, and takes files before the user has signed in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import PlainTextResponse

from callsheet.ui.app import streamlit_internals
from callsheet.ui.auth.browser_cookie import cookie_of
from callsheet.ui.auth.session_registry import SESSIONS, SessionRegistry
from callsheet.wording.ui import pages as words

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.types import ASGIApp, Receive, Scope, Send

MAX_SESSION_BYTES = 256 * 2**20
"""What the files of one session may take in memory: four of the largest."""
_UPLOADS = "/_stcore/upload_file/"
_METRICS = "/_stcore/metrics"
_PROTOCOLS = b"sec-websocket-protocol"
_FORBIDDEN, _NOT_FOUND, _LENGTH_REQUIRED, _TOO_LARGE = 403, 404, 411, 413


class SessionGuard:
    """ASGI middleware in front of Streamlit.

    Args:
        app: the application it wraps.
        registry: which browser each session belongs to, and who may enter.
        shows_metrics: whether Streamlit's own counters are served.
        bytes_of_session: what the files of a session take in memory now.
    """

    def __init__(
        self,
        app: ASGIApp,
        registry: SessionRegistry = SESSIONS,
        *,
        shows_metrics: bool = False,
        bytes_of_session: Callable[[str], int] = streamlit_internals.uploaded_bytes,
    ) -> None:
        self._app = app
        self._registry = registry
        self._shows_metrics = shows_metrics
        self._bytes_of_session = bytes_of_session

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or answer it with 403, 404, 411 or 413."""
        if scope["type"] == "websocket":
            scope = self._without_foreign_session(scope)
        elif scope["type"] == "http":
            refusal = self._refusal(scope)
            if refusal is not None:
                await refusal(scope, receive, send)
                return
        await self._app(scope, receive, send)

    def _refusal(self, scope: Scope) -> PlainTextResponse | None:
        path = str(scope["path"])
        if path.endswith(_METRICS) and not self._shows_metrics:
            return PlainTextResponse("", _NOT_FOUND)
        _, is_upload, rest = path.partition(_UPLOADS)
        if not is_upload or scope["method"] == "OPTIONS":
            return None
        session_id = rest.partition("/")[0]
        if not self._registry.may_enter(session_id, cookie_of(scope)):
            return PlainTextResponse(words.NO_UPLOAD, _FORBIDDEN)
        if scope["method"] != "PUT":
            return None
        length = next((value for name, value in scope["headers"] if name == b"content-length"), b"")
        if not length.isdigit():
            return PlainTextResponse("", _LENGTH_REQUIRED)
        is_too_large = self._bytes_of_session(session_id) + int(length) > MAX_SESSION_BYTES
        return PlainTextResponse(words.TOO_MANY_UPLOADS, _TOO_LARGE) if is_too_large else None

    def _without_foreign_session(self, scope: Scope) -> Scope:
        """Drop the id of a session that another browser opened; Streamlit then begins a new session.

        The id is the third entry of `Sec-WebSocket-Protocol`, after "streamlit" and the XSRF token.
        """
        headers = []
        for name, value in scope["headers"]:
            entries = [entry.strip() for entry in value.decode("latin-1").split(",")]
            is_foreign = (
                name == _PROTOCOLS and len(entries) > 2 and not self._registry.belongs_to(entries[2], cookie_of(scope))  # noqa: PLR2004 - as above
            )
            headers.append((name, ", ".join(entries[:2]).encode("latin-1") if is_foreign else value))
        return {**scope, "headers": headers}
