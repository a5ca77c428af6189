"""`callsheet send --within`, `--at` and `--send-unknown`."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import CommandResult
    from tests.support.running_backend import Backend

LEADS = "phone_number,name\n9876543210,Asha\n9123456780,Ravi\n"
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def closed_hours() -> str:
    """Hours of one day that are closed everywhere now, and open within the next days."""
    return f"{DAYS[(datetime.now(UTC).weekday() + 3) % 7]} 9:00-17:00"


@pytest.fixture
def send(
    callsheet: Callable[..., CommandResult],
    file: Callable[..., Path],
    backend: Backend,
    campaign: str,
    monkeypatch: pytest.MonkeyPatch,
) -> Callable[..., CommandResult]:
    """Sends two Indian leads to a new campaign."""
    monkeypatch.setenv("CALLSHEET_API_KEY", backend.key)
    monkeypatch.setenv("CALLSHEET_API_URL", backend.url)
    path = file(LEADS)
    return lambda *more: callsheet("send", path, "--campaign", campaign, "--yes", *more)


def test_leads_outside_their_hours_wait(
    send: Callable[..., CommandResult], callsheet: Callable[..., CommandResult], backend: Backend, campaign: str
) -> None:
    """The command ends with 1 and says until when; the same in JSON; withdrawn, they can be sent at once."""
    ran = send("--within", closed_hours())
    assert ran.code == 1
    assert "2 leads wait until" in ran.out
    assert "This computer must be on, with Callsheet running, on" in ran.out
    assert "callsheet withdraw" in ran.out
    assert not backend.leads(campaign)
    (listed,) = callsheet("submissions", "--json").json["submissions"]
    assert [entry["leads"] for entry in listed["scheduled"]] == [2]
    assert listed["state"] == "ready"
    assert callsheet("withdraw", listed["id"]).code == 0
    assert send().code == 0
    assert len(backend.leads(campaign)) == 2


def test_open_hours_hold_nothing(send: Callable[..., CommandResult], backend: Backend, campaign: str) -> None:
    """With hours that are always open every lead is sent."""
    ran = send("--within", "daily 0:00-24:00")
    assert (ran.code, len(backend.leads(campaign))) == (0, 2)


def test_nothing_leaves_before_a_time(send: Callable[..., CommandResult], backend: Backend, campaign: str) -> None:
    """A dry run names the time, too."""
    at = (datetime.now(UTC) + timedelta(days=2)).replace(microsecond=0).isoformat()
    planned = send("--at", at, "--dry-run", "--json").json["dry_run"]
    assert [entry["leads"] for entry in planned["scheduled"]] == [2]
    assert send("--at", at).code == 1
    assert not backend.leads(campaign)


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("--within", "nine to five"), "There are no calling hours"),
        (("--within", "Mon 9-25"), "Cannot read the calling hours"),
        (("--at", "2020-01-01T10:00"), "--at is in the past"),
        (("--at", "tomorrow"), "tomorrow"),
        (("--send-unknown",), "--send-unknown needs --within"),
    ],
)
def test_a_schedule_that_cannot_be_used_is_refused(
    send: Callable[..., CommandResult], backend: Backend, campaign: str, options: tuple[str, ...], sentence: str
) -> None:
    """Before the file is read, with what to write instead."""
    ran = send(*options)
    assert ran.code == 2
    assert sentence in ran.err
    assert not backend.leads(campaign)


@pytest.mark.usefixtures("send")  # names the server
def test_who_may_sleep_is_said_before_a_send(
    callsheet: Callable[..., CommandResult], file: Callable[..., Path], campaign: str
) -> None:
    """At some place of North America it is always night; with calling hours the leads wait instead."""
    toll_free = file("phone_number,name\n+1 800 555 0199,Ann\n")
    ran = callsheet("send", toll_free, "--campaign", campaign, "--dry-run")
    assert "Now it may be night (before 8am or after 9pm) for this lead. To send each lead by day: --within" in ran.out
    assert "night" not in callsheet("send", toll_free, "--campaign", campaign, "--dry-run", "--within", "us").out
