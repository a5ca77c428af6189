"""Response models, and the route of a campaign."""

from __future__ import annotations

import pytest

from callsheet.contract import Campaign, CountryPrefixes, Lead, NetworkGroup, PhoneNumber, build_route
from callsheet.validation import CountryRule, Route

INDIA = NetworkGroup(countryRule=CountryPrefixes(country_iso="IN", calling_code="91", prefixes=["9"]))
INDIAN_RULES = (CountryRule("IN", "91", ("9",)),)
SIP_NUMBER = PhoneNumber(id="phn_1", phone_number="+912234567890", sip_trunk_enabled=True)
OTHER_SIP_NUMBER = PhoneNumber(id="phn_1", phone_number="+15550100", sip_trunk_enabled=True)

OWN = ("+912234567890",)


@pytest.mark.parametrize(
    ("groups", "numbers", "route"),
    [
        (None, None, Route("IN", own_numbers=OWN)),
        ([], None, Route("IN", countries=(), own_numbers=OWN)),
        ([INDIA], [], Route("IN", countries=INDIAN_RULES, own_numbers=OWN)),
        ([INDIA], [SIP_NUMBER], Route("IN", sip=True, countries=INDIAN_RULES, own_numbers=OWN)),
        (None, [OTHER_SIP_NUMBER], Route("IN", own_numbers=(*OWN, OTHER_SIP_NUMBER.phone_number))),
    ],
    ids=["server offers neither", "no country enabled", "India", "SIP", "another number is SIP"],
)
def test_the_route_of_a_campaign(
    groups: list[NetworkGroup] | None, numbers: list[PhoneNumber] | None, route: Route
) -> None:
    """Region, SIP trunk and own numbers come from the server's numbers, countries from the Telephony Config."""
    assert build_route(Campaign(id="cmp_1", from_phone_number=OWN[0]), groups, numbers) == route


def test_unknown_fields_are_ignored() -> None:
    """A newer server may send fields that the models lack; missing fields have defaults."""
    lead = Lead.model_validate({"id": "lead_1", "phone_number": "+911", "campaign_id": "cmp_1", "mood": "good"})
    assert (lead.status, lead.notes, lead.created_at) == ("pending", {}, None)
    assert Campaign.model_validate({"id": "cmp_1", "priority": 3}).status == "draft"
