"""Sentences about the do-not-call list, in the app and on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callsheet.wording.format import count
from callsheet.wording.sending import moment_with_year

if TYPE_CHECKING:
    from datetime import datetime

EMPTY = "The do-not-call list is empty."
READING = "Reading {name}"
COUNTRY_MAY_HELP = "If the numbers have no country code, say their country with --country."
TITLE = "Do-not-call list"
ADD_FILE = "Add the numbers of a file"
NUMBER = "One number"
NUMBER_PLACEHOLDER = "+91 98765 43210"
FIND, ADD, REMOVE = "Find", "Add", "Remove"
DOWNLOAD, FILE_NAME = "Download the list", "do-not-call.csv"
EMPTY_LIST, EMPTY_NOW = "Empty the list", "Remove all numbers"
WITH_COUNTRY_CODE = "Type it with its country code, as in +91 98765 43210."
ON_SETTINGS = "Remove numbers, or empty the list, on the Settings page."


def introduction(numbers: int) -> str:
    """What the list is for, and how long it is."""
    return f"Numbers on this list are never called. It has {count(numbers, 'number') if numbers else 'no number yet'}."


def type_the_count(numbers: int) -> str:
    """The label of the box that keeps somebody from emptying the list by mistake."""
    return f"Type {numbers:,} to empty the list"


def listed(numbers: int, newest: datetime, who: str) -> str:
    """How long the list is, and its newest entry."""
    return f"{count(numbers, 'number')} on the do-not-call list. The last was added {_by(newest, who)}."


def added(new: int, known: int, unreadable: int) -> str:
    """What became of numbers to add."""
    return _outcome(new, "added", known, unreadable)


def removed(gone: int, unknown: int, unreadable: int) -> str:
    """What became of numbers to remove."""
    parts = [f"{count(gone, 'number')} removed"]
    if unknown:
        parts.append(f"{unknown:,} {'was' if unknown == 1 else 'were'} not on the list")
    return _sentence(parts, unreadable)


def imported(new: int, known: int, unreadable: int) -> str:
    """What became of the rows of a file."""
    return _outcome(new, "added", known, unreadable)


def on_list(number: str, when: datetime, who: str) -> str:
    """Since when a number is listed."""
    return f"{number} is on the do-not-call list. It was added {_by(when, who)}."


def not_on_list(number: str) -> str:
    """That a number is not listed."""
    return f"{number} is not on the do-not-call list."


def no_number(given: int, *, has_country: bool, hint: str = COUNTRY_MAY_HELP) -> str:
    """That nothing on the command line is a phone number.

    Args:
        given: how many words there were.
        has_country: whether a country was given for numbers without a country code.
        hint: what to do where none was given.
    """
    what = "This is not a phone number" if given == 1 else "None of these is a phone number"
    return f"{what}." if has_country else f"{what}. {hint}"


def _outcome(new: int, what: str, known: int, unreadable: int) -> str:
    parts = [f"{count(new, 'number')} {what}"]
    if known:
        parts.append(f"{known:,} {'was' if known == 1 else 'were'} on the list already")
    return _sentence(parts, unreadable)


def _sentence(parts: list[str], unreadable: int) -> str:
    if unreadable:
        parts.append(f"{unreadable:,} could not be read")
    return f"{', '.join(parts)}."


def _by(when: datetime, who: str) -> str:
    return f"on {moment_with_year(when)}{f' by {who}' if who else ''}"
