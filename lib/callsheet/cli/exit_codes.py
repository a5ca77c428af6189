"""The exit codes of every command, as `--help` lists them."""

ALL_WELL = 0
"""Every row is ready, or was sent."""
SOME_LEFT_OUT = 1
"""Some rows are not ready, or were not sent."""
REFUSED = 2
"""The file, the options or the request are refused; nothing was sent."""
UNKNOWN_OUTCOME = 3
"""Whether a send arrived is unknown."""
INTERRUPTED = 130
"""Ctrl+C, as shells report it: 128 + SIGINT."""
