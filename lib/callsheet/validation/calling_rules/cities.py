"""Cities of the countries with several time zones, and the zones that each may be in.

A name that several cities of a country share has the zones of all of them; `possible_zones` narrows them by the number.
`make places` writes the table, and says in its docstring where the names are from.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from callsheet.validation.calling_rules.states import zones_of_state
from callsheet.validation.normalize import plain_words

_SHARED = {"US": ("US", "CA"), "CA": ("CA", "US"), "RU": ("RU", "KZ"), "KZ": ("KZ", "RU")}
"""Countries under one calling code: a number taken along when moving is of either."""
_BEHIND_THE_NAME = re.compile(r"\s*[,(/|]\s*|\s+-\s+")
"""What parts a city from its state in the same cell: "Austin, TX"."""


def has_cities(region: str) -> bool:
    """Tell whether cities of a country are known here."""
    return region in _lines()


def zones_of_city(text: str, region: str) -> tuple[str, ...]:
    """Return the zones that a city may be in; () if the country has none of that name here.

    Args:
        text: "Perth", "Ekaterinburg" or "Austin, TX".
        region: country of the phone number, "AU".
    """
    city, *behind = _BEHIND_THE_NAME.split(text.strip())
    of_state = zones_of_state(behind[0].rstrip(")"), region) if behind else ()
    of_city = _zones_of_name(plain_words(city), region)
    return tuple(zone for zone in of_city if zone in of_state) or of_state or of_city


def _zones_of_name(plain: str, region: str) -> tuple[str, ...]:
    for country in _SHARED.get(region, (region,)):
        zones = _zones(country).get(plain)
        if zones:
            return zones
    return ()


@cache
def _lines() -> dict[str, list[tuple[str, str]]]:
    """Country → zones and names of its lines in the table."""
    table = (files("callsheet.validation.calling_rules") / "city_zones.txt").read_text(encoding="utf-8")
    lines: dict[str, list[tuple[str, str]]] = {}
    for line in table.splitlines():
        head, _, names = line.partition(": ")
        region, _, zones = head.partition(" ")
        lines.setdefault(region, []).append((zones, names))
    return lines


@cache
def _zones(region: str) -> dict[str, tuple[str, ...]]:
    """City in plain words → zones."""
    return {city: tuple(zones.split()) for zones, names in _lines().get(region, ()) for city in names.split(", ")}
