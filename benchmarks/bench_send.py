"""A press on Send of 176,000 leads: until the first byte could leave, what is stored, and the send of all its parts.

CPU time of this process, which is app and sender, and of the backend. The ledger and the backend are SQLite files.
"""

from __future__ import annotations

import sqlite3
import threading
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from benchmarks.leads import MAPPING, csv_of, fewest_cpu, frame_of, mixed, table_of
from benchmarks.processes import family_cpu_seconds
from callsheet.client import CallsheetApi
from callsheet.sending import Sender, SendRequest, SendService
from callsheet.settings import Settings
from callsheet.store import open_store
from callsheet.validation import Route, check
from tests.support.processes import run_server

if TYPE_CHECKING:
    from callsheet.store import Store
    from callsheet.validation import Report

ROWS = 200_000
SERVER = "measured"
POLL_SECONDS = 0.002
COLUMNS = '"row", phone_number, round, submission_id, part_id, outcome, words'
SCHEMA = (
    "CREATE TABLE rows ({columns}, PRIMARY KEY (submission_id, row))",
    "CREATE INDEX of_part ON rows (part_id)",
)


def run() -> None:
    """Print each figure with its bound."""
    report = check(table_of(frame_of(mixed(ROWS, 3))), MAPPING, Route.unknown("IN"))
    with TemporaryDirectory() as folder, run_server(None) as server:
        request = SendRequest(report=report, campaign_id=server.campaign(), campaign_name="Measured", draft_id="draft")
        store = open_store(Settings(home=Path(folder)))
        _press(store, request)
        api = CallsheetApi(server.url, server.headers["Authorization"].partition(" ")[2])
        sender = Sender(store, api, SERVER)
        sender.recover()
        before, at_server = time.process_time(), family_cpu_seconds(server.process.pid)
        while sender.process_campaign(request.campaign_id):
            pass
        client = time.process_time() - before
        backend = family_cpu_seconds(server.process.pid) - at_server
        parts = -(-report.counts.ready // 5_000)
        assert server.total(request.campaign_id) == report.counts.ready
    upload = fewest_cpu(lambda: csv_of(report.clean), 3)
    print(
        f"the send itself, {parts} parts of {report.counts.ready:,} leads: sender {client:.2f} s of CPU (at most 1.5)"
        f" = {client / upload:.1f}× writing the clean file as CSV, backend {backend:.2f} s (at most 3.5)"
    )


def _press(store: Store, request: SendRequest) -> None:
    """Print the CPU time until the first part could be sent, that of the whole press, and that of the ledger."""
    service = SendService(store, SERVER, "Measured")
    started = time.process_time()
    plan = service.plan(request)
    planned = time.process_time() - started
    preparation = service.prepare(request, plan)
    ready = list[float]()

    def watch() -> None:
        while not ready:
            if preparation.done:
                ready.append(time.process_time())
            time.sleep(POLL_SECONDS)

    watcher = threading.Thread(target=watch)
    watcher.start()
    pressed = time.process_time()
    preparation.run()
    prepared = time.process_time() - pressed
    watcher.join()
    bare = min(_bare_insert(request.report) for _ in range(3))
    leads = request.report.counts.ready
    first = ready[0] - pressed
    print(
        f"plan of a send of {leads:,} leads: {planned:.2f} s of CPU; press to the first part that can leave:"
        f" {first:.2f} s (at most 1) = {first / bare:.1f}× a bare bulk insert of {bare:.2f} s"
    )
    print(f"press to the last part that can leave: {prepared:.2f} s of CPU = {prepared / bare:.1f}× the bare insert")
    stored = _ledger(store, request)
    print(f"the rows of a submission in the ledger: {stored / bare:.2f}× a bare bulk insert (at most 2)")


def _ledger(store: Store, request: SendRequest) -> float:
    """CPU seconds from the press until all rows are in the ledger, for another draft."""
    service = SendService(store, SERVER, "Measured")
    other = SendRequest(report=request.report, campaign_id="another", campaign_name="Another", draft_id="another draft")
    preparation = service.prepare(other, service.plan(other))
    started = time.process_time()
    stored = list[float]()
    count = preparation._count_stored  # noqa: SLF001 - the moment is not shown to anybody

    def counted(rows: int) -> None:
        count(rows)
        if preparation.stored == preparation.total:
            stored.append(time.process_time() - started)
            preparation.stop()

    vars(preparation)["_count_stored"] = counted
    preparation.run()
    return stored[0]


def _bare_insert(report: Report) -> float:
    """CPU seconds of the same rows inserted by the database driver alone, with the ledger's columns and indexes."""
    numbers = report.clean["phone_number"]
    rows = [(row, number, 0, "s" * 22, "p" * 22, "", "") for row, number in numbers.items()]
    with TemporaryDirectory() as folder:
        connection = sqlite3.connect(Path(folder) / "bare.db")
        for statement in SCHEMA:
            connection.execute(statement.format(columns=COLUMNS))
        started = time.process_time()
        connection.executemany("INSERT INTO rows VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
        connection.commit()
        seconds = time.process_time() - started
        connection.close()
    return seconds


if __name__ == "__main__":
    run()
