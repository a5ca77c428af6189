"""`python -m callsheet.system.with_parent MODULE ARGUMENT …`: run a module of others that ends with its parent.

For a program that does not watch its standard input, such as Streamlit: when the pipe to it closes, because the parent
was killed or its terminal was closed, the program is asked to end, and ended after some seconds.
"""

from __future__ import annotations

import os
import runpy
import signal
import sys
import time

from callsheet.system.child_process import when_parent_ends

GRACE_SECONDS = 5.0
"""Chosen by hand: an upload's part that is being answered may finish."""


def main() -> None:
    """Run the module of the command line as `python -m` does."""
    when_parent_ends(_end)
    sys.argv = sys.argv[1:]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)


def _end() -> None:
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(GRACE_SECONDS)
    os._exit(128 + signal.SIGTERM)


if __name__ == "__main__":
    main()
