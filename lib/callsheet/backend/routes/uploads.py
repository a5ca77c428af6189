"""The upload of a file, the state of an upload, and the capabilities of the server."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from fastapi import Header, Path, Request, Response
from starlette.concurrency import run_in_threadpool

from callsheet.backend.http.auth import Workspace
from callsheet.backend.http.errors import ApiError, error_body, json_response
from callsheet.backend.http.multipart import receive_file
from callsheet.backend.routes.common import (
    FILE_TOO_LARGE,
    CampaignId,
    campaign_or_404,
    error_responses,
    file_body,
    router,
)
from callsheet.backend.services import WithServices
from callsheet.backend.upload_service import CREATED, Upload, process_upload, process_upload_once
from callsheet.contract import CLOSED_STATUSES, Capabilities, UploadResult, UploadState
from callsheet.contract.examples import UPLOADED
from callsheet.wording import api

if TYPE_CHECKING:
    from fastapi import APIRouter

LOGGED_COUNTS = {"leads_created", "leads_skipped"}
KEY_PATTERN = r"^[!-~]*[!-,\-/-~][!-~]*$"
"""Visible ASCII characters with one that is not a dot, because a URL path cannot contain "." or ".." as a segment."""
IdempotencyKey = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        pattern=KEY_PATTERN,
        max_length=255,
        description="A key of the client's choice. A request that repeats the key and the file gets the first response"
        " and queues nothing more. Callsheet extension: DialNexa has no such header.",
    ),
]
UploadKey = Annotated[str, Path(pattern=KEY_PATTERN, max_length=255, examples=["3f1c0c5e"])]
EXAMPLE_GROUP: dict[str, Any] = {
    "reason": "invalid_phone_number",
    "title": "Invalid phone number",
    "count": 2,
    "rows": [{"row": 3, "phone_number": "12345"}, {"row": 8, "phone_number": "98-76"}],
}
ROWS_REFUSED = error_body(400, ["Invalid phone number: rows 3, 8"]) | {"errors": [EXAMPLE_GROUP]}
UPLOAD_NOT_FOUND = error_body(404, api.UPLOAD_NOT_FOUND)
FILE_TEXT = (
    "A CSV, XLSX or XLS file of at most 10 MB with a column phone_number and up to 15 other columns. Each of them is a "
    "dynamic variable named by its header."
)


def upload_routes() -> APIRouter:
    """Create the routes of the upload, its state, and the capabilities."""
    routes = router("upload")

    @routes.post(
        "/campaigns-leads/upload-file/{campaign_id}",
        status_code=201,
        response_model=UploadResult,
        openapi_extra=file_body(FILE_TEXT),
        responses=error_responses(400, 404, 409, 413, 422, status_400=ROWS_REFUSED, status_413=FILE_TOO_LARGE)
        | {201: {"description": "The leads are queued", "content": {"application/json": {"example": UPLOADED}}}},
    )
    async def upload_file(
        request: Request,
        services: WithServices,
        workspace: Workspace,
        campaign_id: CampaignId,
        key: IdempotencyKey = None,
    ) -> Response:
        """Queue the leads of a file. Rows without a phone number are skipped.

        If any other row is invalid, nothing is queued and the response lists the invalid rows by reason.
        """
        campaign = await run_in_threadpool(campaign_or_404, services, workspace, campaign_id, with_counts=False)
        if key is None and campaign.status in CLOSED_STATUSES:
            raise ApiError(409, api.CAMPAIGN_CLOSED.format(status=campaign.status))
        part = await receive_file(request)
        upload = Upload(workspace, request.state.key_digest, campaign, part)
        try:
            if key is None:
                status, body = CREATED, await process_upload(services, upload)
            else:
                status, body = await process_upload_once(services, upload, key)
        finally:
            await part.close()
        if status == CREATED:
            request.state.facts |= UploadResult.model_validate_json(body).model_dump(include=LOGGED_COUNTS)
        return json_response(status, body)

    @routes.get(
        "/uploads/{key:path}", response_model=UploadState, responses=error_responses(404, status_404=UPLOAD_NOT_FOUND)
    )
    def get_upload(services: WithServices, workspace: Workspace, key: UploadKey) -> Response:
        """Get the state of an upload by its Idempotency-Key. 404: nothing of it was queued or will be.

        Callsheet extension: DialNexa has no such call.
        """
        upload = services.uploads.state(workspace, key)
        if upload is None:
            raise ApiError(404, api.UPLOAD_NOT_FOUND)
        state, body = upload
        return json_response(200, f'{{"state": "{state}", "answer": {body or "null"}}}')

    @routes.get("/capabilities", responses=error_responses())
    def get_capabilities(services: WithServices, _: Workspace) -> Capabilities:
        """Get the calls and guarantees of this server beyond the documented API.

        Callsheet extension: DialNexa has no such call.
        """
        return Capabilities(
            idempotency_key=True,
            list_leads=True,
            all_or_nothing=True,
            remove_leads=True,
            lead_cursor=True,
            lead_lookup=True,
            bulk_removal=True,
            number_erasure=True,
            check=True,
            agents=True,
            batch_calls=True,
            workflows=True,
            calls=True,
            simulated_calls=services.simulates_calls,
        )

    return routes
