"""`callsheet erase` against the real backend."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from callsheet.store import open_store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import CommandResult
    from tests.support.running_backend import Backend


@pytest.fixture
def home(backend: Backend, monkeypatch: pytest.MonkeyPatch) -> None:
    """The test backend is the server."""
    monkeypatch.setenv("CALLSHEET_API_KEY", backend.key)
    monkeypatch.setenv("CALLSHEET_API_URL", backend.url)


@pytest.mark.usefixtures("home")
def test_a_number_is_erased_once_that_is_confirmed(
    callsheet: Callable[..., CommandResult], file: Callable[..., Path], backend: Backend, campaign: str
) -> None:
    """Without `--yes` it is only said where the number is; then its lead leaves the campaign, the others stay."""
    sent = callsheet("send", file("Mobile\n9820017001\n9820017002\n"), "--campaign", campaign, "--yes")
    assert sent.code == 0
    asked = callsheet("erase", "098200 17001", "--country", "IN")
    assert (asked.code, asked.err) == (1, "Nothing was erased.\n")
    assert "1 lead at the server is not called yet." in asked.out
    assert [lead["status"] for lead in backend.leads(campaign)] == ["pending", "pending"]
    erased = callsheet("erase", "098200 17001", "--country", "IN", "--yes")
    assert erased.code == 0
    assert erased.out.splitlines()[-1] == (
        "Erased: 1 row of what was sent made unreadable; 1 lead removed at the server before a call."
    )  # and no word of a do-not-call list, on which it is not
    leads = [(lead["phone_number"], lead["status"]) for lead in backend.leads(campaign)]
    assert leads == [("", "removed"), ("+919820017002", "pending")]
    again = callsheet("erase", "+919820017001", "--yes")
    assert (again.code, again.out) == (0, "This number is nowhere here.\n")


@pytest.mark.usefixtures("home")
def test_what_is_no_number_is_refused(callsheet: Callable[..., CommandResult]) -> None:
    """Exit code 2 and why."""
    result = callsheet("erase", "abc")
    assert (result.code, result.err.startswith("This is not a phone number.")) == (2, True)


def test_a_server_that_cannot_be_asked_is_said(
    callsheet: Callable[..., CommandResult], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit code 1: what is here is erased, the rest has to be looked for there."""
    monkeypatch.setenv("CALLSHEET_API_KEY", "key")
    monkeypatch.setenv("CALLSHEET_API_URL", "http://127.0.0.1:1/v1")
    assert callsheet("do-not-call", "list").code == 0
    from callsheet.settings import load_settings  # noqa: PLC0415 - reads the environment of this test

    store = open_store(load_settings())
    store.drafts.create("leads.csv", b"Mobile,name\n9820017003,Meera\n9820017004,Uma\n")
    result = callsheet("erase", "+919820017003", "--yes")
    assert result.code == 1
    assert "The server cannot be asked: look for the number there." in result.out
    assert "1 row of open uploads emptied" in result.out
    assert store.drafts.load(store.drafts.ids()[0]).data == b"Mobile,name\n\n9820017004,Uma\n"
    store.engine.dispose()
