"""The exit codes of every command, as `--help`, docs/cli.md and the manual page list them."""

from __future__ import annotations

ALL_WELL = 0
SOME_LEFT_OUT = 1
REFUSED = 2
UNKNOWN_OUTCOME = 3
FAILED = 4
INTERRUPTED = 130

MEANINGS = {
    ALL_WELL: "done; every row is ready, or was sent",
    SOME_LEFT_OUT: "some rows are not ready, or were not sent",
    REFUSED: "the file, an option or the request is refused; nothing was sent",
    UNKNOWN_OUTCOME: "it is not known yet whether a send arrived",
    FAILED: "something went wrong inside Callsheet",
    INTERRUPTED: "stopped with Ctrl+C",
}
"""Exit code → its meaning. Of several files, the highest code counts."""
