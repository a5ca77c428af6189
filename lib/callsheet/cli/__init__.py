"""The command line: read, check and send files; serve the backend, run the app, manage keys."""

from __future__ import annotations

import os

TYPE_CHECKING = False  # `typing` itself is loaded once Ctrl+C has been seen to
if TYPE_CHECKING:
    from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Args:
        arguments: what follows `callsheet`; None: the arguments of this process, whose signals and streams are then
            looked after as well.

    Returns:
        The exit code, as in `callsheet.cli.exit_codes`.
    """
    if arguments is None:
        from _signal import SIGINT, signal  # type: ignore[import-not-found]  # noqa: PLC0415 - built in, unlike `signal`

        signal(SIGINT, lambda *_: os._exit(130))  # the next import takes longer than all until here
        from callsheet.cli.terminal.interrupts import exit_on_signals  # noqa: PLC0415 - before anything that takes time

        exit_on_signals()
    from callsheet.cli.command import run_command  # noqa: PLC0415 - after the signals
    from callsheet.cli.exit_codes import INTERRUPTED  # noqa: PLC0415 - as above

    code = run_command(arguments)
    if arguments is None and code == INTERRUPTED:
        os._exit(code)  # a daemon thread that is writing would make the interpreter's own exit fatal
    return code
