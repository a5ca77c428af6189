"""Calls ASGI middleware without a server."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send


class RecordingApp:
    """An application that notes what is passed on to it, and sends the messages it was made with.

    Args:
        messages: to be sent for each request.
    """

    def __init__(self, *messages: Message) -> None:
        self.scopes: list[Scope] = []
        self._messages = messages

    async def __call__(self, scope: Scope, _: Receive, send: Send) -> None:
        """Note the scope."""
        self.scopes.append(scope)
        for message in self._messages:
            await send(message)


def run_asgi(app: ASGIApp, scope: Scope, body: bytes = b"") -> list[Message]:
    """Call an application with a request; return what it sends."""
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    async def call() -> None:
        await app(scope, receive, send)

    with ThreadPoolExecutor(1) as thread:  # Playwright's loop may be running in this one
        thread.submit(asyncio.run, call()).result()
    return sent
