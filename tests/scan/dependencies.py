"""Known weaknesses of the pinned dependencies, as pip-audit reports them."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

LOCKS = (Path("locks/run.txt"), Path("locks/dev.txt"), Path("locks/bootstrap.txt"))
PATIENCE = 300
"""Seconds for the packages of one lock file."""
FIRST_PATIENCE = 60
"""Seconds for one package, which shows whether the data can be had."""
NO_DATA = (
    "dependencies: NOT CHECKED. The package index gives no data about weaknesses here ({reason}). "
    "Run `make scan` again where pip-audit can ask it."
)


class NoData(Exception):
    """The data about weaknesses cannot be had."""


def weaknesses(uv: str) -> list[str]:
    """What pip-audit finds in the lock files, one finding a line.

    Args:
        uv: path of the program that installs pip-audit, pinned, for this run only.

    Raises:
        NoData: it cannot be installed, or the package index does not say anything about a package that it has.
    """
    with TemporaryDirectory() as folder:
        probe = Path(folder) / "one.txt"
        probe.write_text(first_package(LOCKS[0].read_text(encoding="utf-8")), encoding="utf-8")
        _audit(uv, probe, FIRST_PATIENCE)
    return [line for lock in LOCKS for line in _audit(uv, lock, PATIENCE)]


def first_package(lock: str) -> str:
    """The first requirement of a lock file with its hashes."""
    found = re.search(r"^[A-Za-z0-9][^\n]*(?:\n +--hash[^\n]*)*", lock, re.MULTILINE)
    if found is None:
        raise ValueError("a lock file without a package")
    return found[0]


def _audit(uv: str, lock: Path, patience: int) -> list[str]:
    isolated = ["run", "--quiet", "--isolated", "--no-project", "--with-requirements", "locks/audit.txt"]
    options = ["--disable-pip", "--require-hashes", "--strict", "--progress-spinner", "off", "--timeout", "10"]
    try:
        result = subprocess.run(
            [uv, *isolated, "pip-audit", *options, "-r", str(lock)],
            capture_output=True,
            text=True,
            timeout=patience,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise NoData(f"no answer in {patience} seconds") from None
    if result.returncode == 0:
        return []
    found = [line for line in result.stdout.splitlines() if re.search(r"\b(?:PYSEC|GHSA|CVE)-", line)]
    if not found:
        last = (result.stderr.strip() or "no message").splitlines()[-1]
        raise NoData(re.sub(r"^ERROR:[\w.]+:", "", last)[:200])
    return [f"{lock.name}: {line}" for line in found]
