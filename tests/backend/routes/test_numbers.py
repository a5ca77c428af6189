"""Erasing a person's number: every table of the workspace is reached, and what is going on stays."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import JSON, LargeBinary, String, Text, insert, inspect, select, update

from callsheet.backend.db.calling.tables import BATCH_CALLS, CALLS, WORKFLOW_LEADS
from callsheet.backend.db.erasure import NUMBER_OF, PERSONAL, erase_calls_before
from callsheet.backend.db.tables import LEADS, METADATA, UPLOADS
from callsheet.backend.simulated_calls import simulate_step
from tests.support.running_backend import NUMBER as CALLER
from tests.support.running_backend import Backend

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

HEADER = "phone_number,name\n"
OTHER = "Uma Other"
NOT_PERSONAL = {
    "workspaces": "id", "api_keys": "digest workspace_id id name",
    "phone_numbers": "id workspace_id phone_number nickname",
    "country_rules": "workspace_id country_iso country_name calling_code prefixes",
    "campaigns": "id organization_id name agent_id from_phone_number status retry_config",
    "leads": "id campaign_id status", "uploads": "workspace_id key campaign_id digest state attempt owner",
    "agents": "id workspace_id timezone",
    "agent_versions": "agent_id version_title title language_id voice_id prompt_text welcome_message "
    "default_dynamic_variables from_number",
    "batch_calls": "id workspace_id title status agent_id from_number calling_hours_start calling_hours_end",
    "workflows": "id workspace_id title description status agent_id from_number variable_keys",
    "workflow_leads": "id workflow_id status",
    "calls": "id workspace_id batch_call_id workflow_lead_id lead_id agent_id from_number status end_reason",
}  # fmt: skip
"""Columns that can hold text, and hold nothing of a lead: ids, words of the API, and what the operator set up."""


def test_every_column_that_can_hold_a_number_is_erased_or_named_as_impersonal() -> None:
    """Of the tables in the code: a new table or column needs a decision here."""
    erased = {(table.name, column.name) for table, columns in PERSONAL.items() for column in columns}
    assert set(NUMBER_OF) == set(PERSONAL)
    erased.add((UPLOADS.name, UPLOADS.c.answer.name))
    holds_text = {
        (table.name, column.name)
        for table in METADATA.tables.values()
        for column in table.columns
        if isinstance(column.type, (String, Text, JSON, LargeBinary))
    }
    impersonal = {(table, name) for table, names in NOT_PERSONAL.items() for name in names.split()}
    assert not erased & impersonal
    assert erased | impersonal == holds_text


def test_the_tables_of_the_code_are_those_of_the_database(backend: Backend) -> None:
    """So that the columns looked at above are all there are."""
    tables = inspect(backend.services.engine).get_table_names()
    assert set(METADATA.tables) == set(tables) - {"backend_version"}


def fill(backend: Backend, number: str, name: str) -> dict[str, str]:
    """Put a number wherever one can be, with another person beside it; ids by kind."""
    agent = backend.agent()
    rows = HEADER + f"{number},{name}\n9876599999,{OTHER}\n"
    ids = {"campaign": backend.campaign(), "called": backend.campaign(), "workflow": backend.workflow(agent)}
    assert backend.upload(ids["campaign"], rows).status_code == 201
    assert backend.upload(ids["called"], rows).status_code == 201
    refused = backend.upload(
        ids["campaign"], HEADER + f"{number} ext 7 {name},A\n", headers={"Idempotency-Key": "refused-1"}
    )
    assert refused.status_code == 400
    assert backend.enrol(ids["workflow"], rows).status_code == 201
    ids["done_workflow"] = backend.workflow(agent)
    assert backend.enrol(ids["done_workflow"], rows).status_code == 201
    for kind in ("batch", "done_batch"):
        ids[kind] = backend.batch_call(agent, rows).json()["id"]
    with backend.services.engine.begin() as connection:
        done = {"status": "completed"}
        connection.execute(update(LEADS).where(LEADS.c.campaign_id == ids["called"]).values(done))
        connection.execute(
            update(WORKFLOW_LEADS).where(WORKFLOW_LEADS.c.workflow_id == ids["done_workflow"]).values(done)
        )
        connection.execute(update(CALLS).where(CALLS.c.batch_call_id == ids["done_batch"]).values(done))
        single = {
            "workspace_id": backend.workspace_id,
            "agent_id": agent,
            "from_number": CALLER,
            "to_number": f"+91{number}",
        }
        more = {"id": f"call_{name[:9].replace(' ', '_')}", "variables": f'{{"name": "{name}"}}', "status": "queued"}
        connection.execute(insert(CALLS).values(**single, **more, created_at=datetime.now(UTC)))
    return ids


def everything(backend: Backend) -> str:
    """All rows of all tables."""
    with backend.services.engine.connect() as connection:
        return repr([connection.execute(select(table)).all() for table in METADATA.tables.values()])


def body(backend: Backend, what: str, number: str) -> Any:
    """The answer of a call about a number."""
    response = backend.call("POST", f"/numbers/{what}", json={"phone_number": number})
    assert response.status_code == 200, response.text
    return response.json()


@pytest.fixture
def fresh(backend: Backend) -> Backend:
    """A workspace of its own that may call Indian numbers beginning with 9."""
    return backend.new_calling_workspace()


def test_a_number_is_erased_from_every_table(fresh: Backend) -> None:
    """Waiting entries are not called any more, counts and other people stay, and another workspace is not touched."""
    number, name = "+919876512345", "Kavya Unheard"
    ids = fill(fresh, "9876512345", name)
    before = fresh.get(f"/batch-calls/{ids['batch']}")
    assert body(fresh, "lookup", number) == {"waiting": 4, "past": 4, "under_way": 0}
    other = fresh.new_workspace()
    assert body(other, "lookup", number) == body(other, "erase", number) == {"waiting": 0, "past": 0, "under_way": 0}
    assert name in everything(fresh)
    assert body(fresh, "erase", number) == {"waiting": 4, "past": 4, "under_way": 0}
    assert body(fresh, "erase", number) == {"waiting": 0, "past": 0, "under_way": 0}
    left = everything(fresh)
    assert (name in left, "9876512345" in left, OTHER in left) == (False, False, True)
    after = fresh.get(f"/batch-calls/{ids['batch']}")
    assert [call["status"] for call in after["callLogs"]] == ["cancelled", "queued"]
    assert [call["id"] for call in after["callLogs"]] == [call["id"] for call in before["callLogs"]]
    assert [lead["status"] for lead in fresh.leads(ids["campaign"])] == ["removed", "pending"]
    assert [lead["status"] for lead in fresh.leads(ids["called"])] == ["completed", "completed"]
    assert len(fresh.get(f"/workflows/{ids['workflow']}/leads")["data"]) == 1
    assert len(fresh.get(f"/workflows/{ids['done_workflow']}/leads")["data"]) == 2
    assert fresh.get("/uploads/refused-1")["state"] == "refused"


def test_a_call_that_is_going_on_is_left_and_said(fresh: Backend) -> None:
    """It ends as it would have; then the number can be erased. The batch's other entry is called, no other is."""
    agent, number = fresh.agent(), "+919876554321"
    batch = fresh.batch_call(agent, HEADER + "9876554321,Asha Ringing\n").json()["id"]
    later = fresh.batch_call(agent, HEADER + "9876554321,Asha Ringing\n9876554322,Ravi\n").json()["id"]
    minute, now = timedelta(minutes=1), datetime.now(UTC)
    simulate_step(fresh.services.engine, minute, now)
    assert body(fresh, "erase", number) == {"waiting": 1, "past": 0, "under_way": 1}
    for hour in (1, 2, 3, 4):
        simulate_step(fresh.services.engine, minute, now + timedelta(hours=hour))
    (call,) = fresh.get(f"/batch-calls/{batch}")["callLogs"]
    assert call["to_number"] == number
    assert call["ended_at"] is not None
    erased, called = fresh.get(f"/batch-calls/{later}")["callLogs"]
    assert (erased["status"], erased["started_at"], erased["to_number"]) == ("cancelled", None, "")
    assert called["started_at"] is not None
    assert body(fresh, "erase", number) == {"waiting": 0, "past": 1, "under_way": 0}
    assert "Asha Ringing" not in everything(fresh)
    with fresh.services.engine.connect() as connection:
        state = select(BATCH_CALLS.c.status).where(BATCH_CALLS.c.id == later)
        assert connection.scalar(state) == "completed"


def files_of(home: Path) -> Iterable[bytes]:
    """The bytes of every file of the database, with its log."""
    return (path.read_bytes() for path in home.glob("backend.db*"))


def test_nothing_of_it_is_in_the_files_afterwards(sqlite_backend: Backend) -> None:
    """Neither in the SQLite file nor in its log, nor in a copy from before a migration."""
    fresh = sqlite_backend.new_calling_workspace()
    home = fresh.settings.home
    name = "Zubin Erased"
    fill(fresh, "9876500777", name)
    (home / "backend.db.before-0005").write_bytes(name.encode())
    assert any(name.encode() in data for data in files_of(home))
    body(fresh, "erase", "+919876500777")
    assert not [data for data in files_of(home) if name.encode() in data or b"9876500777" in data]


def test_calls_past_their_time_are_erased_and_open_ones_stay(fresh: Backend) -> None:
    """Outcome and times stay, so the counts of a batch do; answers to refused uploads lose their cells."""
    ids = fill(fresh, "9876511111", "Old Person")
    engine, now = fresh.services.engine, datetime.now(UTC)
    long_ago = now - timedelta(days=91)
    mine = CALLS.c.workspace_id == fresh.workspace_id
    with engine.begin() as connection:
        connection.execute(update(CALLS).where(mine).values(created_at=long_ago))
        connection.execute(
            update(UPLOADS).where(UPLOADS.c.workspace_id == fresh.workspace_id).values(created_at=long_ago)
        )
        first = CALLS.c.batch_call_id == ids["done_batch"]
        connection.execute(update(CALLS).where(first, CALLS.c.position == 1).values(ended_at=long_ago))
        connection.execute(update(CALLS).where(first, CALLS.c.position == 2).values(ended_at=now))
    assert erase_calls_before(engine, now - timedelta(days=90)) >= 2
    assert erase_calls_before(engine, now - timedelta(days=90)) == 0
    old, young = fresh.get(f"/batch-calls/{ids['done_batch']}")["callLogs"]
    assert (old["to_number"], old["metadata"], old["status"]) == ("", {}, "completed")
    assert young["to_number"] == "+919876599999"
    assert [call["to_number"] for call in fresh.get(f"/batch-calls/{ids['batch']}")["callLogs"]] == [
        "+919876511111", "+919876599999",
    ]  # fmt: skip
    assert "9876511111 ext" not in str(fresh.get("/uploads/refused-1"))


@pytest.mark.parametrize("number", ["9876512345", "", "+91", 5, None])
def test_what_is_no_number_is_refused(sqlite_backend: Backend, number: object) -> None:
    """With a 400, and nothing is searched."""
    for what in ("lookup", "erase"):
        assert sqlite_backend.call("POST", f"/numbers/{what}", json={"phone_number": number}).status_code == 400
