"""The destinations of a server, and how large their uploads may be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callsheet.sending.destinations.batch_call import BatchCallDestination
from callsheet.sending.destinations.campaign import CampaignDestination
from callsheet.sending.destinations.dashboard_file import DashboardFileDestination
from callsheet.sending.destinations.workflow import WorkflowDestination
from callsheet.store import DestinationKind, PartLimits

if TYPE_CHECKING:
    from collections.abc import Mapping

    from callsheet.client import CallsheetApi
    from callsheet.sending.destinations.destination import Destination
    from callsheet.store import Ledger

LIMITS: Mapping[DestinationKind, PartLimits] = {
    DestinationKind.CAMPAIGN: PartLimits(),
    # batch calls run one after the other, so that a file is as few of them as its bytes allow
    DestinationKind.BATCH_CALL: PartLimits(rows=10_000_000),
    DestinationKind.WORKFLOW: PartLimits(),
    DestinationKind.FILE: PartLimits(rows=10_000_000),
}


def destinations_of(api: CallsheetApi, ledger: Ledger, server: str) -> Mapping[DestinationKind, Destination]:
    """Return every kind of destination of a server.

    Args:
        api: a client of the server.
        ledger: of the sender.
        server: the server's name in it.
    """
    return {
        DestinationKind.CAMPAIGN: CampaignDestination(api, ledger, server),
        DestinationKind.BATCH_CALL: BatchCallDestination(api, ledger, server),
        DestinationKind.WORKFLOW: WorkflowDestination(api, ledger),
        DestinationKind.FILE: DashboardFileDestination(),
    }
