"""Around every request: an id, the key's workspace, the rate limit, a log line, and no fault that shows its inside."""

from __future__ import annotations

import logging
import re
import secrets
import time
from typing import TYPE_CHECKING, Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException

from callsheet.backend.access import bearer_key, caller
from callsheet.backend.refusal import refused
from callsheet.wording import answers

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from callsheet.backend.services import Services

LOG = logging.getLogger("callsheet.backend")
MAX_BODY = 1024 * 1024
UPLOAD = "/v1/campaigns-leads/upload-file/"
_REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")


class Front:
    """ASGI middleware.

    Args:
        app: what is inside.
        services: keys and rate limit.
    """

    def __init__(self, app: ASGIApp, services: Services) -> None:
        self._app = app
        self._services = services

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        passage = _Passage(scope, receive, send)
        try:
            await self._inside(scope, passage)
        except Exception as error:  # noqa: BLE001 - nothing of a fault may reach the wire
            # The kind alone: a message or a trace could hold lead data.
            LOG.error("failed", extra={"facts": {"request_id": passage.id, "error": type(error).__name__}})  # noqa: TRY400 - as said above
            if passage.status == 0:
                await refused(500, answers.SERVER_ERROR)(scope, passage.receive, passage.send)
        finally:
            LOG.info("request", extra={"facts": passage.facts()})

    async def _inside(self, scope: Scope, passage: _Passage) -> None:
        if scope["path"].startswith("/v1/"):
            key = bearer_key(passage.headers)
            workspace = await run_in_threadpool(self._services.keys.workspace_of, key) if key else None
            scope.setdefault("state", {})["workspace"] = workspace
            limit = self._services.rate_limit
            if limit is not None:
                host = scope["client"][0] if scope.get("client") else ""
                allowance = await run_in_threadpool(limit.take, caller(workspace, key, host))
                passage.more |= allowance.headers()
                if not allowance.granted:
                    await refused(429, answers.TOO_MANY_REQUESTS)(scope, passage.receive, passage.send)
                    return
        await self._app(scope, passage.receive, passage.send)


class _Passage:
    """One request on its way in, its answer on the way out."""

    def __init__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self._scope, self._receive, self._send = scope, receive, send
        self._began = time.monotonic()
        self._capped = not scope["path"].startswith(UPLOAD)
        self._received = 0
        self.headers = Headers(scope=scope)
        given = self.headers.get("x-request-id", "")
        self.id = given if _REQUEST_ID.fullmatch(given) else secrets.token_hex(8)
        self.more = {"X-Request-Id": self.id, "X-Content-Type-Options": "nosniff"}
        self.status = 0
        scope.setdefault("state", {})["facts"] = {}

    async def receive(self) -> Message:
        message = await self._receive()
        self._received += len(message.get("body", b""))
        if self._capped and self._received > MAX_BODY:
            raise HTTPException(413, answers.BODY_TOO_LARGE)
        return message

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            headers = MutableHeaders(scope=message)
            for name, value in self.more.items():
                headers[name] = value
        await self._send(message)

    def facts(self) -> dict[str, Any]:
        """What may be logged of it: the shape of the path, never what stood in it."""
        route = self._scope.get("route")
        more: dict[str, Any] = self._scope["state"]["facts"]
        return {
            "request_id": self.id,
            "method": self._scope["method"],
            "route": getattr(route, "path", "-"),
            "status": self.status,
            "milliseconds": round((time.monotonic() - self._began) * 1000),
            "bytes_in": self._received,
        } | more
