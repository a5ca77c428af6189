"""The upload: a file of leads, judged by `callsheet.validation` and nothing else, queued whole or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile

from callsheet.backend.keys import Workspace  # noqa: TC001 - FastAPI reads the annotation at run time
from callsheet.contract import MAX_BYTES_SERVER, UploadAnswer, grouped, route_of
from callsheet.errors import FileRefused, RefusalCode
from callsheet.files import read_table
from callsheet.validation import Bucket, check, contract_mapping
from callsheet.wording import answers

if TYPE_CHECKING:
    from callsheet.backend.records import Records
    from callsheet.contract import Campaign

FINISHED = ("completed", "cancelled")
ENVELOPE_BYTES = 64 * 1024
"""What the multipart form may add to the file."""


class Refusal(Exception):
    """An answer that is not the success, with its status and words."""

    def __init__(self, status: int, message: str | list[str], groups: list[dict[str, Any]] | None = None) -> None:
        super().__init__(status)
        self.status = status
        self.message = message
        self.groups = groups


def upload_route() -> APIRouter:
    """The one route, `POST /v1/campaigns-leads/upload-file/{campaign_id}`."""
    router = APIRouter()

    @router.post("/v1/campaigns-leads/upload-file/{campaign_id}", status_code=201)
    async def upload_file(request: Request, campaign_id: str, workspace: Workspace) -> UploadAnswer:
        records: Records = request.app.state.records
        campaign = await run_in_threadpool(records.campaign, workspace, campaign_id)
        if campaign is None:
            raise Refusal(404, answers.NO_CAMPAIGN)
        if campaign.status in FINISHED:
            raise Refusal(409, answers.FINISHED.format(status=campaign.status))
        name, data = await _file_of(request)
        return await run_in_threadpool(_take, records, workspace, campaign, name, data)

    return router


async def _file_of(request: Request) -> tuple[str, bytes]:
    stated = request.headers.get("content-length", "")
    if stated.isdecimal() and int(stated) > MAX_BYTES_SERVER + ENVELOPE_BYTES:
        raise Refusal(413, answers.file_refusal(RefusalCode.TOO_LARGE, {"size": int(stated)}))
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        raise Refusal(400, answers.FILE_REQUIRED)
    async with request.form(max_files=1, max_fields=10) as form:
        part = form.get("file")
        if not isinstance(part, UploadFile):
            raise Refusal(400, answers.FILE_REQUIRED)
        data = await part.read(MAX_BYTES_SERVER + 1)
        if len(data) > MAX_BYTES_SERVER:
            raise Refusal(413, answers.file_refusal(RefusalCode.TOO_LARGE, {"size": part.size or len(data)}))
        return part.filename or "", data


def _take(records: Records, workspace: str, campaign: Campaign, name: str, data: bytes) -> UploadAnswer:
    route = route_of(campaign, records.telephony_config(workspace), records.numbers(workspace))
    try:
        table = read_table(name, data, limit_bytes=MAX_BYTES_SERVER)
        report = check(table, contract_mapping(table), route)
    except FileRefused as refused:
        raise Refusal(400, answers.file_refusal(refused.code, refused.facts)) from None
    groups = grouped(report)
    if groups:
        words = [answers.refused_rows(group.title, [line.row for line in group.rows]) for group in groups]
        raise Refusal(400, words, [group.model_dump() for group in groups])
    accepted = report.buckets.isin([Bucket.READY.value, Bucket.DUPLICATES.value])
    leads = report.frame.loc[accepted, list(report.mapping.variables)]
    leads.insert(0, "phone_number", report.numbers[accepted].to_numpy(), allow_duplicates=True)
    created = records.add_leads(campaign.id, leads)
    skipped = report.counts.missing
    return UploadAnswer(
        campaign_id=campaign.id,
        leads_created=created,
        leads_skipped=skipped,
        message=answers.queued(created, skipped),
    )
