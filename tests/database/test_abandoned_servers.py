"""Servers of killed test runs are cleared away: their folders in memory filled a machine until its tests timed out."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

from tests.support.postgresql import PREFIX, remove_abandoned

if TYPE_CHECKING:
    from pathlib import Path

SERVER = "import signal; signal.signal(signal.SIGQUIT, signal.SIG_DFL); print(flush=True); input()"
"""Heeds the signal as PostgreSQL does, also below a shell that starts its commands with the signal ignored."""


def test_only_what_a_killed_owner_left_is_removed(tmp_path: Path) -> None:
    """The server of an ended process is stopped and its folder removed; a running owner's folder stays."""
    with subprocess.Popen([sys.executable, "-c", SERVER], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as server:
        assert server.stdout is not None
        server.stdout.readline()
        ended = subprocess.Popen([sys.executable, "-c", ""])
        ended.wait()
        abandoned, owned, other = (tmp_path / f"{PREFIX}{name}" for name in (f"{ended.pid}-a", f"{os.getpid()}-b", "c"))
        for folder in (abandoned, owned, other):
            (folder / "data").mkdir(parents=True)
        (abandoned / "data" / "postmaster.pid").write_text(f"{server.pid}\n{abandoned}\n")
        remove_abandoned(tmp_path)
        assert server.wait(120) != 0
        assert not abandoned.exists()
        assert owned.exists()
        assert other.exists()
