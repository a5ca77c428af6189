"""`make bench [ONLY=name]`: run every benchmark, or those whose name contains a word.

A benchmark is a module `bench_<name>.py` with a function `run() -> None` that prints one line per ratio.
"""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

PREFIX = "bench_"
ALSO_CALLED = {"judging": "validation"}
"""Words that issues use for a benchmark, and its name."""


def main(words: list[str]) -> int:
    """Run the benchmarks whose names contain any of the words, or all if there are no words.

    Returns:
        Exit code: 1 if no name contains one of the words; then nothing runs, and the names are printed.
    """
    names = benchmark_names()
    selected, unknown = select(names, words)
    if unknown:
        print(f"There is no benchmark called {' or '.join(unknown)}. There are: {', '.join(names)}.", file=sys.stderr)
        return 1
    for name in selected:
        print(f"\n{name}")
        import_module(f"benchmarks.{PREFIX}{name}").run()
    return 0


def benchmark_names() -> list[str]:
    """The names of all benchmarks, in alphabetical order."""
    return sorted(path.stem.removeprefix(PREFIX) for path in Path(__file__).parent.glob(f"{PREFIX}*.py"))


def select(names: list[str], words: list[str]) -> tuple[list[str], list[str]]:
    """Return the names that contain any of the words, all without words, and the words that no name contains.

    Args:
        names: of benchmarks.
        words: parts of names or, of `ALSO_CALLED`, other words for them; case does not matter.
    """
    wanted = {word: ALSO_CALLED.get(word.lower(), word.lower().removeprefix(PREFIX)) for word in words}
    selected = [name for name in names if not words or any(part in name for part in wanted.values())]
    return selected, [word for word, part in wanted.items() if not any(part in name for name in names)]


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
