"""A backend killed at random moments of an upload: the campaign holds all of the file's leads or none.

PYTHONPATH=tests python -m backend.kills 50 1   so many kills on each database, at the moments of a seed; says how many
                                                left all of the leads, how many none
"""

from __future__ import annotations

import random
import statistics
import sys
import threading
import time
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

import requests

from tests.support.processes import DATABASES, ServerProcess, run_postgresql, run_server

if TYPE_CHECKING:
    from collections.abc import Iterator

ROWS = 50_000
BEYOND = 1.2
"""Moments are drawn from the upload's usual time and a little more, so that some kills come after the answer."""
GONE_SECONDS = 30


@dataclass(frozen=True)
class Kill:
    """One upload that was cut off.

    Args:
        moment: seconds after its start.
        status: of the answer; None: none came.
        total: leads the campaign holds afterwards.
        known: what `GET /uploads/{key}` says afterwards: "applied", "refused" or None.
        again: leads the campaign holds once the same file came again under the same key.
    """

    moment: float
    status: int | None
    total: int
    known: str | None
    again: int

    def hold_to(self, rows: int) -> None:
        """All or none, told truthfully, and one set of leads in the end."""
        assert self.total in (0, rows), self
        assert self.known == ("applied" if self.total else None), self
        assert self.status in (None, 201), self
        assert self.total == rows or self.status is None, self
        assert self.again == rows, self


def file_of(rows: int) -> bytes:
    """A file of so many leads."""
    return ("phone_number,name,city\n" + "".join(f"98{n:08},Lead {n},Pune\n" for n in range(rows))).encode()


def kills(url: str | None, times: int, rows: int = ROWS, seed: int = 1) -> Iterator[Kill]:
    """Kill a server so many times, and look at what each left behind.

    Args:
        url: a PostgreSQL; None: SQLite.
        times: how often.
        rows: of the file.
        seed: of the moments.
    """
    home, data, chance = Path(mkdtemp(prefix="callsheet")), file_of(rows), random.Random(seed)
    with ExitStack() as stack:
        server = stack.enter_context(run_server(url, home=home))
        usual = _usual_seconds(server, data)
        for number in range(times):
            campaign, moment, key = server.campaign(), chance.uniform(0, usual * BEYOND), f"kill-{number}"
            status = _cut_off(server, campaign, data, key, moment)
            server = stack.enter_context(run_server(url, home=home))
            total, known = server.total(campaign), _known(server, key)
            # The same file again, so that the key settles; it warms the server and tells how long the next may take.
            start = time.perf_counter()
            answer = server.upload(campaign, data, **{"Idempotency-Key": key})
            assert answer.status_code == 201, answer.text[:200]
            usual = usual if total else time.perf_counter() - start
            yield Kill(moment, status, total, known, server.total(campaign))


def _usual_seconds(server: ServerProcess, data: bytes) -> float:
    taken = []
    for _ in range(3):
        campaign, start = server.campaign(), time.perf_counter()
        assert server.upload(campaign, data).status_code == 201
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def _cut_off(server: ServerProcess, campaign: str, data: bytes, key: str, moment: float) -> int | None:
    answered: list[int] = []

    def upload() -> None:
        try:
            answered.append(server.upload(campaign, data, **{"Idempotency-Key": key}).status_code)
        except requests.RequestException:
            return

    thread = threading.Thread(target=upload)
    thread.start()
    time.sleep(moment)
    server.kill()
    thread.join()
    return answered[0] if answered else None


def _known(server: ServerProcess, key: str) -> str | None:
    """What the server says of a key once it knows that the process that worked on it is dead."""
    ends = time.monotonic() + GONE_SECONDS
    while True:
        answer = requests.get(f"{server.url}/uploads/{key}", headers=server.headers, timeout=60)
        state = answer.json()["state"] if answer.ok else None
        if state != "processing" or time.monotonic() > ends:
            return state
        time.sleep(0.05)


def main(times: int, seed: int = 1) -> int:
    """Kill so many times on each database."""
    for database in DATABASES:
        with ExitStack() as stack:
            url = stack.enter_context(run_postgresql()) if database == "postgresql" else None
            found = []
            for kill in kills(url, times, seed=seed):
                kill.hold_to(ROWS)
                found.append(kill)
        everything = sum(kill.total == ROWS for kill in found)
        unanswered = sum(kill.total == ROWS and kill.status is None for kill in found)
        print(  # noqa: T201 - a command
            f"{database}: {times} kills; {times - everything} left none of {ROWS:,} leads, {everything} all"
            f" ({unanswered} of them without an answer); none left a part, every key told the truth"
        )
    return 0


if __name__ == "__main__":
    raise SystemExit(main(*map(int, sys.argv[1:])))
