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
