"""Countries, the Telephony Config and phone numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callsheet.backend.db.telephony import countries
from callsheet.backend.http.auth import Workspace
from callsheet.backend.http.errors import ApiError, error_body
from callsheet.backend.routes.common import (
    PageNumber,
    PageSize,
    error_responses,
    router,
)
from callsheet.backend.services import WithServices
from callsheet.contract import CountryOption, NetworkGroup, NewPhoneNumber, NumberPage, PhoneNumber, TelephonyConfig
from callsheet.wording import api

if TYPE_CHECKING:
    from fastapi import APIRouter

NUMBER_EXISTS = error_body(409, api.NUMBER_EXISTS)


def telephony_routes() -> APIRouter:
    """Create the routes of countries, the Telephony Config and phone numbers."""
    routes = router("telephony")

    @routes.get("/phone-country-rules/countries", responses=error_responses())
    def list_countries(_: Workspace) -> list[CountryOption]:
        """List every country that can be enabled."""
        return countries()

    @routes.get("/phone-country-rules/enabled-network-groups", responses=error_responses())
    def get_telephony_config(services: WithServices, workspace: Workspace) -> list[NetworkGroup]:
        """Get the Telephony Config of the workspace: the enabled countries with their prefixes."""
        return services.telephony.config(workspace)

    @routes.put("/telephony-config", responses=error_responses(400, 413))
    def replace_telephony_config(
        services: WithServices, workspace: Workspace, config: TelephonyConfig
    ) -> list[NetworkGroup]:
        """Replace the Telephony Config. A country that is listed twice gets the prefixes of both entries.

        Callsheet extension: DialNexa offers this in its dashboard only.
        """
        prefixes: dict[str, dict[str, None]] = {}
        for country in config.countries:
            prefixes.setdefault(country.country_iso, {}).update(dict.fromkeys(country.prefixes))
        services.telephony.replace_config(workspace, {iso: list(allowed) for iso, allowed in prefixes.items()})
        return services.telephony.config(workspace)

    @routes.get("/organization-phone-numbers", responses=error_responses(400))
    def list_numbers(
        services: WithServices, workspace: Workspace, page: PageNumber = 1, limit: PageSize = 20
    ) -> NumberPage:
        """List the phone numbers from which campaigns can call."""
        items, total = services.telephony.list_numbers(workspace, page, limit)
        return NumberPage(items=items, total=total, page=page, limit=limit)

    @routes.post(
        "/organization-phone-numbers",
        status_code=201,
        responses=error_responses(400, 409, 413, status_409=NUMBER_EXISTS),
    )
    def create_number(services: WithServices, workspace: Workspace, new: NewPhoneNumber) -> PhoneNumber:
        """Add a phone number. The Telephony Config does not apply to calls through a SIP trunk.

        Callsheet extension: DialNexa offers this in its dashboard only.
        """
        number = services.telephony.create_number(workspace, new.phone_number, new.nickname, sip=new.sip_trunk_enabled)
        if number is None:
            raise ApiError(409, api.NUMBER_EXISTS)
        return number

    return routes
