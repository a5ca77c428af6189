"""The table of place names by country, from the package's area codes and Unicode's names of cities with a time zone.

`make places` writes it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import cache
from importlib.resources import files
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING

import phonenumbers
from babel import Locale, localedata
from babel.core import get_global
from phonenumbers.geodata import GEOCODE_DATA

from callsheet.validation.normalize import plain_words

if TYPE_CHECKING:
    from collections.abc import Iterator

FILE = Path(__file__).parents[3] / "lib" / "callsheet" / "validation" / "countries" / "list_origin" / "place_names.txt"
MOST_NAMES = 250
"""Places of a country: those whose area codes have the most numbers."""
FEWEST_LETTERS = 3
_ZONE_WEIGHT = 0.2
"""The cities that a country's time zones are named after count as two area codes of ten would, all together."""
_SPOKEN = 10.0
"""Percent of the people who speak a language that is not official."""
_LOCAL = re.compile(r" (?:local|city|province)$")
_NOT_A_NAME = re.compile(r"[0-9]|\b(?:region|district|county|kreis|and)\b")


def place_names() -> str:
    """The table: a line for each region, "IN: pune, mumbai", names as `plain_words` writes them."""
    sizes: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for region, text, size in filter(itemgetter(0), (*_of_area_codes(), *_of_time_zones())):
        for part in re.split(r"[/(),]| - ", text)[:3]:
            name = _LOCAL.sub("", plain_words(part))
            if len(name) >= (FEWEST_LETTERS if name.isascii() else 2) and not _NOT_A_NAME.search(name):
                sizes[region][name] += size
    lines = [
        f"{region}: {', '.join(sorted(name for name, _ in sorted(names.items(), key=_largest)[:MOST_NAMES]))}\n"
        for region, names in sorted(sizes.items())
    ]
    return "".join(lines)


def _largest(entry: tuple[str, float]) -> tuple[float, str]:
    return -entry[1], entry[0]


def _of_area_codes() -> Iterator[tuple[str, str, float]]:
    """Region, place, and share of the country's numbers that begin so."""
    for prefix, names in GEOCODE_DATA.items():
        code = next(
            prefix[:size] for size in (1, 2, 3) if int(prefix[:size]) in phonenumbers.COUNTRY_CODE_TO_REGION_CODE
        )
        for text in set(names.values()):
            yield _region(prefix, code), text, 10.0 ** (len(code) - len(prefix))


@cache
def _region(prefix: str, code: str) -> str:
    """The region of an area code; "": of the Caribbean ones, which have few."""
    if code == "1":
        number = phonenumbers.PhoneNumber(1, int(prefix[1:].ljust(10, "2")))
        region = phonenumbers.region_code_for_number(number)
        return region if region in {"US", "CA"} else ""
    if code == "7":
        return "KZ" if prefix[:2] in {"76", "77"} else "RU"
    return phonenumbers.COUNTRY_CODE_TO_REGION_CODE[int(code)][0]


def _of_time_zones() -> Iterator[tuple[str, str, float]]:
    """Region and city of each time zone, in English and in the languages of the region."""
    cities = cities_of_zones()
    zones = {(region, zone) for region, _, zone in cities}
    in_region = Counter(region for region, _ in zones)
    for region, city, _ in cities:
        yield region, city, _ZONE_WEIGHT / in_region[region]


def cities_of_zones() -> list[tuple[str, str, str]]:
    """Region, city and zone of each time zone, the city in English and in the languages of the region."""
    lines = (files("tzdata") / "zoneinfo" / "zone.tab").read_text(encoding="utf-8").splitlines()
    found = []
    for region, _, zone in (line.split("\t")[:3] for line in lines if not line.startswith("#")):
        names = [zone.rpartition("/")[2].replace("_", " ")]
        names += [Locale.parse(language).time_zones.get(zone, {}).get("city", "") for language in _languages(region)]
        found += [(region, city, zone) for city in names if city]
    return found


@cache
def _languages(region: str) -> list[str]:
    """The languages of a region that Unicode has names of cities in."""
    spoken = get_global("territory_languages").get(region, {})
    known = set(localedata.locale_identifiers())
    usual = [
        language
        for language, facts in spoken.items()
        if facts["official_status"] or facts["population_percent"] >= _SPOKEN
    ]
    return [language for language in usual if language in known]


if __name__ == "__main__":
    FILE.write_text(place_names(), encoding="utf-8")
