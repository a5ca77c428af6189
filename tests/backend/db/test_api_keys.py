"""API keys and the separation of workspaces."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.support.running_backend import LEADS

if TYPE_CHECKING:
    from tests.support.running_backend import Backend


def test_workspaces_are_separate(backend: Backend, campaign: str) -> None:
    """A workspace can neither read nor change another one's campaigns, leads, numbers and rules; all answer 404."""
    stranger = backend.new_workspace()
    rules = backend.get("/phone-country-rules/enabled-network-groups")
    backend.upload(campaign, LEADS)
    lead = backend.leads(campaign)[0]["id"]
    for method, path, body in [
        ("GET", f"/campaigns/{campaign}", None),
        ("PATCH", f"/campaigns/{campaign}", {"name": "mine"}),
        ("GET", f"/campaigns/{campaign}/leads", None),
        ("GET", f"/campaigns-leads/{lead}", None),
        ("PATCH", f"/campaigns-leads/{lead}", {"name": "mine"}),
        ("DELETE", f"/campaigns-leads/{lead}", None),
        ("POST", "/campaigns-leads", {"campaignId": campaign, "phoneNumber": "9876543210"}),
    ]:
        answer = stranger.call(method, path, json=body)
        assert (answer.status_code, "not found" in answer.json()["message"]) == (404, True)
    assert stranger.upload(campaign, LEADS).status_code == 404
    assert stranger.get("/campaigns")["data"] == []
    assert stranger.get("/organization-phone-numbers")["items"] == []
    assert stranger.get("/phone-country-rules/enabled-network-groups") == []
    assert stranger.call("PUT", "/telephony-config", json={"countries": []}).json() == []
    assert len(backend.get("/phone-country-rules/enabled-network-groups")) == len(rules) == 5
    assert backend.get(f"/campaigns/{campaign}")["total_leads"] == 2


def test_a_revoked_key_is_refused(backend: Backend) -> None:
    """It is refused at once, other keys are not; the list of keys has its name and does not contain the key."""
    keys = backend.services.keys
    key_id, _, key = keys.create(backend.workspace_id, "laptop")
    assert backend.call("GET", "/campaigns", key=key).status_code == 200
    assert keys.revoke(key_id)
    assert backend.call("GET", "/campaigns", key=key).status_code == 401
    assert backend.call("GET", "/campaigns").status_code == 200
    (listed,) = [listed for listed in keys.list_all() if listed.id == key_id]
    assert (listed.name, listed.revoked_at is None) == ("laptop", False)
    assert key not in str(listed)
    assert not keys.revoke("key_000000000000")
