"""The do-not-call list: adding a million numbers, and looking up the numbers of a file, on SQLite."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

from benchmarks.leads import cpu
from callsheet.settings import Settings
from callsheet.store import open_store

LISTED, ROWS = 1_000_000, 200_000


def run() -> None:
    """Print the seconds of each with its bound."""
    with TemporaryDirectory() as folder:
        store = open_store(Settings(home=Path(folder)))
        start = process_time()
        store.suppression.add([f"+91{9_000_000_000 + 7 * number}" for number in range(LISTED)], "bench")
        print(f"do-not-call: {LISTED:,} numbers added in {process_time() - start:.1f} s (no bound)")
        numbers = [f"+91{9_000_000_000 + 3 * number}" for number in range(ROWS)]
        seconds = cpu(lambda: store.suppression.among(numbers), 3)
        print(f"do-not-call: {ROWS:,} rows looked up in {seconds:.2f} s (at most 1)")
        store.engine.dispose()
