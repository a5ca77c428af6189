"""`callsheet settle`: the answer row by row about an upload that arrived in part."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from callsheet.cli.sends import file_send
from tests.sending.fault_server import serving
from tests.sending.server_state import CAMPAIGN, ServerState

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.cli.conftest import CommandResult

FOUR = "phone_number,name\n" + "".join(f"98200100{row:02},Lead {row}\n" for row in range(4))


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[ServerState]:
    """A server that takes half of the first upload and loses its answer; it cannot be asked what it has."""
    with serving(ServerState(script=["half:reset", "ok"], listed=True)) as running:
        monkeypatch.setenv("CALLSHEET_API_URL", running.url)
        yield running.server_state


@pytest.fixture
def part(
    callsheet: Callable[..., CommandResult],
    file: Callable[..., Path],
    monkeypatch: pytest.MonkeyPatch,
    server: ServerState,
) -> str:
    """The part in question, after a send."""
    monkeypatch.setenv("CALLSHEET_API_KEY", "key")
    monkeypatch.setenv("CALLSHEET_QUARANTINE_SECONDS", "0")
    monkeypatch.setattr(file_send, "PATIENCE_SECONDS", 0.0)
    sent = callsheet("send", file(FOUR), "--country", "IN", "--campaign", CAMPAIGN, "--yes")
    assert (sent.code, len(server.holds)) == (3, 2), sent
    assert "If only some arrived" in sent.out
    return sent.out.split("callsheet settle ")[1].split()[0]


def test_a_list_says_which_leads_arrived(
    part: str, callsheet: Callable[..., CommandResult], file: Callable[..., Path], server: ServerState
) -> None:
    """The leads that are missing from it are sent by the next command, and everybody is called once."""
    listed = file("Phone\n" + "\n".join(server.holds), "campaign.csv")
    settled = callsheet("settle", part, "--arrived", listed)
    assert (settled.code, settled.out) == (0, "Settled: 2 leads arrived. 2 leads did not arrive and will be sent.\n")
    sent = callsheet("send", file(FOUR), "--country", "IN", "--campaign", CAMPAIGN, "--yes")
    assert sent.code == 0, sent
    assert sorted(server.holds.values()) == [1, 1, 1, 1]


def test_rows_say_which_leads_arrived(
    part: str, callsheet: Callable[..., CommandResult], file: Callable[..., Path]
) -> None:
    """A list with an entry that cannot be read, and a row that is not among the leads, are refused."""
    unclear = callsheet("settle", part, "--arrived", file("Phone\n+919820010000\n12\n+919820010001", "list.csv"))
    assert (unclear.code, "1 entry of the list is not a phone number." in unclear.err) == (2, True)
    foreign = callsheet("settle", part, "--arrived-rows", "2,9")
    assert (foreign.code, "Row 9 is not among these leads." in foreign.err) == (2, True)
    settled = callsheet("settle", part, "--arrived-rows", "2,4-5")
    assert (settled.code, settled.out) == (0, "Settled: 3 leads arrived. 1 lead did not arrive and will be sent.\n")
