"""Create a batch call from a form: all of its calls are queued, or none."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from pydantic import ValidationError
from starlette.concurrency import run_in_threadpool

from callsheet.backend.calling.agent_choice import choose_caller
from callsheet.backend.db.api_keys import KeyRevoked
from callsheet.backend.db.lead_rows import lead_rows
from callsheet.backend.file_check import judge_file
from callsheet.backend.http.errors import ApiError, refused_rows_error
from callsheet.contract import (
    MAX_TITLE,
    BatchCallForm,
    BatchWarning,
    CreatedBatchCall,
    Reason,
)
from callsheet.web.metrics import count_queued, timed
from callsheet.wording import api

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from callsheet.backend.calling.agent_choice import Caller
    from callsheet.backend.http.multipart import Form
    from callsheet.backend.row_errors import RowErrorColumns
    from callsheet.backend.services import Services

UNAUTHORISED, FORBIDDEN = 401, 403
STARTED = "initiated"
"""The status in the answer to a new batch, whatever it waits for (documented)."""
NOT_ENABLED = {Reason.NO_ENABLED_COUNTRIES, Reason.UNSUPPORTED_DESTINATION_COUNTRY, Reason.UNSUPPORTED_PREFIX}
"""Reasons for which the whole file is refused with 403, without its rows (documented)."""


class BatchRequest(NamedTuple):
    """A request for a batch call.

    Args:
        workspace: of the request's API key.
        key_digest: digest of that key.
        form: file and fields.
    """

    workspace: str
    key_digest: str
    form: Form


async def create_batch_call(services: Services, request: BatchRequest) -> CreatedBatchCall:
    """Check the fields and the file, in one of the read slots, and create the batch.

    Raises:
        ApiError: nothing was created.
    """
    fields = parse_fields(request.form.fields)
    caller = await run_in_threadpool(
        choose_caller, services, request.workspace, fields.agent_id, fields.agent_version_number
    )
    async with services.slots.acquire():
        return await run_in_threadpool(_check_and_create, services, request, fields, caller)


def parse_fields(texts: Mapping[str, Sequence[str]]) -> BatchCallForm:
    """Read the fields of the form; empty ones count as absent.

    Raises:
        ApiError: 400, one sentence for each field that cannot be used.
    """
    given: dict[str, str] = {}
    for name, values in texts.items():
        filled = [value for value in values if value]
        if len(filled) > 1 and name in BatchCallForm.model_fields:
            raise ApiError(400, [api.FIELD_REPEATED.format(field=name)])
        if filled:
            given[name] = filled[0]
    try:
        form = BatchCallForm.model_validate(given)
    except ValidationError as error:
        problems = error.errors(include_input=False)
        sentences = [api.INVALID_FIELD.format(field=item["loc"][0], problem=item["msg"]) for item in problems]
        raise ApiError(400, sentences) from None
    if len(form.title) > MAX_TITLE:
        raise ApiError(400, api.TITLE_TOO_LONG.format(limit=MAX_TITLE, received=len(form.title)))
    if form.starts_at and form.ends_at and form.ends_at <= form.starts_at:
        raise ApiError(400, api.ENDS_BEFORE_START)
    return form


def _check_and_create(
    services: Services, request: BatchRequest, fields: BatchCallForm, caller: Caller
) -> CreatedBatchCall:
    part, route = request.form.file, services.telephony.route_of(request.workspace, caller.from_number)
    report, refused = judge_file(
        part.filename or "",
        part.file.read(),
        route,
        phone_header=services.batch_phone_header,
        most_variables=None,
    )
    if refused:
        raise _refusal(refused, has_valid=report.counts.ready > 0, is_observed=services.is_observed)
    rows = lead_rows(report, "call")
    if not rows.num_rows:
        raise ApiError(400, api.NO_VALID_NUMBERS)
    values = fields.model_dump() | {"agent_version_number": caller.version, "from_number": caller.from_number}
    try:
        with timed("store"):
            batch_id, conflicts = services.batch_calls.create(request.workspace, values, rows, request.key_digest)
    except KeyRevoked:
        raise ApiError(UNAUTHORISED, api.KEY_INVALID) from None
    count_queued(rows.num_rows, report.counts.missing)
    ahead = Counter(conflict.kind for conflict in conflicts)
    return CreatedBatchCall(
        id=batch_id,
        title=fields.title,
        total_records=rows.num_rows,
        status=STARTED,
        from_number=caller.from_number,
        warning=BatchWarning(message=api.batch_warning(ahead), conflicts=conflicts) if conflicts else None,
    )


def _refusal(refused: Sequence[RowErrorColumns], *, has_valid: bool, is_observed: bool) -> ApiError:
    """Numbers that are wrong come first; of countries that may not be called only the fact is said."""
    wrong = [group for group in refused if group.reason not in NOT_ENABLED]
    if not wrong:
        return ApiError(FORBIDDEN, api.DESTINATION_NOT_ENABLED)
    if is_observed and not has_valid and len(wrong) == len(refused):
        return ApiError(400, api.NO_VALID_NUMBERS)
    return refused_rows_error(wrong)
