"""The command line as whole processes: start-up, `--json` and `--jsonl` of files in which every row is wrong."""

from __future__ import annotations

import os
import random
import resource
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from benchmarks.processes import peak_memory
from tests.support.processes import family, share

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

PROGRAM = str(Path(sys.executable).with_name("callsheet"))
TIMES = 5
JSON_ROWS, LINES_ROWS = 200_000, 1_000_000
MB = 1_000_000
SAMPLE_SECONDS = 0.02
HOME = "/nonexistent"
"""A data folder that is not there: opening a database for its do-not-call lists takes about a second."""
SMALL = "Mobile,Name,City\n98765 43210,Priya,Mumbai\n9876543211 ext. 4,Rahul,Pune\n"


def wrong_leads(rows: int) -> str:
    """A file of five columns in which every number has six digits: 8 MB for 200,000 rows."""
    chance = random.Random(rows)
    lines = ["Mobile,Name,City,Product,Value"]
    for row in range(rows):
        city = chance.choice(("Pune", "Mumbai", "Delhi"))
        lines.append(f"{chance.randrange(10**5, 10**6)},Lead {row},{city},home_loan,{chance.randrange(10**6)}")
    return "\n".join(lines) + "\n"


def wrong_pairs(rows: int) -> str:
    """A file of two columns in which every number has six digits: 17 MB for a million rows."""
    chance = random.Random(rows)
    return "Mobile,Name\n" + "".join(f"{chance.randrange(10**5, 10**6)},Lead {row}\n" for row in range(rows))


def run() -> None:
    """Print each figure with its bound."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        start_up(folder)
        json(folder)
        for make in (wrong_pairs, wrong_leads):
            json_lines(folder, make)


def start_up(folder: Path) -> None:
    """`callsheet check` of two leads, and `callsheet --help`, against the import of pyarrow and an empty program."""
    file = folder / "small.csv"
    file.write_text(SMALL)
    commands = {
        "check": [PROGRAM, "check", str(file), "--country", "IN"],
        "pyarrow": [sys.executable, "-c", "import pyarrow"],
        "help": [PROGRAM, "--help"],
        "nothing": [sys.executable, "-c", ""],
    }
    rounds = [{name: cpu_seconds(command) for name, command in commands.items()} for _ in range(TIMES)]
    fastest = {name: min(one[name] for one in rounds) for name in commands}
    print(
        f"check of a small file: {fastest['check']:.2f} s of CPU = {fastest['check'] / fastest['pyarrow']:.1f}× import"
        f" pyarrow of {fastest['pyarrow']:.2f} s (at most 4); --help {fastest['help'] / fastest['nothing']:.1f}× an"
        f" empty interpreter of {fastest['nothing']:.3f} s (at most 6)"
    )


def json(folder: Path) -> None:
    """`check --json` of 200,000 wrong rows, against pandas reading the file and writing its cells as JSON."""
    file = folder / "wrong.csv"
    file.write_text(wrong_leads(JSON_ROWS))
    command = [PROGRAM, "check", str(file), "--country", "IN", "--json"]
    copied = "pandas.read_csv(sys.argv[1], dtype='str').to_json(sys.stdout, orient='records', indent=1)"
    baseline = [sys.executable, "-c", f"import pandas, sys; {copied}", str(file)]
    rounds = [(cpu_seconds(command), cpu_seconds(baseline)) for _ in range(TIMES)]
    fastest, plain = map(min, zip(*rounds, strict=True))
    print(
        f"--json of {JSON_ROWS:,} rows, all wrong: {fastest:.2f} s of CPU, start-up included (at most 2.5) ="
        f" {fastest / plain:.1f}× pandas reading the file and writing its cells as JSON in {plain:.2f} s"
    )


def json_lines(folder: Path, make: Callable[[int], str]) -> None:
    """`check --jsonl` of 1,000,000 wrong rows."""
    file = folder / "wrong.csv"
    file.write_text(make(LINES_ROWS))
    parent, reader, together = peaks([PROGRAM, "check", str(file), "--country", "IN", "--jsonl"])
    print(
        f"--jsonl of {LINES_ROWS:,} wrong rows, {file.stat().st_size / MB:.0f} MB: {parent / MB:.0f} MB, its reader"
        f" {reader / MB:.0f} MB (each at most 250), both at one time {together / MB:.0f} MB"
    )


def cpu_seconds(command: Sequence[str]) -> float:
    """CPU time of a command and its children."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, stdout=subprocess.DEVNULL, env=_environment(), check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def peaks(command: Sequence[str]) -> tuple[int, int, int]:
    """Most bytes of memory of a command, of its children, and of all at one time with shared memory counted once."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=_environment())
    own = children = together = 0
    while process.poll() is None:
        with suppress(OSError, IndexError):
            own = max(own, peak_memory(process.pid))
        pids = [pid for pid in family(process.pid) if pid != process.pid]
        for pid in pids:
            with suppress(OSError, IndexError):
                children = max(children, peak_memory(pid))
        together = max(together, sum(map(share, (process.pid, *pids))))
        time.sleep(SAMPLE_SECONDS)
    return own, children, together


def _environment() -> dict[str, str]:
    others = {name: value for name, value in os.environ.items() if not name.startswith("CALLSHEET_")}
    return others | {"CALLSHEET_HOME": HOME}


if __name__ == "__main__":
    run()
