"""Single leads: queue, get, change, remove."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.support.running_backend import Backend

ENVELOPE = {"statusCode", "message", "error"}


def queue_lead(backend: Backend, campaign: str, **more: object) -> dict[str, Any]:
    """Queue a lead and return it."""
    new = {"campaignId": campaign, "phoneNumber": "9876543210", "name": "Asha", "notes": {"city": "Pune"}} | more
    answer = backend.call("POST", "/campaigns-leads", json=new)
    assert answer.status_code == 201, answer.text
    lead: dict[str, Any] = answer.json()
    return lead


def test_the_life_of_a_lead(backend: Backend, campaign: str) -> None:
    """A lead is queued in E.164, changed while it is pending, removed, and no longer counted."""
    lead = queue_lead(backend, campaign)
    assert re.fullmatch(r"lead_[a-z0-9]{12}", lead["id"])
    assert datetime.fromisoformat(lead["created_at"]).utcoffset() == timedelta(0)
    expected: dict[str, object] = {
        "name": "Asha",
        "phone_number": "+919876543210",
        "campaign_id": campaign,
        "status": "pending",
    }
    expected |= {"notes": {"city": "Pune"}, "call_log_id": None}
    assert {k: v for k, v in lead.items() if k not in ("id", "created_at")} == expected
    path = f"/campaigns-leads/{lead['id']}"
    assert backend.get(path) == lead
    changed = backend.call("PATCH", path, json={"phoneNumber": "09123456789", "notes": {}}).json()
    assert (changed["phone_number"], changed["notes"], changed["name"]) == ("+919123456789", {}, "Asha")
    for _ in range(2):
        gone = backend.call("DELETE", path)
        assert (gone.status_code, gone.json()) == (200, {"message": "Lead removed from campaign."})
    assert backend.get(path)["status"] == "removed"
    assert backend.call("PATCH", path, json={"name": "B"}).status_code == 409
    assert backend.get(f"/campaigns/{campaign}")["total_leads"] == 0


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ({"phoneNumber": "12345"}, "Invalid phone number"),
        ({"phoneNumber": " \u200b"}, "Invalid phone number"),
        ({"phoneNumber": "+33142685300"}, "Unsupported destination country"),
        ({"phoneNumber": "+911234567890"}, "Unsupported prefix"),
        ({"phoneNumber": "0142685300", "countryCode": "+33"}, "Unsupported destination country"),
    ],
)
def test_a_number_is_checked_like_a_row(backend: Backend, campaign: str, more: dict[str, str], message: str) -> None:
    """The reasons are those of a file's rows, and nothing is queued."""
    answer = backend.call("POST", "/campaigns-leads", json={"campaignId": campaign} | more)
    assert (answer.status_code, answer.json()["message"]) == (400, message)
    assert backend.leads(campaign) == []


def test_the_country_code_of_a_local_number(backend: Backend, campaign: str) -> None:
    """With `countryCode` "+44", 07911 123456 is a British number in an Indian campaign."""
    assert (
        queue_lead(backend, campaign, phoneNumber="07911123456", countryCode="+44")["phone_number"] == "+447911123456"
    )


@pytest.mark.parametrize(
    "more",
    [
        {"notes": {str(n): "x" for n in range(16)}},
        {"notes": {"a": 1}},
        {"notes": {"": "x"}},
        {"countryCode": "91"},
        {"countryCode": "+999"},
        {"name": "x" * 201},
        {"campaignId": "nope"},
    ],
)
def test_an_invalid_lead(backend: Backend, campaign: str, more: dict[str, str]) -> None:
    """400 in the envelope."""
    new = {"campaignId": campaign, "phoneNumber": "9876543210"} | more
    answer = backend.call("POST", "/campaigns-leads", json=new)
    assert (answer.status_code, set(answer.json())) == (400, ENVELOPE)
