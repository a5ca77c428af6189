"""Calls: list them, make one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fastapi import Query
from pydantic import BaseModel, Field

from callsheet.backend.calling.single_call import queue_call
from callsheet.backend.http.auth import Workspace
from callsheet.backend.http.errors import ApiError, error_body
from callsheet.backend.routes.common import MAX_PAGE, error_responses, router, split_list
from callsheet.backend.services import WithServices
from callsheet.contract import MAX_CALLS_A_PAGE, Call, CallStatus, CreatedCall, NewCall
from callsheet.wording import api

if TYPE_CHECKING:
    from fastapi import APIRouter

NOT_ENABLED = error_body(403, api.DESTINATION_NOT_ENABLED)
NOT_FOUND = error_body(404, api.AGENT_OR_NUMBER_NOT_FOUND)
NUMBER_INVALID = error_body(400, api.NUMBER_INVALID)
ID_LIST = r"^[A-Za-z0-9_,-]*$"


class CallListQuery(BaseModel):
    """Which calls to list."""

    batch_call_id: str | None = Field(
        default=None, max_length=4_000, pattern=ID_LIST, description="One id, or several separated by commas."
    )
    call_id: str | None = Field(
        default=None, max_length=4_000, pattern=ID_LIST, description="One id, or several separated by commas."
    )
    status: str | None = Field(
        default=None, pattern=r"^[a-z_]+(,[a-z_]+)*$", description="One status, or several separated by commas."
    )
    page: int = Field(default=1, ge=1, le=MAX_PAGE, description="Page number, counted from 1.")
    limit: int = Field(default=20, ge=1, le=MAX_CALLS_A_PAGE, description="Entries per page.")


def call_routes() -> APIRouter:
    """Create the routes below `/v1/calls`."""
    routes = router("calls")

    @routes.get("/calls", responses=error_responses(400))
    def list_calls(
        services: WithServices, workspace: Workspace, query: Annotated[CallListQuery, Query()]
    ) -> list[Call]:
        """List calls, the newest first; those of a batch in the order of its file.

        Calls that our server only pretended to make have `"simulated": true`.
        """
        statuses = split_list(query.status)
        unknown = [name for name in statuses if name not in set(CallStatus)]
        if unknown:
            raise ApiError(400, api.CALL_STATUS_UNKNOWN.format(status=unknown[0]))
        return services.calls.list_page(
            workspace,
            query.page,
            query.limit,
            batch_call_id=split_list(query.batch_call_id),
            call_id=split_list(query.call_id),
            status=statuses,
        )

    @routes.post(
        "/calls",
        status_code=201,
        responses=error_responses(
            400, 403, 404, 413, status_400=NUMBER_INVALID, status_403=NOT_ENABLED, status_404=NOT_FOUND
        ),
    )
    def create_call(services: WithServices, workspace: Workspace, new: NewCall) -> CreatedCall:
        """Queue one call. This server never rings anybody: the call stays queued, or is simulated."""
        return queue_call(services, workspace, new)

    return routes
