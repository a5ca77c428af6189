import subprocess
import sys
from datetime import timedelta

import pytest

from callsheet.client import CallsheetApi
from callsheet.errors import StoreError
from callsheet.files import read_table
from callsheet.sending import Sender
from callsheet.settings import Settings
from callsheet.store import NewSubmission, RowState, State, Store, open_store
from callsheet.validation import Report, Route, check, contract_mapping

CAMPAIGN = {"campaign_id": "cmp_abcdefghijkl", "campaign_name": "Test campaign"}
LEADS = b"phone_number,name\n9876543210,Asha\n,Nobody\n9123456789,Ravi\n9876543210,Asha again\n"


@pytest.fixture
def store(tmp_path) -> Store:
    return open_store(Settings(home=tmp_path))


def judged(data: bytes = LEADS) -> Report:
    table = read_table("leads.csv", data)
    return check(table, contract_mapping(table), Route.unknown("IN"))


def sender_to(server, store, *, quarantine_seconds: int = 900) -> Sender:
    return Sender(store, CallsheetApi(server.url, "key"), server.url, quarantine_seconds=quarantine_seconds)


OUTCOMES = [
    ("ok", State.SENT, {RowState.SENT: 2}),
    ("refuse", State.REFUSED, {RowState.REFUSED: 1, RowState.READY: 1}),
    ("busy", State.RATE_LIMITED, {RowState.READY: 2}),
    ("reset_after_apply", State.UNKNOWN, {RowState.UNKNOWN: 2}),
    ("reset_before_apply", State.UNKNOWN, {RowState.UNKNOWN: 2}),
    ("error_after_apply", State.UNKNOWN, {RowState.UNKNOWN: 2}),
    ("error_before_apply", State.UNKNOWN, {RowState.UNKNOWN: 2}),
    ("garbled_after_apply", State.UNKNOWN, {RowState.UNKNOWN: 2}),
    ("wrong_counts", State.UNKNOWN, {RowState.UNKNOWN: 2}),
    ("redirect", State.UNKNOWN, {RowState.UNKNOWN: 2}),
]


@pytest.mark.parametrize(("word", "state", "rows"), OUTCOMES)
def test_every_answer_leaves_each_row_in_one_state(fault_server, store, word, state, rows):
    """Whatever the server does, every ready row is in exactly one state, and only a clear yes is SENT."""
    server = fault_server(word)
    submission = sender_to(server, store).send("draft", judged(), **CAMPAIGN)
    assert (submission.state, submission.row_counts) == (state, rows)
    assert server.uploads == 1


@pytest.mark.parametrize("word", [word for word, state, _ in OUTCOMES if state in (State.SENT, State.UNKNOWN)])
def test_a_second_press_never_sends_again(fault_server, store, word):
    """Sent or unknown: pressing again, from this draft or another, sends nothing."""
    server = fault_server(word, "ok")
    sender = sender_to(server, store)
    first = sender.send("draft", judged(), **CAMPAIGN)
    assert sender.send("draft", judged(), **CAMPAIGN).id == first.id
    other = sender.send("another draft", judged(), **CAMPAIGN)
    assert other.row_counts == {RowState.ALREADY_CLAIMED: 2}
    assert server.uploads == 1
    assert max(server.queued.values(), default=1) == 1


@pytest.mark.parametrize("word", ["refuse", "busy"])
def test_what_was_certainly_not_queued_can_be_sent_again(fault_server, store, word):
    """After a refusal or a 429 the same leads may go, and arrive once."""
    server = fault_server(word, "ok")
    sender = sender_to(server, store)
    sender.send("draft", judged(), **CAMPAIGN)
    assert sender.send("draft", judged(), **CAMPAIGN).state is State.SENT
    assert server.queued == {"+919876543210": 1, "+919123456789": 1}


def test_a_server_that_is_down_gets_nothing_and_nothing_is_lost(fault_server, store):
    """Connection refused: not sent, rows ready again, the claims given back."""
    server = fault_server("ok")
    server.server_close()
    submission = sender_to(server, store).send("draft", judged(), **CAMPAIGN)
    assert (submission.state, submission.row_counts) == (State.NOT_SENT, {RowState.READY: 2})
    assert store.ledger.claims(server.url, CAMPAIGN["campaign_id"]) == {}


def test_refused_rows_come_home_to_the_rows_of_the_file(fault_server, store):
    """The server counts rows of the upload; the operator sees the row of the file, found by the number."""
    server = fault_server("refuse")
    submission = sender_to(server, store).send("draft", judged(b"phone_number\n\n\n9123456789\n"), **CAMPAIGN)
    assert submission.refused_rows == {4: "Unsupported prefix"}
    assert submission.refused_numbers == {(4, "+919123456789"): "Unsupported prefix"}


@pytest.mark.parametrize(
    ("word", "quarantine", "settled"),
    [
        ("reset_after_apply", 900, State.SENT),
        ("reset_before_apply", 900, State.UNKNOWN),
        ("reset_before_apply", 0, State.NOT_SENT),
    ],
)
def test_a_list_of_leads_is_evidence_and_absence_only_after_quarantine(fault_server, store, word, quarantine, settled):
    """Present settles at once; absent settles only when nothing can still arrive."""
    server = fault_server(word, lists_leads=True)
    sender = sender_to(server, store, quarantine_seconds=quarantine)
    submission = sender.send("draft", judged(), **CAMPAIGN)
    assert submission.state is State.UNKNOWN
    assert sender.settle(submission).state is settled


def test_without_a_list_only_the_operator_can_settle(fault_server, store):
    """A server that tells nothing leaves the question to the operator; too early a "no" is not taken."""
    server = fault_server("reset_after_apply")
    sender = sender_to(server, store)
    submission = sender.send("draft", judged(), **CAMPAIGN)
    assert sender.settle(submission).state is State.UNKNOWN
    with pytest.raises(StoreError):
        sender.answer(submission, arrived=False)
    assert sender.quarantine_ends(submission) - submission.ended_at == timedelta(seconds=900)
    assert sender.answer(submission, arrived=True).row_counts == {RowState.SENT: 2}


def test_what_a_killed_process_left_in_flight_reads_as_unknown(fault_server, store, tmp_path):
    """A process killed after its intent leaves UNKNOWN, one killed before leaves NOT_SENT; neither is sent again."""
    script = (
        "import os, signal, sys\n"
        "from pathlib import Path\n"
        "from callsheet.sending.owner import living_owner\n"
        "print(living_owner(Path(sys.argv[1])), flush=True)\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    killed = subprocess.run([sys.executable, "-c", script, str(tmp_path)], capture_output=True, text=True, check=False)
    assert killed.returncode == -9
    server = fault_server("ok")
    for name, numbers in (("left", {2: "+919876543210"}), ("waiting", {4: "+919123456789"})):
        new = NewSubmission(
            id=name,
            draft_id="draft",
            server=server.url,
            campaign_id=CAMPAIGN["campaign_id"],
            campaign_name="Test campaign",
            file_name="leads.csv",
            file_sha256="0" * 64,
            counts={"rows": 1, "ready": 1},
            owner=killed.stdout.strip(),
            keeps_keys=False,
        )
        store.ledger.begin(new, numbers, lambda _: b"x")
    store.ledger.leave("left")

    submission = sender_to(server, store).send("draft", judged(), **CAMPAIGN)

    assert store.ledger.get("left").state is State.UNKNOWN
    assert store.ledger.get("waiting").state is State.NOT_SENT
    assert submission.row_counts == {RowState.SENT: 1, RowState.ALREADY_CLAIMED: 1}
    assert server.queued == {"+919123456789": 1}


def test_a_living_process_in_flight_is_left_alone(store, fault_server):
    """Recovery touches only what dead processes left."""
    server = fault_server("ok")
    sender = sender_to(server, store)
    submission = sender.send("draft", judged(), **CAMPAIGN)
    new = NewSubmission(
        id="busy",
        draft_id="draft",
        server=server.url,
        campaign_id="cmp_other0000000",
        campaign_name="Other",
        file_name="leads.csv",
        file_sha256="0" * 64,
        counts={"rows": 1, "ready": 1},
        owner=submission.owner,
        keeps_keys=False,
    )
    store.ledger.begin(new, {2: "+919876543210"}, lambda _: b"x")
    store.ledger.leave("busy")
    assert {each.id: each.state for each in sender.submissions_of("draft")}["busy"] is State.SENDING
