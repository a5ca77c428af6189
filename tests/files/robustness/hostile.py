"""The hostile files at length: what each costs its child, and whether anybody else notices.

python -m tests.files.robustness.hostile     exit code 1 when a file misses its outcome or a bound is broken
"""

from __future__ import annotations

import resource
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Self

import requests

from callsheet.errors import FileRefused
from callsheet.files.limits import GIB
from callsheet.files.sandbox.pool import ReaderPool
from tests.files.robustness.hostile_text import TEXT
from tests.files.robustness.hostile_xls import XLS
from tests.files.robustness.hostile_xlsx import XLSX
from tests.support.processes import run_server

if TYPE_CHECKING:
    from tests.files.robustness.hostile_xlsx import Hostile
    from tests.support.processes import ServerProcess

MOST_SECONDS, MOST_GROWTH, MOST_WAIT = 5.0, 100_000_000, 0.2
TICKS = 100
HOSTILE = [*XLSX, *XLS, *TEXT]


@dataclass(frozen=True)
class Cost:
    """What a file cost.

    Args:
        outcome: what became of it.
        seconds: of the processor, in the child.
        memory: most bytes the child held.
        growth: bytes by which this process grew.
    """

    outcome: object
    seconds: float
    memory: int
    growth: int

    def is_within(self, hostile: Hostile) -> bool:
        """Whether it came to its outcome at a bearable cost."""
        within = self.seconds <= MOST_SECONDS and self.memory <= GIB and self.growth < MOST_GROWTH
        return within and self.outcome == hostile.outcome


def cost_of(hostile: Hostile) -> Cost:
    """Read a file in a child of its own and measure it."""
    readers, data = ReaderPool(), hostile.make()
    readers.warm_up()
    (child,) = readers.idle
    child.await_ready()
    before, used, dead = _held("self", "VmRSS"), _seconds(child.id), resource.getrusage(resource.RUSAGE_CHILDREN)
    try:
        outcome: object = readers.read(hostile.file, data, None, None).frame.shape
    except FileRefused as refused:
        outcome = refused.code
    growth = _held("self", "VmRSS") - before
    if child.is_alive:
        seconds, memory = _seconds(child.id) - used, _held(child.id, "VmHWM")
    else:
        now = resource.getrusage(resource.RUSAGE_CHILDREN)
        seconds, memory = now.ru_utime + now.ru_stime - dead.ru_utime - dead.ru_stime, now.ru_maxrss * 1024
    readers.end()
    return Cost(outcome, seconds, memory, growth)


def _seconds(process: int) -> float:
    return sum(map(int, Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[11:13])) / TICKS


def _held(process: int | str, line: str) -> int:
    return int(Path(f"/proc/{process}/status").read_text().partition(f"{line}:")[2].split()[0]) * 1024


class Health:
    """Asks `/health` as long as the block lasts, and keeps how long each answer took."""

    def __init__(self, server: ServerProcess) -> None:
        self._url = server.url.replace("/v1", "/health")
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._ask)
        self.waits: list[float] = []

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _ask(self) -> None:
        with requests.Session() as session:
            while not self._over.wait(0.02):
                start = time.perf_counter()
                assert session.get(self._url, timeout=60).ok
                self.waits.append(time.perf_counter() - start)


def upload_all() -> tuple[list[float], int]:
    """Upload every file to a real backend: how long `/health` took meanwhile; answers that were no 201 or 400."""
    odd = 0
    with run_server(None) as server:
        campaign = server.campaign()
        url = f"{server.url}/campaigns-leads/upload-file/{campaign}"
        with Health(server) as health:
            for hostile in HOSTILE:
                files = {"file": (hostile.file, hostile.make())}
                answer = requests.post(url, files=files, headers=server.headers, timeout=120)
                odd += answer.status_code not in (201, 400)
    return sorted(health.waits), odd


def main() -> int:
    """Print the dearest files, whatever missed its outcome or a bound, and how `/health` fared."""
    costs = [(hostile, cost_of(hostile)) for hostile in HOSTILE]
    wrong = [each for each in costs if not each[1].is_within(each[0])]
    dearest = sorted(costs, key=lambda cost: -cost[1].seconds)[:5]
    for title, lines in (("dearest", dearest), ("wrong", wrong)):
        for hostile, cost in lines:
            print(
                f"{title}: {hostile.file}, {hostile.name}: {cost.outcome}, {cost.seconds:.2f} s of the processor,"
                f" {cost.memory / 1e6:.0f} MB, parent {cost.growth / 1e6:+.0f} MB"
            )
    most = {name: max(getattr(cost, name) for _, cost in costs) for name in ("seconds", "memory", "growth")}
    print(
        f"{len(costs)} files, {len(wrong)} wrong; at most {most['seconds']:.2f} s of the processor (5),"
        f" {most['memory'] / 1e6:.0f} MB in the child (1,074), {most['growth'] / 1e6:.0f} MB in the parent (100)"
    )
    waits, odd = upload_all()
    slow = sum(wait > MOST_WAIT for wait in waits)
    print(
        f"/health meanwhile, {len(waits)} times: median {waits[len(waits) // 2] * 1000:.0f} ms, 95 of 100 within"
        f" {waits[len(waits) * 95 // 100] * 1000:.0f} ms, longest {waits[-1] * 1000:.0f} ms (200); {odd} odd answers"
    )
    return int(bool(wrong or odd or slow))


if __name__ == "__main__":
    sys.exit(main())
