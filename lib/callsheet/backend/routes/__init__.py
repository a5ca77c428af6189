"""The calls of the API, by subject."""

from callsheet.backend.routes.campaign_leads import campaign_lead_routes
from callsheet.backend.routes.campaigns import campaign_routes
from callsheet.backend.routes.checks import check_routes
from callsheet.backend.routes.leads import lead_routes
from callsheet.backend.routes.telephony import telephony_routes
from callsheet.backend.routes.uploads import upload_routes

__all__ = [
    "campaign_lead_routes",
    "campaign_routes",
    "check_routes",
    "lead_routes",
    "telephony_routes",
    "upload_routes",
]
