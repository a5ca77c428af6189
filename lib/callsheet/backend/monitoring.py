"""What a load balancer and Prometheus ask: `/health`, `/ready` and, where it is allowed, `/metrics`."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from anyio import CapacityLimiter, fail_after, move_on_after, to_thread
from fastapi import APIRouter, Response

from callsheet.backend.http.errors import error_response, json_response
from callsheet.backend.routes.common import error_responses
from callsheet.backend.services import WithServices  # noqa: TC001 - FastAPI reads the annotations at run time
from callsheet.backend.workers.read_slots import SLOTS
from callsheet.contract import Health
from callsheet.files import reader_pool
from callsheet.web.metrics import CONTENT_TYPE, Sample, database_samples, disk_samples, metrics_text, version_sample
from callsheet.wording import api

if TYPE_CHECKING:
    from collections.abc import Iterator

    from callsheet.backend.services import Services

HEALTH_THREADS, HEALTH_TIMEOUT_SECONDS = 4, 5.0
"""Chosen by hand: a few load balancers may ask at once, and give up after some seconds."""
NOT_READY = 503


def monitoring_routes(*, has_metrics: bool) -> APIRouter:
    """Create the routes; none of them needs an API key.

    Args:
        has_metrics: whether `/metrics` exists.
    """
    routes = APIRouter()
    # Threads of their own, so that uploads which occupy the others do not delay an answer.
    threads = CapacityLimiter(HEALTH_THREADS)

    @routes.get("/health", tags=["operation"], responses={500: error_responses()[500]})
    async def health(services: WithServices) -> Health:
        """Check that the server is up and its database responds within five seconds. Needs no API key."""
        with fail_after(HEALTH_TIMEOUT_SECONDS):
            await to_thread.run_sync(services.ping, abandon_on_cancel=True, limiter=threads)
        return Health()

    @routes.get("/ready", include_in_schema=False)
    async def ready(services: WithServices) -> Response:
        """Say whether an upload could be taken now: 200, or 503 with the reason."""
        with move_on_after(HEALTH_TIMEOUT_SECONDS) as timeout:
            reason = await to_thread.run_sync(services.not_ready, abandon_on_cancel=True, limiter=threads)
        if timeout.cancelled_caught:
            reason = api.DATABASE_AWAY
        return error_response(NOT_READY, reason) if reason else json_response(200, '{"status": "ready"}')

    if has_metrics:

        @routes.get("/metrics", include_in_schema=False)
        async def metrics(services: WithServices) -> Response:
            """Write what all workers counted, and how the machine is now."""
            text = await to_thread.run_sync(lambda: metrics_text(_look_up(services)), limiter=threads)
            return Response(text, media_type=CONTENT_TYPE)

    return routes


def _look_up(services: Services) -> Iterator[Sample]:
    yield version_sample("backend")
    yield from database_samples("backend", services.engine)
    yield from disk_samples({"home": services.home, "temporary": Path(tempfile.gettempdir())})
    yield Sample("callsheet_readers", services.slots.taken(), ("reading",))
    yield Sample("callsheet_readers", SLOTS, ("most",))
    yield Sample("callsheet_reader_processes", len(reader_pool().idle))
