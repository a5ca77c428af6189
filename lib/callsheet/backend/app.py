"""The API as a FastAPI application: keys, campaigns, Telephony Config, and the upload."""

from __future__ import annotations

import logging
import secrets
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, FastAPI, HTTPException, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException as StarletteHTTPException

from callsheet.backend.keys import Workspace  # noqa: TC001 - FastAPI reads the annotation at run time
from callsheet.backend.records import Records
from callsheet.backend.refusal import Refusal, refused
from callsheet.backend.sandbox import make_sandbox
from callsheet.backend.upload import upload_route
from callsheet.contract import Campaign, Capabilities
from callsheet.database import migrate, open_database
from callsheet.wording import answers

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.responses import Response

    from callsheet.settings import Settings

LOG = logging.getLogger(__name__)
MIGRATIONS = Path(__file__).parent / "migrations"
VERSION_TABLE = "backend_version"
Page = Annotated[int, Query(ge=1, le=1_000_000)]
Limit = Annotated[int, Query(ge=1, le=100)]


class NewCampaign(BaseModel):
    """A campaign to be made (documented)."""

    name: str = Field(min_length=1, max_length=200)
    agent_id: str = Field(min_length=1, max_length=200)
    from_phone_number: str = Field(pattern=r"^\+[1-9]\d{6,14}$")
    max_concurrent_calls: int | None = Field(default=None, ge=1, le=10_000)
    retry_config: dict[str, Any] | None = None


def create_app(settings: Settings) -> FastAPI:
    """Open the database, fill it when it is empty, and build the application.

    Args:
        settings: says where the database and the key file lie.
    """
    settings.home.mkdir(parents=True, exist_ok=True, mode=0o700)
    engine = open_database(settings.backend_url)
    migrate(engine, MIGRATIONS, VERSION_TABLE)
    make_sandbox(engine, settings.key_file)
    app = FastAPI(title="Callsheet upload API", version="1")
    app.state.records = Records(engine)
    app.middleware("http")(_with_request_id)
    _say_failures(app)
    app.include_router(_routes())
    app.include_router(upload_route())
    app.add_api_route("/health", health, methods=["GET"])
    return app


def health(request: Request) -> dict[str, str]:
    """Whether server and database answer."""
    request.app.state.records.ping()
    return {"status": "ok"}


def _routes() -> APIRouter:
    router = APIRouter(prefix="/v1")

    @router.post("/campaigns", status_code=201)
    def make_campaign(request: Request, workspace: Workspace, new: NewCampaign) -> Campaign:
        records: Records = request.app.state.records
        if new.from_phone_number not in [each.phone_number for each in records.numbers(workspace)]:
            raise HTTPException(400, answers.NO_SUCH_NUMBER)
        return records.add_campaign(workspace, new.model_dump())

    @router.get("/campaigns")
    def list_campaigns(request: Request, workspace: Workspace, page: Page = 1, limit: Limit = 20) -> dict[str, Any]:
        data, total = request.app.state.records.campaigns(workspace, page, limit)
        return _page(data, total, page, limit)

    @router.get("/campaigns/{campaign_id}")
    def get_campaign(request: Request, workspace: Workspace, campaign_id: str) -> Campaign:
        return _found(request.app.state.records.campaign(workspace, campaign_id))

    @router.get("/campaigns/{campaign_id}/leads")
    def list_leads(
        request: Request, workspace: Workspace, campaign_id: str, page: Page = 1, limit: Limit = 20
    ) -> dict[str, Any]:
        campaign = _found(request.app.state.records.campaign(workspace, campaign_id))
        data, total = request.app.state.records.leads(campaign.id, page, limit)
        return _page(data, total, page, limit)

    @router.get("/phone-country-rules/enabled-network-groups")
    def telephony_config(request: Request, workspace: Workspace) -> list[dict[str, Any]]:
        return [group.model_dump() for group in request.app.state.records.telephony_config(workspace)]

    @router.get("/organization-phone-numbers")
    def phone_numbers(request: Request, workspace: Workspace) -> dict[str, Any]:
        items = [each.model_dump() for each in request.app.state.records.numbers(workspace)]
        return {"items": items, "total": len(items), "page": 1, "limit": max(len(items), 1)}

    @router.get("/capabilities")
    def capabilities(_: Workspace) -> Capabilities:
        return Capabilities(idempotency_key=False, list_leads=True, all_or_nothing=True)

    return router


def _found(campaign: Campaign | None) -> Campaign:
    if campaign is None:
        raise HTTPException(404, answers.NO_CAMPAIGN)
    return campaign


def _page(data: list[Any], total: int, page: int, limit: int) -> dict[str, Any]:
    meta = {"page": page, "limit": limit, "total": total, "totalPages": -(-total // limit)}
    return {"data": [each.model_dump(mode="json") for each in data], "meta": meta}


async def _with_request_id(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
    request_id = secrets.token_hex(8)
    try:
        answer = await call_next(request)
    except Exception as error:  # noqa: BLE001 - nothing of a fault may reach the wire
        LOG.error("request %s failed: %s", request_id, type(error).__name__)  # noqa: TRY400 - a trace could hold lead data
        answer = refused(500, answers.SERVER_ERROR)
    answer.headers["X-Request-Id"] = request_id
    return answer


def _say_failures(app: FastAPI) -> None:
    @app.exception_handler(StarletteHTTPException)
    async def _http(_: Request, error: StarletteHTTPException) -> JSONResponse:
        return refused(error.status_code, str(error.detail))

    @app.exception_handler(Refusal)
    async def _refused(_: Request, refusal: Refusal) -> JSONResponse:
        return JSONResponse(refusal.body(), refusal.status)

    @app.exception_handler(RequestValidationError)
    async def _field(_: Request, error: RequestValidationError) -> JSONResponse:
        said = [
            answers.BAD_FIELD.format(field=".".join(map(str, part["loc"][1:])) or "body", problem=part["msg"])
            for part in error.errors()
        ]
        return refused(400, said)
