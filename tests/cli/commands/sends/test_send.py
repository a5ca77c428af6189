"""`callsheet send` against the real backend, and its failures."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import Engine, event

from callsheet.cli.sends import file_send
from callsheet.runtime import sender
from callsheet.settings import Settings
from callsheet.store import RowState, open_store
from tests.support.files.lead_files import DOCUMENTATION

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.cli.conftest import CommandResult
    from tests.support.running_backend import Backend


MIXED = "phone_number,name\n9876543210,Asha\n12345,Ravi\n9123456789,Mira\n"


@pytest.fixture
def send(
    callsheet: Callable[..., CommandResult],
    file: Callable[..., Path],
    backend: Backend,
    monkeypatch: pytest.MonkeyPatch,
) -> Callable[..., CommandResult]:
    """Send a file to the test backend."""
    monkeypatch.setenv("CALLSHEET_API_KEY", backend.key)
    monkeypatch.setenv("CALLSHEET_API_URL", backend.url)

    def run(data: bytes, campaign: str, *more: str) -> CommandResult:
        return callsheet("send", file(data), "--campaign", campaign, "--yes", *more)

    return run


def test_a_clean_file_is_sent_once(send: Callable[..., CommandResult], backend: Backend, campaign: str) -> None:
    """Exit code 0 and the leads in E.164; a second run sends nothing more."""
    first = send(DOCUMENTATION, campaign, "--json")
    assert (first.code, first.json["submission"]["state"]) == (0, "sent")
    assert first.json["submission"]["rows"]["sent"] == 2
    send(DOCUMENTATION, campaign, "--json")
    assert [lead["phone_number"] for lead in backend.leads(campaign)] == ["+919876543210", "+919123456789"]


def test_in_a_pipe_a_long_send_prints_lines_of_progress(
    send: Callable[..., CommandResult], campaign: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On standard error, from 0 on; a short send prints none, and neither does `--quiet`."""
    assert send(DOCUMENTATION, campaign).err == ""
    monkeypatch.setattr(file_send, "SECONDS_BETWEEN_LINES", 0.0)
    others = DOCUMENTATION.replace(b"98765", b"98766").replace(b"91234", b"91235")
    assert "Sending to A campaign: 0 of 2 leads" in send(others, campaign).err.splitlines()
    assert send(others.replace(b"9876", b"9877").replace(b"9123", b"9125"), campaign, "--quiet").err == ""


def test_rows_that_are_not_ready_are_left_out(
    send: Callable[..., CommandResult], backend: Backend, campaign: str
) -> None:
    """Exit code 1: the clean set was sent, the rest was not."""
    result = send(MIXED, campaign)
    assert result.code == 1
    assert result.out.splitlines()[-1] == "2 leads sent to A campaign. 2 leads queued successfully."
    assert len(backend.leads(campaign)) == 2


def test_a_wrong_key_is_refused(
    send: Callable[..., CommandResult], campaign: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit code 2 and a sentence; nothing is sent."""
    monkeypatch.setenv("CALLSHEET_API_KEY", "wrong")
    result = send(MIXED, campaign)
    assert (result.code, result.out) == (2, "")
    assert result.err == "The server refused the API key: API key is missing or invalid\n"


def test_an_unknown_campaign_is_refused(send: Callable[..., CommandResult]) -> None:
    """Exit code 2 and a sentence."""
    result = send(MIXED, "cmp_000000000000")
    assert (result.code, result.err) == (2, 'There is no campaign "cmp_000000000000". See: callsheet campaigns\n')


def test_an_unreachable_server_is_reported(send: Callable[..., CommandResult], campaign: str) -> None:
    """Exit code 2, and what to do."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{probe.getsockname()[1]}/v1"
    result = send(MIXED, campaign, "--server", address)
    assert (result.code, result.err) == (2, "The server does not answer. Check its address and try again.\n")


def test_a_server_needs_a_key(
    callsheet: Callable[..., CommandResult],
    file: Callable[..., Path],
    backend: Backend,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Exit code 2; the sentence names the setting."""
    monkeypatch.delenv("CALLSHEET_API_KEY", raising=False)
    result = callsheet("send", file(MIXED), "--campaign", "cmp_1", "--server", backend.url)
    assert (result.code, result.err) == (2, "Set CALLSHEET_API_KEY to the key of that server.\n")


def test_a_bad_file_is_refused_before_the_server_is_queried(
    callsheet: Callable[..., CommandResult], file: Callable[..., Path]
) -> None:
    """Exit code 2, also without a server."""
    assert callsheet("send", file(b""), "--campaign", "cmp_1").code == 2


def test_an_invalid_setting_is_refused(
    callsheet: Callable[..., CommandResult], file: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit code 2; the sentence names the variable, not its value."""
    monkeypatch.setenv("CALLSHEET_QUARANTINE_SECONDS", "soon-secret")
    result = callsheet("send", file(MIXED), "--campaign", "cmp_1")
    assert (result.code, "CALLSHEET_QUARANTINE_SECONDS" in result.err, "soon-secret" in result.err) == (2, True, False)


def test_a_repeated_send_counts_what_it_sent_itself(
    send: Callable[..., CommandResult], backend: Backend, campaign: str
) -> None:
    """Leads of an earlier run are named as sent before, and are not in the count of this one."""
    data = b"phone_number,name\n9876500001,A\n'9876500002,B\n"
    assert send(data, campaign).out.splitlines()[-1].startswith("1 lead sent to A campaign.")
    fixed = send(data, campaign, "--fix", "safe")
    assert (fixed.code, fixed.out.splitlines()[-1]) == (0, "1 lead sent to A campaign. 1 lead queued successfully.")
    again = send(data, campaign, "--fix", "safe").out.splitlines()
    assert again[-1] == "Nothing was sent: no lead of this file is ready and has not been sent already."
    assert len(backend.leads(campaign)) == 2


TWENTY = "phone_number,name\n" + "".join(f"98765{row:05},Lead {row}\n" for row in range(20))


@pytest.fixture
def tried(send: Callable[..., CommandResult], campaign: str) -> CommandResult:
    """The outcome of `--try-first`."""
    return send(TWENTY.encode(), campaign, "--try-first")


def test_try_first_sends_ten_and_names_both_ways_out(
    tried: CommandResult, send: Callable[..., CommandResult], backend: Backend, campaign: str
) -> None:
    """Exit code 1; the same command again releases nothing."""
    assert tried.code == 1
    assert "10 sent. Listen to the calls, then decide about the other 10." in tried.out
    assert "callsheet release " in tried.out
    assert "callsheet withdraw " in tried.out
    assert send(TWENTY.encode(), campaign).code == 1
    assert len(backend.leads(campaign)) == 10


def test_release_sends_the_rest_once(
    tried: CommandResult, callsheet: Callable[..., CommandResult], backend: Backend, campaign: str
) -> None:
    """Exit code 0 and every lead once; a second release is refused."""
    id_ = tried.out.split("callsheet release ")[1].split()[0]
    released = callsheet("release", id_)
    assert (released.code, released.out) == (0, "20 leads sent to A campaign. 10 leads queued successfully.\n")
    numbers = [lead["phone_number"] for lead in backend.leads(campaign)]
    assert (len(numbers), len(set(numbers))) == (20, 20)
    again = callsheet("release", id_)
    assert (again.code, again.err) == (2, "Nothing of this send needs your decision.\n")


def test_withdraw_cancels_the_rest(
    tried: CommandResult, callsheet: Callable[..., CommandResult], backend: Backend, campaign: str
) -> None:
    """Exit code 0; the rest is not sent, and a second withdraw is refused."""
    id_ = tried.out.split("callsheet withdraw ")[1].split()[0]
    withdrawn = callsheet("withdraw", id_)
    assert (withdrawn.code, withdrawn.out) == (0, "10 leads cancelled; 10 leads were sent to A campaign.\n")
    assert len(backend.leads(campaign)) == 10
    again = callsheet("withdraw", id_)
    assert (again.code, again.err) == (2, "Nothing of this send is left to cancel.\n")
    assert callsheet("withdraw", "nope").code == 2


@pytest.fixture
def unwritable(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Callable[[str], bool]]]:
    """A disk that takes no more writes from the first statement on for which a function in this list is true."""
    monkeypatch.setattr(sender, "PATIENCE_SECONDS", 0.3)
    conditions: list[Callable[[str], bool]] = []

    def fail(*facts: Any) -> None:
        connection, cursor, statement, *_ = facts
        is_ledger = str(connection.engine.url.database).endswith("callsheet.db")
        if is_ledger and any(condition(statement) for condition in conditions):
            conditions[:] = [lambda _: True]
            cursor.execute("PRAGMA query_only=ON")

    event.listen(Engine, "before_cursor_execute", fail)
    yield conditions
    event.remove(Engine, "before_cursor_execute", fail)


def test_a_disk_that_fails_before_a_part_leaves_ends_the_command(
    send: Callable[..., CommandResult],
    backend: Backend,
    campaign: str,
    unwritable: list[Callable[[str], bool]],
) -> None:
    """A sentence, the state, exit code 2 and no lead sent; once the disk works, the same command sends them."""
    unwritable.append(lambda statement: statement.startswith("INSERT INTO attempts"))
    stopped = send(DOCUMENTATION, campaign)
    assert "callsheet.db cannot be written." in stopped.err.splitlines()[-1]
    assert stopped.err.count("cannot be written") <= 2
    assert (stopped.code, backend.leads(campaign)) == (2, [])
    unwritable.clear()
    assert send(DOCUMENTATION, campaign).code == 0
    assert len(backend.leads(campaign)) == 2


def test_a_disk_that_fails_when_the_answer_comes_ends_the_command(
    send: Callable[..., CommandResult],
    backend: Backend,
    campaign: str,
    unwritable: list[Callable[[str], bool]],
) -> None:
    """Exit code 3, because the ledger does not know that the leads arrived; they are not sent again."""
    unwritable.append(lambda _: bool(backend.leads(campaign)))
    stopped = send(DOCUMENTATION, campaign)
    assert "callsheet.db cannot be written." in stopped.err.splitlines()[-1]
    assert stopped.code == 3
    unwritable.clear()
    assert send(DOCUMENTATION, campaign).code == 0
    assert len(backend.leads(campaign)) == 2


def test_a_number_on_the_do_not_call_list_is_not_sent(
    send: Callable[..., CommandResult], backend: Backend, campaign: str, tmp_path: Path
) -> None:
    """It is left out of the file's ready rows, as in the app, and `--json` counts it."""
    store = open_store(Settings(home=tmp_path / "home"))
    store.suppression.add(["+919123456789"], "Meera")
    result = send(MIXED, campaign, "--json")
    assert result.code == 1
    assert (result.json["counts"]["left_out"], result.json["counts"]["suppressed"]) == (1, 1)
    assert [lead["phone_number"] for lead in backend.leads(campaign)] == ["+919876543210"]


def test_people_are_called_again_with_their_number_typed(
    send: Callable[..., CommandResult], backend: Backend, campaign: str
) -> None:
    """Another number is refused with the right one; a file can do it once, so that a repeated line calls nobody."""
    nobody = send(DOCUMENTATION, campaign, "--call-again", "2")
    assert (nobody.code, "Nobody in this file was sent to this campaign before" in nobody.err) == (2, True)
    assert send(DOCUMENTATION, campaign).code == 0
    wrong = send(DOCUMENTATION, campaign, "--call-again", "3")
    assert wrong.code == 2
    assert "2 people in this file were sent to this campaign before, not 3." in wrong.err
    assert "type --call-again 2" in wrong.err
    planned = send(DOCUMENTATION, campaign, "--call-again", "2", "--dry-run", "--json").json["dry_run"]
    assert (planned["rows_to_send"], planned["called_again"], planned["parts"]) == (2, 2, [2])
    again = send(DOCUMENTATION, campaign, "--call-again", "2")
    assert (again.code, len(backend.leads(campaign))) == (0, 4)
    assert "2 people will be called once more, although this campaign has their number already." in again.out
    repeated = send(DOCUMENTATION, campaign, "--call-again", "2")
    assert (repeated.code, len(backend.leads(campaign))) == (2, 4)
    assert "The people in this file were already called again on " in repeated.err
    other = DOCUMENTATION.replace(b"\n", b"\r\n")
    assert (send(other, campaign, "--call-again", "2").code, len(backend.leads(campaign))) == (0, 6)


def test_who_was_called_from_another_campaign_is_left_out(
    send: Callable[..., CommandResult],
    callsheet: Callable[..., CommandResult],
    backend: Backend,
    campaign: str,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    """First it is only reported; with a cap the leads stay, and the first receipt shows when it was changed."""
    assert send(DOCUMENTATION, campaign).code == 0
    other = backend.campaign("Another campaign of the same people")
    reported = send(DOCUMENTATION, other, "--dry-run")
    assert "Called from another campaign in the last 7 days as well: " in reported.out
    monkeypatch.setenv("CALLSHEET_CALL_CAP", "1/7")
    planned = send(DOCUMENTATION, other, "--dry-run", "--json").json["dry_run"]
    assert (planned["rows_to_send"], planned["capped"], planned["called_elsewhere"]) == (0, 2, {})
    capped = send(DOCUMENTATION, other)
    assert "2 leads were called once or more in the last 7 days, in any campaign. We will not send them." in capped.out
    assert backend.leads(other) == []
    saved = tmp_path / "receipt.json"
    (sent,) = callsheet("submissions", "--json").json["submissions"]
    assert callsheet("receipt", sent["id"], "--out", str(saved)).code == 0
    assert callsheet("receipt", "--check", str(saved)).out == "The receipt is as it was made.\n"
    saved.write_text(saved.read_text().replace('"outcome": "sent"', '"outcome": "refused"', 1))
    changed = callsheet("receipt", "--check", str(saved))
    assert (changed.code, changed.out) == (1, "The receipt was changed, first at row 2.\n")
    assert callsheet("receipt").code == 2


def test_a_number_listed_while_the_rest_is_held_is_not_released(
    tried: CommandResult, callsheet: Callable[..., CommandResult], backend: Backend, campaign: str, tmp_path: Path
) -> None:
    """The last check is made when the part is sent, whoever sends it; the receipt says why."""
    id_ = tried.out.split("callsheet release ")[1].split()[0]
    store = open_store(Settings(home=tmp_path / "home"))
    waiting = store.ledger.rows(id_, RowState.READY)[0].phone_number
    store.suppression.add([waiting], "Meera")
    assert callsheet("release", id_).code == 1
    numbers = [lead["phone_number"] for lead in backend.leads(campaign)]
    assert (len(numbers), waiting in numbers) == (19, False)
    receipt = callsheet("receipt", id_, "--json").json
    assert receipt["counts"]["held_back"] == 1


def test_leads_that_somebody_else_put_into_the_campaign_are_not_sent(
    send: Callable[..., CommandResult], backend: Backend, campaign: str
) -> None:
    """They are counted before the send, and the receipt has them; when all are there, nothing is sent."""
    backend.upload(campaign, b"phone_number\n+919876543210\n")
    sent = send(DOCUMENTATION, campaign)
    assert (sent.code, "1 lead is in this campaign already, but not from here." in sent.out) == (1, True), sent
    assert sorted(lead["phone_number"] for lead in backend.leads(campaign)) == ["+919123456789", "+919876543210"]
    other = backend.campaign()
    backend.upload(other, DOCUMENTATION)
    nothing = send(DOCUMENTATION, other)
    assert (nothing.code, "2 leads are in this campaign already" in nothing.out) == (1, True), nothing
    assert len(backend.leads(other)) == 2
