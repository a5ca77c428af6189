"""`callsheet results`: counts, and the operator's own file with what became of each row."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import openpyxl

from callsheet.files import read_table
from callsheet.runtime.services import open_services
from callsheet.sending import SendRequest, SendService, server_name
from callsheet.store import AtServer, CallOutcome, DestinationKind, FoundCall
from callsheet.validation import Route, check, contract_mapping
from tests.support.ledgers import accept

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest

    from callsheet.store import Store
    from tests.cli.conftest import CommandResult

FILE = (
    'phone_number,Result,note\n+919876543210,gold,=1+1\n12345,,\n+919123456789,,"a, b"\n\n+919876543210,twice,\n'
    "+919811111111,,\n"
)


def send(store: Store, data: bytes, agent: str = "agent_a") -> str:
    """A send of a file to an agent, which its server has taken; its id."""
    table = read_table("leads.csv", data)
    report = check(table, contract_mapping(table), Route.unknown("IN"))
    service = SendService(store, server_name(open_services().settings), "Meera")
    request = SendRequest(report=report, campaign_id=agent, campaign_name="Asha",
                          destination=DestinationKind.BATCH_CALL)  # fmt: skip
    return accept(store.ledger, service.submit(request, service.plan(request)), AtServer("batch_1")).id


def test_the_file_comes_back_with_its_results(
    callsheet: Callable[..., CommandResult], file: Callable[..., Path], tmp_path: Path
) -> None:
    """Same rows, columns and order; names that do not collide; formulas escaped; why a row was not sent."""
    store = open_services().store
    path = file(FILE)
    send_id = send(store, path.read_bytes())
    assert callsheet("results", send_id).out == "Nothing was fetched yet. Add --refresh to ask the server.\n"
    begun = store.results.begin(send_id)
    calls = [
        FoundCall("call_1", 2, CallOutcome.REACHED, 1_795_953_600, 42, simulated=True),
        FoundCall("call_2", 4, CallOutcome.NO_ANSWER, 1_795_953_600),
        FoundCall("call_3", 4, CallOutcome.BUSY, 1_795_957_200),
    ]
    store.results.add(send_id, begun.number, calls, "{}")
    store.results.finish(send_id, begun.number)
    printed = callsheet("results", send_id)
    assert (printed.code, printed.out.splitlines()[0]) == (0, "1 reached · 0 no answer · 1 busy · 0 failed · 1 not yet")
    assert "1 call simulated: nobody was rung." in printed.out
    out, book = tmp_path / "out.csv", tmp_path / "out.xlsx"
    assert callsheet("results", send_id, "--file", str(path), "--rejoined", str(out)).code == 0
    rows = list(csv.reader(io.StringIO(out.read_text("utf-8-sig"), newline="")))
    assert rows == [
        ["phone_number", "Result", "note", "Result (2)", "Attempts", "Last call (UTC)", "Duration (seconds)"],
        ["+919876543210", "gold", "'=1+1", "reached (simulated)", "1", "2026-11-29 12:00", "42"],
        ["12345", "", "", "not sent: too few digits", "", "", ""],
        ["+919123456789", "", "a, b", "busy", "2", "2026-11-29 13:00", ""],
        ["", "", "", "not sent: blank row", "", "", ""],
        ["+919876543210", "twice", "", "not sent: same number as another row", "", "", ""],
        ["+919811111111", "", "", "not yet", "0", "", ""],
    ]
    assert callsheet("results", send_id, "--file", str(path), "--rejoined", str(book)).code == 0
    sheet = openpyxl.load_workbook(book)["Results"]
    cells = [[cell or "" for cell in row] for row in sheet.iter_rows(values_only=True)]
    rows[1][2] = "=1+1"
    assert cells == rows
    assert sheet["C2"].data_type == "s"
    printed = callsheet("results", send_id, "--json")
    assert [row["outcome"] for row in json.loads(printed.out)["rows"]] == ["reached", "busy", "not_yet"]


def test_another_file_is_refused(
    callsheet: Callable[..., CommandResult], file: Callable[..., Path], tmp_path: Path
) -> None:
    """Its contents differ from what was sent; and without the upload the file must be named."""
    store = open_services().store
    send_id = send(store, FILE.encode())
    other = file(FILE + "+919822222222,,\n")
    refused = callsheet("results", send_id, "--file", str(other), "--rejoined", str(tmp_path / "out.csv"))
    assert (refused.code, (tmp_path / "out.csv").exists()) == (2, False)
    assert "This is not the file that was sent" in refused.err
    assert "Name the file: --file FILE." in callsheet("results", send_id, "--rejoined", str(tmp_path / "out.csv")).err


NEXT_RESULTS = {
    "no answer": (CallOutcome.NO_ANSWER, 30),
    "on the line": (CallOutcome.BUSY, 30),
    "recent": (CallOutcome.NO_ANSWER, 2),
    "no time": (CallOutcome.NO_ANSWER, None),
    "reached": (CallOutcome.REACHED, 30),
    "waits": (CallOutcome.NOT_YET, None),
    "odd": (CallOutcome.NOT_KNOWN, 30),
    "cancelled": (CallOutcome.STOPPED, None),
    "often": (CallOutcome.NO_ANSWER, 30),
    "stop": (CallOutcome.NO_ANSWER, 30),
    "listed": (CallOutcome.NO_ANSWER, 30),
    "again": (CallOutcome.NO_ANSWER, 30),
    "failed": (CallOutcome.FAILED, 50),
}
"""Name of a person → what became of the last call, and how many hours ago it was made."""


def results_of_everybody(store: Store, send_id: str) -> None:
    """Store the results of `NEXT_RESULTS`; "often" was called three times, the others once."""
    begun, now = store.results.begin(send_id), int(store.ledger.clock.now().timestamp())
    calls = []
    for row, (name, (outcome, hours)) in enumerate(NEXT_RESULTS.items(), start=2):
        at = None if hours is None else now - hours * 3600
        calls += [FoundCall(f"{row}_{call}", row, outcome, at) for call in range(3 if name == "often" else 1)]
    store.results.add(send_id, begun.number, calls, "{}")
    store.results.finish(send_id, begun.number)


def test_the_next_list(callsheet: Callable[..., CommandResult], file: Callable[..., Path], tmp_path: Path) -> None:
    """Rows of the own file by result, attempts and age; whoever must not or need not be called stays out, by reason."""
    store = open_services().store
    numbers = {name: f"+91981111{row:04}" for row, name in enumerate(NEXT_RESULTS)}
    path = file("sum,phone_number,note\n" + "".join(f"=1,{numbers[name]},{name}\n" for name in numbers))
    send_id = send(store, path.read_bytes())
    out = tmp_path / "next.csv"
    options = ("results", send_id, "--file", str(path), "--next", str(out))
    assert "Nothing was fetched yet." in callsheet(*options, "--no-answer").err
    results_of_everybody(store, send_id)
    store.suppression.add([numbers["stop"]], "Meera", list_id=store.suppression.lists.stop_list("Meera").id)
    store.suppression.add([numbers["listed"]], "Meera")
    table = read_table("again.csv", f"phone_number\n{numbers['again']}\n".encode())
    service = SendService(store, server_name(open_services().settings), "Meera")
    again = SendRequest(report=check(table, contract_mapping(table), Route.unknown("IN")), campaign_id="agent_a",
                        campaign_name="Asha", destination=DestinationKind.BATCH_CALL, call_again=True)  # fmt: skip
    service.submit(again, service.plan(again))
    made = callsheet(*options, "--no-answer")
    assert made.code == 0
    assert made.err == (
        "1 person on the list. 12 stay out: 1 asked us to stop · 1 on a do-not-call list · 1 not known · 1 reached · "
        "1 not yet called · 1 cancelled · 2 with another result · 1 sent again since · 1 called often enough · "
        "2 called too recently.\n"
    )
    rows = list(csv.reader(io.StringIO(out.read_text("utf-8-sig"), newline="")))
    assert rows == [["sum", "phone_number", "note"], ["'=1", numbers["no answer"], "no answer"]]

    def names(*more: str) -> list[str]:
        assert callsheet(*options, "--force", *more).code == 0
        return [row[2] for row in csv.reader(io.StringIO(out.read_text("utf-8-sig"), newline=""))][1:]

    assert names("--no-answer", "--busy", "--failed") == ["no answer", "on the line", "failed"]
    assert names("--no-answer", "--busy", "--failed", "--older-than", "2d") == ["failed"]
    assert names("--no-answer", "--attempts-under", "4", "--older-than", "0h") == [
        "no answer", "recent", "no time", "often",
    ]  # fmt: skip
    assert names("--failed", "--attempts-under", "1") == []
    listed = callsheet(*options, "--force", "--failed", "--json")
    assert listed.json["next"] == {
        "rows": [14],
        "out": {
            "asked_to_stop": 1,
            "listed": 1,
            "not_known": 1,
            "reached": 1,
            "not_yet": 1,
            "stopped": 1,
            "other_result": 6,
        },
    }
    assert callsheet("results", send_id, "--json").json["next"] is None


def test_who_was_called_too_often_is_on_no_next_list(
    callsheet: Callable[..., CommandResult], file: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a cap of two calls in a week, people whom two campaigns have called stay out, and it is said why."""
    store, path = open_services().store, file(FILE)
    send_id = send(store, path.read_bytes())
    begun = store.results.begin(send_id)
    store.results.add(send_id, begun.number, [FoundCall(f"c{row}", row, CallOutcome.FAILED) for row in (2, 4, 7)], "{}")
    store.results.finish(send_id, begun.number)
    send(store, b"phone_number\n+919123456789\n", "agent_b")
    out = tmp_path / "next.csv"
    options = ("results", send_id, "--file", path, "--next", out, "--failed", "--older-than", "0h", "--force")
    assert callsheet(*options).err.startswith("3 people on the list.")
    monkeypatch.setenv("CALLSHEET_CALL_CAP", "2/7")
    capped = callsheet(*options)
    assert capped.err == "2 people on the list. 1 stays out: 1 called as often as one person may be.\n"
    assert "+919123456789" not in out.read_text("utf-8-sig")


def test_a_next_list_that_says_nothing_is_refused(
    callsheet: Callable[..., CommandResult], file: Callable[..., Path], tmp_path: Path
) -> None:
    """No result chosen, an age without its unit, or choices without a file to write."""
    send_id, out = send(open_services().store, FILE.encode()), str(tmp_path / "next.csv")
    path = str(file(FILE))
    assert "Choose who is called again" in callsheet("results", send_id, "--file", path, "--next", out).err
    wrong = callsheet("results", send_id, "--file", path, "--next", out, "--busy", "--older-than", "24")
    assert (wrong.code, "as in 24h or 2d" in wrong.err) == (2, True)
    assert "--no-answer goes with --next." in callsheet("results", send_id, "--no-answer").err
