"""The doorkeeper: gives each browser a cookie, and hands a download only to the browser it was made for.

Streamlit serves a download under an address that works for anybody who has it. Which session a file was made for is
known to its own register, and which browser a session belongs to is told to the doorkeeper by every run of the app.
"""

from __future__ import annotations

import logging
import secrets
from http.cookies import CookieError, SimpleCookie
from typing import TYPE_CHECKING

from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from streamlit import config, runtime
from streamlit.runtime.media_file_storage import MediaFileStorageError

from callsheet.wording.ui import pages as words

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send
    from streamlit.runtime.media_file_manager import MediaFileManager

LOG = logging.getLogger(__name__)
COOKIE = "callsheet"
_YEAR = 365 * 24 * 60 * 60
_MEDIA = "/media/"
_FORBIDDEN = 403
_BROWSERS: dict[str, str] = {}
"""Session of this process → cookie of its browser."""


_MADE: dict[str, set[str]] = {}
"""File made when its button was pressed → sessions it was made for; Streamlit's register leaves these out."""

_WATCHED: list[MediaFileManager] = []


def bind_session(session_id: str, cookie: str) -> None:
    """Remember which browser a session belongs to.

    Args:
        session_id: Streamlit's name for the open tab.
        cookie: that browser's cookie; "" when it keeps none.
    """
    if _BROWSERS.get(session_id) == cookie:
        return
    _watch(runtime.get_instance().media_file_mgr)
    living = {info.session.id for info in runtime.get_instance()._session_mgr.list_sessions()}  # noqa: SLF001 - no public name; tested
    for ended in _BROWSERS.keys() - living:
        del _BROWSERS[ended]
    for file_id, sessions in list(_MADE.items()):
        if not sessions & living:
            del _MADE[file_id]
    _BROWSERS[session_id] = cookie


def can_download(file_id: str, cookie: str) -> bool:
    """True when a file was made for a session of that browser.

    Args:
        file_id: its name under `/media/`, without the ending.
        cookie: what the browser showed; "" when it showed none.
    """
    files = runtime.get_instance().media_file_mgr._files_by_session_and_coord  # noqa: SLF001 - as above
    sessions = {session for session, places in list(files.items()) if file_id in places.values()}
    owners = {_BROWSERS.get(session, "") for session in sessions | _MADE.get(file_id, set())}
    return bool(cookie) and any(secrets.compare_digest(cookie, owner) for owner in owners if owner)


def _watch(files: MediaFileManager) -> None:
    """Note for whom each file is made that is made only when its button is pressed."""
    make = files.execute_deferred
    if files in _WATCHED:
        return
    _WATCHED.append(files)

    def noting(placeholder: str) -> str:
        entry = files._deferred_callables.get(placeholder)  # noqa: SLF001 - as above
        try:
            address = make(placeholder)
        except Exception as error:  # noqa: BLE001 - Streamlit would show the browser what it says, a lead's data maybe
            LOG.error("a download failed: %s", type(error.__cause__ or error).__name__)  # noqa: TRY400 - as above
            raise MediaFileStorageError(words.NO_DOWNLOAD) from None
        if entry is not None:
            _MADE.setdefault(_file_id(address), set()).add(entry["session_id"])
        return address

    vars(files)["execute_deferred"] = noting


def _file_id(address: str) -> str:
    return address.rpartition("/")[2].partition(".")[0]


class Doorkeeper:
    """Stands before every request.

    Args:
        app: what answers behind it.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or refuse it with 403."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        cookie = _cookie(scope)
        path = str(scope["path"])
        if path.startswith(_media()) and not can_download(_file_id(path), cookie):
            await PlainTextResponse(words.NOT_YOURS, _FORBIDDEN)(scope, receive, send)
            return
        await self._app(scope, receive, send if cookie else _giving_a_cookie(send, scope))


def _media() -> str:
    """Where Streamlit serves downloads; below another path where the app stands behind a proxy."""
    base = str(config.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{base}{_MEDIA}" if base else _MEDIA


def _cookie(scope: Scope) -> str:
    said = "; ".join(value.decode("latin-1") for name, value in scope["headers"] if name == b"cookie")
    try:
        found = SimpleCookie(said).get(COOKIE)
    except CookieError:
        return ""
    return found.value if found else ""


def _giving_a_cookie(send: Send, scope: Scope) -> Send:
    secure = "; Secure" if scope.get("scheme") == "https" else ""
    value = f"{COOKIE}={secrets.token_urlsafe(24)}; Path=/; Max-Age={_YEAR}; HttpOnly; SameSite=Lax{secure}"

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = list(message.get("headers", []))
            if any(name.lower() == b"content-type" and said.startswith(b"text/html") for name, said in headers):
                message = {**message, "headers": [*headers, (b"set-cookie", value.encode("ascii"))]}
        await send(message)

    return sending


DOWNLOAD_GUARD = Middleware(Doorkeeper)
