"""What the server does before its first visitor."""

from __future__ import annotations

import subprocess
import sys

PROGRAM = """
import gc, sys
from callsheet.ui.warm_up import warm_up
before = gc.get_freeze_count()
warm_up()
tracked = len(gc.get_objects())
print(before < 1_000, gc.get_freeze_count() > 100_000, tracked < 1_000, "callsheet.ui.send.page" in sys.modules)
"""


def test_the_imports_of_the_pages_are_exempt_from_garbage_collection() -> None:
    """After warming up every page is loaded, and the collector has almost nothing left to visit; nothing is printed."""
    run = subprocess.run([sys.executable, "-W", "ignore", "-c", PROGRAM], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["True"] * 4, run.stdout
    assert not run.stderr
