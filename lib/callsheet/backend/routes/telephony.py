"""Countries, the Telephony Config, and phone numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callsheet.backend.db.telephony import countries
from callsheet.backend.http.auth import Workspace
from callsheet.backend.http.errors import Refusal, envelope
from callsheet.backend.routes.common import (
    PageNumber,
    PageSize,
    refusals,
    router,
)
from callsheet.backend.services import WithServices
from callsheet.contract import CountryOption, NetworkGroup, NewPhoneNumber, NumberPage, PhoneNumber, TelephonyConfig
from callsheet.wording import api

if TYPE_CHECKING:
    from fastapi import APIRouter

TAKEN = envelope(409, api.NUMBER_EXISTS)


def telephony_routes() -> APIRouter:
    """`/v1/phone-country-rules`, `/v1/telephony-config`, `/v1/organization-phone-numbers`."""
    routes = router("telephony")

    @routes.get("/phone-country-rules/countries", responses=refusals())
    def list_countries(_: Workspace) -> list[CountryOption]:
        """Every country that could be enabled."""
        return countries()

    @routes.get("/phone-country-rules/enabled-network-groups", responses=refusals())
    def telephony_config(services: WithServices, workspace: Workspace) -> list[NetworkGroup]:
        """The workspace's Telephony Config: the enabled countries with their prefixes."""
        return services.telephony.config(workspace)

    @routes.put("/telephony-config", responses=refusals(400, 413))
    def set_telephony_config(
        services: WithServices, workspace: Workspace, config: TelephonyConfig
    ) -> list[NetworkGroup]:
        """Replace the Telephony Config (ours). A country named twice has the prefixes of both."""
        prefixes: dict[str, dict[str, None]] = {}
        for country in config.countries:
            prefixes.setdefault(country.country_iso, {}).update(dict.fromkeys(country.prefixes))
        services.telephony.set_config(workspace, {iso: list(starts) for iso, starts in prefixes.items()})
        return services.telephony.config(workspace)

    @routes.get("/organization-phone-numbers", responses=refusals(400))
    def list_numbers(
        services: WithServices, workspace: Workspace, page: PageNumber = 1, limit: PageSize = 20
    ) -> NumberPage:
        """The numbers campaigns can call from."""
        items, total = services.telephony.numbers(workspace, page, limit)
        return NumberPage(items=items, total=total, page=page, limit=limit)

    @routes.post("/organization-phone-numbers", status_code=201, responses=refusals(400, 409, 413, status_409=TAKEN))
    def add_number(services: WithServices, workspace: Workspace, new: NewPhoneNumber) -> PhoneNumber:
        """Add a number (ours); calls through a SIP trunk know no country rules."""
        added = services.telephony.add_number(workspace, new.phone_number, new.nickname, sip=new.sip_trunk_enabled)
        if added is None:
            raise Refusal(409, api.NUMBER_EXISTS)
        return added

    return routes
