"""`callsheet serve` in separate processes, on SQLite or PostgreSQL, for tests and benchmarks."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

import requests

if TYPE_CHECKING:
    from collections.abc import Iterator

DATABASES = ("sqlite", "postgresql")
PROC = Path("/proc")


class ServerProcess:
    """A backend that runs in its own processes.

    Args:
        home: its data folder.
        url: with `/v1`.
        process: the first process, the parent of its workers.
    """

    def __init__(self, home: Path, url: str, process: subprocess.Popen[bytes]) -> None:
        self.home, self.url, self.process = home, url, process
        self.headers = {"Authorization": f"Bearer {(home / 'api-key').read_text().strip()}"}

    def campaign(self) -> str:
        """Create a campaign and return its id."""
        new = {"name": "Measured", "agent_id": "a", "from_phone_number": "+912234567890"}
        return str(requests.post(f"{self.url}/campaigns", json=new, headers=self.headers, timeout=60).json()["id"])

    def upload(self, campaign: str, data: bytes, **headers: str) -> requests.Response:
        """Upload a file."""
        url = f"{self.url}/campaigns-leads/upload-file/{campaign}"
        files = {"file": ("leads.csv", data)}
        return requests.post(url, files=files, headers=self.headers | headers, timeout=600)

    def total(self, campaign: str) -> int:
        """Return the number of leads in a campaign."""
        answer = requests.get(f"{self.url}/campaigns/{campaign}", headers=self.headers, timeout=60)
        return int(answer.json()["total_leads"])

    def kill(self) -> None:
        """Kill all its processes with SIGKILL, and wait until they are gone."""
        _end(self.process)

    def memory(self) -> int:
        """Return the memory of all its processes in bytes; memory that they share is counted once."""
        return sum(map(share, family(self.process.pid)))


@contextmanager
def run_server(database: str | None, *, home: Path | None = None, workers: int = 1) -> Iterator[ServerProcess]:
    """Run a backend until the block ends.

    Args:
        database: a PostgreSQL URL; None: SQLite in the data folder.
        home: the data folder; None: a new one.
        workers: processes.
    """
    home = home or Path(mkdtemp(prefix="callsheet"))
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "callsheet", "serve", "--port", str(port), "--workers", str(workers)]
    settings = {"CALLSHEET_HOME": str(home), "CALLSHEET_RATE_LIMIT": "0"}
    settings |= {"CALLSHEET_BACKEND_DATABASE_URL": database} if database else {}
    with ExitStack() as stack:
        process = subprocess.Popen(
            command, env=os.environ | settings, stderr=subprocess.DEVNULL, start_new_session=True
        )
        stack.callback(_end, process)
        _wait(f"http://127.0.0.1:{port}/health", process)
        yield ServerProcess(home, f"http://127.0.0.1:{port}/v1", process)


def _wait(url: str, process: subprocess.Popen[bytes]) -> None:
    while process.poll() is None:
        try:
            if requests.get(url, timeout=5).ok:
                return
        except requests.RequestException:
            time.sleep(0.05)
    raise RuntimeError("the backend did not start")


def _end(process: subprocess.Popen[bytes]) -> None:
    """Kill the process group, which was made for it. A process that has been reaped may have lost its id to another."""
    if process.returncode is None:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def family(pid: int) -> list[int]:
    """Return the ids of a process and its descendants."""
    children = PROC / str(pid) / "task" / str(pid) / "children"
    pids = [pid]
    for task in (PROC / str(pid) / "task").glob("*/children") if children.exists() else ():
        for child in task.read_text().split():
            pids += family(int(child))
    return pids


def share(pid: int) -> int:
    """Return the memory of a process in bytes, with its share of what others use as well; 0: the process is gone."""
    try:
        lines = (PROC / str(pid) / "smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))
