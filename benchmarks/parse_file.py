"""Parse one file in this process, without the sandbox: `python -m benchmarks.parse_file PATH TIMES`.

Prints a JSON object: `seconds`, the CPU time of each run, and `peak`, the most bytes of memory that the process used.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from benchmarks.processes import peak_memory
from callsheet.files.pipeline import parse_table


def main(path: Path, times: int) -> None:
    """Parse the file several times and print the measurements."""
    data, seconds = path.read_bytes(), []
    for _ in range(times):
        start = time.process_time()
        parse_table(path.name, data)
        seconds.append(time.process_time() - start)
    print(json.dumps({"seconds": seconds, "peak": peak_memory("self")}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
