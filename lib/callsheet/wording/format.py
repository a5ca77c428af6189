"""Formatting of numbers and lists: thousands separators, singular and plural, sizes, percentages."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date


def count(number: int, singular: str, plural: str | None = None) -> str:
    """A count with its noun: "1 lead", "4,812 leads".

    Args:
        number: how many.
        singular: the noun for one.
        plural: the noun for any other; None: `singular` with an s.
    """
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"


def megabytes(size: int) -> str:
    """A size in bytes as megabytes of 1,000,000 bytes with one decimal: "12.4 MB"."""
    return f"{size / 1_000_000:,.1f} MB"


def percent(share: float) -> str:
    """A share from 0.0 to 1.0 as a whole percentage, never rounded up to 100 or down to 0: "98%"."""
    rounded = round(share * 100)
    if rounded == 100 and share < 1:  # noqa: PLR2004 - percent
        rounded = 99
    if rounded == 0 and share > 0:
        return "under 1%"
    return f"{rounded}%"


def listed(names: list[str] | tuple[str, ...], limit: int = 5) -> str:
    """Names as a list: "name, city and 3 more".

    Args:
        names: the names.
        limit: names that are written out; the others are counted.
    """
    if len(names) > limit:
        return f"{', '.join(names[:limit])} and {len(names) - limit:,} more"
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]])) if names else ""


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that a mistyped one is closest to, or None when it is close to no known word.

    Args:
        word: as typed; case does not count.
        known: the words that would be understood.
    """
    from difflib import get_close_matches  # noqa: PLC0415 - loaded only after a mistake

    by_lower_case = {name.casefold(): name for name in known}
    close = get_close_matches(word.casefold(), by_lower_case, n=1, cutoff=0.6)
    return by_lower_case[close[0]] if close else None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A question that names the closest known word, with a space before it; "" when no known word is close."""
    close = nearest(word, known)
    return "" if close is None else f" Did you mean {close}?"


def row_label(files: Sequence[tuple[str, int]], row: int) -> str:
    """A row as a person finds it: "1,240", of several files "North.csv:1,240".

    Args:
        files: label of each file, and what is added to its row numbers, in their order; none for one file.
        row: row number of the list.
    """
    for label, offset in reversed(files):
        if offset < row:
            return f"{label}:{row - offset:,}"
    return f"{row:,}"


def day(when: date) -> str:
    """A day in full: "24 Nov 2026"."""
    return f"{when.day} {when:%b %Y}"


def several_files(names: Sequence[str]) -> str:
    """What files that were put together are called: "North and South", "North and 2 more"."""
    first = stem(names[0])
    if len(names) == 1:
        return names[0]
    return f"{first} and {stem(names[1])}" if len(names) == 2 else f"{first} and {len(names) - 1:,} more"  # noqa: PLR2004


def stem(name: str) -> str:
    """A file's name without its ending."""
    first, dot, ending = name.rpartition(".")
    return first if dot and first and ending.isalnum() else name
