"""The cookie that tells one browser from another."""

from __future__ import annotations

import secrets
from http.cookies import CookieError, SimpleCookie
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from starlette.types import Message, Scope, Send

COOKIE = "callsheet"
_COOKIE_BYTES = 24
_NOT_MODIFIED = 304
_YEAR = 365 * 24 * 60 * 60
"""Seconds."""


def cookie_of(scope: Scope) -> str:
    """The cookie of a request; "" if the browser sent none."""
    header = "; ".join(value.decode("latin-1") for name, value in scope["headers"] if name == b"cookie")
    try:
        cookie = SimpleCookie(header).get(COOKIE)
    except CookieError:
        return ""
    return cookie.value if cookie else ""


def send_with_new_cookie(send: Send, scope: Scope) -> Send:
    """Wrap an ASGI `send`, so that a page sets a new cookie; also a page that the browser still has in its cache."""
    secure = "; Secure" if scope.get("scheme") == "https" else ""
    token = secrets.token_urlsafe(_COOKIE_BYTES)
    cookie = f"{COOKIE}={token}; Path=/; Max-Age={_YEAR}; HttpOnly; SameSite=Lax{secure}"

    async def send_with_cookie(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = list(message.get("headers", []))
            is_page = _has(headers, b"content-type", b"text/html")
            if is_page or (message["status"] == _NOT_MODIFIED and _has(scope["headers"], b"accept", b"text/html")):
                message = {**message, "headers": [*headers, (b"set-cookie", cookie.encode("ascii"))]}
        await send(message)

    return send_with_cookie


def _has(headers: Iterable[tuple[bytes, bytes]], wanted: bytes, start: bytes) -> bool:
    return any(name.lower() == wanted and value.startswith(start) for name, value in headers)
