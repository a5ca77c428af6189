"""Many leads of a campaign: list from a cursor, look up, remove."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from callsheet.client import CallsheetApi, CampaignLeads

if TYPE_CHECKING:
    from tests.support.running_backend import Backend

NUMBERS = [f"+9198200{index:05}" for index in range(250)]


def client_of(backend: Backend) -> CallsheetApi:
    """A client of the running backend."""
    return CallsheetApi(f"{backend.root}/v1", backend.key)


@pytest.fixture
def filled(backend: Backend, campaign: str) -> str:
    """A campaign with a lead for each of `NUMBERS`, in their order, and a second lead for the first."""
    rows = "\n".join([*NUMBERS, NUMBERS[0]])
    answer = backend.upload(campaign, f"phone_number\n{rows}\n".encode())
    assert answer.status_code == 201, answer.text
    return campaign


def test_a_list_from_a_cursor_has_every_lead_once(backend: Backend, filled: str) -> None:
    """In the order of the pages, removed leads included, whatever was queued between two answers."""
    pages = backend.leads(filled)
    path, listed = f"/campaigns/{filled}/leads", []
    cursor: str | None = ""
    backend.call("DELETE", path, json={"ids": [pages[3]["id"]]})
    while cursor is not None:
        answer = backend.get(path, params={"cursor": cursor, "limit": 100})
        listed += answer["data"]
        cursor = answer["next_cursor"]
    assert [lead["id"] for lead in listed] == [lead["id"] for lead in pages]
    assert listed[3]["status"] == "removed"
    [block] = CampaignLeads(client_of(backend), filled).blocks()
    assert [lead.id for lead in block] == [lead["id"] for lead in pages]


def test_numbers_are_looked_up(backend: Backend, filled: str) -> None:
    """Every lead of a number, the newest last; no removed ones, none of other campaigns."""
    other = backend.campaign()
    backend.upload(other, b"phone_number\n+919820011111\n")
    leads = CampaignLeads(client_of(backend), filled)
    found = leads.find([NUMBERS[0], NUMBERS[7], "+919820011111"])
    assert [lead.phone_number for lead in found] == [NUMBERS[0], NUMBERS[7], NUMBERS[0]]
    leads.remove([found[1].id])
    assert [lead.id for lead in leads.find([NUMBERS[0], NUMBERS[7]])] == [found[0].id, found[2].id]
    assert len(leads.find(NUMBERS * 50)) == len(NUMBERS)


def test_leads_are_removed_together(backend: Backend, filled: str) -> None:
    """Pending leads and those that were removed before; unknown ones and those of other campaigns are named."""
    other = backend.campaign()
    backend.upload(other, b"phone_number\n+919820011111\n")
    ids = [lead["id"] for lead in backend.leads(filled)]
    asked = [ids[0], ids[1], ids[0], "lead_000000000000", backend.leads(other)[0]["id"]]
    for _ in range(2):
        answer = backend.call("DELETE", f"/campaigns/{filled}/leads", json={"ids": asked}).json()
        assert answer["removed"] == ids[:2]
        assert answer["not_removed"] == [{"id": lead_id, "status": None} for lead_id in asked[3:]]
    assert backend.get(f"/campaigns/{filled}")["total_leads"] == len(ids) - 2
    assert backend.get(f"/campaigns/{other}")["total_leads"] == 1


@pytest.mark.parametrize(
    ("method", "path", "more"),
    [
        ("GET", "", {"params": {"limit": 101}}),
        ("GET", "", {"params": {"cursor": "x"}}),
        ("GET", "", {"params": {"cursor": "", "limit": 1_001}}),
        ("POST", "/lookup", {"json": {"phone_numbers": []}}),
        ("POST", "/lookup", {"json": {"phone_numbers": ["9820012345"]}}),
        ("POST", "/lookup", {"json": {"phone_numbers": NUMBERS[:1] * 10_001}}),
        ("DELETE", "", {"json": {"ids": []}}),
        ("DELETE", "", {"json": {"ids": ["lead_000000000000"] * 1_001}}),
        ("DELETE", "", {}),
    ],
)
def test_what_cannot_be_asked_is_refused(
    backend: Backend, campaign: str, method: str, path: str, more: dict[str, Any]
) -> None:
    """A 400 in the usual envelope."""
    answer = backend.call(method, f"/campaigns/{campaign}/leads{path}", **more)
    assert (answer.status_code, answer.json()["error"]) == (400, "Bad Request")


@pytest.mark.parametrize(("method", "path"), [("GET", ""), ("POST", "/lookup"), ("DELETE", "")])
def test_other_workspaces_see_no_campaign(backend: Backend, campaign: str, method: str, path: str) -> None:
    """Another key gets a 404."""
    body = {"phone_numbers": NUMBERS[:1], "ids": ["lead_000000000000"]}
    answer = backend.new_workspace().call(method, f"/campaigns/{campaign}/leads{path}", json=body)
    assert answer.status_code == 404


def test_removed_leads_are_erased_on_request(backend: Backend, filled: str) -> None:
    """Number, name and notes of the leads that are removed, and of no other; those removed before as well."""
    ids = [lead["id"] for lead in backend.leads(filled)]
    leads = CampaignLeads(client_of(backend), filled)
    leads.remove(ids[:1])
    assert leads.remove(ids[:2], erase=True) == set(ids[:2])
    first, second, third, *_ = backend.leads(filled)
    for lead in (first, second):
        assert (lead["phone_number"], lead["name"], lead["notes"], lead["status"]) == ("", None, {}, "removed")
    assert third["phone_number"].startswith("+")
    answer = backend.call("DELETE", f"/campaigns/{filled}/leads", json={"ids": ids[:1], "erase": "yes"})
    assert answer.status_code == 400
