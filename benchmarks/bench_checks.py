"""`POST /v1/check` compared with an upload of the same file that is refused; eight checks beside eight uploads."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING

import requests

from benchmarks.bench_backend import AT_ONCE, GIB, ROWS, Monitor, fastest, large_file
from benchmarks.processes import family_cpu_seconds
from tests.support.processes import run_server

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.support.processes import ServerProcess

WRONG = {"one row": ROWS, "every tenth row": 10, "every row": 1}
"""Of how many rows one is wrong."""


def run() -> None:
    """Print each figure with its bound, on SQLite: a check does not use the database."""
    with run_server(None) as server:
        campaign = server.campaign()
        for name, step in WRONG.items():
            data = file_with_errors(step)
            refused, as_sent, checked = fastest(
                partial(_cpu, server, partial(_refuse, server, campaign, data)),
                partial(_cpu, server, partial(check, server, data, as_sent="true")),
                partial(_cpu, server, partial(check, server, data)),
            )
            print(
                f"{name} of 10 MB wrong: refused upload {refused:.2f} s of CPU, check {checked / refused:.2f}× of it"
                f" (at most 1.2), as sent {as_sent / refused:.2f}×"
            )
    eight_at_once()


def _cpu(server: ServerProcess, work: Callable[[], object]) -> float:
    """CPU seconds of the backend and its readers during a piece of work."""
    start = family_cpu_seconds(server.process.pid)
    work()
    return family_cpu_seconds(server.process.pid) - start


def file_with_errors(step: int) -> bytes:
    """The large file with digits missing in every so many numbers."""
    header, *lines = large_file(1).split(b"\n")
    lines[::step] = [line[3:] for line in lines[::step]]
    return b"\n".join([header, *lines])


def check(server: ServerProcess, data: bytes, **fields: str) -> None:
    """Check a file whose local numbers are Indian."""
    files = {"file": ("leads.csv", data)}
    form = {"country": "IN"} | fields
    response = requests.post(f"{server.url}/check", files=files, data=form, headers=server.headers, timeout=600)
    assert response.status_code == 200, response.text[:200]


def _refuse(server: ServerProcess, campaign: str, data: bytes) -> None:
    assert server.upload(campaign, data).status_code == 400


def eight_at_once() -> None:
    """Eight checks of 10 MB in which every tenth row is wrong, on two workers, beside eight refused uploads."""
    data = file_with_errors(10)
    for name in ("uploads that are refused", "checks"):
        with run_server(None, workers=2) as server, Monitor(server) as monitor:
            campaign = server.campaign()
            work = partial(check, server, data) if name == "checks" else partial(_refuse, server, campaign, data)
            start, used = time.perf_counter(), family_cpu_seconds(server.process.pid)
            with ThreadPoolExecutor(AT_ONCE) as pool:
                list(pool.map(lambda _, work=work: work(), range(AT_ONCE)))
            seconds, used = time.perf_counter() - start, family_cpu_seconds(server.process.pid) - used
        print(
            f"{AT_ONCE} {name} at once on 2 workers: {seconds:.1f} s, {used:.1f} s of CPU,"
            f" {monitor.memory / GIB:.2f} GiB (at most 3), /health p95 {monitor.percentile(95) * 1000:.0f} ms of"
            f" {len(monitor.seconds)} (at most 200)"
        )


if __name__ == "__main__":
    run()
