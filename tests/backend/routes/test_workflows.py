"""Workflows and their leads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.support.running_backend import LEADS

if TYPE_CHECKING:
    from tests.support.running_backend import Backend

HEADER = "phone_number,name\n"


@pytest.fixture
def workflow(calling: Backend, agent: str) -> str:
    """A new workflow."""
    return calling.workflow(agent)


def change(backend: Backend, workflow: str, action: str) -> tuple[int, str]:
    """Change the state of a workflow; status and message of the answer."""
    response = backend.call("PATCH", f"/workflows/{workflow}/status", json={"action": action})
    return response.status_code, response.json()["message"]


def test_the_list_of_workflows(backend: Backend, agent: str, calling: Backend) -> None:
    """The newest first, in the documented envelope."""
    other = backend.new_workspace()
    ids = [other.workflow(other.agent()) for _ in range(3)]
    body = other.get("/workflows?page=2&limit=2")
    assert body["meta"] == {"totalItems": 3, "itemsPerPage": 2, "totalPages": 2, "currentPage": 2}
    assert [(entry["id"], entry["status"], entry["title"]) for entry in body["data"]] == [
        (ids[0], "draft", "A workflow")
    ]
    assert (body["statusCode"], body["message"]) == (200, "Workflows fetched successfully")
    assert agent not in str(calling.get("/workflows")["data"])


def test_the_states_of_a_workflow(calling: Backend, workflow: str) -> None:
    """What each action leads to, and what is not possible."""
    assert change(calling, workflow, "pause") == (400, "Cannot pause a draft workflow")
    assert change(calling, workflow, "activate") == (200, "Workflow activated successfully")
    assert change(calling, workflow, "pause") == (200, "Workflow paused successfully")
    assert change(calling, workflow, "resume") == (200, "Workflow resumed successfully")
    assert change(calling, workflow, "deactivate") == (200, "Workflow deactivated successfully")
    assert change(calling, workflow, "cancel") == (
        400,
        "Invalid action. Must be one of: activate, deactivate, pause, resume",
    )


def test_leads_are_enrolled_with_an_id_each(calling: Backend, workflow: str) -> None:
    """Also twice the same number; the list has them in the order of the file."""
    response = calling.enrol(workflow, LEADS + "98765 43210,Again\n,Nobody\n")
    body = response.json()
    assert (response.status_code, body["statusCode"], body["count"]) == (201, 201, 3)
    assert {number: len(ids) for number, ids in body["data"].items()} == {"+919876543210": 2, "+919123456789": 1}
    leads = calling.get(f"/workflows/{workflow}/leads")
    assert leads["count"] == 3
    assert [(lead["phone_number"], lead["dynamic_variables"], lead["status"]) for lead in leads["data"]] == [
        ("+919876543210", {"name": "Asha"}, "pending"),
        ("+919123456789", {"name": "Ravi"}, "pending"),
        ("+919876543210", {"name": "Again"}, "pending"),
    ]
    first, last = body["data"]["+919876543210"]
    named = calling.get(f"/workflows/{workflow}/leads?leadIds={last},{first},lead_ofanotheron")
    assert [lead["id"] for lead in named["data"]] == [first, last]
    assert calling.get(f"/workflows/{workflow}/leads?leadIds=")["count"] == 0


def test_the_variables_of_a_workflow(calling: Backend, workflow: str) -> None:
    """All that its leads have had, once each, in the order in which they came."""
    assert calling.get(f"/workflows/{workflow}/leads/variable-keys")["data"] == {"keys": []}
    calling.enrol(workflow, LEADS)
    calling.enrol(workflow, "city,phone_number,name\nPune,9876543210,A\n")
    assert calling.get(f"/workflows/{workflow}/leads/variable-keys")["data"] == {"keys": ["name", "city"]}


def test_a_lead_is_removed(calling: Backend, workflow: str) -> None:
    """Its history is there before, and neither history nor lead after; a second removal is a 404."""
    lead_id = calling.enrol(workflow, LEADS).json()["data"]["+919876543210"][0]
    path = f"/workflows/{workflow}/leads/{lead_id}"
    history = calling.get(f"{path}/history")["data"]
    assert (history["lead"]["id"], history["history"]) == (lead_id, [])
    assert calling.call("DELETE", path).json() == {"statusCode": 200, "message": "Lead removed successfully"}
    for method, gone in (("DELETE", path), ("GET", f"{path}/history")):
        answer = calling.call(method, gone)
        assert (answer.status_code, answer.json()["message"]) == (404, "Workflow lead not found")
    assert calling.get(f"/workflows/{workflow}/leads")["count"] == 1


@pytest.mark.parametrize(
    ("data", "name", "message"),
    [
        (HEADER + "9876543210,A\n12345,B\n", "leads.csv", ["Invalid phone number: row 3"]),
        (HEADER + "9876543210,A\n+14155552671,B\n", "leads.csv", ["Unsupported destination country: row 3"]),
        ("mobile\n9876543210\n", "leads.csv", "The uploaded file must include a phone_number column"),
        ("%PDF-1.7", "leads.pdf", "File must be a CSV or Excel file (.csv, .xlsx, .xls)"),
    ],
)
def test_a_wrong_row_refuses_the_file(
    calling: Backend, workflow: str, data: str, name: str, message: str | list[str]
) -> None:
    """Nothing of it is enrolled."""
    response = calling.enrol(workflow, data, name)
    assert (response.status_code, response.json()["message"]) == (400, message)
    assert calling.get(f"/workflows/{workflow}/leads")["count"] == 0


def test_who_may_not(calling: Backend, workflow: str, backend: Backend) -> None:
    """Another workspace gets 403 from every call, an unknown workflow is a 404, a finished one a 409."""
    other = backend.new_workspace()
    requests: list[tuple[str, str, dict[str, Any]]] = [
        ("GET", "/leads", {}),
        ("GET", "/leads/variable-keys", {}),
        ("GET", "/leads/lead_abcdefghijkl/history", {}),
        ("DELETE", "/leads/lead_abcdefghijkl", {}),
        ("POST", "/leads", {"files": {"file": ("leads.csv", LEADS)}}),
        ("PATCH", "/status", {"json": {"action": "activate"}}),
    ]
    for method, path, more in requests:
        foreign = other.call(method, f"/workflows/{workflow}{path}", **more)
        message = "You do not have permission to access this workflow"
        assert (foreign.status_code, foreign.json()["message"]) == (403, message)
        absent = calling.call(method, f"/workflows/workflow_abcdefghijkl{path}", **more)
        assert (absent.status_code, absent.json()["message"]) == (404, "Workflow not found")


def test_a_finished_workflow_takes_no_more(calling: Backend, agent: str) -> None:
    """Neither leads nor actions."""
    workflow = calling.workflow(agent, "completed")
    response = calling.enrol(workflow, LEADS)
    assert (response.status_code, response.json()["message"]) == (409, "Cannot add leads to a completed workflow")
    assert change(calling, workflow, "activate") == (400, "Cannot activate a completed workflow")
