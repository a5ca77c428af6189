"""`callsheet do-not-call`: the lists of numbers that are never called: add, remove, show, import, export, empty."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, BinaryIO

import pandas as pd

from callsheet.cli.exit_codes import ALL_WELL, SOME_LEFT_OUT
from callsheet.cli.input_files import STANDARD_INPUT, file_name, open_input
from callsheet.cli.terminal.console import complain, say, visible, write_raw
from callsheet.cli.terminal.screen import progress
from callsheet.errors import InvalidArgument
from callsheet.runtime.services import open_services
from callsheet.sending import ListTarget, StopRequest, import_suppressed, suppressed_csv
from callsheet.store import OWN_LIST_ID, CallList, Detail, ListKind
from callsheet.validation import require_region, validate_numbers
from callsheet.wording.rules import do_not_call as words

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from callsheet.runtime.services import Services


def run(options: argparse.Namespace) -> int:
    """Do what the action says.

    Args:
        options: the command line.

    Returns:
        0; 1 where a number could not be read, the one to show is on no list, or a lead could not be removed.

    Raises:
        InvalidArgument: no number could be read, there is no such list, or an option is no country or no day.
        FileRefused: the file to import cannot be read, or no column holds phone numbers.
    """
    actions = {
        "list": _list, "add": _add, "remove": _remove, "show": _show, "import": _import, "export": _export,
        "empty": _empty,
    }  # fmt: skip
    server = getattr(options, "server", None)
    return actions[options.action](open_services(server_url=server), options)


def _list(services: Services, _: argparse.Namespace) -> int:
    lists, today = services.store.suppression.lists.all(), datetime.now(UTC).date()
    if not any(listed.numbers for listed in lists):
        say(words.EMPTY)
    for listed in lists:
        if listed.numbers or listed.id != OWN_LIST_ID:
            facts = words.list_facts(listed.numbers, listed.as_of, listed.changed_at, visible(listed.changed_by))
            say(words.list_line(visible(listed.name), facts, words.outdated(listed.days_over(today))))
    return ALL_WELL


def _add(services: Services, options: argparse.Namespace) -> int:
    numbers, unreadable = _read(services, options)
    if options.everywhere:
        return _stop(services, options, numbers) or (SOME_LEFT_OUT if unreadable else ALL_WELL)
    list_id = OWN_LIST_ID if options.list is None else services.store.suppression.lists.by_name(options.list).id
    detail = _detail(options)
    added = services.store.suppression.add(numbers, services.who(), list_id=list_id, detail=detail)
    say(words.added(added, len(numbers) - added, unreadable))
    return SOME_LEFT_OUT if unreadable else ALL_WELL


def _stop(services: Services, options: argparse.Namespace, numbers: list[str]) -> int:
    """List numbers of people who asked us to stop, and remove their leads from every campaign of the server."""
    request = StopRequest(services.store, services.server, services.api_or_none(), services.who())
    results = [request.stop(number, options.reason or "") for number in numbers]
    for result in results:
        say(visible(words.stopped(**asdict(result))))
    return ALL_WELL if all(result.is_everywhere for result in results) else SOME_LEFT_OUT


def _remove(services: Services, options: argparse.Namespace) -> int:
    numbers, unreadable = _read(services, options)
    suppression = services.store.suppression
    list_id = None if options.list is None else suppression.lists.by_name(options.list).id
    removed = suppression.remove(numbers, services.who(), list_id=list_id)
    say(words.removed(removed, len(numbers) - removed, unreadable))
    return SOME_LEFT_OUT if unreadable else ALL_WELL


def _show(services: Services, options: argparse.Namespace) -> int:
    numbers, unreadable = _read(services, options)
    found = {number: services.store.suppression.find(number) for number in numbers}
    for number, entries in found.items():
        for entry in entries:
            added_by = (entry.added_at, visible(entry.added_by))
            reason, name = visible(entry.reason), visible(entry.list_name)
            say(words.on_list(number, name, added_by, reason, entry.expires_at))
        if not entries:
            say(words.not_on_list(number))
    return SOME_LEFT_OUT if unreadable or not all(found.values()) else ALL_WELL


def _import(services: Services, options: argparse.Namespace) -> int:
    name, region = file_name(options.file, options.name) or "list.csv", _region(services, options)
    suppression = services.store.suppression
    detail = _detail(options)
    with _opened(options.file) as file:
        target = ListTarget(services.who(), _list_to_fill(services, options).id, detail)
        with progress(words.READING.format(name=visible(name)), is_shown=True):
            outcome = import_suppressed(suppression, name, file, target, region=region, sheet=options.sheet)
    say(words.imported(*outcome))
    if outcome.unreadable and region is None:
        complain(words.COUNTRY_MAY_HELP)
    return SOME_LEFT_OUT if outcome.unreadable else ALL_WELL


def _list_to_fill(services: Services, options: argparse.Namespace) -> CallList:
    """The list that a file goes to; one of a new name is made."""
    lists, who = services.store.suppression.lists, services.who()
    as_of = None if options.as_of is None else _day(options.as_of)
    wanted = lists.get(OWN_LIST_ID) if options.list is None else lists.find(options.list)
    if wanted is None:
        kind = ListKind(options.kind or ListKind.REGISTER)
        made = lists.create(options.list or "", kind, who, as_of=as_of, good_days=options.good_days)
        say(words.list_made(visible(made.name)))
        return made
    if as_of is not None:
        lists.set_day(wanted.id, as_of, who)
    return wanted


def _export(services: Services, options: argparse.Namespace) -> int:
    """Write CSV to standard output, some numbers at a time."""
    suppression = services.store.suppression
    list_id = None if options.list is None else suppression.lists.by_name(options.list).id
    for text in suppressed_csv(suppression, list_id):
        write_raw([text])
    return ALL_WELL


def _empty(services: Services, options: argparse.Namespace) -> int:
    suppression = services.store.suppression
    emptied = suppression.lists.by_name(options.list)
    if options.count != emptied.numbers:
        raise InvalidArgument(words.wrong_count(emptied.numbers))
    suppression.clear(services.who(), list_id=emptied.id)
    say(words.emptied(visible(emptied.name), emptied.numbers))
    return ALL_WELL


def _detail(options: argparse.Namespace) -> Detail:
    """Reason and end by `--reason` and `--until`, which is a whole day."""
    until = None
    if options.until is not None:
        until = datetime.combine(_day(options.until) + timedelta(days=1), time(), UTC)
    return Detail(options.reason or "", until)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InvalidArgument(words.not_a_day(visible(text))) from None


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
