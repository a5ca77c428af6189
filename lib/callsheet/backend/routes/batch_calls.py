"""Batch calls: create one from a file, list them, list the calls of one, pause, resume and cancel it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fastapi import Query, Request

from callsheet.backend.calling.batch_upload import BatchRequest, create_batch_call
from callsheet.backend.db.calling.batch_calls import NotAllowedNow
from callsheet.backend.http.auth import Workspace
from callsheet.backend.http.errors import ApiError, error_body
from callsheet.backend.http.multipart import receive_form
from callsheet.backend.routes.common import (
    FILE_TOO_LARGE,
    BatchId,
    CallPageSize,
    PageNumber,
    PageSize,
    error_responses,
    form_body,
    router,
    split_list,
)
from callsheet.backend.services import Services, WithServices
from callsheet.contract import (
    BatchAction,
    BatchCall,
    BatchCallForm,
    BatchCallPage,
    BatchStatus,
    BatchStatusChange,
    Call,
    CallLogs,
    ChangedBatchCall,
    CreatedBatchCall,
)
from callsheet.wording import api

if TYPE_CHECKING:
    from fastapi import APIRouter

MAX_FIELDS = 30
"""Form fields besides the file; unknown ones are ignored. Chosen by hand."""
LEGACY_ACTIVE = "active"
"""An older name of `running`, which is still understood (documented)."""
ACTIONS = {BatchAction.PAUSE: "paused", BatchAction.RESUME: "resumed", BatchAction.CANCEL: "cancelled"}
NOT_ENABLED = error_body(403, api.DESTINATION_NOT_ENABLED)
NOT_YOURS = error_body(403, api.NOT_YOUR_RESOURCE)
NOT_FOUND = error_body(404, api.BATCH_NOT_FOUND)
NO_VERSION = error_body(404, api.VERSION_NOT_FOUND.format(agent="agent_abc123def456", version=9, published="1, 3"))
NO_COLUMN = error_body(400, "The uploaded file must include a phone_number column")
NOT_ALLOWED = error_body(400, api.ACTION_NOT_ALLOWED.format(action="pause", status="completed", subject="batch call"))
Statuses = Annotated[
    str | None,
    Query(
        pattern=r"^[a-z]+(,[a-z]+)*$",
        description="One status, or several separated by commas. Absent: all but deleted ones.",
        examples=["running,waiting"],
    ),
]


def batch_call_routes(*, is_observed: bool) -> APIRouter:
    """Create the routes below `/v1/batch-calls`.

    Args:
        is_observed: True answers in the shapes that were seen, False in the documented ones.
    """
    routes = router("batch calls")
    header = "phone" if is_observed else "phone_number"
    file_text = (
        f"A CSV, XLSX or XLS file of at most 10 MB with a column {header}. Every other column is a dynamic variable."
    )

    @routes.post(
        "/batch-calls",
        status_code=201,
        response_model_exclude_none=True,
        openapi_extra=form_body(BatchCallForm, file_text, required=["file", "title", "agent_id"]),
        responses=error_responses(
            400, 403, 404, 413, status_400=NO_COLUMN, status_403=NOT_ENABLED, status_404=NO_VERSION,
            status_413=FILE_TOO_LARGE,
        ),
    )  # fmt: skip
    async def create(request: Request, services: WithServices, workspace: Workspace) -> CreatedBatchCall:
        """Create a batch call from a file and queue its calls. If any row is invalid, nothing is created.

        Batches of a workspace run one at a time; `warning` names those that are ahead.
        """
        form = await receive_form(request, MAX_FIELDS)
        try:
            created = await create_batch_call(services, BatchRequest(workspace, request.state.key_digest, form))
        finally:
            await form.file.close()
        request.state.facts |= {"total_records": created.total_records}
        return created

    @routes.get(
        "/batch-calls",
        response_model=list[BatchCall] if is_observed else BatchCallPage,
        responses=error_responses(400),
    )
    def list_batches(
        services: WithServices,
        workspace: Workspace,
        page: PageNumber = 1,
        limit: PageSize = 20,
        status: Statuses = None,
    ) -> BatchCallPage | list[BatchCall]:
        """List the batch calls of the workspace, the newest first."""
        items, total = services.batch_calls.list_page(workspace, page, limit, _known(split_list(status)))
        return items if is_observed else BatchCallPage(items=items, total=total, page=page, limit=limit)

    @routes.get(
        "/batch-calls/{batch_id}",
        response_model=list[Call] if is_observed else CallLogs,
        responses=error_responses(400, 403, 404, status_403=NOT_YOURS, status_404=NOT_FOUND),
    )
    def list_calls_of_batch(
        services: WithServices, workspace: Workspace, batch_id: BatchId, page: PageNumber = 1, limit: CallPageSize = 20
    ) -> CallLogs | list[Call]:
        """List the calls of a batch in the order of its file, also those that are not made yet."""
        _require_own(services, workspace, batch_id)
        calls, total = services.calls.list_of_batch(batch_id, page, limit)
        if is_observed:
            return calls
        return CallLogs(callLogs=calls, total=total, page=page, limit=limit, totalPages=-(-total // limit))

    @routes.patch(
        "/batch-calls/{batch_id}/status",
        responses=error_responses(
            400, 403, 404, *([409] if is_observed else []), 413,
            status_400=NOT_ALLOWED, status_403=NOT_YOURS, status_404=NOT_FOUND,
            status_409=NOT_ALLOWED | {"statusCode": 409, "error": "Conflict"},
        ),
    )  # fmt: skip
    def change_status(
        services: WithServices, workspace: Workspace, batch_id: BatchId, change: BatchStatusChange
    ) -> ChangedBatchCall:
        """Pause, resume or cancel a batch. Calls that are under way go on; cancelling removes those in the queue."""
        _require_own(services, workspace, batch_id)
        action = BatchAction(change.action)
        try:
            head, affected = services.batch_calls.change(batch_id, action)
        except NotAllowedNow as refused:
            sentence = api.ACTION_NOT_ALLOWED.format(action=action, status=refused.status, subject="batch call")
            raise ApiError(409 if is_observed else 400, sentence) from None
        message = api.BATCH_CHANGED.format(done=ACTIONS[action])
        return ChangedBatchCall(success=True, message=message, campaign=head, affectedCalls=affected)

    return routes


def _require_own(services: Services, workspace: str, batch_id: str) -> None:
    owner = services.batch_calls.owner(batch_id)
    if owner is None:
        raise ApiError(404, api.BATCH_NOT_FOUND)
    if owner != workspace:
        raise ApiError(403, api.NOT_YOUR_RESOURCE)


def _known(statuses: list[str]) -> list[str]:
    """Statuses of batches, the legacy one by its new name.

    Raises:
        ApiError: 400: there is no such status.
    """
    named = [BatchStatus.RUNNING.value if status == LEGACY_ACTIVE else status for status in statuses]
    unknown = [status for status in named if status not in set(BatchStatus)]
    if unknown:
        raise ApiError(400, api.CALL_STATUS_UNKNOWN.format(status=unknown[0]))
    return named
