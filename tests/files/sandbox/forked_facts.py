"""A program with one thread that reads files in a forked worker and prints what it sees of it, as JSON."""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from callsheet.errors import FileRefused
from callsheet.files.limits import Limits
from callsheet.files.sandbox.pool import ReaderPool
from callsheet.system.forked_child import can_fork

if TYPE_CHECKING:
    from callsheet.files.sandbox.process import ReaderProcess

LEADS = b"phone_number,name\n9876543210,Asha\n"
SLOW = b"phone_number,name\n" + b'9876543210,"A ""b"" \n c"\n' * 100_000


def facts() -> dict[str, Any]:
    """What a forked worker has, does, and becomes."""
    pool = ReaderPool()
    seen: dict[str, Any] = {"can_fork": can_fork()}
    secret = Path(__file__).open("rb")  # noqa: SIM115 - a file of the parent's that the worker must not have
    pool.fork_worker()
    (child,) = pool.idle
    seen["is_fork"] = Path(f"/proc/{child.id}/cmdline").read_bytes() == Path("/proc/self/cmdline").read_bytes()
    pool.fork_worker()
    seen["forks_twice"] = len(pool.idle) > 1
    seen["rows"] = len(pool.read("leads.csv", LEADS, None, None).frame)
    seen["same"] = pool.idle[-1] is child
    seen["environment"] = Path(f"/proc/{child.id}/environ").read_bytes().decode("utf-8", "replace")
    seen["files"] = sorted(str(entry.readlink()) for entry in Path(f"/proc/{child.id}/fd").iterdir())
    seen["limits"] = limits_of(child)
    seen["expected_memory"] = Limits.of(len(LEADS)).memory
    seen["own_key"] = os.environ.get("CALLSHEET_API_KEY")
    os.kill(child.id, signal.SIGINT)
    seen["survives_ctrl_c"] = len(pool.read("leads.csv", LEADS, None, None).frame) == 1 and pool.idle[-1] is child
    seen["killed"] = code_of_a_killed(pool, child)
    seen["next_is_read"] = len(pool.read("leads.csv", LEADS, None, None).frame)
    seen["next_is_fork"] = Path(f"/proc/{pool.idle[-1].id}/cmdline").read_bytes().count(b"sandbox.worker") == 0
    secret.close()
    pool.end()
    return seen


def limits_of(child: ReaderProcess) -> dict[str, str]:
    """The soft limits of a process, by the names of `/proc/<id>/limits`."""
    lines = Path(f"/proc/{child.id}/limits").read_text().splitlines()[1:]
    return {line[:26].strip(): line[26:].split()[0] for line in lines}


def code_of_a_killed(pool: ReaderPool, child: ReaderProcess) -> str:
    """The reason of a refusal when the worker is killed in the middle of a file."""
    if os.fork() == 0:
        with suppress(BaseException):
            start = ticks(child)
            while ticks(child) < start + 5:
                time.sleep(0.001)
            os.kill(child.id, signal.SIGKILL)
        os._exit(0)
    try:
        pool.read("leads.csv", SLOW, None, None)
    except FileRefused as refused:
        os.wait()
        return refused.code.value
    return "read"


def ticks(child: ReaderProcess) -> int:
    """CPU time of a process in clock ticks."""
    return sum(map(int, Path(f"/proc/{child.id}/stat").read_text().rpartition(")")[2].split()[11:13]))


if __name__ == "__main__":
    sys.stdout.write(json.dumps(facts()))
