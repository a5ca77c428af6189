"""Download guard: a download is served only to the browser it was made for.

Streamlit serves a download under an address that works for anybody who has it. So each browser gets a cookie, every
script run registers which cookie its session belongs to, and a request for a file is checked against the sessions
whose page offers that file.
"""

from __future__ import annotations

import logging
import secrets
from http.cookies import CookieError, SimpleCookie
from typing import TYPE_CHECKING

from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from streamlit import config

from callsheet.ui.app import streamlit_internals
from callsheet.ui.app.streamlit_internals import MediaFileStorageError
from callsheet.wording.ui import pages as words

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.types import ASGIApp, Message, Receive, Scope, Send
    from streamlit.runtime.media_file_manager import MediaFileManager

LOG = logging.getLogger(__name__)
COOKIE = "callsheet"
_COOKIE_BYTES = 24
_YEAR = 365 * 24 * 60 * 60
"""Seconds."""
_MEDIA = "/media/"
_FORBIDDEN = 403


class DownloadRegistry:
    """Knows which browser each session belongs to, and for which sessions each file was made.

    One instance per process is enough: sessions and files do not outlive the process.
    """

    def __init__(self) -> None:
        self._cookies: dict[str, str] = {}
        self._sessions_of_deferred: dict[str, set[str]] = {}
        self._watched: list[MediaFileManager] = []

    def bind_session(self, session_id: str, cookie: str, files: MediaFileManager, live_sessions: set[str]) -> None:
        """Register the browser of a session; forget sessions that have ended.

        Args:
            session_id: Streamlit's id of the open tab.
            cookie: that browser's cookie; "" if it sends none.
            files: Streamlit's register of downloads.
            live_sessions: ids of the sessions that still exist.
        """
        self.watch(files)
        for ended in self._cookies.keys() - live_sessions:
            del self._cookies[ended]
        for file_id, sessions in list(self._sessions_of_deferred.items()):
            if not sessions & live_sessions:
                del self._sessions_of_deferred[file_id]
        self._cookies[session_id] = cookie

    def is_bound(self, session_id: str, cookie: str) -> bool:
        """True if a session is registered with this cookie."""
        return self._cookies.get(session_id) == cookie

    def can_download(self, file_id: str, cookie: str) -> bool:
        """True if a file was made for a session of this browser.

        Args:
            file_id: the file's name under `/media/`, without the suffix.
            cookie: what the browser sent; "" if it sent none.
        """
        sessions = set(self._sessions_of_deferred.get(file_id, ()))
        for files in self._watched:
            sessions |= streamlit_internals.sessions_of_file(files, file_id)
        owners = [self._cookies.get(session, "") for session in sessions]
        return bool(cookie) and any(secrets.compare_digest(cookie, owner) for owner in owners if owner)

    def watch(self, files: MediaFileManager) -> None:
        """Note the session of every file that is made when its button is pressed; Streamlit's register lacks those.

        What goes wrong while a file is made is replaced: Streamlit would show the browser the message of the exception,
        which may contain a lead's data.
        """
        if files in self._watched:
            return
        self._watched.append(files)

        def make_file(make: Callable[[], str], session_id: str | None) -> str:
            try:
                url = make()
            except Exception as error:  # noqa: BLE001 - whatever fails, its message must not reach the browser
                LOG.error("a download failed: %s", type(error.__cause__ or error).__name__)  # noqa: TRY400 - as above
                raise MediaFileStorageError(words.NO_DOWNLOAD) from None
            if session_id is not None:
                self._sessions_of_deferred.setdefault(_file_id(url), set()).add(session_id)
            return url

        streamlit_internals.wrap_deferred_files(files, make_file)


DOWNLOADS = DownloadRegistry()
"""The process's registry: filled by script runs, read by the middleware."""


def bind_session(session_id: str, cookie: str) -> None:
    """Register which browser a session of this process belongs to.

    Args:
        session_id: Streamlit's id of the open tab.
        cookie: that browser's cookie; "" if it sends none.
    """
    if not DOWNLOADS.is_bound(session_id, cookie):
        live_sessions = streamlit_internals.live_sessions()
        DOWNLOADS.bind_session(session_id, cookie, streamlit_internals.media_files(), live_sessions)


def _file_id(url: str) -> str:
    return url.rpartition("/")[2].partition(".")[0]


class DownloadGuard:
    """ASGI middleware: sets the cookie, and refuses downloads that were made for another browser.

    Args:
        app: the application it wraps.
        registry: who may download what.
    """

    def __init__(self, app: ASGIApp, registry: DownloadRegistry = DOWNLOADS) -> None:
        self._app = app
        self._registry = registry

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or answer it with 403."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        cookie = _cookie(scope)
        path = str(scope["path"])
        if path.startswith(_media_path()) and not self._registry.can_download(_file_id(path), cookie):
            await PlainTextResponse(words.NOT_YOURS, _FORBIDDEN)(scope, receive, send)
            return
        await self._app(scope, receive, send if cookie else _with_new_cookie(send, scope))


def _media_path() -> str:
    """Path under which Streamlit serves downloads; it has a prefix when the app is mounted below a path."""
    base = str(config.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{base}{_MEDIA}" if base else _MEDIA


def _cookie(scope: Scope) -> str:
    header = "; ".join(value.decode("latin-1") for name, value in scope["headers"] if name == b"cookie")
    try:
        cookie = SimpleCookie(header).get(COOKIE)
    except CookieError:
        return ""
    return cookie.value if cookie else ""


def _with_new_cookie(send: Send, scope: Scope) -> Send:
    secure = "; Secure" if scope.get("scheme") == "https" else ""
    token = secrets.token_urlsafe(_COOKIE_BYTES)
    cookie = f"{COOKIE}={token}; Path=/; Max-Age={_YEAR}; HttpOnly; SameSite=Lax{secure}"

    async def send_with_cookie(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = list(message.get("headers", []))
            if any(name.lower() == b"content-type" and value.startswith(b"text/html") for name, value in headers):
                message = {**message, "headers": [*headers, (b"set-cookie", cookie.encode("ascii"))]}
        await send(message)

    return send_with_cookie


DOWNLOAD_GUARD = Middleware(DownloadGuard)
