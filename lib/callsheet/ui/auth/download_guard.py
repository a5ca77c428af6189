"""Download guard: a download is served only to the browser it was made for.

Streamlit serves a download under an address that works for anybody who has it. So a request for a file is checked
against the browsers of the sessions whose page offers that file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import PlainTextResponse
from streamlit import config

from callsheet.ui.auth.browser_cookie import cookie_of, send_with_new_cookie
from callsheet.ui.auth.session_registry import SESSIONS, SessionRegistry, file_id_of
from callsheet.wording.ui import pages as words

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

_MEDIA = "/media/"
_FORBIDDEN = 403


class DownloadGuard:
    """ASGI middleware: sets the cookie, and refuses downloads that were made for another browser.

    Args:
        app: the application it wraps.
        registry: who may download what.
    """

    def __init__(self, app: ASGIApp, registry: SessionRegistry = SESSIONS) -> None:
        self._app = app
        self._registry = registry

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or answer it with 403."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        cookie = cookie_of(scope)
        path = str(scope["path"])
        if path.startswith(_media_path()) and not self._registry.can_download(file_id_of(path), cookie):
            await PlainTextResponse(words.NOT_YOURS, _FORBIDDEN)(scope, receive, send)
            return
        await self._app(scope, receive, send if cookie else send_with_new_cookie(send, scope))


def _media_path() -> str:
    """Path under which Streamlit serves downloads; it has a prefix when the app is mounted below a path."""
    base = str(config.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{base}{_MEDIA}" if base else _MEDIA
