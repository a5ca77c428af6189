"""Every other call of the contract: campaigns, single leads, Telephony Config, numbers."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from tests.support.running_backend import LEADS

if TYPE_CHECKING:
    from tests.support.running_backend import Backend


NUMBER = "+912234567890"
ENVELOPE = {"statusCode", "message", "error"}


def lead_of(backend: Backend, campaign: str, **more: str):
    """A new lead, as the server answers it."""
    new = {"campaignId": campaign, "phoneNumber": "9876543210", "name": "Asha", "notes": {"city": "Pune"}} | more
    answer = backend.call("POST", "/campaigns-leads", json=new)
    assert answer.status_code == 201, answer.text
    return answer.json()


def test_a_campaign_as_documented(backend: Backend) -> None:
    """Every field, ids of the documented shape, moments with their zone."""
    new = {
        "name": "June",
        "agent_id": "agent_7",
        "from_phone_number": NUMBER,
        "scheduled_at": "2026-06-01T09:00:00+05:30",
        "max_concurrent_calls": 3,
        "retry_config": {"max_retries": 2, "retry_interval_minutes": 30},
    }
    answer = backend.call("POST", "/campaigns", json=new)
    made = answer.json()
    assert answer.status_code == 201
    assert re.fullmatch(r"cmp_[a-z0-9]{12}", made["id"])
    assert re.fullmatch(r"org_[a-z0-9]{12}", made["organization_id"])
    assert datetime.fromisoformat(made["created_at"]).utcoffset() == timedelta(0)
    assert datetime.fromisoformat(made["scheduled_at"]) == datetime.fromisoformat(new["scheduled_at"])
    counts = {"status": "draft", "total_leads": 0, "completed_calls": 0, "pending_calls": 0}
    rest = {"id", "organization_id", "created_at", "scheduled_at"}
    assert {k: v for k, v in made.items() if k not in rest} == {k: v for k, v in new.items() if k not in rest} | counts
    assert backend.get(f"/campaigns/{made['id']}") == made


GOOD = {"name": "a", "agent_id": "a", "from_phone_number": NUMBER}


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "name"),
        ({"name": "", "agent_id": "a", "from_phone_number": NUMBER}, "name"),
        ({"name": "x" * 201, "agent_id": "a", "from_phone_number": NUMBER}, "name"),
        ({"name": "a\x00b", "agent_id": "a", "from_phone_number": NUMBER}, "name"),
        ({"name": "a", "agent_id": "a", "from_phone_number": "9876543210"}, "from_phone_number"),
        ({"name": "a", "agent_id": "a", "from_phone_number": "+12125550199"}, "from_phone_number"),
        (GOOD | {"max_concurrent_calls": "3"}, "max_concurrent_calls"),
        (GOOD | {"max_concurrent_calls": 0}, "max_concurrent_calls"),
        (GOOD | {"scheduled_at": "2026-06-01"}, "scheduled_at"),
        (GOOD | {"scheduled_at": 5}, "scheduled_at"),
    ],
)  # fmt: skip
def test_a_campaign_that_cannot_be(backend: Backend, body: dict[str, str] | dict[str, str | int], field: str) -> None:
    """400 in the envelope, naming the field."""
    answer = backend.call("POST", "/campaigns", json=body)
    assert (answer.status_code, set(answer.json())) == (400, ENVELOPE)
    assert field in str(answer.json()["message"])


@pytest.mark.parametrize("data", ["{", "[]", '"x"', '{"name": "\\ud800"}', ""])
def test_a_body_that_is_no_object(backend: Backend, data: str) -> None:
    """400, whatever was sent."""
    answer = backend.call("POST", "/campaigns", data=data, headers={"Content-Type": "application/json"})
    assert (answer.status_code, set(answer.json())) == (400, ENVELOPE)


def test_a_campaign_changes_until_it_is_finished(backend: Backend, campaign: str) -> None:
    """What is absent stays; a finished campaign takes no change and no lead: 409 with the documented words."""
    changed = backend.call("PATCH", f"/campaigns/{campaign}", json={"status": "paused", "name": "Later"}).json()
    assert (changed["status"], changed["name"], changed["agent_id"]) == ("paused", "Later", "agent_1")
    lead = lead_of(backend, campaign)
    assert backend.call("PATCH", f"/campaigns/{campaign}", json={"status": "completed"}).status_code == 200
    again = backend.call("PATCH", f"/campaigns/{campaign}", json={"status": "active"})
    assert (again.status_code, again.json()["message"]) == (409, "A completed campaign cannot be changed")
    new = {"campaignId": campaign, "phoneNumber": "9876543210"}
    for refused in (backend.upload(campaign, LEADS), backend.call("POST", "/campaigns-leads", json=new)):
        assert (refused.status_code, refused.json()["message"]) == (409, "Cannot add leads to a completed campaign")
    assert [each["id"] for each in backend.leads(campaign)] == [lead["id"]]


def test_null_empties_what_may_be_empty(backend: Backend) -> None:
    """A schedule can be taken back; a name cannot."""
    new = {"name": "a", "agent_id": "a", "from_phone_number": NUMBER, "scheduled_at": "2026-06-01T09:00:00Z"}
    path = f"/campaigns/{backend.call('POST', '/campaigns', json=new).json()['id']}"
    changed = backend.call("PATCH", path, json={"scheduled_at": None, "name": None}).json()
    assert (changed["scheduled_at"], changed["name"]) == (None, "a")


def test_lists_have_pages(backend: Backend, campaign: str) -> None:
    """`page` and `limit`, `meta` adding up, the order of the file; limits outside 1 to 100 are refused."""
    backend.upload(campaign, "phone_number,n\n" + "".join(f"98765{n:05},{n}\n" for n in range(45)))
    body = backend.get(f"/campaigns/{campaign}/leads", params={"page": 3})
    assert body["meta"] == {"page": 3, "limit": 20, "total": 45, "totalPages": 3}
    assert [lead["notes"]["n"] for lead in body["data"]] == ["40", "41", "42", "43", "44"]
    assert backend.get(f"/campaigns/{campaign}/leads", params={"page": 9, "limit": 10})["data"] == []
    for bad in ({"limit": 0}, {"limit": 101}, {"page": 0}, {"page": "x"}):
        assert backend.call("GET", "/campaigns", params=bad).status_code == 400
    first = backend.get("/campaigns", params={"limit": 1})
    assert (len(first["data"]), first["meta"]["totalPages"]) == (1, first["meta"]["total"])


def test_a_lead_from_first_to_last(backend: Backend, campaign: str) -> None:
    """Queued in E.164, read, changed while pending, removed; the campaign counts what is left."""
    lead = lead_of(backend, campaign)
    assert re.fullmatch(r"lead_[a-z0-9]{12}", lead["id"])
    assert datetime.fromisoformat(lead["created_at"]).utcoffset() == timedelta(0)
    expected = {"name": "Asha", "phone_number": "+919876543210", "campaign_id": campaign, "status": "pending"}
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
def test_a_single_lead_is_judged_as_a_row_would_be(
    backend: Backend, campaign: str, more: dict[str, str], message: str
) -> None:
    """The same reasons as in a file, and nothing is queued."""
    answer = backend.call("POST", "/campaigns-leads", json={"campaignId": campaign} | more)
    assert (answer.status_code, answer.json()["message"]) == (400, message)
    assert backend.leads(campaign) == []


def test_a_country_code_reads_a_local_number(backend: Backend, campaign: str) -> None:
    """Documented for one lead: "+44" makes 07911 123456 British on an Indian route."""
    assert lead_of(backend, campaign, phoneNumber="07911123456", countryCode="+44")["phone_number"] == "+447911123456"


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
def test_a_lead_that_cannot_be(backend: Backend, campaign: str, more: dict[str, str]) -> None:
    """400 in the envelope."""
    new = {"campaignId": campaign, "phoneNumber": "9876543210"} | more
    answer = backend.call("POST", "/campaigns-leads", json=new)
    assert (answer.status_code, set(answer.json())) == (400, ENVELOPE)


def test_countries_and_numbers(backend: Backend) -> None:
    """The documented shapes: a bare list of countries, numbers under `items`."""
    countries = {each["country_iso"]: each for each in backend.get("/phone-country-rules/countries")}
    india = {k: v for k, v in countries["IN"].items() if k != "prefixes"}
    assert india == {
        "id": "pcr_in", "country_iso": "IN", "country_name": "India", "calling_code": "91", "max_length": 10,
        "is_deleted": False,
    }  # fmt: skip
    assert len(countries) > 200
    numbers = backend.get("/organization-phone-numbers", params={"limit": 1})
    assert (len(numbers["items"]), numbers["page"], numbers["limit"]) == (1, 1, 1)
    assert set(numbers["items"][0]) == {
        "id", "phone_number", "provider", "status", "country_code", "nickname", "sip_trunk_enabled"
    }  # fmt: skip


def test_a_number_is_added_once(backend: Backend) -> None:
    """201 with an id, then 409."""
    new = {"phone_number": "+6531234567", "nickname": "SendService"}
    added = backend.call("POST", "/organization-phone-numbers", json=new)
    assert (added.status_code, added.json()["country_code"], added.json()["nickname"]) == (201, "SG", "SendService")
    assert backend.call("POST", "/organization-phone-numbers", json=new).status_code == 409
