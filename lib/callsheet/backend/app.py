"""The ASGI application: routes, middleware, error handlers and the documentation page."""

from __future__ import annotations

from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from anyio import to_thread
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi_swagger import patch_fastapi
from starlette.exceptions import HTTPException as StarletteHTTPException

from callsheet.backend.db.erasure import erase_calls_before
from callsheet.backend.http.errors import ApiError, error_response, json_response
from callsheet.backend.http.middleware import RequestMiddleware
from callsheet.backend.monitoring import monitoring_routes
from callsheet.backend.openapi import correct_openapi, operations_of
from callsheet.backend.routes import (
    agent_routes,
    batch_call_routes,
    call_routes,
    campaign_lead_routes,
    campaign_routes,
    check_routes,
    lead_routes,
    number_routes,
    telephony_routes,
    upload_routes,
    workflow_lead_routes,
    workflow_routes,
)
from callsheet.backend.services import LOCKS, open_services
from callsheet.backend.simulated_calls import SimulatedCalls
from callsheet.backend.workers.hourly import HourlyTask
from callsheet.database import delete_migration_backups
from callsheet.web import KnownHosts
from callsheet.wording import api

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from fastapi import APIRouter

    from callsheet.backend.services import Services
    from callsheet.settings import Settings

DESCRIPTION = (
    "Queue leads for campaigns, batch calls and workflows, from a file or one at a time. Every error response has the "
    "same JSON envelope. This server rings nobody: calls stay queued, or are simulated and marked so."
)
SWAGGER_SETTINGS = {"tryItOutEnabled": True, "persistAuthorization": False, "displayRequestDuration": True}
"""Settings of the documentation page. An API key that is entered there is not stored."""
NOT_FOUND, NOT_ALLOWED = 404, 405
NOT_FOUND_MESSAGES = {
    "campaign_id": api.CAMPAIGN_NOT_FOUND,
    "lead_id": api.LEAD_NOT_FOUND,
    "key": api.UPLOAD_NOT_FOUND,
    "batch_id": api.BATCH_NOT_FOUND,
    "workflow_id": api.WORKFLOW_NOT_FOUND,
    "workflow_lead_id": api.WORKFLOW_LEAD_NOT_FOUND,
}


class _Application(FastAPI):
    """An application whose OpenAPI document is ours."""

    def openapi(self) -> dict[str, Any]:
        """The document, made for the first who asks: it would be two thirds of the work of each start."""
        if self.openapi_schema is None:
            correct_openapi(super().openapi())
        return super().openapi()


def create_app(settings: Settings) -> FastAPI:
    """Open the database, seed it if it is empty, and build the application.

    Args:
        settings: names the database, the data folder and the key file.
    """
    services = open_services(settings)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        simulated_calls = _simulated_calls(settings, services)
        retention = HourlyTask("retention of calls", lambda: _purge(settings, services))
        retention.start()
        yield
        await to_thread.run_sync(retention.stop)
        if simulated_calls is not None:
            await to_thread.run_sync(simulated_calls.stop)
        services.close()

    app = _Application(
        title="Callsheet upload API",
        version="1",
        description=DESCRIPTION,
        lifespan=lifespan,
        redirect_slashes=False,
        docs_url=None,
        redoc_url=None,
        swagger_ui_oauth2_redirect_url=None,
    )
    app.state.services = services
    patch_fastapi(app, swagger_ui_parameters=SWAGGER_SETTINGS)
    app.add_middleware(RequestMiddleware, services=services, known_hosts=KnownHosts(settings.hosts))
    routers = (*_routers(is_observed=services.is_observed), monitoring_routes(has_metrics=settings.metrics))
    for router in routers:
        app.include_router(router)
    app.state.operations = operations_of(routers)
    app.add_exception_handler(ApiError, _handle_api_error)
    app.add_exception_handler(StarletteHTTPException, _handle_http_exception)
    app.add_exception_handler(RequestValidationError, _handle_validation_error)
    return app


def _purge(settings: Settings, services: Services) -> None:
    now = datetime.now(UTC)
    delete_migration_backups(services.engine, now - timedelta(days=settings.draft_days))
    erase_calls_before(services.engine, now - timedelta(days=settings.ledger_days))


def _simulated_calls(settings: Settings, services: Services) -> SimulatedCalls | None:
    """Begin to simulate calls, if the settings say so."""
    if not settings.simulate_calls:
        return None
    simulated = SimulatedCalls(services.engine, settings.home / LOCKS, settings.simulated_minute)
    simulated.start()
    return simulated


def _routers(*, is_observed: bool) -> tuple[APIRouter, ...]:
    campaigns = (campaign_routes(), campaign_lead_routes(), lead_routes())
    batches = (agent_routes(is_observed=is_observed), batch_call_routes(is_observed=is_observed))
    workflows = (workflow_routes(is_observed=is_observed), workflow_lead_routes())
    others = (call_routes(), number_routes(), telephony_routes())
    return upload_routes(), check_routes(), *campaigns, *batches, *workflows, *others


def _handle_api_error(_: Request, error: Exception) -> Response:
    assert isinstance(error, ApiError)  # noqa: S101 - registered for this class only
    return json_response(error.status, error.body())


def _handle_http_exception(request: Request, error: Exception) -> Response:
    assert isinstance(error, StarletteHTTPException)  # noqa: S101 - registered for this class only
    message = api.NOT_FOUND if error.status_code == NOT_FOUND else str(error.detail)
    headers = {"Allow": _allowed_methods(request)} if error.status_code == NOT_ALLOWED else error.headers
    return error_response(error.status_code, message, headers)


def _allowed_methods(request: Request) -> str:
    """Return all methods of a path, separated by commas; the framework would name only those of the first route."""
    path = request.scope["path"]
    return ", ".join(sorted({method for method, pattern in request.app.state.operations if pattern.fullmatch(path)}))


def _handle_validation_error(_: Request, error: Exception) -> Response:
    """Answer a wrong field with 400, and an impossible id in the path with 404, like an id that does not exist."""
    assert isinstance(error, RequestValidationError)  # noqa: S101 - registered for this class only
    messages = []
    for problem in error.errors():
        source, name = problem["loc"][0], problem["loc"][1] if len(problem["loc"]) > 1 else "body"
        if source == "path":
            return error_response(NOT_FOUND, NOT_FOUND_MESSAGES.get(str(name), api.NOT_FOUND))
        if source == "header":
            return error_response(400, api.IDEMPOTENCY_KEY_INVALID)
        if problem["type"] == "literal_error" and name == "action":
            return error_response(400, api.invalid_action(problem["ctx"]["expected"]))
        field = name if isinstance(name, str) else "body"
        messages.append(api.INVALID_FIELD.format(field=field, problem=problem["msg"]))
    return error_response(400, messages)
