"""Batch calls, workflows and agents of our own backend, in both answer styles, through client and sender."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from callsheet.client import BatchCalls, CallsheetApi, WorkflowApi, list_agents, list_workflows
from callsheet.sending import BatchChoice, Sender, SendRequest, SendService, made_batches
from callsheet.store import DestinationKind, EventKind, Recall, RowState
from tests.sending.bench import check_file
from tests.support.ledgers import check_ledger

if TYPE_CHECKING:
    from callsheet.store import Store, Submission
    from tests.support.running_backend import Backend

SERVER = "our own"
LEADS = b"phone_number,name\n+919876543210,Asha\n+919123456789,Mira\n"


@pytest.fixture(scope="module", params=["backend", "observed_backend"])
def server(request: pytest.FixtureRequest) -> Backend:
    """A backend of each style, with the workspace of its sandbox."""
    live: Backend = request.getfixturevalue(request.param)
    return live


def send(store: Store, server: Backend, kind: DestinationKind, destination_id: str) -> tuple[Submission, Sender]:
    """Send two leads, and let the sender do all that is due."""
    service = SendService(store, SERVER, "Meera", quarantine_seconds=1)
    batch = BatchChoice("June offers", 1) if kind is DestinationKind.BATCH_CALL else None
    request = SendRequest(
        report=check_file(LEADS), campaign_id=destination_id, campaign_name="Asha", destination=kind, batch=batch
    )
    submission = service.submit(request, service.plan(request))
    sender = Sender(store, CallsheetApi(server.url, server.key), SERVER, quarantine_seconds=1)
    for _ in range(4):  # the first answer of a server of the other style may ask for another phone column
        sender.process_campaign(destination_id)
    check_ledger(store, submission.id)
    return store.ledger.get(submission.id), sender


def test_a_batch_call_is_made_settled_and_cancelled(store: Store, server: Backend) -> None:
    """The phone column is the one that the style wants; the list shows the mark; a cancellation says how many."""
    api = CallsheetApi(server.url, server.key)
    agents = list_agents(api) or []
    agent = next(agent for agent in agents if agent.name == "Asha")
    version = agent.version(None)
    assert version is not None
    assert version.script is not None
    assert (version.number, version.defaults) == (1, {"company": "Sandbox Finance"})
    submission, sender = send(store, server, DestinationKind.BATCH_CALL, agent.id)
    assert submission.row_counts == {RowState.SENT: 2}
    [made] = made_batches(store.ledger, submission)
    [listed] = [batch for batch in BatchCalls(api).listed().batches if batch.title == made.title]
    assert (listed.id, listed.total_records) == (made.id, 2)
    store.ledger.decisions.request_recall(submission.id, "Meera")
    sender.process_campaign(agent.id)
    assert store.ledger.get(submission.id).recall is Recall.DONE
    [made] = made_batches(store.ledger, submission)
    assert made.removed == 2
    assert store.ledger.get(submission.id).row_counts == {RowState.TAKEN_BACK: 2}


def test_workflow_leads_are_enrolled_once_and_removed(store: Store, server: Backend) -> None:
    """Each row has the id that the server lists; what is enrolled already is held back; removal is lead by lead."""
    server = server.new_calling_workspace()
    server.workflow(server.agent())
    api = CallsheetApi(server.url, server.key)
    [workflow] = list_workflows(api) or []
    submission, sender = send(store, server, DestinationKind.WORKFLOW, workflow.id)
    assert submission.row_counts == {RowState.SENT: 2}
    enrolled = {lead.id for lead in WorkflowApi(api, workflow.id).leads().leads}
    ids = store.ledger.lead_ids(submission.id)
    assert sorted(ids) == [2, 3]
    assert set(ids.values()) <= enrolled
    assert "name" in (WorkflowApi(api, workflow.id).variable_keys() or [])
    store.ledger.decisions.request_recall(submission.id, "Meera")
    sender.process_campaign(workflow.id)
    after = store.ledger.get(submission.id)
    assert after.recall is Recall.DONE
    assert EventKind.TAKEN_BACK in {event.kind for event in store.ledger.events(submission.id)}
    assert after.row_counts == {RowState.TAKEN_BACK: 2}
    assert not set(ids.values()) & {lead.id for lead in WorkflowApi(api, workflow.id).leads().leads}
