"""An upload compared with a plain bulk insert of the same rows; eight uploads at once; a thousand small ones."""

from __future__ import annotations

import random
import statistics
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Self

import requests

from callsheet import Route, check, contract_mapping, read_table
from callsheet.backend.db.bulk_insert import COLUMNS, encode_for_copy
from callsheet.backend.db.ids import make_ids
from callsheet.backend.db.lead_rows import lead_rows
from callsheet.database import open_database
from tests.support.postgresql import run_postgresql
from tests.support.processes import DATABASES, run_server

if TYPE_CHECKING:
    from collections.abc import Callable

    import pyarrow as pa
    from sqlalchemy import Engine

    from tests.support.processes import ServerProcess

ROWS = 200_000
BYTES = 10_000_000
AT_ONCE = 8
SMALL, SMALL_AT_ONCE = 1_000, 16
TIMES = 5
GIB = 1024**3


def large_file(seed: int) -> bytes:
    """200,000 leads in just under 10 MB, the phone numbers in several formats."""
    chance = random.Random(seed)
    lines = ["phone_number,name,city,product"]
    for row in range(ROWS):
        number = str(chance.randint(7_000_000_000, 9_999_999_999))
        cell = chance.choice((number, "+91" + number, f"{number[:5]} {number[5:]}"))
        lines.append(f"{cell},Lead {row},Mumbai,home_loan_{row % 90}")
    data = ("\n".join(lines) + "\n").encode()
    assert len(data) <= BYTES
    return data


def fastest(*works: Callable[[], float]) -> list[float]:
    """Fewest seconds of each piece of work, run in turns so that a busy machine slows all of them alike."""
    rounds = [[work() for work in works] for _ in range(TIMES)]
    return [min(seconds) for seconds in zip(*rounds, strict=True)]


def timed(work: Callable[[], object]) -> float:
    """Wall-clock seconds of a piece of work."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def run() -> None:
    """Print each figure with its bound, on both databases."""
    for database in DATABASES:
        with ExitStack() as stack:
            url = stack.enter_context(run_postgresql()).uri if database == "postgresql" else None
            home = Path(mkdtemp(prefix="callsheet"))
            large(url, home, database)
            eight_at_once(url, home, database)
            many_small(url, home, database)


def large(url: str | None, home: Path, database: str) -> None:
    """One upload of 10 MB, compared with reading, validating and a plain bulk insert of the same rows."""
    data = large_file(1)
    with run_server(url, home=home) as server:
        plain_insert = _plain_insert(server, url, data)
        validating, plain, whole = fastest(
            lambda: timed(partial(_validate, data)),
            plain_insert,
            lambda: timed(partial(_upload, server, server.campaign(), data)),
        )
    print(
        f"{database}: {whole:.2f} s for {ROWS:,} rows = {ROWS / whole:,.0f} leads/s; reading and validating"
        f" {validating:.2f} s + {(whole - validating) / plain:.2f}× a plain bulk insert of {plain:.2f} s (at most 1.5)"
    )


def _validate(data: bytes) -> None:
    table = read_table("leads.csv", data)
    assert check(table, contract_mapping(table), Route("IN")).counts.ready


def _upload(server: ServerProcess, campaign: str, data: bytes) -> None:
    _check_created(server.upload(campaign, data))


def _check_created(response: requests.Response) -> None:
    assert response.status_code == 201, response.text[:200]


def _plain_insert(server: ServerProcess, url: str | None, data: bytes) -> Callable[[], float]:
    """Inserts the same rows with the database driver alone, by `executemany` or COPY; returns the seconds."""
    engine = open_database(url or f"sqlite:///{server.home / 'backend.db'}")
    table = read_table("leads.csv", data)
    rows = lead_rows(check(table, contract_mapping(table), Route("IN")))

    def insert() -> float:
        fresh = rows.set_column(0, "id", make_ids("lead", rows.num_rows))
        return timed((_by_copy if url else _by_executemany)(engine, fresh, server.campaign()))

    return insert


def _by_executemany(engine: Engine, rows: pa.Table, campaign: str) -> Callable[[], None]:
    common = (campaign, "pending", "2026-01-01 00:00:00.000000")
    lines = [(*row.values(), *common) for row in rows.to_pylist()]

    def work() -> None:
        connection = engine.raw_connection()
        connection.cursor().executemany(f"INSERT INTO leads ({', '.join(COLUMNS)}) VALUES (?, ?, ?, ?, ?, ?, ?)", lines)  # noqa: S608 - constants
        connection.commit()
        connection.close()

    return work


def _by_copy(engine: Engine, rows: pa.Table, campaign: str) -> Callable[[], None]:
    text = encode_for_copy(rows, f"{campaign}\tpending\t2026-01-01T00:00:00Z")

    def work() -> None:
        connection = engine.raw_connection()
        with connection.cursor().copy(f"COPY leads ({', '.join(COLUMNS)}) FROM STDIN") as copy:
            copy.write(text)
        connection.commit()
        connection.close()

    return work


def eight_at_once(url: str | None, home: Path, database: str) -> None:
    """Eight such uploads on two workers: memory, and how long `/health` takes during them."""
    files = [large_file(seed) for seed in range(AT_ONCE)]
    with run_server(url, home=home, workers=2) as server, Monitor(server) as monitor:
        campaigns = [server.campaign() for _ in files]
        start = time.perf_counter()
        with ThreadPoolExecutor(AT_ONCE) as pool:
            for response in pool.map(server.upload, campaigns, files):
                _check_created(response)
        seconds = time.perf_counter() - start
        assert [server.total(campaign) for campaign in campaigns] == [ROWS] * AT_ONCE
    print(
        f"{database}: {AT_ONCE} such uploads at once on 2 workers: all 201 in {seconds:.1f} s"
        f" = {AT_ONCE * ROWS / seconds:,.0f} leads/s, {monitor.memory / GIB:.2f} GiB (at most 3),"
        f" /health p95 {monitor.percentile(95) * 1000:.0f} ms of {len(monitor.seconds)} (at most 200)"
    )


def many_small(url: str | None, home: Path, database: str) -> None:
    """A thousand uploads of 100 rows each, sixteen at a time."""
    data = b"\n".join(large_file(9).split(b"\n", 101)[:101])
    with run_server(url, home=home, workers=2) as server:
        campaign = server.campaign()
        start = time.perf_counter()
        with ThreadPoolExecutor(SMALL_AT_ONCE) as pool:
            for response in pool.map(lambda _: server.upload(campaign, data), range(SMALL)):
                _check_created(response)
        seconds = time.perf_counter() - start
        assert server.total(campaign) == SMALL * 100
    print(
        f"{database}: {SMALL:,} uploads of 100 rows, {SMALL_AT_ONCE} at once, no error:"
        f" {SMALL / seconds:.0f} per second"
    )


class Monitor:
    """Calls `/health` ten times per second and samples the memory while the block runs."""

    def __init__(self, server: ServerProcess) -> None:
        self._server = server
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._sample)
        self.seconds: list[float] = []
        self.memory = 0

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopped.set()
        self._thread.join()

    def _sample(self) -> None:
        url = self._server.url.replace("/v1", "/health")
        while not self._stopped.wait(0.1):
            start = time.perf_counter()
            assert requests.get(url, timeout=60).ok
            self.seconds.append(time.perf_counter() - start)
            self.memory = max(self.memory, self._server.memory())

    def percentile(self, percent: int) -> float:
        """Seconds within which that percentage of the responses arrived."""
        return statistics.quantiles(self.seconds, n=100)[percent - 1]


if __name__ == "__main__":
    run()
