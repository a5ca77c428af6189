"""The wire's shapes and reasons against codes.md and api-contract.md."""

from __future__ import annotations

import pytest

from callsheet.contract import Campaign, CountryPrefixes, Lead, NetworkGroup, PhoneNumber, build_route, reason_of_code
from callsheet.validation import CountryRule, IssueCode, Route

INVALID = [
    "too_few_digits", "too_many_digits", "contains_letters", "unknown_country_code", "not_in_use", "not_a_number",
    "shortened_by_excel", "has_extension", "several_numbers", "formula_without_value", "error_cell",
]  # fmt: skip
INDIA = NetworkGroup(countryRule=CountryPrefixes(country_iso="IN", calling_code="91", prefixes=["9"]))


@pytest.mark.parametrize("code", INVALID)
def test_a_number_that_is_none_has_one_reason(code: str) -> None:
    """However it is wrong, the wire says invalid_phone_number."""
    assert reason_of_code(code) == "invalid_phone_number"


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("missing_phone_number", None),
        ("no_enabled_countries", "no_enabled_countries"),
        ("country_not_enabled", "unsupported_destination_country"),
        ("prefix_not_enabled", "unsupported_prefix"),
    ],
)
def test_the_other_reasons(code: str, reason: str) -> None:
    """A missing number is skipped; the Telephony Config has three reasons of its own."""
    assert reason_of_code(code) == reason


def test_every_issue_code_has_a_place_on_the_wire() -> None:
    """No code of the judge is unknown to the wire."""
    assert {reason_of_code(code) for code in IssueCode} <= {
        None,
        "invalid_phone_number",
        "no_enabled_countries",
        "unsupported_destination_country",
        "unsupported_prefix",
    }


@pytest.mark.parametrize(
    ("groups", "numbers", "route"),
    [
        (None, None, Route("IN")),
        ([], None, Route("IN", countries=())),
        ([INDIA], [], Route("IN", countries=(CountryRule("IN", "91", ("9",)),))),
        (
            [INDIA],
            [PhoneNumber(id="phn_1", phone_number="+912234567890", sip_trunk_enabled=True)],
            Route("IN", sip=True, countries=(CountryRule("IN", "91", ("9",)),)),
        ),
        (None, [PhoneNumber(id="phn_1", phone_number="+15550100", sip_trunk_enabled=True)], Route("IN")),
    ],
    ids=["nothing told", "nothing enabled", "India", "SIP", "another number is SIP"],
)
def test_the_route_of_a_campaign(
    groups: list[NetworkGroup] | None, numbers: list[PhoneNumber] | None, route: Route
) -> None:
    """Region from the campaign's number, SIP from that number's trunk, countries from the Telephony Config."""
    assert build_route(Campaign(id="cmp_1", from_phone_number="+912234567890"), groups, numbers) == route


def test_a_newer_server_may_say_more() -> None:
    """Unknown fields are passed over, absent ones have their default."""
    lead = Lead.model_validate({"id": "lead_1", "phone_number": "+911", "campaign_id": "cmp_1", "mood": "good"})
    assert (lead.status, lead.notes, lead.created_at) == ("pending", {}, None)
    assert Campaign.model_validate({"id": "cmp_1", "priority": 3}).status == "draft"
