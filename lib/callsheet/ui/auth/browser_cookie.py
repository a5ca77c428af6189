"""The cookie that tells one browser from another."""

from __future__ import annotations

import secrets
from http.cookies import CookieError, SimpleCookie
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.types import Message, Scope, Send

COOKIE = "callsheet"
_COOKIE_BYTES = 24
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
    """Wrap an ASGI `send`, so that a page sets a new cookie."""
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
