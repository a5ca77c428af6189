"""What becomes of an uploaded file: judged by `callsheet.validation` and nothing else, queued whole or not at all."""

from __future__ import annotations

import asyncio
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from starlette.concurrency import run_in_threadpool

from callsheet.backend.lead_rows import lead_rows
from callsheet.backend.leads import CampaignFinished, ClaimLost
from callsheet.backend.refusal import Refusal
from callsheet.backend.uploads import Busy, Claim, Different, Kept
from callsheet.contract import FINISHED, MAX_BYTES_SERVER, UploadAnswer, grouped, route_of
from callsheet.errors import FileRefused
from callsheet.files import read_table
from callsheet.validation import check, contract_mapping
from callsheet.wording import answers

if TYPE_CHECKING:
    from starlette.datastructures import UploadFile

    from callsheet.backend.services import Services
    from callsheet.contract import Campaign
    from callsheet.validation import Report, Route

FIRST_WAIT_SECONDS, LONGEST_WAIT_SECONDS = 0.05, 1.0


async def take_once(
    services: Services, workspace: str, campaign: Campaign, part: UploadFile, key: str
) -> tuple[int, dict[str, Any]]:
    """Carry out an upload that has an Idempotency-Key, or wait for whoever does.

    Returns:
        Status and body of the one answer this key has.

    Raises:
        Refusal: 422 when the key came before with something else.
    """
    digest = await run_in_threadpool(_digest, part)
    wait = FIRST_WAIT_SECONDS
    while True:
        match await run_in_threadpool(services.uploads.claim, workspace, key, campaign.id, digest):
            case Kept(status, answer):
                return status, answer
            case Different():
                raise Refusal(422, answers.KEY_REUSED)
            case Busy():
                await asyncio.sleep(wait)
                wait = min(wait * 2, LONGEST_WAIT_SECONDS)
            case Claim() as claim:
                try:
                    return 201, await take(services, workspace, campaign, part, claim)
                except Refusal as refusal:
                    await run_in_threadpool(services.uploads.refuse, claim, refusal.status, refusal.body())
                    return refusal.status, refusal.body()
                except ClaimLost:
                    continue
                except BaseException:
                    await run_in_threadpool(services.uploads.forget, claim)
                    raise
                finally:
                    services.uploads.end(claim)


async def take(
    services: Services, workspace: str, campaign: Campaign, part: UploadFile, claim: Claim | None = None
) -> dict[str, Any]:
    """Judge a file and queue its leads, in one of the places for files.

    Returns:
        The answer.

    Raises:
        Refusal: nothing is queued.
        ClaimLost: nothing is queued, another process took over.
    """
    async with services.slots.one():
        return await run_in_threadpool(_take, services, workspace, campaign, part, claim)


def _digest(part: UploadFile) -> str:
    digest = sha256(part.file.read()).hexdigest()
    part.file.seek(0)
    return digest


def _take(
    services: Services, workspace: str, campaign: Campaign, part: UploadFile, claim: Claim | None
) -> dict[str, Any]:
    if campaign.status in FINISHED:
        raise Refusal(409, answers.FINISHED.format(status=campaign.status))
    telephony = services.telephony
    route = route_of(campaign, telephony.config(workspace), telephony.numbers(workspace)[0])
    part.file.seek(0)
    report = judged(part.filename or "", part.file.read(), route)
    rows, skipped = lead_rows(report), report.counts.missing
    answer = UploadAnswer(
        campaign_id=campaign.id,
        leads_created=rows.num_rows,
        leads_skipped=skipped,
        message=answers.queued(rows.num_rows, skipped),
    ).model_dump()
    try:
        services.leads.add_file(campaign.id, rows, claim, answer)
    except CampaignFinished as finished:
        raise Refusal(409, answers.FINISHED.format(status=finished.status)) from None
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
        raise Refusal(400, answers.file_refusal(refused.code, refused.facts)) from None
    groups = grouped(report)
    if groups:
        words = [answers.refused_rows(group.title, [line.row for line in group.rows]) for group in groups]
        raise Refusal(400, words, [group.model_dump() for group in groups])
    return report
