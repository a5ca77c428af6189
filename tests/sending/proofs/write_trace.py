"""The order of system calls under strace: the intent is on disk before the first byte of the body is sent."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.sending.proofs.process_kills import PATIENCE, Installation

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

CALLS = "fsync,fdatasync,write,pwrite64,sendto"
JOURNAL, LOG = "callsheet.db-wal", "callsheet.db.intents"
HEADS = ('"POST /v1/campaigns-leads', '"POST /v1/batch-calls', '"POST /v1/workflows/')
BODY = "Content-Disposition: form-data"


@dataclass(frozen=True)
class WriteOrder:
    """What happened between the head of an upload and its body.

    Args:
        journal_synced: the journal was written and synced, and nothing was written to it after that.
        log_synced: the intent log was written and synced.
    """

    journal_synced: bool
    log_synced: bool


def trace_sender(installed: Installation, output: Path) -> list[WriteOrder]:
    """Run the real `callsheet work` under strace until everything is sent.

    Args:
        installed: with something to send.
        output: where the trace is written.

    Raises:
        FileNotFoundError: strace is not installed.
    """
    strace = shutil.which("strace")
    if strace is None:
        raise FileNotFoundError("strace")
    work = [sys.executable, "-m", "callsheet", "work"]
    command = [strace, "-f", "-y", "-s", "96", "-e", f"trace={CALLS}", "-o", str(output), *work]
    process = subprocess.Popen(
        command, env=os.environ | installed.environment(), stderr=subprocess.DEVNULL, start_new_session=True
    )
    ends = time.monotonic() + PATIENCE
    while installed.store.ledger.unfinished() and time.monotonic() < ends:
        time.sleep(0.05)
    os.killpg(process.pid, signal.SIGTERM)  # strace itself ends with its process
    process.wait()
    return write_orders(output.read_text("utf-8").splitlines())


def write_orders(lines: Sequence[str]) -> list[WriteOrder]:
    """Read a trace.

    Args:
        lines: of `strace -f -y`, in the order of time.
    """
    orders = []
    begun = None
    for index, line in enumerate(lines):
        if any(head in line for head in HEADS):
            begun = index
        if begun is not None and BODY in line:
            between = lines[begun:index]
            orders.append(WriteOrder(_is_synced(between, JOURNAL), _is_synced(between, LOG)))
            begun = None
    return orders


def _is_synced(lines: Sequence[str], name: str) -> bool:
    """True when a file was written and then synced, and not written after that."""
    calls = [line for line in lines if f"{name}>" in line]
    written = [index for index, line in enumerate(calls) if "write" in line]
    synced = [index for index, line in enumerate(calls) if "sync(" in line and "= 0" in line]
    return bool(written and synced) and synced[-1] > written[-1]
