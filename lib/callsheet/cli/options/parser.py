"""The parser class of the command line: its errors are sentences that name the nearest word."""

from __future__ import annotations

import argparse
import re
import sys
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, NoReturn

from callsheet.cli.exit_codes import REFUSED
from callsheet.cli.terminal.console import complain, visible
from callsheet.wording.cli import errors as words
from callsheet.wording.format import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

_NEGATIVE_NUMBER = re.compile(r"-\d+")
_HOUR = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")
_OF_ARGUMENT = re.compile(r"argument (?P<name>[^:]+): (?P<message>.*)", re.DOTALL)
_NOT_WITH = "not allowed with argument "
_ONE_REQUIRED = re.compile(r"one of the arguments (?P<names>.+) is required")


class CommandParser(argparse.ArgumentParser):
    """An `ArgumentParser` that explains each mistake in one sentence on standard error, then exits with 2.

    Options cannot be abbreviated: a script that does would break with the next new option.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(**options, allow_abbrev=False)

    def parse_known_args(  # type: ignore[override]
        self, args: Sequence[str] | None = None, namespace: argparse.Namespace | None = None
    ) -> tuple[argparse.Namespace, list[str]]:
        """As its base class, after it has looked for options that do not exist."""
        self._refuse_unknown_options(sys.argv[1:] if args is None else args)
        return super().parse_known_args(args, namespace)

    def error(self, message: str) -> NoReturn:
        """Print why the command line is not understood, and where to read more."""
        complain(f"{self.prog}: {_as_sentence(message)}\n{words.SEE_HELP.format(command=self.prog)}")
        self.exit(REFUSED)

    def _refuse_unknown_options(self, arguments: Iterable[str]) -> None:
        known = self._option_string_actions
        has_commands = any(isinstance(action, argparse._SubParsersAction) for action in self._actions)  # noqa: SLF001 - argparse has no public list of its actions
        for argument in arguments:
            is_option = len(argument) > 1 and argument.startswith("-")
            if argument == "--" or (has_commands and not is_option):
                return
            option = argument.partition("=")[0]
            if is_option and option not in known and not _NEGATIVE_NUMBER.fullmatch(argument):
                self.error(words.NO_SUCH_OPTION.format(name=visible(option)) + did_you_mean(option, known))

    def _get_values(self, action: argparse.Action, arg_strings: list[str]) -> Any:
        typed = arg_strings[:1] if action.nargs == argparse.PARSER else arg_strings
        if "" in typed:  # a variable of the shell that is not set: as if nothing were there
            raise argparse.ArgumentError(action, "expected an argument")
        return super()._get_values(action, arg_strings)

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        choices = action.choices
        if choices is not None and value not in choices:
            known = [str(choice) for choice in choices]
            text = words.not_a_choice(visible(str(value)), action.metavar, known)
            raise argparse.ArgumentError(action, text)


def whole_number(lowest: int, highest: int | None = None) -> Callable[[str], int]:
    """Return a type for `add_argument` that accepts whole numbers of a range.

    Args:
        lowest: the smallest one.
        highest: the largest one; None: no limit.
    """

    def parse(text: str) -> int:
        is_number = re.fullmatch(r"[+-]?[0-9]{1,18}", text.strip()) is not None
        number = int(text) if is_number else lowest - 1
        if number < lowest or (highest is not None and number > highest):
            raise argparse.ArgumentTypeError(words.not_a_number(visible(text), lowest, highest))
        return number

    return parse


def row_numbers(text: str) -> frozenset[int]:
    """A type for `add_argument`: row numbers and ranges of them, such as "2,5-9"."""
    rows: set[int] = set()
    for part in text.split(","):
        first, dash, last = (piece.strip() for piece in part.partition("-"))
        ends = (first, last if dash else first)
        if not all(re.fullmatch("[1-9][0-9]{0,6}", end) for end in ends) or int(ends[0]) > int(ends[1]):
            raise argparse.ArgumentTypeError(words.NOT_ROWS.format(text=visible(text)))
        rows.update(range(int(ends[0]), int(ends[1]) + 1))
    return frozenset(rows)


def web_address(text: str) -> str:
    """A type for `add_argument`: the address of a server, with http:// or https:// and a host."""
    if not re.fullmatch(r"https?://[^\s/]+(?:/\S*)?", text):
        raise argparse.ArgumentTypeError(words.NOT_AN_ADDRESS.format(text=visible(text)))
    return text


def hours_of_day(text: str) -> tuple[str, str]:
    """A type for `add_argument`: from when to when on a day, such as "09:00-18:00"."""
    begin, dash, end = (piece.strip() for piece in text.partition("-"))
    if not (dash and _HOUR.fullmatch(begin) and _HOUR.fullmatch(end) and begin < end):
        raise argparse.ArgumentTypeError(words.NOT_HOURS.format(text=visible(text)))
    return begin, end


def moment(text: str) -> datetime:
    """A type for `add_argument`: a date and a time; without a UTC offset, those of this machine's clock."""
    try:
        written = datetime.fromisoformat(text.strip())
        return written if written.tzinfo is not None else written.astimezone()
    except (ValueError, OverflowError):
        raise argparse.ArgumentTypeError(words.NOT_A_MOMENT.format(text=visible(text))) from None


def duration(text: str) -> timedelta:
    """A type for `add_argument`: a number of hours or days, as in "24h" or "2d"."""
    written = re.fullmatch(r"([0-9]{1,4})([hd])", text.strip())
    if written is None:
        raise argparse.ArgumentTypeError(words.NOT_A_DURATION.format(text=visible(text)))
    number = int(written[1])
    return timedelta(hours=number) if written[2] == "h" else timedelta(days=number)


def _as_sentence(message: str) -> str:
    """One of argparse's own messages as a sentence; a sentence of ours is returned with its option before it."""
    of_argument = _OF_ARGUMENT.fullmatch(message)
    if of_argument is not None:
        return _about_option(of_argument["name"], of_argument["message"])
    required = message.removeprefix("the following arguments are required: ")
    if required != message:
        return words.missing(required.split(", "))
    one_of = _ONE_REQUIRED.fullmatch(message)
    if one_of is not None:
        return words.one_missing(one_of["names"].split())
    surplus = message.removeprefix("unrecognized arguments: ")
    return words.TOO_MANY.format(words=visible(surplus)) if surplus != message else message


def _about_option(name: str, message: str) -> str:
    if message.startswith("expected "):
        return words.NEEDS_A_VALUE.format(name=name)
    if message.startswith(_NOT_WITH):
        return words.NOT_TOGETHER.format(name=name, other=message.removeprefix(_NOT_WITH))
    if message.startswith("ignored explicit argument"):
        return words.TAKES_NO_VALUE.format(name=name)
    return message if name.isupper() else f"{name}: {message}"
