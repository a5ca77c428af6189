"""`callsheet send --batch` and `--workflow`, against a fault server."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from callsheet.store import DestinationKind
from tests.sending.destination_states import STATES
from tests.sending.fault_server import serving
from tests.sending.server_state import CAMPAIGN, Reply, response

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import CommandResult

LEADS = "phone_number,name\n+919876543210,Asha\n+919123456789,Mira\n"
AGENT = {
    "id": CAMPAIGN,
    "name": "Asha",
    "versions": [{"version_number": 1, "is_published": True}, {"version_number": 2, "is_published": False}],
}
WORKFLOW = {"id": CAMPAIGN, "title": "Renewals", "status": "paused"}


@pytest.fixture
def send(
    callsheet: Callable[..., CommandResult], file: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., tuple[CommandResult, Any]]:
    """Send a file to a server of a kind; returns what was printed, and the server's state."""
    monkeypatch.setenv("CALLSHEET_API_KEY", "key")

    def run(
        kind: DestinationKind,
        *options: str,
        script: str = "ok",
        leads: str = LEADS,
        rules_then: list[dict[str, Any]] | None = None,
        **more: Any,
    ) -> tuple[CommandResult, Any]:
        state: Any = STATES[kind](script=[script], **more)
        answer = state.get

        def get(path: str) -> Reply:
            lists = {"/agents": {"data": {"agents": [AGENT]}}, "/workflows": {"data": [WORKFLOW]}}
            if rules_then is not None and state.titles:  # the rules were changed after the file was checked
                lists["/phone-country-rules/enabled-network-groups"] = {"data": rules_then}
            found = lists.get(path.partition("?")[0].removeprefix("/v1"))
            return answer(path) if found is None else response(200, found)

        state.get = get
        with serving(state) as server:
            monkeypatch.setenv("CALLSHEET_API_URL", server.url)
            return callsheet("send", file(leads), "--yes", *options), state

    return run


def test_a_file_is_sent_as_a_batch_call(send: Callable[..., tuple[CommandResult, Any]]) -> None:
    """By the agent's name; the number that calls, the warning and the marked title are said."""
    result, state = send(DestinationKind.BATCH_CALL, "--batch", "asha", "--title", "June offers")
    assert result.code == 0
    assert f'Batch call "{state.titles[0]}" made.' in result.out
    assert "does not say which number will call" in result.out
    assert 'Another batch call "July" is being called' in " ".join(result.out.split())
    assert sum(state.holds.values()) == 2


def test_a_batch_call_without_an_answer_is_asked_about_by_its_title(
    send: Callable[..., tuple[CommandResult, Any]], callsheet: Callable[..., CommandResult]
) -> None:
    """Only some of it arrived: the sentence names the title and the command."""
    result, state = send(DestinationKind.BATCH_CALL, "--batch", CAMPAIGN, script="half:reset")
    assert result.code == 3
    assert state.titles[0] in " ".join(result.out.split())
    part = result.out.split("callsheet settle ")[1].split()[0]
    assert callsheet("settle", part, "--count-now", "2").code in (0, 1)


def test_a_file_is_enrolled_in_a_workflow(send: Callable[..., tuple[CommandResult, Any]]) -> None:
    """Its status and the variables that its leads have are said before."""
    result, state = send(DestinationKind.WORKFLOW, "--workflow", "Renewals", variable_keys=("name", "city"))
    text = " ".join(result.out.split())
    assert result.code == 0
    assert "Renewals is paused. Nobody is called until it is active." in text
    assert "No column has city" in text
    assert sum(state.holds.values()) == 2


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--batch", "Asha", "--agent-version", "2"), "no published version 2. Published: 1."),
        (("--batch", "Nobody"), 'no agent "Nobody"'),
        (("--batch", "Asha", "--title", "x" * 26), "26 characters. There is room for 25"),
        (("--workflow", "Renewals", "--title", "x"), "--title belongs to --batch"),
        (("--workflow", "Nothing"), 'no workflow "Nothing"'),
        (("--batch", "Asha", "--workflow", "Renewals"), "--workflow cannot be used together with --batch."),
    ],
)
def test_what_the_server_does_not_have_is_refused_before_anything_is_sent(
    send: Callable[..., tuple[CommandResult, Any]], options: tuple[str, ...], said: str
) -> None:
    """In one sentence; exit code 2."""
    result, state = send(DestinationKind.BATCH_CALL, *options)
    assert (result.code, state.uploads) == (2, 0)
    assert said in " ".join(result.err.split())


def test_a_whole_file_that_is_refused_for_its_countries_is_explained(
    send: Callable[..., tuple[CommandResult, Any]],
) -> None:
    """403 for a prefix: Telephony Config is named, and the rows that its rules of then do not let be called."""
    rule = {"country_iso": "IN", "calling_code": "91", "prefixes": ["98"]}
    groups = [{"id": "grp_1", "countryRule": rule}]
    result, _ = send(DestinationKind.BATCH_CALL, "--batch", "Asha", script="403", rules_then=groups)
    assert result.code == 2
    text = " ".join(result.out.split())
    assert "Telephony Config" in text
    assert "Not switched on in the Telephony Config: India (1 lead, row 3)." in text


SPEAKS: dict[str, Any] = {
    "id": "agent_speaks",
    "name": "Meera",
    "versions": [{"version_number": 1, "is_published": True, "prompt_text": "Hi {{name}}, {{company}}, {{budget}}"}],
}


@pytest.mark.parametrize(("shown", "ready"), [({}, 0), ({"budget": "a lot"}, 2)])
def test_a_batch_call_is_checked_against_the_agents_own_script(
    send: Callable[..., tuple[CommandResult, Any]], monkeypatch: pytest.MonkeyPatch, shown: dict[str, str], ready: int
) -> None:
    """What the agent's defaults fill is no error; what nothing fills holds the leads back, before anything is sent."""
    defaults = {"default_dynamic_variables": {"company": "Acme", **shown}}
    monkeypatch.setitem(AGENT, "versions", [{**SPEAKS["versions"][0], **defaults}])
    result, state = send(DestinationKind.BATCH_CALL, "--batch", "Asha")
    assert sum(state.holds.values()) == ready
    assert "the script that the server shows" in " ".join(result.out.split())


def test_a_script_that_the_server_hides_is_asked_for(send: Callable[..., tuple[CommandResult, Any]]) -> None:
    """Before anything is sent; a script and an agent together are refused."""
    result, state = send(DestinationKind.BATCH_CALL, "--batch", "Asha", "--agent", "Asha")
    assert (result.code, state.uploads) == (2, 0)
    assert "does not show the script of Asha" in result.err


@pytest.mark.parametrize("kind", [DestinationKind.CAMPAIGN, DestinationKind.BATCH_CALL, DestinationKind.WORKFLOW])
def test_a_file_for_the_dashboard_is_written_and_nothing_is_sent(
    send: Callable[..., tuple[CommandResult, Any]], kind: DestinationKind, tmp_path: Path
) -> None:
    """For every kind of destination, with the digest that is printed."""
    folder = tmp_path / "dashboard"
    folder.mkdir()
    name = {"campaign": "--campaign", "batch_call": "--batch", "workflow": "--workflow"}[kind]
    result, state = send(kind, name, CAMPAIGN, "--file-for-dashboard", str(folder))
    assert (result.code, sum(state.holds.values())) == (0, 0)
    [written] = folder.iterdir()
    assert written.read_text("utf-8-sig").splitlines()[0] == "phone_number,name"
    assert hashlib.sha256(written.read_bytes()).hexdigest() in result.out.replace("\n", "").replace(" ", "")


def test_a_file_for_the_dashboard_goes_without_a_part_of_the_leads_or_a_later_time(
    send: Callable[..., tuple[CommandResult, Any]], tmp_path: Path
) -> None:
    """The options are refused before anything is read, and so is a folder that is not there."""
    there, missing = str(tmp_path), str(tmp_path / "missing")
    for options, words in (
        ((there, "--try-first"), "--try-first does not go with it"),
        ((there, "--within", "in"), "--within does not go with it"),
        ((missing,), "There is no folder"),
    ):
        result, state = send(DestinationKind.CAMPAIGN, "--campaign", CAMPAIGN, "--file-for-dashboard", *options)
        assert (result.code, sum(state.holds.values())) == (2, 0)
        assert words in " ".join((result.err + result.out).split())


def test_hours_of_the_server_are_for_one_local_time_only(send: Callable[..., tuple[CommandResult, Any]]) -> None:
    """They reach the server with the end of the batch call; a list of two local times is refused, also by a dry run."""
    hours = ("--batch", "asha", "--batch-hours", "09:00-18:00")
    result, state = send(DestinationKind.BATCH_CALL, *hours, "--ends-at", "2090-12-01T10:00+05:30")
    assert result.code == 0
    form = state.forms[-1]
    assert (form["calling_hours_start"], form["calling_hours_end"]) == ("09:00", "18:00")
    assert datetime.fromisoformat(form["ends_at"]) == datetime(2090, 12, 1, 4, 30, tzinfo=UTC)
    abroad = "phone_number,name\n+919876543210,Asha\n+447911123456,Mira\n"
    for dry in ((), ("--dry-run",)):
        result, state = send(DestinationKind.BATCH_CALL, *hours, *dry, leads=abroad)
        assert (result.code, sum(state.holds.values())) == (2, 0)
        assert "These people have several local times" in " ".join((result.out + result.err).split())
    for option, value, words in (
        ("--batch-hours", "9-18", "9-18 is not from when to when on a day"),
        ("--batch-hours", "18:00-09:00", "18:00-09:00 is not from when to when on a day"),
        ("--ends-at", "2020-01-01T10:00", "--ends-at must be after the calls begin."),
    ):
        result, state = send(DestinationKind.BATCH_CALL, "--batch", "asha", option, value)
        assert (result.code, sum(state.holds.values())) == (2, 0)
        assert words in " ".join((result.out + result.err).split())
