"""The order of writes, as the system saw it: the intent is on disk before the first byte of the body leaves."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.sending.kills import PATIENCE, Scene

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

CALLS = "fsync,fdatasync,write,pwrite64,sendto"
JOURNAL, LOG = "callsheet.db-wal", "callsheet.db.intents"
HEAD, BODY = '"POST /v1/campaigns-leads', "Content-Disposition: form-data"


@dataclass(frozen=True)
class Order:
    """What happened between the head of an upload and its body.

    Args:
        journal_synced: the journal was written and synced, and nothing was written to it after that.
        log_synced: the intent log was written and synced.
    """

    journal_synced: bool
    log_synced: bool


def traced_work(at: Scene, output: Path) -> list[Order]:
    """Let the real `callsheet work` send what waits, under strace.

    Args:
        at: with something to send.
        output: where the trace is written.

    Raises:
        FileNotFoundError: there is no strace.
    """
    strace = shutil.which("strace")
    if strace is None:
        raise FileNotFoundError("strace")
    work = [sys.executable, "-m", "callsheet", "work"]
    command = [strace, "-f", "-y", "-s", "96", "-e", f"trace={CALLS}", "-o", str(output), *work]
    process = subprocess.Popen(
        command, env=os.environ | at.environment(), stderr=subprocess.DEVNULL, start_new_session=True
    )
    ends = time.monotonic() + PATIENCE
    while at.store.ledger.unfinished() and time.monotonic() < ends:
        time.sleep(0.05)
    os.killpg(process.pid, signal.SIGTERM)  # strace itself holds on until its process has ended
    process.wait()
    return orders(output.read_text("utf-8").splitlines())


def orders(lines: Sequence[str]) -> list[Order]:
    """Read a trace.

    Args:
        lines: of strace with `-f -y`, in the order of time.
    """
    found = []
    head = None
    for place, line in enumerate(lines):
        if HEAD in line:
            head = place
        if head is not None and BODY in line:
            between = lines[head:place]
            found.append(Order(_is_synced(between, JOURNAL), _is_synced(between, LOG)))
            head = None
    return found


def _is_synced(lines: Sequence[str], name: str) -> bool:
    """True when the last thing that happened to a file is that it was synced, after something was written."""
    mine = [line for line in lines if f"{name}>" in line]
    wrote = [place for place, line in enumerate(mine) if "write" in line]
    synced = [place for place, line in enumerate(mine) if "sync(" in line and "= 0" in line]
    return bool(wrote and synced) and synced[-1] > wrote[-1]
