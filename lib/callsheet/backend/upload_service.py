"""What becomes of an uploaded file: judged by `callsheet.validation` and nothing else, queued whole or not at all."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool

from callsheet.backend.db.api_keys import KeyRevoked
from callsheet.backend.db.idempotency import (
    Claim,
    InProgress,
    KeyConflict,
    Replay,
)
from callsheet.backend.db.lead_rows import lead_rows
from callsheet.backend.db.leads import CampaignClosed, ClaimSuperseded
from callsheet.backend.http.errors import Refusal, refused_rows
from callsheet.backend.row_errors import group_row_errors
from callsheet.contract import CLOSED_STATUSES, MAX_BYTES_SERVER, Campaign, UploadResult, build_route
from callsheet.errors import FileRefused
from callsheet.files import read_table
from callsheet.validation import check, contract_mapping
from callsheet.wording import api

if TYPE_CHECKING:
    from starlette.datastructures import UploadFile

    from callsheet.backend.services import Services
    from callsheet.validation import Report, Route

FIRST_WAIT_SECONDS, LONGEST_WAIT_SECONDS = 0.05, 1.0
UNAUTHORISED = 401


@dataclass(frozen=True)
class Upload:
    """A file that came in.

    Args:
        workspace: whose.
        key_digest: of the API key it came with; must still open the workspace when the leads are queued.
        campaign: where the leads go, as it was when the request came.
        part: the file.
    """

    workspace: str
    key_digest: str
    campaign: Campaign
    part: UploadFile


async def process_upload_once(services: Services, upload: Upload, key: str) -> tuple[int, str]:
    """Carry out an upload that has an Idempotency-Key, or wait for whoever does.

    Returns:
        Status and body of the one answer this key has.

    Raises:
        Refusal: 422 when the key came before with something else, 401 when the API key was revoked meanwhile.
    """
    digest = await run_in_threadpool(_digest, upload.part)
    wait = FIRST_WAIT_SECONDS
    while True:
        match await run_in_threadpool(services.uploads.claim, upload.workspace, key, upload.campaign.id, digest):
            case Replay(status, answer):
                return status, answer
            case KeyConflict():
                raise Refusal(422, api.IDEMPOTENCY_KEY_REUSED)
            case InProgress():
                await asyncio.sleep(wait)
                wait = min(wait * 2, LONGEST_WAIT_SECONDS)
            case Claim() as claim:
                try:
                    return await _process_claimed(services, upload, claim)
                except ClaimSuperseded:
                    continue
                finally:
                    services.uploads.end(claim)


async def _process_claimed(services: Services, upload: Upload, claim: Claim) -> tuple[int, str]:
    """The answer to an upload that is ours to carry out; what is no answer gives the claim back."""
    try:
        return 201, await process_upload(services, upload, claim)
    except ClaimSuperseded:
        raise
    except Refusal as refusal:
        if refusal.status != UNAUTHORISED:
            await run_in_threadpool(services.uploads.refuse, claim, refusal.status, refusal.body())
            return refusal.status, refusal.body()
        await run_in_threadpool(services.uploads.forget, claim)
        raise
    except BaseException:
        await run_in_threadpool(services.uploads.forget, claim)
        raise


async def process_upload(services: Services, upload: Upload, claim: Claim | None = None) -> str:
    """Judge a file and queue its leads, in one of the places for files.

    Returns:
        The answer, as JSON.

    Raises:
        Refusal: nothing is queued.
        ClaimLost: nothing is queued, another process took over.
    """
    async with services.slots.acquire():
        return await run_in_threadpool(_process, services, upload, claim)


def _digest(part: UploadFile) -> str:
    digest = sha256(part.file.read()).hexdigest()
    part.file.seek(0)
    return digest


def _process(services: Services, upload: Upload, claim: Claim | None) -> str:
    campaign, telephony = upload.campaign, services.telephony
    if campaign.status in CLOSED_STATUSES:
        raise Refusal(409, api.CAMPAIGN_CLOSED.format(status=campaign.status))
    route = build_route(campaign, telephony.config(upload.workspace), telephony.numbers(upload.workspace)[0])
    upload.part.file.seek(0)
    report = judged(upload.part.filename or "", upload.part.file.read(), route)
    rows, skipped = lead_rows(report), report.counts.missing
    answer = UploadResult(
        campaign_id=campaign.id,
        leads_created=rows.num_rows,
        leads_skipped=skipped,
        message=api.upload_message(rows.num_rows, skipped),
    ).model_dump_json()
    try:
        services.leads.add_file(campaign.id, rows, upload.key_digest, claim, answer)
    except CampaignClosed as finished:
        raise Refusal(409, api.CAMPAIGN_CLOSED.format(status=finished.status)) from None
    except KeyRevoked:
        raise Refusal(UNAUTHORISED, api.KEY_INVALID) from None
    return answer


def judged(name: str, data: bytes, route: Route) -> Report:
    """Read a file and judge it with its literal columns.

    Raises:
        Refusal: 400, of the file as a whole or by rows.
    """
    try:
        table = read_table(name, data, limit_bytes=MAX_BYTES_SERVER)
        report = check(table, contract_mapping(table), route)
    except FileRefused as refused:
        raise Refusal(400, api.file_message(refused.code, refused.facts)) from None
    groups = group_row_errors(report)
    if groups:
        raise refused_rows(groups)
    return report
