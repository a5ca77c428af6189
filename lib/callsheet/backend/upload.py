"""The upload: a file of leads, judged by `callsheet.validation` and nothing else, queued whole or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool

from callsheet.backend.body import file_of
from callsheet.backend.keys import Workspace  # noqa: TC001 - FastAPI reads the annotation at run time
from callsheet.backend.lead_rows import lead_rows
from callsheet.backend.refusal import Refusal
from callsheet.contract import MAX_BYTES_SERVER, UploadAnswer, grouped, route_of
from callsheet.errors import FileRefused
from callsheet.files import read_table
from callsheet.validation import check, contract_mapping
from callsheet.wording import answers

if TYPE_CHECKING:
    from starlette.datastructures import UploadFile

    from callsheet.backend.records import Records
    from callsheet.contract import Campaign

FINISHED = ("completed", "cancelled")


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
        part = await file_of(request)
        try:
            return await run_in_threadpool(_take, records, workspace, campaign, part)
        finally:
            await part.close()

    return router


def _take(records: Records, workspace: str, campaign: Campaign, part: UploadFile) -> UploadAnswer:
    route = route_of(campaign, records.telephony_config(workspace), records.numbers(workspace))
    try:
        table = read_table(part.filename or "", part.file.read(), limit_bytes=MAX_BYTES_SERVER)
        report = check(table, contract_mapping(table), route)
    except FileRefused as refused:
        raise Refusal(400, answers.file_refusal(refused.code, refused.facts)) from None
    groups = grouped(report)
    if groups:
        words = [answers.refused_rows(group.title, [line.row for line in group.rows]) for group in groups]
        raise Refusal(400, words, [group.model_dump() for group in groups])
    created = records.add_leads(campaign.id, lead_rows(report))
    skipped = report.counts.missing
    return UploadAnswer(
        campaign_id=campaign.id,
        leads_created=created,
        leads_skipped=skipped,
        message=answers.queued(created, skipped),
    )
