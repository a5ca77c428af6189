"""Sentences about arguments of the Python API, options of the command line and fields of `POST /v1/check`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callsheet.wording.format import did_you_mean, listed

if TYPE_CHECKING:
    from collections.abc import Sequence

DATA_WITHOUT_A_NAME = 'With data, the first argument is the name of the file: read_table("leads.csv", data).'
TEXT_INSTEAD_OF_A_PATH = "read_table takes a path, not the text of a file. Pass the text as bytes: text.encode()."
WITHOUT_SHEETS = "This file has no sheets. Leave the sheet out."
FRAME_WITHOUT_SHEETS = "A DataFrame has neither sheets nor bytes: leave out sheet and data."
BAD_HEADER_ROW = "header_row is the number of a row, counted from 1, or 0 for a file without column names."
CANNOT_OPEN = {
    "missing": "Cannot open {name}: there is no such file.",
    "permission": "Cannot open {name}: you may not read it.",
    "folder": "Cannot open {name}: it is a folder.",
    "device": "Cannot open {name}: it is a device or a pipe. Open it yourself and pass the file object.",
    "other": "Cannot open {name}: it could not be read.",
}
NOT_A_TEXT = "{argument} is a text, or None."
NOT_AN_EDIT = "An edit is Edit(row, column, value): the number of a row, the name of a column, and a text."
MOST_CHARACTERS = 40
"""Longer values are cut. Chosen by hand: enough to recognise a country, a column or a file."""


def shown(text: str) -> str:
    """A value of an argument in quotes: cut if it is long, with control characters written as escapes."""
    cut = text if len(text) <= MOST_CHARACTERS else f"{text[: MOST_CHARACTERS - 1]}…"
    return '"' + "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in cut) + '"'


def unknown_country(text: str, nearest: Sequence[str]) -> str:
    """That an argument names no country.

    Args:
        text: the argument.
        nearest: countries that are spelled alike, as "India (IN)"; may be empty.
    """
    hint = f" Did you mean {nearest[0]}?" if len(nearest) == 1 else f" The nearest are {listed(list(nearest))}."
    return (
        f"There is no country {shown(text)}.{hint if nearest else ''}"
        " Use two letters (IN), a name (India) or a calling code (+91)."
    )


def unknown_fix(text: str, known: Sequence[str]) -> str:
    """That there is no fix of that name, with the nearest.

    Args:
        text: the argument.
        known: the names of all fixes.
    """
    return f"There is no fix {shown(text)}.{did_you_mean(text, known)}"


def no_such_row(row: int, first: int | None, last: int | None) -> str:
    """That the file has no row of that number.

    Args:
        row: the row number.
        first: the lowest row number of the file; None: it has no rows.
        last: the highest.
    """
    rows = "no rows" if first is None or last is None else f"rows {first:,} to {last:,}"
    return f"There is no row {row:,} in this file, which has {rows}."


def no_such_column(column: str, nearest: Sequence[str]) -> str:
    """That the file has no column of that name.

    Args:
        column: as it was named.
        nearest: columns of the file that are spelled alike.
    """
    hint = f" Did you mean {listed([shown(name) for name in nearest])}?" if nearest else ""
    return f"There is no column {shown(column)} in this file.{hint}"


def recipe_misfit(columns: Sequence[str]) -> str:
    """Why a recipe cannot be used for a file."""
    return f"The recipe needs columns that the file does not have: {listed(list(columns))}"


def cannot_open(name: str, reason: str) -> str:
    """Why a file cannot be opened.

    Args:
        name: of the file.
        reason: "missing", "permission", "folder", "device" or "other".
    """
    return CANNOT_OPEN[reason].format(name=shown(name))


def wrong_source(kind: str) -> str:
    """That something of another type was to be read."""
    return f"read_table takes a path, bytes, a file object or a DataFrame, not {kind}."
