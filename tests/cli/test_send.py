"""`callsheet send` against the real backend; what else a command line can meet."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import pytest

from tests.support.lead_files import DOCUMENTATION

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Ran
    from tests.support.running_backend import Backend


MIXED = "phone_number,name\n9876543210,Asha\n12345,Ravi\n9123456789,Mira\n"


@pytest.fixture
def send(
    callsheet: Callable[..., Ran], file: Callable[..., Path], backend: Backend, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Ran]:
    """Send a file to the backend of the tests."""
    monkeypatch.setenv("CALLSHEET_API_KEY", backend.key)
    monkeypatch.setenv("CALLSHEET_API_URL", backend.url)

    def run(data: bytes, campaign: str, *more: str) -> Ran:
        return callsheet("send", file(data), "--campaign", campaign, "--yes", *more)

    return run


def test_a_clean_file_is_sent_once(send: Callable[..., Ran], backend: Backend, campaign: str) -> None:
    """Exit 0 and the leads in E.164; a second run sends nothing more."""
    first = send(DOCUMENTATION, campaign, "--json")
    assert (first.code, first.json["submission"]["state"]) == (0, "sent")
    assert first.json["submission"]["rows"]["sent"] == 2
    send(DOCUMENTATION, campaign, "--json")
    assert [lead["phone_number"] for lead in backend.leads(campaign)] == ["+919876543210", "+919123456789"]


def test_rows_that_are_not_ready_stay_behind(send: Callable[..., Ran], backend: Backend, campaign: str) -> None:
    """Exit 1: the clean set went, the rest did not."""
    ran = send(MIXED, campaign)
    assert ran.code == 1
    assert ran.out.splitlines()[-1] == "2 leads sent to A campaign. 2 leads queued successfully."
    assert len(backend.leads(campaign)) == 2


def test_a_wrong_key(send: Callable[..., Ran], campaign: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Exit 2, in words, nothing sent."""
    monkeypatch.setenv("CALLSHEET_API_KEY", "wrong")
    ran = send(MIXED, campaign)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "The server refused the API key: API key is missing or invalid\n"


def test_an_unknown_campaign(send: Callable[..., Ran]) -> None:
    """Exit 2, in words."""
    ran = send(MIXED, "cmp_000000000000")
    assert (ran.code, ran.err) == (2, "The server does not have it: Campaign not found\n")


def test_no_server(send: Callable[..., Ran], campaign: str) -> None:
    """Exit 2, and what to do."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{probe.getsockname()[1]}/v1"
    ran = send(MIXED, campaign, "--server", address)
    assert (ran.code, ran.err) == (2, "The server does not answer. Check its address and try again.\n")


def test_a_server_without_a_key(
    callsheet: Callable[..., Ran], file: Callable[..., Path], backend: Backend, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit 2, naming the setting."""
    monkeypatch.delenv("CALLSHEET_API_KEY", raising=False)
    ran = callsheet("send", file(MIXED), "--campaign", "cmp_1", "--server", backend.url)
    assert (ran.code, ran.err) == (2, "Set CALLSHEET_API_KEY to the key of that server.\n")


def test_a_file_that_cannot_be_taken_is_refused_before_anything_is_asked(
    callsheet: Callable[..., Ran], file: Callable[..., Path]
) -> None:
    """Exit 2 without a server."""
    assert callsheet("send", file(b""), "--campaign", "cmp_1").code == 2


def test_a_setting_that_makes_no_sense(
    callsheet: Callable[..., Ran], file: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit 2, naming the variable and not its value."""
    monkeypatch.setenv("CALLSHEET_QUARANTINE_SECONDS", "soon-secret")
    ran = callsheet("send", file(MIXED), "--campaign", "cmp_1")
    assert (ran.code, "CALLSHEET_QUARANTINE_SECONDS" in ran.err, "soon-secret" in ran.err) == (2, True, False)
