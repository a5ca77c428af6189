"""A child process that ends with its parent."""

from __future__ import annotations

import os
import subprocess
import sys
import time

from callsheet.system.child_process import start_child

CHILD = (
    "import os, time; from callsheet.system.child_process import when_parent_ends;"
    "when_parent_ends(lambda: os._exit(7)); print('ready', flush=True); time.sleep(60)"
)
PARENT = """
import os, sys
from callsheet.system.child_process import start_child
child = start_child("-c", sys.argv[1], environment=os.environ, is_piped=True)
child.stdout.readline()
print(child.pid, flush=True)
sys.stdin.read()
"""


def test_a_child_ends_when_its_standard_input_is_closed() -> None:
    """It calls what it was given, here an exit with a code."""
    child = start_child("-c", CHILD, environment=os.environ, is_piped=True)
    assert child.stdin is not None
    assert child.stdout is not None
    assert child.stderr is not None
    assert child.stdout.readline() == b"ready\n"
    assert child.poll() is None
    child.stdin.close()
    assert child.wait(30) == 7
    for stream in (child.stdout, child.stderr):
        stream.close()


def test_a_child_ends_when_its_parent_is_killed() -> None:
    """SIGKILL leaves the parent no time to tell its child."""
    command = [sys.executable, "-c", PARENT, CHILD]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        assert is_running(child)
        parent.kill()
    for _ in range(600):
        if not is_running(child):
            return
        time.sleep(0.05)
    raise AssertionError(child)


def is_running(process: int) -> bool:
    """Whether a process exists and is not a zombie."""
    state = subprocess.run(["ps", "-o", "stat=", "-p", str(process)], capture_output=True, check=False).stdout
    return bool(state) and not state.startswith(b"Z")
