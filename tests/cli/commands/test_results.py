"""`callsheet results`: counts, and the operator's own file with what became of each row."""

from __future__ import annotations

import csv
import io
import json
from datetime import timedelta
from typing import TYPE_CHECKING

import openpyxl

from callsheet.files import read_table
from callsheet.runtime.services import open_services
from callsheet.sending import SendRequest, SendService, server_name
from callsheet.store import AtServer, CallOutcome, DestinationKind, Evidence, FoundCall
from callsheet.validation import Route, check, contract_mapping

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from callsheet.store import Store
    from tests.cli.conftest import CommandResult

FILE = (
    'phone_number,Result,note\n+919876543210,gold,=1+1\n12345,,\n+919123456789,,"a, b"\n\n+919876543210,twice,\n'
    "+919811111111,,\n"
)


def send(store: Store, data: bytes) -> str:
    """A send of a file to an agent, which its server has taken; its id."""
    table = read_table("leads.csv", data)
    report = check(table, contract_mapping(table), Route.unknown("IN"))
    service = SendService(store, server_name(open_services().settings), "Meera")
    request = SendRequest(report=report, campaign_id="agent_a", campaign_name="Asha",
                          destination=DestinationKind.BATCH_CALL)  # fmt: skip
    submission = service.submit(request, service.plan(request))
    for part in submission.parts:
        store.ledger.transitions.record_intent(part.id, "me", lease=timedelta(seconds=300), keeps_keys=False)
        store.ledger.transitions.acknowledge(part.id, Evidence.ANSWER, at_server=AtServer("batch_1"))
    return submission.id


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
