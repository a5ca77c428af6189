"""Kill a backend at random moments of an upload: the campaign has all leads of the file or none.

python -m tests.backend.kills 50 1     50 kills on each database, at random moments of seed 1; prints how many left all
                                       leads and how many left none
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

from tests.support.postgresql import run_postgresql
from tests.support.processes import DATABASES, ServerProcess, run_server

if TYPE_CHECKING:
    from collections.abc import Iterator

ROWS = 50_000
LATEST = 1.2
"""The latest moment, as a multiple of the usual duration: some kills come after the response."""
DEAD_SECONDS = 30


@dataclass(frozen=True)
class KilledUpload:
    """One upload during which the backend was killed.

    Args:
        moment: seconds after its start.
        status: of the response; None: there was none.
        total: leads in the campaign afterwards.
        state: what `GET /uploads/{key}` says afterwards: "applied", "refused" or None.
        total_after_repeat: leads in the campaign after the same file was sent again with the same key.
    """

    moment: float
    status: int | None
    total: int
    state: str | None
    total_after_repeat: int

    def check(self, rows: int) -> None:
        """Assert that all leads or none were queued, that the state says which, and that a repetition queues the rest.

        Args:
            rows: leads of the file.
        """
        assert self.total in (0, rows), self
        assert self.state == ("applied" if self.total else None), self
        assert self.status in (None, 201), self
        assert self.total == rows or self.status is None, self
        assert self.total_after_repeat == rows, self


def file_with(rows: int) -> bytes:
    """A file with so many leads."""
    return ("phone_number,name,city\n" + "".join(f"98{n:08},Lead {n},Pune\n" for n in range(rows))).encode()


def kill_uploads(url: str | None, times: int, rows: int = ROWS, seed: int = 1) -> Iterator[KilledUpload]:
    """Kill a server several times, each time during an upload.

    Args:
        url: of a PostgreSQL; None: SQLite.
        times: how often.
        rows: leads of the file.
        seed: of the random moments.
    """
    home, data, chance = Path(mkdtemp(prefix="callsheet")), file_with(rows), random.Random(seed)
    with ExitStack() as stack:
        server = stack.enter_context(run_server(url, home=home))
        usual = _usual_seconds(server, data)
        for number in range(times):
            campaign, moment, key = server.campaign(), chance.uniform(0, usual * LATEST), f"kill-{number}"
            status = _kill_during_upload(server, campaign, data, key, moment)
            server = stack.enter_context(run_server(url, home=home))
            total, state = server.total(campaign), _state(server, key)
            # Repeating the upload also warms the new server up, and shows how long the next one may take.
            start = time.perf_counter()
            answer = server.upload(campaign, data, **{"Idempotency-Key": key})
            assert answer.status_code == 201, answer.text[:200]
            usual = usual if total else time.perf_counter() - start
            yield KilledUpload(moment, status, total, state, server.total(campaign))


def _usual_seconds(server: ServerProcess, data: bytes) -> float:
    durations = []
    for _ in range(3):
        campaign, start = server.campaign(), time.perf_counter()
        assert server.upload(campaign, data).status_code == 201
        durations.append(time.perf_counter() - start)
    return statistics.median(durations)


def _kill_during_upload(server: ServerProcess, campaign: str, data: bytes, key: str, moment: float) -> int | None:
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


def _state(server: ServerProcess, key: str) -> str | None:
    """The state of an upload, once the server has noticed that the process that worked on it is dead."""
    deadline = time.monotonic() + DEAD_SECONDS
    while True:
        answer = requests.get(f"{server.url}/uploads/{key}", headers=server.headers, timeout=60)
        state = answer.json()["state"] if answer.ok else None
        if state != "processing" or time.monotonic() > deadline:
            return None if state is None else str(state)
        time.sleep(0.05)


def main(times: int, seed: int = 1) -> int:
    """Kill a backend several times on each database.

    Args:
        times: how often.
        seed: of the random moments.
    """
    for database in DATABASES:
        with ExitStack() as stack:
            url = stack.enter_context(run_postgresql()).uri if database == "postgresql" else None
            results = []
            for result in kill_uploads(url, times, seed=seed):
                result.check(ROWS)
                results.append(result)
        complete = sum(result.total == ROWS for result in results)
        unanswered = sum(result.total == ROWS and result.status is None for result in results)
        print(  # noqa: T201 - a command
            f"{database}: {times} kills; {times - complete} left none of {ROWS:,} leads, {complete} left all"
            f" ({unanswered} of them without a response); none left a part, and every state was right"
        )
    return 0


if __name__ == "__main__":
    raise SystemExit(main(*map(int, sys.argv[1:])))
