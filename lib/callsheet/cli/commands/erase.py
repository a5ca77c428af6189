"""`callsheet erase`: erase a person's number from open uploads, from what was sent, and from the server."""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

from callsheet.cli.exit_codes import ALL_WELL, SOME_LEFT_OUT
from callsheet.cli.terminal.console import complain, say, visible
from callsheet.errors import InvalidArgument
from callsheet.runtime.services import open_services
from callsheet.sending import NumberEraser, home_region, number_typed
from callsheet.validation import require_region
from callsheet.wording import erasure as words

if TYPE_CHECKING:
    import argparse


def run(options: argparse.Namespace) -> int:
    """Say where a number is, and erase it once that is confirmed.

    Args:
        options: the command line.

    Returns:
        0; 1 where something stays, or nothing was confirmed.

    Raises:
        InvalidArgument: the number cannot be read, or `--country` names no country.
    """
    services = open_services(server_url=options.server)
    api = services.api_or_none()
    stated = require_region(options.country) if options.country is not None else services.settings.default_region
    number = number_typed(options.number, home_region(api, stated))
    if number is None:
        raise InvalidArgument(words.NOT_A_NUMBER)
    eraser = NumberEraser(services.store, api, services.who(), services.server)
    use = eraser.find(number)
    if not use.is_anywhere:
        say(" ".join([words.NOWHERE, *([words.NOT_ASKED] if use.waiting is None else [])]))
        return ALL_WELL
    names = [visible(name) for name in use.drafts.values()]
    say(words.found(names, use.sent, use.under_way, use.waiting, use.called, past=use.past, ringing=use.ringing))
    if not _is_confirmed(yes=options.yes):
        complain(words.STOPPED)
        return SOME_LEFT_OUT
    done = eraser.erase(use)
    say(words.erased(**asdict(done)))
    is_all = not (
        done.staying or done.called or done.ringing or done.elsewhere or use.under_way or done.removed is None
    )
    return ALL_WELL if is_all else SOME_LEFT_OUT


def _is_confirmed(*, yes: bool) -> bool:
    """True with `--yes`, or when a person types y; without a terminal nothing is erased unasked."""
    if yes or sys.stdin is None or not sys.stdin.isatty():
        return yes
    complain(words.CONFIRM.rstrip())
    return sys.stdin.readline().strip().lower() in ("y", "yes")
