"""The command line: read, check and send files; serve the backend, run the app, manage keys."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING

from callsheet.cli.arguments import make_parser
from callsheet.cli.exit_codes import INTERRUPTED, REFUSED
from callsheet.errors import CallsheetError, FileRefused
from callsheet.platform_support import UNSUPPORTED, is_supported
from callsheet.wording.cli import failure

if TYPE_CHECKING:
    from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Args:
        arguments: what follows `callsheet`; None: the arguments of this process.

    Returns:
        The exit code: 0 success, 1 some rows are not ready, 2 refused, 3 the outcome of a send is not known.
    """
    if not is_supported():
        print(UNSUPPORTED, file=sys.stderr)
        return REFUSED
    options = make_parser().parse_args(arguments)
    command = import_module(f"callsheet.cli.{options.module}")
    try:
        return int(command.run(options))
    except FileRefused as refused:
        from callsheet.cli.output import print_refusal  # noqa: PLC0415 - loaded by refusals only

        print_refusal(refused, as_json=getattr(options, "json", False))
        return REFUSED
    except CallsheetError as error:
        print(failure(error), file=sys.stderr)
        return REFUSED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return REFUSED
    except KeyboardInterrupt:
        return INTERRUPTED
