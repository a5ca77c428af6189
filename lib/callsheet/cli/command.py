"""Run the command that a command line names; whatever goes wrong ends in one sentence and an exit code."""

from __future__ import annotations

import gc
import os
import sys
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from callsheet.cli.exit_codes import INTERRUPTED, REFUSED
from callsheet.cli.options.arguments import REFERENCE, make_parser
from callsheet.cli.terminal.console import complain, finish, prepare_streams, visible
from callsheet.cli.terminal.interrupts import raise_on_signals
from callsheet.errors import CallsheetError, FileRefused
from callsheet.wording.cli.errors import OUTPUT_FAILED, UNSUPPORTED_SYSTEM

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence
    from types import ModuleType

    from callsheet.cli.options.parser import CommandParser

_ENDED_BY_THEMSELVES = ("run", "serve", "work")
"""Commands that run until they are interrupted, and then stop what they started."""
_READS_FILES = ("check", "read", "run", "send", "serve")
_ONE_THREAD = {
    "ARROW_DEFAULT_MEMORY_POOL": "system",  # it returns what it frees, and a reader has to do with it
    "JE_ARROW_MALLOC_CONF": "background_thread:false",
    "OPENBLAS_NUM_THREADS": "1",
}
"""What libraries are asked for while they load: a process with one thread can fork its reader of files."""
_LARGE_BLOCK = 1 << 17
"""Bytes of freed blocks that `--jsonl` returns to the system: what it needs for a row takes one byte or more, so that
the blocks of a hundred thousand rows count."""


@cache
def _parser() -> CommandParser:
    """The parser, made once: a process that runs many commands would spend a quarter of its time on it."""
    return make_parser()


def run_command(arguments: Sequence[str] | None) -> int:
    """Run a command and write out what it printed.

    Args:
        arguments: what follows `callsheet`; None: the arguments of this process.

    Returns:
        The exit code.
    """
    prepare_streams()
    try:
        options = _parser().parse_args(arguments)
    except SystemExit:  # after --help, --version or a mistake
        finish()
        raise
    try:
        code = _run(options)
    except KeyboardInterrupt:
        code = INTERRUPTED
    reason = finish()
    if reason is not None:
        complain(OUTPUT_FAILED.format(reason=reason))
        finish()
        code = code if options.module == "send" else max(code, REFUSED)  # what was sent stays sent
    return code


def _run(options: argparse.Namespace) -> int:
    try:
        _check(options)
        if options.module in _ENDED_BY_THEMSELVES:
            raise_on_signals()
        if options.module in _READS_FILES:
            for name, value in _ONE_THREAD.items():
                os.environ.setdefault(name, value)
            if vars(options).get("jsonl"):
                from callsheet.system.platform_support import return_memory_at_once  # noqa: PLC0415 - as below

                return_memory_at_once(_LARGE_BLOCK)
        from callsheet.cli.terminal.logs import show_logs  # noqa: PLC0415 - not needed for --help and for mistakes

        show_logs()
        return int(_load(options.module).run(options))
    except FileRefused as refused:
        from callsheet.cli.terminal.refusals import print_refusal  # noqa: PLC0415 - loaded by refusals only

        print_refusal(refused, options)
        return REFUSED
    except CallsheetError as error:
        from callsheet.wording.cli.failures import failure  # noqa: PLC0415 - as above

        complain(visible(failure(error)))
        return REFUSED
    except Exception as error:  # noqa: BLE001 - the last resort: nobody reads a traceback, and it could show a lead
        from callsheet.cli.failures import describe  # noqa: PLC0415 - as above

        sentence, code = describe(error)
        complain(sentence)
        return code


def _load(command: str) -> ModuleType:
    """Import a command without garbage collections: what modules make stays."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        return import_module(f"callsheet.cli.commands.{command}")
    finally:
        gc.freeze()
        if was_enabled:
            gc.enable()


def _check(options: argparse.Namespace) -> None:
    """Refuse what can be refused before the command is loaded.

    Raises:
        CallsheetError: this system is not supported, or a file cannot be read or written.
    """
    if options.module.startswith(REFERENCE):
        return
    if not sys.platform.startswith(("linux", "darwin")):  # Windows lacks `fcntl`, `resource` and POSIX signals
        from callsheet.errors import SettingsError  # noqa: PLC0415 - on Windows only

        raise SettingsError(UNSUPPORTED_SYSTEM)
    if "name" in options or "out" in options or "rejoined" in options:
        from callsheet.cli.input_files import check_inputs  # noqa: PLC0415 - needed by few commands
        from callsheet.cli.output_files import check_outputs  # noqa: PLC0415 - as above

        check_inputs(options)
        options.replaceable = check_outputs(options)
