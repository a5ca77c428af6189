"""CPU time and memory of processes, as Linux reports them in `/proc`."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tests.support.processes import family

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).parents[1]
_TICKS = os.sysconf("SC_CLK_TCK")
_PARENT, _USER, _SYSTEM, _USER_OF_ENDED, _SYSTEM_OF_ENDED = 1, 11, 12, 13, 14
"""Positions of parent id and of CPU times, those of ended children last, among the fields of `/proc/<id>/stat` behind
the name."""


class ParseCost(NamedTuple):
    """What it costs to parse a file in a separate process.

    Args:
        seconds: CPU time of each run.
        peak: most bytes of memory that the process used.
    """

    seconds: list[float]
    peak: int


def parse_separately(path: Path, times: int = 1, environment: Mapping[str, str] | None = None) -> ParseCost:
    """Parse a file in a fresh process without the sandbox.

    Args:
        path: the file.
        times: how often.
        environment: of the process; None: this one's.
    """
    command = [sys.executable, "-m", "benchmarks.parse_file", str(path), str(times)]
    done = subprocess.run(command, capture_output=True, check=True, text=True, cwd=ROOT, env=environment)
    return ParseCost(**json.loads(done.stdout))


def cpu_seconds(process_id: int) -> float:
    """CPU time that a process has used, in steps of a clock tick (0.01 s on most systems); 0.0 when it has ended."""
    fields = _fields(process_id)
    return (int(fields[_USER]) + int(fields[_SYSTEM])) / _TICKS


def family_cpu_seconds(process_id: int) -> float:
    """CPU time of a process, its descendants, and those of them that have ended, in steps of a clock tick."""
    times = (_USER, _SYSTEM, _USER_OF_ENDED, _SYSTEM_OF_ENDED)
    return sum(int(fields[time]) for fields in map(_fields, family(process_id)) for time in times) / _TICKS


def child_processes() -> list[int]:
    """Ids of the living processes that this one has started."""
    ids = (int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdecimal())
    return [process_id for process_id in ids if int(_fields(process_id)[_PARENT]) == os.getpid()]


def peak_memory(process_id: int | str) -> int:
    """Most bytes of memory that a process has used so far (its high-water mark); "self" for this process."""
    status = Path(f"/proc/{process_id}/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) * 1024


def _fields(process_id: int) -> list[str]:
    try:
        return Path(f"/proc/{process_id}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return ["0"] * 20
