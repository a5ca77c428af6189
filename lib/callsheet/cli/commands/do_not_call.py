"""`callsheet do-not-call`: the numbers that are never called: how many, add, remove, show, import and export."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO

import pandas as pd

from callsheet.cli.exit_codes import ALL_WELL, SOME_LEFT_OUT
from callsheet.cli.input_files import STANDARD_INPUT, file_name, open_input
from callsheet.cli.terminal.console import complain, say, visible, write_raw
from callsheet.cli.terminal.screen import progress
from callsheet.errors import InvalidArgument
from callsheet.runtime.services import open_services
from callsheet.sending import import_suppressed, suppressed_csv
from callsheet.validation import require_region, validate_numbers
from callsheet.wording import do_not_call as words

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from callsheet.runtime.services import Services


def run(options: argparse.Namespace) -> int:
    """Do what the action says.

    Args:
        options: the command line.

    Returns:
        0; 1 where a number could not be read, or the one to show is not on the list.

    Raises:
        InvalidArgument: no number could be read, or `--country` names no country.
        FileRefused: the file to import cannot be read, or no column holds phone numbers.
    """
    actions = {
        "list": _list, "add": _add, "remove": _remove, "show": _show, "import": _import, "export": _export,
    }  # fmt: skip
    return actions[options.action](open_services(), options)


def _list(services: Services, _: argparse.Namespace) -> int:
    suppression = services.store.suppression
    newest = suppression.newest()
    if newest is None:
        say(words.EMPTY)
    else:
        say(words.listed(suppression.count(), newest.added_at, visible(newest.added_by)))
    return ALL_WELL


def _add(services: Services, options: argparse.Namespace) -> int:
    numbers, unreadable = _read(services, options)
    added = services.store.suppression.add(numbers, services.who())
    say(words.added(added, len(numbers) - added, unreadable))
    return SOME_LEFT_OUT if unreadable else ALL_WELL


def _remove(services: Services, options: argparse.Namespace) -> int:
    numbers, unreadable = _read(services, options)
    removed = services.store.suppression.remove(numbers, services.who())
    say(words.removed(removed, len(numbers) - removed, unreadable))
    return SOME_LEFT_OUT if unreadable else ALL_WELL


def _show(services: Services, options: argparse.Namespace) -> int:
    numbers, unreadable = _read(services, options)
    entries = [services.store.suppression.find(number) for number in numbers]
    for number, entry in zip(numbers, entries, strict=True):
        say(words.not_on_list(number) if entry is None else words.on_list(number, entry.added_at, entry.added_by))
    return SOME_LEFT_OUT if unreadable or None in entries else ALL_WELL


def _import(services: Services, options: argparse.Namespace) -> int:
    name, region = file_name(options.file, options.name) or "list.csv", _region(services, options)
    with progress(words.READING.format(name=visible(name)), is_shown=True), _opened(options.file) as file:
        suppression, who = services.store.suppression, services.who()
        outcome = import_suppressed(suppression, name, file, region=region, who=who, sheet=options.sheet)
    say(words.imported(*outcome))
    if outcome.unreadable and region is None:
        complain(words.COUNTRY_MAY_HELP)
    return SOME_LEFT_OUT if outcome.unreadable else ALL_WELL


def _export(services: Services, _: argparse.Namespace) -> int:
    """Write CSV to standard output, some numbers at a time."""
    for text in suppressed_csv(services.store.suppression):
        write_raw([text])
    return ALL_WELL


def _read(services: Services, options: argparse.Namespace) -> tuple[list[str], int]:
    """The numbers of the command line in E.164, without repetitions, and how many could not be read.

    Raises:
        InvalidArgument: none could be read.
    """
    region = _region(services, options)
    read = validate_numbers(pd.Series(options.numbers, dtype="str"), region)["number"]
    numbers = list(dict.fromkeys(read[read != ""].tolist()))
    if not numbers:
        raise InvalidArgument(words.no_number(len(read), has_country=region is not None))
    return numbers, int((read == "").sum())


def _region(services: Services, options: argparse.Namespace) -> str | None:
    return services.settings.default_region if options.country is None else require_region(options.country)


@contextmanager
def _opened(name: str) -> Iterator[BinaryIO]:
    if name == STANDARD_INPUT:
        yield sys.stdin.buffer
        return
    with open_input(name) as file:
        yield file
