"""Enrol the leads of a file in a workflow: all of them, or none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool

from callsheet.backend.db.api_keys import KeyRevoked
from callsheet.backend.db.calling.workflow_leads import CLOSED, WorkflowClosed
from callsheet.backend.db.lead_rows import lead_rows
from callsheet.backend.file_check import check_file
from callsheet.backend.http.errors import ApiError
from callsheet.contract import EnrolledLeads
from callsheet.web.metrics import count_queued, timed
from callsheet.wording import api

if TYPE_CHECKING:
    from starlette.datastructures import UploadFile

    from callsheet.backend.db.calling.workflows import KnownWorkflow
    from callsheet.backend.services import Services

UNAUTHORISED, CONFLICT = 401, 409


async def enrol_leads(services: Services, workflow: KnownWorkflow, part: UploadFile, key_digest: str) -> EnrolledLeads:
    """Check a file, in one of the read slots, and enrol its leads.

    Args:
        services: the services of the application.
        workflow: of the request's workspace.
        part: the file.
        key_digest: digest of the request's API key.

    Raises:
        ApiError: nothing was enrolled.
    """
    if workflow.status in CLOSED:
        raise _closed(workflow.status)
    async with services.slots.acquire():
        return await run_in_threadpool(_check_and_enrol, services, workflow, part, key_digest)


def _check_and_enrol(services: Services, workflow: KnownWorkflow, part: UploadFile, key_digest: str) -> EnrolledLeads:
    route = services.telephony.route_of(workflow.workspace, workflow.from_number)
    report = check_file(part.filename or "", part.file.read(), route, most_variables=None)
    rows = lead_rows(report)
    variables = list(report.mapping.variables.values())
    try:
        with timed("store"):
            services.workflow_leads.create_from_file(workflow.id, rows, variables, key_digest)
    except WorkflowClosed as closed:
        raise _closed(closed.status) from None
    except KeyRevoked:
        raise ApiError(UNAUTHORISED, api.KEY_INVALID) from None
    count_queued(rows.num_rows, report.counts.missing)
    by_number: dict[str, list[str]] = {}
    for number, lead_id in zip(rows["phone_number"].to_pylist(), rows["id"].to_pylist(), strict=True):
        by_number.setdefault(str(number), []).append(str(lead_id))
    return EnrolledLeads(data=by_number, count=rows.num_rows)


def _closed(status: str) -> ApiError:
    return ApiError(CONFLICT, api.WORKFLOW_CLOSED.format(status=status))
