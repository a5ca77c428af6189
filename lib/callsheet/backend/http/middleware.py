"""Request middleware: request id, authentication, rate limit, body limit, access log, and opaque 500s."""

from __future__ import annotations

import logging
import re
import secrets
import time
from collections import Counter
from typing import TYPE_CHECKING, Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from callsheet.backend.db.api_keys import key_digest
from callsheet.backend.http.auth import bearer_key, rate_limit_identity
from callsheet.backend.http.errors import error_response
from callsheet.backend.http.logging import package_positions
from callsheet.web import COMMON_HEADERS, HostProblem, KnownHosts, host_problem
from callsheet.web.metrics import count_request, request_under_way
from callsheet.wording import api

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from callsheet.backend.services import Services
    from callsheet.backend.workers.rate_limit import Allowance

LOG = logging.getLogger("callsheet.backend")
MAX_BODY_BYTES = 1024 * 1024
"""Limit of every request body but a file; the largest Telephony Config has a few kilobytes. Chosen by hand."""
API = "/v1/"
TAKES_A_FILE = re.compile(r"/v1/(campaigns-leads/upload-file/.*|check|batch-calls|workflows/[^/]+/leads)")
"""Paths whose body may be a file; `http.multipart` limits it."""
CLIENT_CLOSED_REQUEST = 499
"""Status in the access log when the client closed the connection before the response (nginx's convention)."""
_HOST_PROBLEMS = {HostProblem.UNKNOWN_HOST: (421, api.UNKNOWN_HOST), HostProblem.OTHER_ORIGIN: (403, api.OTHER_ORIGIN)}
MOST_AT_ONCE = 50
"""Requests of a key that one worker handles at the same time; four workers fit 1,024 descriptors. Chosen by hand."""
_REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")


class RequestMiddleware:
    """ASGI middleware around the application.

    Args:
        app: the application.
        services: API keys and rate limit.
        known_hosts: the names of this server.
    """

    def __init__(self, app: ASGIApp, services: Services, known_hosts: KnownHosts) -> None:
        self._app = app
        self._services = services
        self._known_hosts = known_hosts
        self._under_way: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        context = _RequestContext(scope, receive, send)
        try:
            with request_under_way():
                await self._handle(scope, context)
        except ClientDisconnect:
            context.status = CLIENT_CLOSED_REQUEST
        except Exception as error:  # noqa: BLE001 - the response of an unexpected error must not reveal it
            # Class and positions only: the message could hold lead data.
            facts = {"request_id": context.id, "error": type(error).__name__, "at": package_positions(error)}
            LOG.error("failed", extra={"facts": facts})  # noqa: TRY400 - for the same reason
            if context.status == 0:
                await error_response(500, api.SERVER_ERROR)(scope, context.receive, context.send)
        finally:
            count_request(context.route, scope["method"], context.status, context.seconds)
            LOG.info("request", extra={"facts": context.facts()})

    async def _handle(self, scope: Scope, context: _RequestContext) -> None:
        problem = host_problem(scope, self._known_hosts)
        if problem is not None:
            await error_response(*_HOST_PROBLEMS[problem])(scope, context.receive, context.send)
            return
        if not scope["path"].startswith(API):
            await self._app(scope, context.receive, context.send)
            return
        digest = key_digest(bearer_key(context.headers))
        workspace = await run_in_threadpool(self._services.keys.workspace_of, digest)
        scope["state"] |= {"workspace": workspace, "key_digest": digest}
        allowance = await self._count_request(scope, workspace, digest)
        if allowance is not None:
            context.response_headers |= allowance.headers()
        if allowance is not None and not allowance.granted:
            response = error_response(429, api.TOO_MANY_REQUESTS)
        elif workspace is None:
            response = error_response(401, api.KEY_INVALID, {"WWW-Authenticate": "Bearer"})
        elif self._under_way[digest] >= MOST_AT_ONCE:
            response = error_response(429, api.TOO_MANY_AT_ONCE, {"Retry-After": "1"})
        else:
            await self._count_under_way(scope, context, digest)
            return
        await response(scope, context.receive, context.send)

    async def _count_under_way(self, scope: Scope, context: _RequestContext, digest: str) -> None:
        self._under_way[digest] += 1
        try:
            await self._app(scope, context.receive, context.send)
        finally:
            self._under_way[digest] -= 1
            if not self._under_way[digest]:
                del self._under_way[digest]

    async def _count_request(self, scope: Scope, workspace: str | None, digest: str) -> Allowance | None:
        limit = self._services.rate_limit
        if limit is None:
            return None
        host = scope["client"][0] if scope.get("client") else ""
        return await run_in_threadpool(limit.take, rate_limit_identity(workspace, digest, host))


class _RequestContext:
    """One request: counts the bytes of its body, adds headers to its response, and collects facts for the log."""

    def __init__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self._scope, self._receive, self._send = scope, receive, send
        self._started_at = time.monotonic()
        self._is_limited = scope["method"] != "POST" or not TAKES_A_FILE.fullmatch(scope["path"])
        self._received = 0
        self.headers = Headers(scope=scope)
        client_id = self.headers.get("x-request-id", "")
        self.id = client_id if _REQUEST_ID.fullmatch(client_id) else secrets.token_hex(8)
        self.response_headers = {"X-Request-Id": self.id, **COMMON_HEADERS}
        self.status = 0
        scope.setdefault("state", {})["facts"] = {}

    async def receive(self) -> Message:
        message = await self._receive()
        self._received += len(message.get("body", b""))
        if self._is_limited and self._received > MAX_BODY_BYTES:
            raise HTTPException(413, api.BODY_TOO_LARGE)
        return message

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            headers = MutableHeaders(scope=message)
            for name, value in self.response_headers.items():
                headers[name] = value
        await self._send(message)

    @property
    def route(self) -> str:
        """The template of the path, which holds no id; "-" for a path that does not exist."""
        return str(getattr(self._scope.get("route"), "path", "-"))

    @property
    def seconds(self) -> float:
        """Since the request began."""
        return time.monotonic() - self._started_at

    def facts(self) -> dict[str, Any]:
        """Return the facts for the access log; of the path only the route's template, because it could hold data."""
        added: dict[str, Any] = self._scope["state"]["facts"]
        return {
            "request_id": self.id,
            "workspace": self._scope["state"].get("workspace"),
            "method": self._scope["method"],
            "route": self.route,
            "status": self.status,
            "milliseconds": round(self.seconds * 1000),
            "bytes_in": self._received,
        } | added
