"""The calls of the API, by subject."""

from callsheet.backend.routes.agents import agent_routes
from callsheet.backend.routes.batch_calls import batch_call_routes
from callsheet.backend.routes.calls import call_routes
from callsheet.backend.routes.campaign_leads import campaign_lead_routes
from callsheet.backend.routes.campaigns import campaign_routes
from callsheet.backend.routes.checks import check_routes
from callsheet.backend.routes.leads import lead_routes
from callsheet.backend.routes.numbers import number_routes
from callsheet.backend.routes.telephony import telephony_routes
from callsheet.backend.routes.uploads import upload_routes
from callsheet.backend.routes.workflow_leads import workflow_lead_routes
from callsheet.backend.routes.workflows import workflow_routes

__all__ = [
    "agent_routes",
    "batch_call_routes",
    "call_routes",
    "campaign_lead_routes",
    "campaign_routes",
    "check_routes",
    "lead_routes",
    "number_routes",
    "telephony_routes",
    "upload_routes",
    "workflow_lead_routes",
    "workflow_routes",
]
