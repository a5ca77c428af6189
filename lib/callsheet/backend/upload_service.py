"""Process an uploaded file: check it with `callsheet.validation`, then queue all of its leads or none."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool

from callsheet.backend.db.api_keys import KeyRevoked
from callsheet.backend.db.idempotency import Claim, ClaimSuperseded, InProgress, KeyConflict, Replay
from callsheet.backend.db.lead_rows import lead_rows
from callsheet.backend.db.leads import CampaignClosed
from callsheet.backend.file_check import check_file
from callsheet.backend.http.errors import ApiError
from callsheet.contract import CLOSED_STATUSES, Campaign, UploadResult, build_route
from callsheet.web.metrics import count_queued, timed
from callsheet.wording import api

if TYPE_CHECKING:
    from starlette.datastructures import UploadFile

    from callsheet.backend.services import Services

FIRST_WAIT_SECONDS, LONGEST_WAIT_SECONDS = 0.05, 1.0
"""How long a request with a key in use waits before it looks again, doubling each time. Chosen by hand."""
CREATED, UNAUTHORISED = 201, 401


@dataclass(frozen=True)
class Upload:
    """An uploaded file.

    Args:
        workspace: of the request's API key.
        key_digest: digest of that key. The key must still be valid when the leads are queued.
        campaign: the campaign as it was when the request arrived, without counts.
        part: the file.
    """

    workspace: str
    key_digest: str
    campaign: Campaign
    part: UploadFile


async def process_upload_once(services: Services, upload: Upload, key: str) -> tuple[int, str]:
    """Process an upload that has an Idempotency-Key, or wait for the request that does.

    Returns:
        Status and JSON body of the one response to this key.

    Raises:
        ApiError: 422 if the key was used with another file or campaign; 401 if the API key was revoked meanwhile.
    """
    digest = await run_in_threadpool(_digest, upload.part)
    wait = FIRST_WAIT_SECONDS
    while True:
        match await run_in_threadpool(services.uploads.claim, upload.workspace, key, upload.campaign.id, digest):
            case Replay(status, body):
                return status, body
            case KeyConflict():
                raise ApiError(422, api.IDEMPOTENCY_KEY_REUSED)
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
    """Process an upload that this request has claimed; release the claim if there is no response to store."""
    try:
        return CREATED, await process_upload(services, upload, claim)
    except ClaimSuperseded:
        raise
    except ApiError as error:
        if error.status != UNAUTHORISED:
            await run_in_threadpool(services.uploads.record_refused, claim, error.status, error.body())
            return error.status, error.body()
        await run_in_threadpool(services.uploads.release, claim)
        raise
    except BaseException:
        await run_in_threadpool(services.uploads.release, claim)
        raise


async def process_upload(services: Services, upload: Upload, claim: Claim | None = None) -> str:
    """Check a file and queue its leads, in one of the read slots.

    Returns:
        The body of the success response, JSON.

    Raises:
        ApiError: nothing was queued.
        ClaimSuperseded: nothing was queued; another process has taken the upload over.
    """
    async with services.slots.acquire():
        return await run_in_threadpool(_check_and_queue, services, upload, claim)


def _digest(part: UploadFile) -> str:
    digest = sha256(part.file.read()).hexdigest()
    part.file.seek(0)
    return digest


def _check_and_queue(services: Services, upload: Upload, claim: Claim | None) -> str:
    campaign, telephony = upload.campaign, services.telephony
    if campaign.status in CLOSED_STATUSES:
        raise ApiError(409, api.CAMPAIGN_CLOSED.format(status=campaign.status))
    route = build_route(campaign, telephony.config(upload.workspace), telephony.list_numbers(upload.workspace)[0])
    upload.part.file.seek(0)
    report = check_file(upload.part.filename or "", upload.part.file.read(), route)
    rows, skipped = lead_rows(report), report.counts.missing
    result = UploadResult(
        campaign_id=campaign.id,
        leads_created=rows.num_rows,
        leads_skipped=skipped,
        message=api.upload_message(rows.num_rows, skipped),
    )
    body = result.model_dump_json()
    try:
        with timed("store"):
            services.leads.create_from_file(campaign.id, rows, upload.key_digest, claim, body)
    except CampaignClosed as closed:
        raise ApiError(409, api.CAMPAIGN_CLOSED.format(status=closed.status)) from None
    except KeyRevoked:
        raise ApiError(UNAUTHORISED, api.KEY_INVALID) from None
    count_queued(rows.num_rows, skipped)
    return body
