"""Single calls, and lists of calls."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.support.running_backend import LEADS

if TYPE_CHECKING:
    from tests.support.running_backend import Backend


def test_a_call_is_queued(calling: Backend, agent: str) -> None:
    """It rings nobody; it is in the list with its variables."""
    new = {"phone_number": "+919876543210", "agent_id": agent, "agent_version_number": 1, "metadata": {"name": "Asha"}}
    response = calling.call("POST", "/calls", json=new)
    body = response.json()
    assert (response.status_code, body) == (
        201,
        {"id": body["id"], "to_phone_number": "+919876543210", "agent_id": agent, "agent_version_number": 1},
    )
    (call,) = calling.get(f"/calls?call_id={body['id']}")
    assert (call["status"], call["metadata"], call["batch_id"]) == ("queued", {"name": "Asha"}, None)
    assert calling.get(f"/calls?call_id={body['id']}&status=completed,busy") == []
    assert calling.get("/calls?limit=1")[0]["id"] == body["id"]


@pytest.mark.parametrize(
    ("change", "status", "message"),
    [
        ({"phone_number": "+9112345"}, 400, "phone_number must be a valid E.164 phone number"),
        ({"phone_number": "+14155552671"}, 403, "Destination country or network prefix is not enabled"),
        ({"agent_id": "agent_nobody"}, 404, "Agent or phone number not found"),
        ({"agent_version_number": 9}, 404, "Agent or phone number not found"),
        ({"agent_version_number": 2}, 400, "Version 2 of agent"),
        ({"metadata": {"name": 3}}, 400, "metadata: "),
        ({"agent_version_number": "1"}, 400, "agent_version_number: "),
    ],
)
def test_what_is_refused(
    sqlite_calling: Backend, sqlite_agent: str, change: dict[str, Any], status: int, message: str
) -> None:
    """The sentences are the documented ones, and no call is queued."""
    before = len(sqlite_calling.get("/calls?limit=200"))
    new = {"phone_number": "+919876543210", "agent_id": sqlite_agent, "agent_version_number": 1, "metadata": {}}
    response = sqlite_calling.call("POST", "/calls", json=new | change)
    sentence = response.json()["message"]
    assert response.status_code == status
    assert (sentence[0] if isinstance(sentence, list) else sentence).startswith(message)
    assert len(sqlite_calling.get("/calls?limit=200")) == before


def test_calls_of_several_batches(calling: Backend, agent: str) -> None:
    """Each batch in the order of its file; pages do not overlap."""
    first, second = (calling.batch_call(agent, LEADS).json()["id"] for _ in range(2))
    pages = [calling.get(f"/calls?batch_call_id={first},{second}&limit=3&page={page}") for page in (1, 2)]
    calls = pages[0] + pages[1]
    assert len({call["id"] for call in calls}) == 4
    assert [call["to_number"] for call in calls] == ["+919876543210", "+919123456789"] * 2
    assert calling.get(f"/calls?batch_call_id={first}&page=2&limit=1")[0]["to_number"] == "+919123456789"
    assert calling.call("GET", "/calls?status=unheard").status_code == 400
