"""The upload, what became of one, and what a client may count on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from fastapi import Header, Path, Request, Response
from starlette.concurrency import run_in_threadpool

from callsheet.backend.http.auth import Workspace
from callsheet.backend.http.errors import Refusal, answered, envelope
from callsheet.backend.http.multipart import receive_file
from callsheet.backend.routes.common import (
    CampaignId,
    campaign_or_404,
    refusals,
    router,
)
from callsheet.backend.services import WithServices
from callsheet.backend.upload_service import Upload, process_upload, process_upload_once
from callsheet.contract import CLOSED_STATUSES, Capabilities, UploadResult, UploadState
from callsheet.contract.examples import UPLOADED
from callsheet.wording import api

if TYPE_CHECKING:
    from fastapi import APIRouter

CREATED, COUNTED = 201, {"leads_created", "leads_skipped"}
KEY = r"^[!-~]*[!-,\-/-~][!-~]*$"
"""Visible characters, and not dots alone: no path can name "." or ".."."""
Key = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        pattern=KEY,
        max_length=255,
        description="The same key with the same file has one answer and one set of leads (ours).",
    ),
]
UploadKey = Annotated[str, Path(pattern=KEY, max_length=255, examples=["3f1c0c5e"])]
GROUP: dict[str, Any] = {
    "reason": "invalid_phone_number",
    "title": "Invalid phone number",
    "count": 2,
    "rows": [{"row": 3, "phone_number": "12345"}, {"row": 8, "phone_number": "98-76"}],
}
GROUPED = envelope(400, ["Invalid phone number: rows 3, 8"]) | {"errors": [GROUP]}
TOO_LARGE = envelope(413, "File must not exceed 10 MB (received 12.4 MB).")
NO_UPLOAD = envelope(404, api.UPLOAD_NOT_FOUND)
BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["file"],
                    "properties": {
                        "file": {
                            "type": "string",
                            "format": "binary",
                            "description": "CSV, XLSX or XLS, at most 10 MB, with a column phone_number.",
                        }
                    },
                },
            }
        },
    }
}


def upload_routes() -> APIRouter:
    """`/v1/campaigns-leads/upload-file`, `/v1/uploads`, `/v1/capabilities`."""
    routes = router("upload")

    @routes.post(
        "/campaigns-leads/upload-file/{campaign_id}",
        status_code=201,
        response_model=UploadResult,
        openapi_extra=BODY,
        responses=refusals(400, 404, 409, 413, 422, status_400=GROUPED, status_413=TOO_LARGE)
        | {201: {"description": "Queued", "content": {"application/json": {"example": UPLOADED}}}},
    )
    async def upload_file(
        request: Request, services: WithServices, workspace: Workspace, campaign_id: CampaignId, key: Key = None
    ) -> Response:
        """Queue a file of leads: all of it, or nothing and the reason."""
        campaign = await run_in_threadpool(campaign_or_404, services, workspace, campaign_id, counted=False)
        if key is None and campaign.status in CLOSED_STATUSES:
            raise Refusal(409, api.CAMPAIGN_CLOSED.format(status=campaign.status))
        part = await receive_file(request)
        upload = Upload(workspace, request.state.key_digest, campaign, part)
        try:
            status, body = (
                (201, await process_upload(services, upload))
                if key is None
                else await process_upload_once(services, upload, key)
            )
        finally:
            await part.close()
        if status == CREATED:
            request.state.facts |= UploadResult.model_validate_json(body).model_dump(include=COUNTED)
        return answered(status, body)

    @routes.get("/uploads/{key:path}", response_model=UploadState, responses=refusals(404, status_404=NO_UPLOAD))
    def get_upload(services: WithServices, workspace: Workspace, key: UploadKey) -> Response:
        """What became of an upload, by its Idempotency-Key (ours). 404: nothing of it was or will be queued."""
        found = services.uploads.state(workspace, key)
        if found is None:
            raise Refusal(404, api.UPLOAD_NOT_FOUND)
        state, answer = found
        return answered(200, f'{{"state": "{state}", "answer": {answer or "null"}}}')

    @routes.get("/capabilities", responses=refusals())
    def capabilities(_: Workspace) -> Capabilities:
        """What a client may count on here (ours)."""
        return Capabilities(idempotency_key=True, list_leads=True, all_or_nothing=True, remove_leads=True)

    return routes
