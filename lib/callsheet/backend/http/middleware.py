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
from starlette.requests import ClientDisconnect

from callsheet.backend.db.api_keys import key_digest
from callsheet.backend.http.auth import bearer_key, caller
from callsheet.backend.http.errors import refused
from callsheet.backend.http.logging import places_of
from callsheet.wording import api

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from callsheet.backend.http.rate_limit import Allowance
    from callsheet.backend.services import Services

LOG = logging.getLogger("callsheet.backend")
MAX_BODY = 1024 * 1024
API, UPLOAD = "/v1/", "/v1/campaigns-leads/upload-file/"
CLIENT_GONE = 499
"""In the log alone: nobody was left to be answered."""
_REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")


class RequestMiddleware:
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
        context = _RequestContext(scope, receive, send)
        try:
            await self._inside(scope, context)
        except ClientDisconnect:
            context.status = CLIENT_GONE
        except Exception as error:  # noqa: BLE001 - nothing of a fault may reach the wire
            # Kind and places alone: a message could hold lead data.
            facts = {"request_id": context.id, "error": type(error).__name__, "at": places_of(error)}
            LOG.error("failed", extra={"facts": facts})  # noqa: TRY400 - as said above
            if context.status == 0:
                await refused(500, api.SERVER_ERROR)(scope, context.receive, context.send)
        finally:
            LOG.info("request", extra={"facts": context.facts()})

    async def _inside(self, scope: Scope, context: _RequestContext) -> None:
        if not scope["path"].startswith(API):
            await self._app(scope, context.receive, context.send)
            return
        digest = key_digest(bearer_key(context.headers))
        workspace = await run_in_threadpool(self._services.keys.workspace_of, digest)
        scope["state"] |= {"workspace": workspace, "key_digest": digest}
        allowed = await self._allowance(scope, workspace, digest)
        if allowed is not None:
            context.more |= allowed.headers()
        if allowed is not None and not allowed.granted:
            answer = refused(429, api.TOO_MANY_REQUESTS)
        elif workspace is None:
            answer = refused(401, api.KEY_INVALID, {"WWW-Authenticate": "Bearer"})
        else:
            await self._app(scope, context.receive, context.send)
            return
        await answer(scope, context.receive, context.send)

    async def _allowance(self, scope: Scope, workspace: str | None, digest: str) -> Allowance | None:
        limit = self._services.rate_limit
        if limit is None:
            return None
        host = scope["client"][0] if scope.get("client") else ""
        return await run_in_threadpool(limit.take, caller(workspace, digest, host))


class _RequestContext:
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
            raise HTTPException(413, api.BODY_TOO_LARGE)
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
            "workspace": self._scope["state"].get("workspace"),
            "method": self._scope["method"],
            "route": getattr(route, "path", "-"),
            "status": self.status,
            "milliseconds": round((time.monotonic() - self._began) * 1000),
            "bytes_in": self._received,
        } | more
