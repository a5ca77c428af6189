"""Sentences about the do-not-call lists, in the app and on the command line."""

from __future__ import annotations

from datetime import UTC, timedelta
from typing import TYPE_CHECKING

from callsheet.wording.format import count, day, listed
from callsheet.wording.sending import moment_with_year

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

EMPTY = "The do-not-call lists are empty."
READING = "Reading {name}"
COUNTRY_MAY_HELP = "If the numbers have no country code, say their country with --country."
CHOOSE_COUNTRY = "If the numbers have no country code, choose their country and drop the file again."
TITLE = "Do-not-call lists"
LIST, NEW_LIST = "List", "A new list…"
LIST_NAME, LIST_KIND, LIST_DAY, LIST_DAYS = "Name", "What is it?", "Its numbers are of", "Outdated after (days)"
LIST_DAYS_HELP = "For example 31 for the national register of the US, 28 for that of Great Britain. 0: never."
MAKE_LIST = "Make the list"
KINDS = {
    "own": "Our own list",
    "stop": "People who asked us to stop",
    "register": "A register (bought or downloaded)",
}
COUNTRY, NO_COUNTRY = "Country of numbers without a country code", "They all have one"
ADD_FILE = "Add the numbers of a file"
NUMBER = "One number"
NUMBER_PLACEHOLDER = "+91 98765 43210"
REASON = "Reason (optional)"
FIND, ADD, REMOVE = "Find", "Add", "Remove"
DOWNLOAD, FILE_NAME = "Download the list", "do-not-call.csv"
EMPTY_LIST, EMPTY_NOW = "Empty the list", "Remove all numbers"
WITH_COUNTRY_CODE = "Type it with its country code, as in +91 98765 43210."
ON_SETTINGS = "Remove numbers, or empty the list, on the Settings page."
STOP_LIST = "Asked us to stop"
"""Name of the list that is made for people who asked not to be called again."""
STOP_TITLE = "Somebody asked us to stop"
STOP_INTRO = (
    "We put the number on a list of people who asked us to stop, and remove its leads that were not called yet from "
    "every campaign of this server. We tell you where we could not."
)
STOP = "Never call this person again"
STOP_NOT_ASKED = "The server cannot be asked now. Try again when it answers: leads that it has may still be called."


def introduction(numbers: int) -> str:
    """What the lists are for, and how long they are."""
    have = count(numbers, "number") if numbers else "no number yet"
    return f"Numbers on these lists are never called. They have {have}."


def type_the_count(numbers: int) -> str:
    """The label of the box that keeps somebody from emptying the list by mistake."""
    return f"Type {numbers:,} to empty the list"


def list_facts(numbers: int, as_of: date | None, changed_at: datetime | None, who: str) -> str:
    """How long a list is, of what day, and who changed it last.

    Args:
        numbers: on it.
        as_of: the day its numbers are of; None: not said.
        changed_at: when it was changed last; None: never.
        who: by whom.
    """
    facts = [count(numbers, "number")]
    if as_of is not None:
        facts.append(f"of {day(as_of)}")
    if changed_at is not None:
        facts.append(f"last changed {_by(changed_at, who)}")
    return ", ".join(facts)


def list_line(name: str, facts: str, over: str) -> str:
    """One list on the command line."""
    return f"{name}: {facts}.{f' {over}' if over else ''}"


def outdated(days: int) -> str:
    """That a register is too old; "" where it is not."""
    return f"A new version has been due for {count(days, 'day')}." if days else ""


def list_made(name: str) -> str:
    """That a list was made."""
    return f"The list “{name}” was made."


def no_such_list(name: str, names: Sequence[str]) -> str:
    """That there is no list of that name."""
    return f"There is no list “{name}”. There is {listed([f'“{known}”' for known in names])}."


def bad_list_name(most: int) -> str:
    """That a list needs a name."""
    return f"Give the list a name of at most {most} characters."


def list_name_taken(name: str) -> str:
    """That another list has that name."""
    return f"There is a list “{name}” already."


def day_in_future(when: date) -> str:
    """That a list cannot be of a day to come."""
    return f"{day(when)} is in the future."


def not_a_day(text: str) -> str:
    """That an option is not a date."""
    return f"“{text}” is not a date. Write it as 2026-11-29."


def wrong_count(numbers: int) -> str:
    """That the count typed is not that of the list."""
    return f"The list has {count(numbers, 'number')}. To empty it, give this number with --count."


def emptied(name: str, numbers: int) -> str:
    """That a list was emptied."""
    return f"{count(numbers, 'number')} removed from “{name}”."


def added(new: int, known: int, unreadable: int) -> str:
    """What became of numbers to add: "2 of 3 added, 1 could not be read."."""
    total = new + known + unreadable
    parts = [f"{count(new, 'number')} added" if new == total else f"{new:,} of {total:,} added"]
    if known:
        parts.append(f"{known:,} {'was' if known == 1 else 'were'} on the list already")
    return _sentence(parts, unreadable)


def removed(gone: int, unknown: int, unreadable: int) -> str:
    """What became of numbers to remove."""
    parts = [f"{count(gone, 'number')} removed"]
    if unknown:
        parts.append(f"{unknown:,} {'was' if unknown == 1 else 'were'} not on the list")
    return _sentence(parts, unreadable)


def imported(new: int, known: int, unreadable: int) -> str:
    """What became of the rows of a file."""
    return added(new, known, unreadable)


def on_list(number: str, name: str, added_by: tuple[datetime, str], reason: str, until: datetime | None) -> str:
    """Since when a number is on a list, and why.

    Args:
        number: E.164.
        name: of the list.
        added_by: when it was added, and by whom.
        reason: why; "" where nobody said.
        until: until when; None: for ever.
    """
    sentence = f"{number} is on the do-not-call list “{name}”. It was added {_by(*added_by)}"
    sentence += f" and stays until {day((until - timedelta(seconds=1)).astimezone(UTC).date())}." if until else "."
    return f"{sentence} Reason: {reason}." if reason else sentence


def not_on_list(number: str) -> str:
    """That a number is on no list."""
    return f"{number} is on no do-not-call list."


def no_number(given: int, *, has_country: bool, hint: str = COUNTRY_MAY_HELP) -> str:
    """That nothing on the command line is a phone number.

    Args:
        given: how many words there were.
        has_country: whether a country was given for numbers without a country code.
        hint: what to do where none was given.
    """
    what = "This is not a phone number" if given == 1 else "None of these is a phone number"
    return f"{what}." if has_country else f"{what}. {hint}"


def stopped(
    number: str,
    *,
    list_name: str,
    is_new: bool,
    waiting: int,
    on_the_way: int,
    removed: Mapping[str, int],
    called: Sequence[str],
    not_removed: Sequence[str],
    was_asked: bool,
) -> str:
    """What became of a person who asked us to stop; the arguments are the fields of `Stopped`."""
    sentences = [
        f"{number} {f'is on the list “{list_name}” now' if is_new else f'was on the list “{list_name}” already'}."
    ]
    if removed:
        where = listed([f"{name} ({leads:,})" for name, leads in removed.items()], 10)
        sentences.append(f"Leads removed: {where}.")
    elif was_asked and not not_removed and not called:
        sentences.append("No campaign of the server has the number.")
    if waiting:
        sentences.append(f"{count(waiting, 'row')} that waited to be sent will be left out.")
    if called:
        sentences.append(f"Already called, or being called now: {listed(list(called), 10)}.")
    if not_removed:
        names = listed(list(not_removed), 10)
        sentences.append(f"We could not remove it from {names}: remove it there, or the person may be called.")
    if on_the_way:
        rows = count(on_the_way, "lead is", "leads are")
        sentences.append(f"{rows} just being sent: do this again when that send is done.")
    return " ".join([*sentences, *([] if was_asked else [STOP_NOT_ASKED])])


def _sentence(parts: list[str], unreadable: int) -> str:
    if unreadable:
        parts.append(f"{unreadable:,} could not be read")
    return f"{', '.join(parts)}."


def _by(when: datetime, who: str) -> str:
    return f"on {moment_with_year(when)}{f' by {who}' if who else ''}"
