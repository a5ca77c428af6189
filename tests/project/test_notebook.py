"""The notebook of the documentation shows what its cells do now."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.nightly
def test_the_notebook_is_as_a_fresh_run_leaves_it() -> None:
    """Every output, in the notebook and on its page; `make notebook` writes both again."""
    command = [sys.executable, "-m", "docs.notebook", "--check"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
