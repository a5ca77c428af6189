"""Names of dynamic variables, made from the headers of columns."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING

from callsheet.validation.columns.similar_names import meaning_of
from callsheet.validation.columns.transliteration import english_words, is_translated
from callsheet.validation.model.mapping import RESERVED_NAMES

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

_SAFE = re.compile(r"[A-Za-z0-9_]+")
_SMALL = re.compile(r"[a-z0-9_]+")
_WORD_BEGINS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
"""Between the words of "firstName" and of "IDNumber"."""
_MOST_CHARACTERS = 60
"""Of a name made from a header; chosen by hand, the API documents no limit."""


class RenameReason(StrEnum):
    """Why the variable of a column is not named after its header."""

    RESERVED = "reserved"
    TAKEN = "taken"


def rename_reason(header: str, name: str, others: Collection[str]) -> RenameReason | None:
    """Return why a variable has another name than its header gives; None when it has not, or a person renamed it.

    Args:
        header: as written.
        name: of the variable.
        others: names of the other variables.
    """
    own = safe_name(header)
    given, _, number = name.rpartition("_") if name.rpartition("_")[2].isdecimal() else (name, "", "")
    if own in RESERVED_NAMES and f"lead_{own}" in (name, given):
        return RenameReason.RESERVED
    return RenameReason.TAKEN if number and given == own and own in others else None


def safe_name(header: str) -> str:
    """Return a variable name of letters, digits and underscores for a header.

    A header that is such a name is returned unchanged: names are case-sensitive (documented by the API). Known words
    of other scripts are translated, other letters transcribed.

    Args:
        header: as written.

    Returns:
        "appointment_date" for "Appointment Date", "customer_number" for "客户编号"; "" when the header has neither
        letters nor digits.
    """
    header = header.strip()
    return header if _SAFE.fullmatch(header) else _small_name(header)


def variable_name(typed: str, used: Collection[str] = ()) -> str:
    """Return the variable name that a person means: "first_name" for "first name" or "{{first name}}".

    Args:
        typed: as typed.
        used: names that the script uses, which are taken as they are.
    """
    text = typed.strip()
    inner = text.removeprefix("{{").removesuffix("}}").strip()
    return inner if inner in used else safe_name(inner) or text


def _small_name(header: str) -> str:
    """The name in small letters with underscores between words: "first_name" for "firstName"."""
    if _SMALL.fullmatch(header):
        return header
    if is_translated(header):
        meaning = meaning_of(header)
        if meaning:
            return meaning
        header = english_words(header)
    from anyascii import anyascii  # noqa: PLC0415 - loaded only when a header is not a name yet

    spaced = _WORD_BEGINS.sub(" ", re.sub(r"['’`]", "", anyascii(header)))
    words = re.findall(r"[a-z0-9]+", spaced.lower())
    return "_".join(words)[:_MOST_CHARACTERS].rstrip("_")


def safe_names(headers: Sequence[str], positions: Sequence[int], taken: Collection[str] = ()) -> list[str]:
    """Return a unique name for each column, never a reserved one.

    Where every header is a valid name, each goes to its column unchanged, whatever the order, and the others get what
    is free. Where some are not, all names are in small letters, so that there is no `City` beside a `customer_name`.

    Args:
        headers: as written.
        positions: number of each column in the file, counted from 1, to name "column_4" when the header gives no name.
        taken: names that are used already.
    """
    headers = [header.strip() for header in headers]
    own = safe_name if all(_SAFE.fullmatch(header) for header in headers if header) else _small_name
    exact = [own(header) if own(header) == header else "" for header in headers]
    taken = {*RESERVED_NAMES, *taken}
    names = [""] * len(headers)
    for index, name in enumerate(exact):
        if name and name not in taken:
            names[index] = name
            taken.add(name)
    for index, (header, position) in enumerate(zip(headers, positions, strict=True)):
        if not names[index]:
            names[index] = _free_name(own(header) or f"column_{position}", taken)
            taken.add(names[index])
    return names


def _free_name(name: str, taken: set[str]) -> str:
    """The name, or a similar one that is free: agent_name → lead_agent_name, city → city_2."""
    if name in RESERVED_NAMES:
        name = f"lead_{name}"
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{name}_{number}"
    return free
