"""What a new server has to try every destination with, and the two styles of its answers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete

from callsheet.backend import open_backend_database
from callsheet.backend.db.calling.tables import AGENT_VERSIONS, AGENTS, BATCH_CALLS, CALLS, WORKFLOWS
from callsheet.client.prober import Found, probe
from callsheet.settings import Settings
from tests.support.running_backend import LEADS, NUMBER

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.support.running_backend import Backend

OBSERVED_LEADS = LEADS.replace("phone_number", "phone")


def sandbox_agent(backend: Backend) -> dict[str, Any]:
    body = backend.get("/agents")
    (agent,) = body.get("data", body)["agents"]
    return dict(agent)


def test_the_agent_of_the_sandbox(backend: Backend) -> None:
    """Asha has a published version with eight variables, one of them with a default, and a draft."""
    agent = sandbox_agent(backend)
    published, draft = agent["versions"]
    assert (published["title"], published["is_published"], draft["is_published"]) == ("Asha", True, False)
    variables = set(re.findall(r"{{(\w+)}}", published["prompt_text"]))
    assert len(variables) == 8
    assert set(published["default_dynamic_variables"]) < variables
    assert len(published["default_dynamic_variables"]) == 1
    assert set(re.findall(r"{{(\w+)}}", published["welcome_message"])) < variables
    assert agent["current_version_number"] == published["version_number"]


def test_every_destination_can_be_tried(observed_backend: Backend) -> None:
    """With the data that is there: a workflow to enrol leads in, a batch to look at, a version that can call."""
    agent = sandbox_agent(observed_backend)["id"]
    (batch,) = observed_backend.get("/batch-calls")
    assert (batch["title"], batch["status"], batch["simulated"]) == ("Sandbox batch", "completed", True)
    calls = observed_backend.get(f"/batch-calls/{batch['id']}")
    assert {call["status"] for call in calls} >= {"completed", "no_answer", "busy", "did_not_pick", "failed"}
    assert all(call["simulated"] for call in calls)
    (workflow,) = observed_backend.get("/workflows")["data"]
    assert observed_backend.enrol(workflow["id"], LEADS).json()["count"] == 2
    created = observed_backend.batch_call(agent, OBSERVED_LEADS, agent_version_number="").json()
    assert (created["total_records"], created["from_number"]) == (2, NUMBER)
    assert "warning" not in created


def test_observed_answers(observed_backend: Backend) -> None:
    """Bare arrays, agents in data, the phone column called phone, other refusals."""
    agent = sandbox_agent(observed_backend)["id"]
    assert set(observed_backend.get("/agents")) == {"data"}
    column = observed_backend.batch_call(agent, LEADS, agent_version_number="1")
    assert (column.status_code, column.json()["message"]) == (400, "The uploaded file must include a phone column")
    none = observed_backend.batch_call(agent, "phone\n123\n456\n", agent_version_number="1")
    assert (none.status_code, none.json()["message"]) == (400, "No valid phone numbers found in CSV")
    version = observed_backend.batch_call(agent, OBSERVED_LEADS, agent_version_number="5")
    assert version.status_code == 404
    assert re.fullmatch(
        r"No outbound phone number found for campaign batch_\w{12} and agent version 5", version.json()["message"]
    )
    (batch,) = observed_backend.get("/batch-calls?status=completed")
    refused = observed_backend.call("PATCH", f"/batch-calls/{batch['id']}/status", json={"action": "pause"})
    assert refused.status_code == 409


def test_the_prober_finds_every_destination(sqlite_backend: Backend, observed_backend: Backend) -> None:
    """In both styles, with the prompt of the agent; `callsheet doctor` prints what it finds."""
    shapes = {}
    for backend in (sqlite_backend, observed_backend):
        facts = probe(backend.url, backend.key)
        assert {call.found for call in facts.calls.values()} == {Found.YES}
        assert (facts.published_agents, facts.has_prompts) == (1, True)
        assert all(facts.capabilities[name] for name in ("agents", "batch_calls", "workflows", "calls"))
        assert facts.capabilities["simulated_calls"] is False
        shapes[backend.services.answers] = [facts.calls[name].shape for name in ("batch_calls", "agents", "workflows")]
    assert shapes == {"documented": ["items", "agents", "data"], "observed": ["array", "data.agents", "data"]}


def test_an_older_sandbox_gets_its_agent(tmp_path: Path, database_url: Callable[[], str | None]) -> None:
    """A store that was seeded before there were agents is completed once, and only once."""
    settings = Settings(home=tmp_path, backend_database_url=database_url())
    engine = open_backend_database(settings)
    with engine.begin() as connection:
        for table in (CALLS, BATCH_CALLS, WORKFLOWS, AGENT_VERSIONS, AGENTS):
            connection.execute(delete(table))
    engine.dispose()
    for _ in range(2):
        engine = open_backend_database(settings)
        with engine.connect() as connection:
            counts = [len(connection.execute(table.select()).all()) for table in (AGENTS, BATCH_CALLS, WORKFLOWS)]
        assert counts == [1, 1, 1]
        engine.dispose()
