"""Idempotency-Key: one response and one set of leads, for repeated, simultaneous and abandoned requests."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
import requests
from sqlalchemy import update

from callsheet.backend.db.tables import UPLOADS
from callsheet.backend.services import open_services
from callsheet.client import CallsheetApi
from tests.backend.statements import before_statement
from tests.support.running_backend import LEADS

if TYPE_CHECKING:
    from tests.support.running_backend import Backend

BAD = "phone_number\n12345\n"


def keyed(key: str) -> dict[str, str]:
    return {"Idempotency-Key": key}


def upload(backend: Backend, campaign: str, key: str) -> requests.Response:
    """An upload on a new connection, so that several can run at once."""
    return requests.post(
        f"{backend.url}/campaigns-leads/upload-file/{campaign}",
        headers={"Authorization": f"Bearer {backend.key}", "Idempotency-Key": key},
        files={"file": ("leads.csv", LEADS)},
        timeout=60,
    )


@pytest.mark.parametrize(("data", "state", "status"), [(LEADS, "applied", 201), (BAD, "refused", 400)])
def test_a_repeated_request(backend: Backend, campaign: str, data: str, state: str, status: int) -> None:
    """The same key and file get the same status and body, and nothing is queued again."""
    first, second = (backend.upload(campaign, data, headers=keyed(f"k-{campaign}")) for _ in range(2))
    assert (first.status_code, first.json()) == (second.status_code, second.json())
    assert first.status_code == status
    assert len(backend.leads(campaign)) == (2 if state == "applied" else 0)
    assert backend.get(f"/uploads/k-{campaign}") == {"state": state, "answer": first.json()}


def test_a_repeated_request_after_the_campaign_was_closed(backend: Backend, campaign: str) -> None:
    """It gets the stored response; a new key gets a 409."""
    first = backend.upload(campaign, LEADS, headers=keyed(f"k-{campaign}"))
    backend.call("PATCH", f"/campaigns/{campaign}", json={"status": "cancelled"})
    assert backend.upload(campaign, LEADS, headers=keyed(f"k-{campaign}")).json() == first.json()
    late = backend.upload(campaign, LEADS, headers=keyed(f"late-{campaign}"))
    assert (late.status_code, late.json()["message"]) == (409, "Cannot add leads to a cancelled campaign")


def test_a_key_with_another_file_or_campaign(backend: Backend, campaign: str) -> None:
    """422, and nothing more is queued."""
    backend.upload(campaign, LEADS, headers=keyed(f"k-{campaign}"))
    other = backend.campaign()
    for wrong in (
        backend.upload(campaign, LEADS + "9876500000,C\n", headers=keyed(f"k-{campaign}")),
        backend.upload(other, LEADS, headers=keyed(f"k-{campaign}")),
    ):
        assert wrong.status_code == 422
        assert wrong.json()["message"] == "This Idempotency-Key came before with another file or campaign"
    assert (len(backend.leads(campaign)), backend.leads(other)) == (2, [])


@pytest.mark.parametrize("key", ["a/b", "a?b=c#d", "%2F", '"quoted"', "../..", "...", "a/../b"])
def test_keys_with_special_characters(backend: Backend, campaign: str, key: str) -> None:
    """The state of an upload can be read with any valid key, although it is part of a path."""
    key = f"{key}{campaign}"
    answer = upload(backend, campaign, key)
    assert CallsheetApi(backend.url, backend.key).upload_state(key) == ("applied", answer.json())


@pytest.mark.parametrize("key", ["", "a b", "x" * 256, ".", ".."])
def test_an_invalid_key(backend: Backend, campaign: str, key: str) -> None:
    """400, and nothing is queued."""
    answer = backend.upload(campaign, LEADS, headers=keyed(key))
    assert (answer.status_code, "Idempotency-Key" in answer.json()["message"]) == (400, True)
    assert backend.leads(campaign) == []


def test_simultaneous_requests(backend: Backend, campaign: str) -> None:
    """Eight requests with one key at the same time get equal responses and queue one set of leads."""
    with ThreadPoolExecutor(8) as pool:
        responses = list(pool.map(lambda _: upload(backend, campaign, f"k-{campaign}"), range(8)))
    assert {answer.status_code for answer in responses} == {201}
    assert len({answer.text for answer in responses}) == 1
    assert len(backend.leads(campaign)) == 2


def test_a_second_request_waits_for_the_first(backend: Backend, campaign: str) -> None:
    """While the first request is processed GET reports so; the second gets the response of the first afterwards."""
    go_on = threading.Event()
    statement = before_statement(backend.services.engine, "UPDATE uploads", lambda: go_on.wait(60))
    with statement, ThreadPoolExecutor(2) as pool:
        first = pool.submit(upload, backend, campaign, f"k-{campaign}")
        try:
            assert _processing(backend, campaign)
            second = pool.submit(upload, backend, campaign, f"k-{campaign}")
            threading.Event().wait(0.3)
            assert not second.done()
        finally:
            go_on.set()
        assert first.result().json() == second.result().json()
    assert len(backend.leads(campaign)) == 2


def _processing(backend: Backend, campaign: str) -> bool:
    for _ in range(600):
        answer = backend.call("GET", f"/uploads/k-{campaign}")
        if answer.status_code == 200:
            return bool(answer.json() == {"state": "processing", "answer": None})
        threading.Event().wait(0.05)
    return False


def test_the_upload_of_a_dead_process(backend: Backend, campaign: str) -> None:
    """Its claim is still in the database: GET answers 404, and a new request is processed."""
    services = open_services(backend.settings)
    services.uploads.claim(backend.workspace_id, f"k-{campaign}", campaign, "digest")
    assert backend.get(f"/uploads/k-{campaign}")["state"] == "processing"
    services.close()
    ends = time.monotonic() + 20  # PostgreSQL releases the locks of a closed session a moment later
    while backend.call("GET", f"/uploads/k-{campaign}").status_code != 404 and time.monotonic() < ends:
        time.sleep(0.05)
    assert backend.call("GET", f"/uploads/k-{campaign}").status_code == 404
    assert backend.upload(campaign, LEADS, headers=keyed(f"k-{campaign}")).status_code == 201
    assert len(backend.leads(campaign)) == 2


def test_a_superseded_request_queues_nothing(backend: Backend, campaign: str) -> None:
    """A request whose upload another process has taken over rolls back; when that process dies too, it tries again."""
    taken_over: list[bool] = []

    def take_over() -> None:
        if not taken_over:
            taken_over.append(True)
            by_dead_process = update(UPLOADS).where(UPLOADS.c.key == f"k-{campaign}")
            with backend.services.engine.begin() as connection:
                connection.execute(by_dead_process.values(owner="00", attempt="another"))

    with before_statement(backend.services.engine, "UPDATE uploads", take_over):
        answer = backend.upload(campaign, LEADS, headers=keyed(f"k-{campaign}"))
    assert taken_over
    assert (answer.status_code, len(backend.leads(campaign))) == (201, 2)


def test_keys_belong_to_a_workspace(backend: Backend, campaign: str) -> None:
    """The same key in another workspace is another key; neither workspace sees the other's upload."""
    backend.upload(campaign, LEADS, headers=keyed(f"k-{campaign}"))
    assert backend.new_workspace().call("GET", f"/uploads/k-{campaign}").status_code == 404
    assert backend.get(f"/uploads/k-{campaign}")["state"] == "applied"
