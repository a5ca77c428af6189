"""What a load balancer and Prometheus ask the app: `/ready` and, where it is allowed, `/metrics`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from streamlit import config

from callsheet.errors import SystemFault
from callsheet.files import reader_pool
from callsheet.runtime.ledger_metrics import ledger_samples
from callsheet.ui.app.services import services
from callsheet.ui.app.streamlit_internals import live_sessions
from callsheet.web.metrics import CONTENT_TYPE, Sample, metrics_text
from callsheet.web.readiness import not_ready

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from starlette.requests import Request

    from callsheet.runtime.services import Services

_HEADERS = {"Cache-Control": "no-store"}
_OK, _NOT_READY = 200, 503


def monitoring_routes(*, has_metrics: bool, opened: Callable[[], Services] = services) -> list[Route]:
    """The routes, below the path at which the app is mounted. None of them needs a sign-in.

    Args:
        has_metrics: whether `/metrics` exists.
        opened: returns the services of this process.
    """

    async def ready(_: Request) -> Response:
        reason = await run_in_threadpool(_not_ready, opened)
        return PlainTextResponse(reason or "ready", _NOT_READY if reason else _OK, _HEADERS)

    async def metrics(_: Request) -> Response:
        text = await run_in_threadpool(lambda: metrics_text(_look_up(opened())))
        return Response(text, headers=_HEADERS, media_type=CONTENT_TYPE)

    base = str(config.get_option("server.baseUrlPath") or "").strip("/")
    prefix = f"/{base}" if base else ""
    return [Route(f"{prefix}/ready", ready)] + ([Route(f"{prefix}/metrics", metrics)] if has_metrics else [])


def _not_ready(opened: Callable[[], Services]) -> str:
    try:
        store = opened().store
    except SystemFault as fault:
        return str(fault)
    return not_ready(store.engine, store.home)


def _look_up(services: Services) -> Iterator[Sample]:
    yield from ledger_samples(services, "app")
    yield Sample("callsheet_app_sessions", len(live_sessions()))
    yield Sample("callsheet_reader_processes", len(reader_pool().idle))
