"""One person's number in the whole workspace: where it is, and erase it. Callsheet extensions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callsheet.backend.http.auth import Workspace
from callsheet.backend.routes.common import error_responses, router
from callsheet.backend.services import WithServices
from callsheet.contract import NumberRecords, NumberToErase

if TYPE_CHECKING:
    from fastapi import APIRouter


def number_routes() -> APIRouter:
    """Create the routes below `/v1/numbers`. The number is in the body, because paths are logged."""
    routes = router("numbers")

    @routes.post("/numbers/lookup", responses=error_responses(400, 413))
    def find_number(services: WithServices, workspace: Workspace, asked: NumberToErase) -> NumberRecords:
        """Count the leads and calls of a number in all campaigns, batch calls and workflows of the workspace.

        Callsheet extension: DialNexa has no such call.
        """
        return services.eraser.find(workspace, asked.phone_number)

    @routes.post("/numbers/erase", responses=error_responses(400, 413))
    def erase_number(services: WithServices, workspace: Workspace, asked: NumberToErase) -> NumberRecords:
        """Erase a number with all values of its leads and calls. Queued calls are cancelled, pending leads removed.

        Calls that are under way stay. The answer counts what was erased, and under `under_way` what stays. Repeating
        it has no effect.

        Callsheet extension: DialNexa has no such call.
        """
        return services.eraser.erase(workspace, asked.phone_number)

    return routes
