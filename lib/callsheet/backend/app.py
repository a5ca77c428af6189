"""The API as an application: routes, refusals in one envelope, and a clean end."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from anyio import CapacityLimiter, fail_after, to_thread
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi_swagger import patch_fastapi
from starlette.exceptions import HTTPException as StarletteHTTPException

from callsheet.backend.http.errors import Refusal, answered, refused
from callsheet.backend.http.middleware import RequestMiddleware
from callsheet.backend.openapi import describe
from callsheet.backend.routes import campaign_routes, lead_routes, telephony_routes, upload_routes
from callsheet.backend.routes.common import refusals
from callsheet.backend.services import WithServices, open_services
from callsheet.contract import Health
from callsheet.wording import api

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from callsheet.settings import Settings

ABOUT = "Queue leads for calling campaigns: a file at once or one by one. Every refusal has the same envelope."
PAGE_SETTINGS = {"tryItOutEnabled": True, "persistAuthorization": False, "displayRequestDuration": True}
"""Of the documentation page; a key typed there is forgotten with it."""
HEALTH_AT_ONCE, HEALTH_SECONDS = 4, 5.0
NOT_FOUND, NOT_ALLOWED = 404, 405
NOT_FOUND_WORDS = {"campaign_id": api.CAMPAIGN_NOT_FOUND, "lead_id": api.LEAD_NOT_FOUND, "key": api.UPLOAD_NOT_FOUND}


def create_app(settings: Settings) -> FastAPI:
    """Open the database, fill it when it is empty, and build the application.

    Args:
        settings: says where the database and the key file lie.
    """
    services = open_services(settings)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        services.close()

    app = FastAPI(
        title="Callsheet upload API",
        version="1",
        description=ABOUT,
        lifespan=lifespan,
        redirect_slashes=False,
        docs_url=None,
        redoc_url=None,
        swagger_ui_oauth2_redirect_url=None,
    )
    app.state.services = services
    app.state.health_threads = CapacityLimiter(HEALTH_AT_ONCE)
    patch_fastapi(app, swagger_ui_parameters=PAGE_SETTINGS)
    app.add_middleware(RequestMiddleware, services=services)
    for routes in (upload_routes(), campaign_routes(), lead_routes(), telephony_routes()):
        app.include_router(routes)
    app.add_api_route("/health", health, tags=["operation"], responses={500: refusals()[500]})
    app.add_exception_handler(Refusal, _say_refusal)
    app.add_exception_handler(StarletteHTTPException, _say_http)
    app.add_exception_handler(RequestValidationError, _say_fields)
    app.state.operations = describe(app.openapi())
    return app


async def health(request: Request, services: WithServices) -> Health:
    """Whether server and database answer, within five seconds; on threads of its own, however busy the others are."""
    with fail_after(HEALTH_SECONDS):
        await to_thread.run_sync(services.ping, abandon_on_cancel=True, limiter=request.app.state.health_threads)
    return Health()


def _say_refusal(_: Request, error: Exception) -> Response:
    assert isinstance(error, Refusal)  # noqa: S101 - registered for no other
    return answered(error.status, error.body())


def _say_http(request: Request, error: Exception) -> Response:
    assert isinstance(error, StarletteHTTPException)  # noqa: S101 - registered for no other
    message = api.NOT_FOUND if error.status_code == NOT_FOUND else str(error.detail)
    headers = {"Allow": _methods(request)} if error.status_code == NOT_ALLOWED else error.headers
    return refused(error.status_code, message, headers)


def _methods(request: Request) -> str:
    """All methods of a path; the framework would name those of its first route alone."""
    found: set[str] = set()
    for operation, path in request.app.state.operations:
        if path.fullmatch(request.scope["path"]):
            found.add(operation)
    return ", ".join(sorted(found))


def _say_fields(_: Request, error: Exception) -> Response:
    """A field that is wrong is a 400; an id in the path that cannot be one is not there: 404."""
    assert isinstance(error, RequestValidationError)  # noqa: S101 - registered for no other
    said = []
    for part in error.errors():
        where, name = part["loc"][0], part["loc"][1] if len(part["loc"]) > 1 else "body"
        if where == "path":
            return refused(NOT_FOUND, NOT_FOUND_WORDS.get(str(name), api.NOT_FOUND))
        if where == "header":
            return refused(400, api.IDEMPOTENCY_KEY_INVALID)
        said.append(api.INVALID_FIELD.format(field=name if isinstance(name, str) else "body", problem=part["msg"]))
    return refused(400, said)
