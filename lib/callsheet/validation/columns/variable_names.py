"""Names of dynamic variables: from the header of a column to one that a prompt can rely on."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from typing import TYPE_CHECKING

from callsheet.validation.model.mapping import RESERVED_NAMES

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

_SAFE = re.compile(r"[A-Za-z0-9_]+")
_LONGEST_NAME = 60
_LEGIBLE_SCRIPTS = (
    *("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "GEORGIAN", "DEVANAGARI", "BENGALI", "GURMUKHI", "GUJARATI", "TAMIL"),
    *("TELUGU", "KANNADA", "MALAYALAM", "HANGUL", "HIRAGANA", "KATAKANA"),
)
"""Scripts whose letters a person still recognises in ASCII; without vowels or with several readings they do not."""


class Renamed(StrEnum):
    """Why a column is not called after its header."""

    RESERVED = "reserved"
    TAKEN = "taken"


def why_renamed(header: str, name: str, others: Collection[str]) -> Renamed | None:
    """Why a variable was given another name than its header makes; None where it was not, or by a person.

    Args:
        header: as written.
        name: of the variable.
        others: names of the other variables.
    """
    own = safe_name(header)
    given, _, number = name.rpartition("_") if name.rpartition("_")[2].isdecimal() else (name, "", "")
    if own in RESERVED_NAMES and f"lead_{own}" in (name, given):
        return Renamed.RESERVED
    return Renamed.TAKEN if number and given == own and own in others else None


def safe_name(header: str) -> str:
    """A variable name of letters, digits and underscores for a header.

    A header that is such a name already stays as it is: names are case-sensitive (documented by the API).

    Args:
        header: as written.

    Returns:
        "appointment_date" for "Appointment Date"; "" when the header cannot be put into Latin letters legibly.
    """
    header = header.strip()
    if _SAFE.fullmatch(header):
        return header
    if any(character.isalpha() and not _is_legible(character) for character in header):
        return ""
    from anyascii import anyascii  # noqa: PLC0415 - loaded only where a header is no name yet

    words = re.findall(r"[a-z0-9]+", re.sub(r"['’`]", "", anyascii(header)).lower())
    return "_".join(words)[:_LONGEST_NAME].rstrip("_")


def safe_names(headers: Sequence[str], positions: Sequence[int], taken: Collection[str] = ()) -> list[str]:
    """A name of its own for each column, never a reserved one.

    A header that is a usable name as it stands keeps it, wherever it stands; the others give way.

    Args:
        headers: as written.
        positions: place of each column in the file, counted from 1: what is left to name "column_4" by.
        taken: names that others have already.
    """
    exact = [header.strip() if _SAFE.fullmatch(header.strip()) else "" for header in headers]
    taken = {*RESERVED_NAMES, *taken}
    names = [""] * len(headers)
    for place, name in enumerate(exact):
        if name and name not in taken:
            names[place] = name
            taken.add(name)
    for place, (header, position) in enumerate(zip(headers, positions, strict=True)):
        if not names[place]:
            names[place] = _free(safe_name(header) or f"column_{position}", taken)
            taken.add(names[place])
    return names


def _free(name: str, taken: set[str]) -> str:
    """The name, or the next one like it that is free: agent_name → lead_agent_name, city → city_2."""
    if name in RESERVED_NAMES:
        name = f"lead_{name}"
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{name}_{number}"
    return free


def _is_legible(character: str) -> bool:
    return character.isascii() or unicodedata.name(character, "").startswith(_LEGIBLE_SCRIPTS)
