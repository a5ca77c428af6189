"""Queue one call."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from callsheet.backend.calling.agent_choice import choose_caller
from callsheet.backend.http.errors import ApiError
from callsheet.contract import CreatedCall, Reason, reason_of_code
from callsheet.validation import PHONE_NUMBER, ColumnMapping, Source, Table, check
from callsheet.wording import api

if TYPE_CHECKING:
    from callsheet.backend.services import Services
    from callsheet.contract import NewCall

MAPPING = ColumnMapping(phone=(PHONE_NUMBER,))
NOT_FOUND = 404


def queue_call(services: Services, workspace: str, new: NewCall) -> CreatedCall:
    """Check the number like a row of a file, and queue the call.

    Args:
        services: the services of the application.
        workspace: of the request's API key.
        new: the call.

    Raises:
        ApiError: nothing was queued.
    """
    try:
        caller = choose_caller(services, workspace, new.agent_id, new.agent_version_number)
    except ApiError as error:
        if error.status == NOT_FOUND:
            raise ApiError(NOT_FOUND, api.AGENT_OR_NUMBER_NOT_FOUND) from None
        raise
    route = services.telephony.route_of(workspace, caller.from_number)
    frame = pd.DataFrame({PHONE_NUMBER: [new.phone_number]}, index=pd.RangeIndex(2, 3, name="row"), dtype="str")
    report = check(Table(frame, (PHONE_NUMBER,), Source("", "", "csv")), MAPPING, route)
    errors = report.issues[report.issues["severity"] == "error"]
    reasons = {reason_of_code(code) for code in errors["code"]}
    if Reason.INVALID_PHONE_NUMBER in reasons or (not len(errors) and not report.counts.ready):
        raise ApiError(400, api.NUMBER_INVALID)
    if len(errors):
        raise ApiError(403, api.DESTINATION_NOT_ENABLED)
    number = str(report.numbers.iloc[0])
    values = {
        "agent_id": caller.agent_id,
        "agent_version_number": caller.version,
        "from_number": caller.from_number,
        "to_number": number,
    }
    call_id = services.calls.create(workspace, values, new.metadata)
    return CreatedCall(
        id=call_id, to_phone_number=number, agent_id=caller.agent_id, agent_version_number=caller.version
    )
