"""Campaigns: create, list, change, close; pages."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from tests.support.running_backend import LEADS, NUMBER

if TYPE_CHECKING:
    from tests.support.running_backend import Backend

ENVELOPE = {"statusCode", "message", "error"}


def test_a_campaign_as_documented(backend: Backend) -> None:
    """A created campaign has every documented field, ids of the documented form, and times with a time zone."""
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
    assert datetime.fromisoformat(made["scheduled_at"]) == datetime.fromisoformat("2026-06-01T09:00:00+05:30")
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
def test_an_invalid_campaign(backend: Backend, body: dict[str, str] | dict[str, str | int], field: str) -> None:
    """400 in the envelope, with a message that names the field."""
    answer = backend.call("POST", "/campaigns", json=body)
    assert (answer.status_code, set(answer.json())) == (400, ENVELOPE)
    assert field in str(answer.json()["message"])


@pytest.mark.parametrize("data", ["{", "[]", '"x"', '{"name": "\\ud800"}', ""])
def test_a_body_that_is_not_an_object(backend: Backend, data: str) -> None:
    """400 in the envelope."""
    answer = backend.call("POST", "/campaigns", data=data, headers={"Content-Type": "application/json"})
    assert (answer.status_code, set(answer.json())) == (400, ENVELOPE)


def test_a_campaign_can_be_changed_until_it_is_closed(backend: Backend, campaign: str) -> None:
    """Absent fields stay; a completed campaign answers changes and leads with 409 and the documented message."""
    changed = backend.call("PATCH", f"/campaigns/{campaign}", json={"status": "paused", "name": "Later"}).json()
    assert (changed["status"], changed["name"], changed["agent_id"]) == ("paused", "Later", "agent_1")
    new = {"campaignId": campaign, "phoneNumber": "9876543210"}
    lead = backend.call("POST", "/campaigns-leads", json=new).json()
    assert backend.call("PATCH", f"/campaigns/{campaign}", json={"status": "completed"}).status_code == 200
    again = backend.call("PATCH", f"/campaigns/{campaign}", json={"status": "active"})
    assert (again.status_code, again.json()["message"]) == (409, "A completed campaign cannot be changed")
    for refused in (backend.upload(campaign, LEADS), backend.call("POST", "/campaigns-leads", json=new)):
        assert (refused.status_code, refused.json()["message"]) == (409, "Cannot add leads to a completed campaign")
    assert [queued["id"] for queued in backend.leads(campaign)] == [lead["id"]]


def test_null_clears_optional_fields(backend: Backend) -> None:
    """`null` clears the schedule; it does not change the name."""
    new = {"name": "a", "agent_id": "a", "from_phone_number": NUMBER, "scheduled_at": "2026-06-01T09:00:00Z"}
    path = f"/campaigns/{backend.call('POST', '/campaigns', json=new).json()['id']}"
    changed = backend.call("PATCH", path, json={"scheduled_at": None, "name": None}).json()
    assert (changed["scheduled_at"], changed["name"]) == (None, "a")


def test_pages_of_a_list(backend: Backend, campaign: str) -> None:
    """`page`, `limit` and `meta` agree, leads are in the order of the file, and a limit outside 1 to 100 is a 400."""
    backend.upload(campaign, "phone_number,n\n" + "".join(f"98765{n:05},{n}\n" for n in range(45)))
    body = backend.get(f"/campaigns/{campaign}/leads", params={"page": 3})
    assert body["meta"] == {"page": 3, "limit": 20, "total": 45, "totalPages": 3}
    assert [lead["notes"]["n"] for lead in body["data"]] == ["40", "41", "42", "43", "44"]
    assert backend.get(f"/campaigns/{campaign}/leads", params={"page": 9, "limit": 10})["data"] == []
    for bad in ({"limit": 0}, {"limit": 101}, {"page": 0}, {"page": "x"}):
        assert backend.call("GET", "/campaigns", params=bad).status_code == 400
    first = backend.get("/campaigns", params={"limit": 1})
    assert (len(first["data"]), first["meta"]["totalPages"]) == (1, first["meta"]["total"])
