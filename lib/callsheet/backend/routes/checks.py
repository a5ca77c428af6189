"""The check of a file: what `callsheet check` does, over HTTP."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fastapi import Request, Response

from callsheet.backend.check_service import answer_check
from callsheet.backend.http.auth import Workspace
from callsheet.backend.http.multipart import receive_form
from callsheet.backend.routes.common import FILE_TOO_LARGE, error_responses, router, without_null
from callsheet.backend.services import WithServices
from callsheet.contract import CheckForm, CheckReport
from callsheet.contract.examples import CHECKED, FILE_REFUSED

if TYPE_CHECKING:
    from fastapi import APIRouter

MAX_FIELDS = 200
"""Form fields besides the file; far more assignments of columns than a file may have variables. Chosen by hand."""
FILE_SCHEMA = {
    "type": "string",
    "format": "binary",
    "description": "A CSV, XLSX or XLS file of at most 10 MB, as it is: columns may have any names and order.",
}


def check_routes() -> APIRouter:
    """Create the route of the check."""
    routes = router("check")

    @routes.post(
        "/check",
        response_model=CheckReport,
        openapi_extra=_request_body(),
        responses=error_responses(400, 413, status_400=FILE_REFUSED, status_413=FILE_TOO_LARGE)
        | {200: {"description": "The report", "content": {"application/json": {"example": CHECKED}}}},
    )
    async def check_file(request: Request, services: WithServices, _: Workspace) -> Response:
        """Check every row of a file, as `callsheet check --json` does. Nothing is stored and nothing is queued.

        Callsheet extension: DialNexa has no such call.
        """
        form = await receive_form(request, MAX_FIELDS)
        try:
            answer = await answer_check(services, form)
        finally:
            await form.file.close()
        request.state.facts |= answer.facts
        return Response(answer.body, media_type="application/json")

    return routes


def _request_body() -> dict[str, Any]:
    """The form for the OpenAPI document: the file and the fields, with an example."""
    schema = CheckForm.model_json_schema()
    fields = {name: without_null(field) for name, field in schema["properties"].items()}
    form = {
        "type": "object",
        "required": ["file"],
        "additionalProperties": False,
        "properties": {"file": FILE_SCHEMA, **fields},
    }
    return {"requestBody": {"required": True, "content": {"multipart/form-data": {"schema": form}}}}
