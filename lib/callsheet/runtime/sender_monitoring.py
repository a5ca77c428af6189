"""What a load balancer and Prometheus ask a sender: `/health`, `/ready` and, where it is allowed, `/metrics`."""

from __future__ import annotations

import socket
import threading
from typing import TYPE_CHECKING

import uvicorn
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from callsheet.database import port_fault
from callsheet.runtime.ledger_metrics import ledger_samples
from callsheet.runtime.standing_by import Role
from callsheet.web import COMMON_HEADERS, HostCheck, KnownHosts, ResponseHeaders
from callsheet.web.metrics import CONTENT_TYPE, Sample, metrics_text
from callsheet.web.readiness import not_ready
from callsheet.wording import api

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starlette.requests import Request

    from callsheet.runtime.services import Services
    from callsheet.runtime.standing_by import StandingSender

_OK, _FORBIDDEN, _MISDIRECTED, _NOT_READY = 200, 403, 421, 503


def monitoring_app(services: Services, sender: StandingSender) -> Starlette:
    """Make the application; none of its addresses needs a key.

    Args:
        services: the ledger; its settings allow `/metrics` and name the hosts.
        sender: of this process.
    """

    def health(_: Request) -> Response:
        return PlainTextResponse("ok" if sender.is_alive else "hung", _OK if sender.is_alive else _NOT_READY)

    async def ready(_: Request) -> Response:
        reason = await run_in_threadpool(not_ready, services.store.engine, services.store.home)
        return PlainTextResponse(reason or str(sender.role), _NOT_READY if reason else _OK)

    async def metrics(_: Request) -> Response:
        text = await run_in_threadpool(lambda: metrics_text(_look_up(services, sender)))
        return Response(text, media_type=CONTENT_TYPE)

    settings = services.environment
    routes = [Route("/health", health), Route("/ready", ready)]
    routes += [Route("/metrics", metrics)] if settings.metrics else []
    guard = Middleware(
        HostCheck,
        known_hosts=KnownHosts(settings.hosts),
        unknown_host=PlainTextResponse(api.UNKNOWN_HOST, _MISDIRECTED),
        other_origin=PlainTextResponse(api.OTHER_ORIGIN, _FORBIDDEN),
    )
    return Starlette(routes=routes, middleware=[Middleware(ResponseHeaders, headers=COMMON_HEADERS), guard])


def serve_monitoring(app: Starlette, host: str, port: int) -> int:
    """Serve it in a thread for as long as the process lives.

    Args:
        app: of `monitoring_app`.
        host: address to listen on.
        port: port to listen on; 0: any free port.

    Returns:
        The port.

    Raises:
        SystemFault: host or port cannot be used.
    """
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        raise port_fault(error, host, port) from None
    config = uvicorn.Config(app, log_config=None, access_log=False, server_header=False, ws="none", lifespan="off")
    server = uvicorn.Server(config)
    threading.Thread(target=server.run, kwargs={"sockets": [listener]}, name="monitoring", daemon=True).start()
    return int(listener.getsockname()[1])


def _look_up(services: Services, sender: StandingSender) -> Iterator[Sample]:
    yield from ledger_samples(services, "sender")
    yield Sample("callsheet_sender_standing_by", sender.role is Role.STANDING_BY)
