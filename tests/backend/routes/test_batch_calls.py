"""Batch calls: what is created, what is refused, one at a time, pause, resume and cancel."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from tests.support.files.lead_files import rows_of
from tests.support.files.workbooks import as_xlsx
from tests.support.running_backend import LEADS, NUMBER

if TYPE_CHECKING:
    from tests.support.running_backend import Backend

HEADER = "phone_number,name\n"
WIDE = ",".join(["phone_number", *(f"c{index}" for index in range(20))]) + "\n9876543210" + ",x" * 20 + "\n"


@pytest.fixture
def fresh(backend: Backend) -> Backend:
    """A workspace without batches."""
    return backend.new_calling_workspace()


def create(backend: Backend, agent: str, data: str = LEADS, **fields: Any) -> dict[str, Any]:
    """Create a batch that must be accepted."""
    response = backend.batch_call(agent, data, **fields)
    assert response.status_code == 201, response.text
    body: dict[str, Any] = response.json()
    return body


def statuses(backend: Backend) -> dict[str, str]:
    """Title of each batch → its status."""
    return {batch["title"]: batch["status"] for batch in backend.get("/batch-calls")["items"]}


def change(backend: Backend, batch: dict[str, Any], action: str) -> Any:
    """Pause, resume or cancel a batch, which must be possible."""
    response = backend.call("PATCH", f"/batch-calls/{batch['id']}/status", json={"action": action})
    assert response.status_code == 200, response.text
    return response.json()


@pytest.mark.parametrize("file", [("leads.csv", LEADS), ("leads.xlsx", as_xlsx(rows_of(LEADS.encode())))])
def test_a_batch_has_a_call_for_each_row(fresh: Backend, file: tuple[str, Any]) -> None:
    """The answer is the documented one; numbers are in E.164, variables are the other columns."""
    agent = fresh.agent()
    response = fresh.batch_call(agent, file[1], file[0])
    body = response.json()
    assert (response.status_code, body) == (
        201,
        {
            "id": body["id"],
            "title": "June offers",
            "total_records": 2,
            "status": "initiated",
            "from_number": NUMBER,
        },
    )
    page = fresh.get(f"/batch-calls/{body['id']}")
    calls = page.pop("callLogs")
    assert page == {"total": 2, "page": 1, "limit": 20, "totalPages": 1}
    assert [(call["to_number"], call["metadata"]) for call in calls] == [
        ("+919876543210", {"name": "Asha"}),
        ("+919123456789", {"name": "Ravi"}),
    ]
    assert {(call["status"], call["batch_id"], call["simulated"]) for call in calls} == {("queued", body["id"], False)}
    (listed,) = fresh.get("/batch-calls")["items"]
    assert (listed["id"], listed["total_records"], listed["sent_lead_count"], listed["picked_up_calls"]) == (
        body["id"], 2, 0, 0,
    )  # fmt: skip
    assert fresh.get(f"/calls?batch_call_id={body['id']}") == calls


@pytest.mark.parametrize(
    ("data", "fields", "status", "message"),
    [
        (LEADS, {"title": "x" * 42}, 400, "title must be 35 characters or fewer (received 42)."),
        (LEADS, {"title": ""}, 400, ["title: Field required"]),
        ("phone,name\n9876543210,A\n", {}, 400, "The uploaded file must include a phone_number column"),
        (
            LEADS,
            {"agent_version_number": "2"},
            400,
            "Version 2 of agent {agent} is a draft. Publish it before starting a batch call.",
        ),
        (LEADS, {"agent_version_number": "9"}, 404, "Agent {agent} has no version 9. Published versions: 1, 3, 4."),
        (
            LEADS,
            {"agent_version_number": "3"},
            400,
            "Version 3 of agent {agent} has no outbound phone number attached.",
        ),
        (LEADS, {"agent_id": "agent_nobody"}, 404, "Agent agent_nobody not found"),
        (
            HEADER + "9876543210,A\n8876543210,B\n",
            {},
            403,
            "Destination country or network prefix is not enabled for this workspace",
        ),
        (
            HEADER + "9876543210,A\n+14155552671,B\n",
            {},
            403,
            "Destination country or network prefix is not enabled for this workspace",
        ),
        (HEADER + "9876543210,A\n123,B\n+14155552671,C\n", {}, 400, ["Invalid phone number: row 3"]),
        (HEADER + ",A\n,B\n", {}, 400, "No valid phone numbers found in CSV"),
        (HEADER, {}, 400, "The file has no leads"),
        (LEADS, {"starts_at": "2026-12-02T09:00:00Z", "ends_at": "2026-12-01T09:00:00Z"}, 400, "ends_at must be"),
        (LEADS, {"calling_hours_start": "9 am"}, 400, "calling_hours_start: "),
        (LEADS, {"starts_at": "tomorrow"}, 400, "starts_at: "),
    ],
)
def test_what_is_refused(
    sqlite_calling: Backend, sqlite_agent: str, data: str, fields: dict[str, str], status: int, message: str | list[str]
) -> None:
    """Each refusal has its sentence, and creates nothing."""
    before = sqlite_calling.get("/batch-calls")["total"]
    response = sqlite_calling.batch_call(sqlite_agent, data, **fields)
    body = response.json()
    assert (response.status_code, body["statusCode"]) == (status, status)
    if isinstance(message, list):
        assert body["message"] == message
    else:
        sentence = body["message"][0] if isinstance(body["message"], list) else body["message"]
        assert sentence.startswith(message.format(agent=sqlite_agent))
    assert sqlite_calling.get("/batch-calls")["total"] == before


def test_a_file_may_have_any_number_of_variables(calling: Backend, agent: str) -> None:
    """The limit of 15 holds for campaigns only; without a version the latest published one calls."""
    assert create(calling, agent, WIDE, agent_version_number="")["total_records"] == 1


def test_batches_run_one_at_a_time(fresh: Backend) -> None:
    """A second one waits and says what is ahead; it runs when the first one is cancelled."""
    agent = fresh.agent()
    first = create(fresh, agent, title="First")
    second = create(fresh, agent, title="Second")
    assert second["warning"] == {
        "message": "This batch was created, but your organization already has 1 running batch ahead of it. "
        "Batches run one at a time per organization, so this batch may be delayed.",
        "conflicts": [{"kind": "running", "batch_name": "First", "processed_leads": 0, "total_leads": 2}],
    }
    third = create(fresh, agent, title="Third")
    assert "1 running batch and 1 waiting batch ahead" in third["warning"]["message"]
    assert statuses(fresh) == {"First": "running", "Second": "waiting", "Third": "waiting"}
    change(fresh, first, "cancel")
    assert statuses(fresh) == {"First": "cancelled", "Second": "running", "Third": "waiting"}
    listed = fresh.get("/batch-calls?status=active,waiting")
    assert ([batch["title"] for batch in listed["items"]], listed["total"]) == (["Third", "Second"], 2)


def test_pause_resume_and_cancel(fresh: Backend) -> None:
    """The counts of the answer are those of the calls; a cancelled batch cannot be resumed."""
    agent = fresh.agent()
    batch = create(fresh, agent)
    paused = change(fresh, batch, "pause")
    assert (paused["message"], paused["campaign"]["status"]) == ("Campaign paused successfully", "paused")
    assert paused["affectedCalls"]["removedFromQueue"] == 2
    resumed = change(fresh, batch, "resume")
    assert (resumed["campaign"]["status"], resumed["affectedCalls"]["resumedCallLogs"]) == ("running", 2)
    change(fresh, batch, "pause")
    cancelled = change(fresh, batch, "cancel")
    assert cancelled["affectedCalls"] == {
        "initiated": 0, "queued": 0, "removedFromQueue": 2, "cancelledCallLogs": 2, "resumedCallLogs": 0,
    }  # fmt: skip
    calls = fresh.get(f"/batch-calls/{batch['id']}")["callLogs"]
    assert {call["status"] for call in calls} == {"cancelled"}
    refused = fresh.call("PATCH", f"/batch-calls/{batch['id']}/status", json={"action": "resume"})
    assert (refused.status_code, refused.json()["message"]) == (400, "Cannot resume a cancelled batch call")
    unknown = fresh.call("PATCH", f"/batch-calls/{batch['id']}/status", json={"action": "stop"})
    assert unknown.json()["message"] == "Invalid action. Must be one of: pause, resume, cancel"


def test_a_scheduled_batch(fresh: Backend) -> None:
    """It is scheduled until its start; one that starts within an hour of it is warned, a later one is not."""
    agent = fresh.agent()
    start = datetime.now(UTC).replace(microsecond=0) + timedelta(days=1)
    create(fresh, agent, title="Scheduled", starts_at=start.isoformat())
    near = create(fresh, agent, title="Near", starts_at=(start + timedelta(minutes=50)).isoformat())
    (conflict,) = near["warning"]["conflicts"]
    assert (conflict["kind"], conflict["starts_at"]) == ("scheduled", start.isoformat().replace("+00:00", "Z"))
    assert "warning" not in create(fresh, agent, title="Later", starts_at=(start + timedelta(hours=5)).isoformat())
    assert set(statuses(fresh).values()) == {"scheduled"}


def test_the_pages_of_a_batch_have_every_call_once(calling: Backend, agent: str) -> None:
    """In the order of the file, with at most 200 a page."""
    numbers = [f"98765{index:05}" for index in range(250)]
    batch = create(calling, agent, HEADER + "".join(f"{number},A\n" for number in numbers))
    pages = [calling.get(f"/batch-calls/{batch['id']}?page={page}&limit=200") for page in (1, 2, 3)]
    assert [len(page["callLogs"]) for page in pages] == [200, 50, 0]
    assert {(page["total"], page["totalPages"]) for page in pages} == {(250, 2)}
    assert [call["to_number"] for page in pages for call in page["callLogs"]] == [f"+91{number}" for number in numbers]
    assert calling.call("GET", f"/batch-calls/{batch['id']}?limit=201").status_code == 400


def test_another_workspace_may_not_see_it(calling: Backend, agent: str, backend: Backend) -> None:
    """403 as documented; an id that does not exist is a 404."""
    batch = create(calling, agent)
    other = backend.new_workspace()
    path = f"/batch-calls/{batch['id']}"
    assert other.call("GET", path).status_code == 403
    assert other.call("PATCH", f"{path}/status", json={"action": "cancel"}).status_code == 403
    assert other.get(f"/calls?batch_call_id={batch['id']}") == []
    assert other.get("/batch-calls")["items"] == []
    assert other.batch_call(agent, LEADS).status_code == 404
    for absent in ("batch_abcdefghijkl", "nonsense"):
        answer = calling.call("GET", f"/batch-calls/{absent}")
        assert (answer.status_code, answer.json()["message"]) == (404, "Batch call not found")


def test_of_batches_created_at_once_one_runs(fresh: Backend) -> None:
    """The warning of the others names what is ahead of them: no batch, one, two and three."""
    agent = fresh.agent()
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda number: create(fresh, agent, title=f"Batch {number}"), range(4)))
    assert sorted(statuses(fresh).values()) == ["running", "waiting", "waiting", "waiting"]
    assert sorted(len(batch.get("warning", {"conflicts": []})["conflicts"]) for batch in made) == [0, 1, 2, 3]
