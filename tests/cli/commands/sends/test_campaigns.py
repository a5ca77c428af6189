"""The campaign by its id or its name, and the list of campaigns."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.running_backend import run_backend

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.cli.conftest import CommandResult
    from tests.support.running_backend import Backend


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Backend]:
    """A backend with one campaign called June offers and two called Renewals."""
    with run_backend(tmp_path_factory.mktemp("campaigns")) as live:
        for name in ("June offers", "Renewals", "Renewals"):
            live.campaign(name)
        yield live


@pytest.mark.parametrize(
    ("name", "code", "sentence"),
    [
        ("June offers", 0, "We would send 1 lead to June offers."),
        ("  june OFFERS", 0, "We would send 1 lead to June offers."),
        ("Renewals", 2, 'Several campaigns are called "Renewals". Use the id of one: cmp_'),
        ("Jun offer", 2, 'There is no campaign "Jun offer". Did you mean June offers?'),
        ("x/../y?z", 2, 'There is no campaign "x/../y?z".'),
        ("\x1b[2J", 2, 'There is no campaign "␛[2J".'),
    ],
)
def test_a_campaign_by_name(
    callsheet: Callable[..., CommandResult],
    file: Callable[..., Path],
    server: Backend,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    code: int,
    sentence: str,
) -> None:
    """Where only one fits; else the ids, or the nearest name."""
    monkeypatch.setenv("CALLSHEET_API_KEY", server.key)
    monkeypatch.setenv("CALLSHEET_API_URL", server.url)
    ran = callsheet("send", file("phone_number\n9876543210\n"), "--campaign", name, "--dry-run")
    assert (ran.code, sentence in ran.out + ran.err) == (code, True), ran


def test_the_campaigns_are_listed(
    callsheet: Callable[..., CommandResult], server: Backend, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With names and counts; with `--quiet` the ids alone, as completion reads them."""
    monkeypatch.setenv("CALLSHEET_API_KEY", server.key)
    monkeypatch.setenv("CALLSHEET_API_URL", server.url)
    assert "  June offers  " in callsheet("campaigns").out
    ids = callsheet("campaigns", "--quiet").out.split()
    assert len(ids) >= 3
    assert all(word.startswith("cmp_") for word in ids)


def test_a_campaign_is_started_unless_people_in_it_should_not_be_called(
    callsheet: Callable[..., CommandResult],
    file: Callable[..., Path],
    server: Backend,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Hours of the send that are open let it start; a listed person does not, until the number is confirmed."""
    monkeypatch.setenv("CALLSHEET_API_KEY", server.key)
    monkeypatch.setenv("CALLSHEET_API_URL", server.url)
    campaign = server.campaign("To start")
    assert callsheet("campaigns", "--start", campaign, "--despite", "1").code == 2
    leads = file("phone_number\n9876543210\n9123456789\n")
    assert callsheet("send", leads, "--campaign", campaign, "--yes", "--within", "daily 0:00-24:00").code == 0
    assert callsheet("do-not-call", "add", "+919876543210").code == 0
    refused = callsheet("campaigns", "--start", campaign)
    assert (refused.code, "1 person is on a do-not-call list" in refused.out) == (2, True)
    assert f"--start {campaign} --despite 1" in refused.out
    facts = callsheet("campaigns", "--start", campaign, "--json").json["start"]
    assert (facts["started"], facts["listed"], facts["outside_hours"]) == (False, 1, 0)
    assert server.get(f"/campaigns/{campaign}")["status"] == "draft"
    started = callsheet("campaigns", "--start", "to start", "--despite", "1")
    assert (started.code, "it calls 2 people from now on" in started.out) == (0, True)
    assert server.get(f"/campaigns/{campaign}")["status"] == "active"
    assert callsheet("campaigns", "--despite", "1").code == 2
