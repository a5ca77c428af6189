"""`make bench [ONLY=name]`: run every benchmark, or those whose name contains a word.

A benchmark is a module `bench_<name>.py` with a function `run() -> None` that prints one line per ratio.
"""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path


def main(words: list[str]) -> int:
    """Run the benchmarks whose names contain any of the words, or all if there are no words.

    Returns:
        Exit code: 1 if no name contains a word.
    """
    names = sorted(path.stem for path in Path(__file__).parent.glob("bench_*.py"))
    selected = [name for name in names if not words or any(word in name for word in words)]
    for name in selected:
        print(f"\n{name.removeprefix('bench_')}")
        import_module(f"benchmarks.{name}").run()
    return 0 if selected else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
