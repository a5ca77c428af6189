"""Cells of a time-zone column: names of the IANA database and of Windows, abbreviations, UTC offsets."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import cache

from babel.core import get_global

from callsheet.validation.calling_rules.zones import fixed_zone, utc_offsets

_ABBREVIATIONS = {
    "et est edt eastern": "America/New_York America/Toronto Australia/Sydney Australia/Brisbane",
    "ct cst cdt": "America/Chicago America/Winnipeg America/Regina America/Mexico_City America/Havana Asia/Shanghai"
    " Asia/Taipei Australia/Adelaide Australia/Darwin",
    "central": "America/Chicago America/Winnipeg America/Regina America/Mexico_City Australia/Adelaide"
    " Australia/Darwin",
    "mt mst mdt mountain": "America/Denver America/Phoenix America/Edmonton America/Hermosillo America/Mazatlan",
    "pt pst pdt": "America/Los_Angeles America/Vancouver America/Tijuana Asia/Manila",
    "pacific": "America/Los_Angeles America/Vancouver America/Tijuana",
    "akt akst akdt alaska alaskan": "America/Anchorage",
    "ht hst hast hdt hawaii hawaiian": "Pacific/Honolulu America/Adak",
    "at ast adt": "America/Halifax America/Puerto_Rico Atlantic/Bermuda Asia/Riyadh Asia/Baghdad",
    "atlantic": "America/Halifax America/Puerto_Rico Atlantic/Bermuda",
    "nst ndt": "America/St_Johns",
    "ist": "Asia/Kolkata Asia/Jerusalem Europe/Dublin",
    "bst": "Europe/London Asia/Dhaka",
    "wet west": "Europe/Lisbon Atlantic/Canary",
    "cet cest met mez mesz": "Europe/Berlin Africa/Tunis",
    "eet eest oez": "Europe/Athens Africa/Cairo",
    "msk": "Europe/Moscow",
    "sast": "Africa/Johannesburg",
    "eat": "Africa/Nairobi",
    "cat": "Africa/Maputo",
    "wat": "Africa/Lagos",
    "gst": "Asia/Dubai Atlantic/South_Georgia",
    "pkt": "Asia/Karachi",
    "npt": "Asia/Kathmandu",
    "ict": "Asia/Bangkok",
    "wib": "Asia/Jakarta",
    "wita": "Asia/Makassar",
    "wit": "Asia/Jayapura",
    "sgt": "Asia/Singapore",
    "myt": "Asia/Kuala_Lumpur",
    "hkt": "Asia/Hong_Kong",
    "pht": "Asia/Manila",
    "jst": "Asia/Tokyo",
    "kst": "Asia/Seoul",
    "awst": "Australia/Perth",
    "acst acdt": "Australia/Adelaide Australia/Darwin",
    "aest aedt aet": "Australia/Sydney Australia/Brisbane",
    "nzst nzdt": "Pacific/Auckland",
    "brt brst": "America/Sao_Paulo",
    "art": "America/Argentina/Buenos_Aires",
    "clt clst": "America/Santiago",
    "cot": "America/Bogota",
    "pet": "America/Lima",
}
"""Abbreviation → a zone of each kind of place that uses it. The row's country decides between them: "IST" is India,
Israel or Ireland."""

_OFFSET = re.compile(r"\(?\s*(?:utc|gmt)?\s*([+\-−–])\s*(\d{1,2})(?::?(\d\d))?\s*\)?(?!\d).*")
_UTC = re.compile(r"\(?(?:utc|gmt|z|zulu|utc[+-]?0|gmt[+-]?0)\)?")
_LONG = re.compile(r"(?:us[ /])?(.+?)(?: (?:standard|daylight|summer))?(?: time)?(?: zone)?(?: \(us & canada\))?")
_LONGEST_OFFSET = 14 * 60
_MIDDLES_OF_SEASONS = (1, 7)
"""Months in which the two halves of the earth have their summer time."""


def zones_of_text(text: str, region: str, year: int) -> tuple[str, ...]:
    """Return the zones that a cell may mean; () if it is no time zone.

    A name of a place is that place. An abbreviation means the zones of the person's country that have it; without one
    there, each place that uses it. A UTC offset means the zones of the country that have it in winter or summer;
    without one there, the offset itself.

    Args:
        text: the cell.
        region: country of the person, "IN"; "" if it is not known.
        year: in which the offsets are compared.
    """
    plain = " ".join(text.casefold().split())
    by_name = _names().get(plain.replace(" ", "_") if "/" in plain else plain)
    if by_name is not None:
        return (by_name,)
    long = _LONG.fullmatch(plain)
    abbreviated = _abbreviations().get(long[1] if long else plain)
    if abbreviated is not None:
        return _in_country(abbreviated, region, year)
    if _UTC.fullmatch(plain):
        return _with_offset(0, region, year)
    if match := _OFFSET.fullmatch(plain):
        minutes = 60 * int(match[2]) + int(match[3] or 0)
        if minutes <= _LONGEST_OFFSET:
            return _with_offset(minutes if match[1] == "+" else -minutes, region, year)
    return ()


@cache
def zones_of_region(region: str) -> tuple[str, ...]:
    """Return the zones of a country, as the Unicode CLDR lists them; () if there is no such country."""
    return tuple(sorted(zone for zone, territory in get_global("zone_territories").items() if territory == region))


def _in_country(zones: tuple[str, ...], region: str, year: int) -> tuple[str, ...]:
    """The zones of a country that have an abbreviation; those of all places if the country uses it for none of its own.

    Where the abbreviation has one standard offset everywhere, each country with that offset has it: CET is also French.
    """
    standards = {_offsets(zone, year)[0] for zone in zones}
    own = {_offsets(zone, year)[0] for zone in zones if get_global("zone_territories").get(zone) == region}
    if len(standards) == 1:
        own = standards
    same = tuple(zone for zone in zones_of_region(region) if _offsets(zone, year)[0] in own)
    return same or zones


def _with_offset(minutes: int, region: str, year: int) -> tuple[str, ...]:
    same = tuple(zone for zone in zones_of_region(region) if minutes in _offsets(zone, year))
    return same or (fixed_zone(minutes),)


@cache
def _offsets(zone: str, year: int) -> tuple[int, ...]:
    """The offsets of a year in minutes, that of the standard time first."""
    moments = (datetime(year, month, 1, tzinfo=UTC) for month in _MIDDLES_OF_SEASONS)
    return tuple(sorted({utc_offsets((zone,), moment)[0] for moment in moments}))


@cache
def _names() -> dict[str, str]:
    """Names in small letters → IANA name: the zones with a place, their former names, and the names of Windows."""
    names = {zone.casefold(): zone for zone in get_global("zone_territories") if "/" in zone}
    names |= {old.casefold(): zone for old, zone in get_global("zone_aliases").items() if "/" in old and "/" in zone}
    windows = get_global("windows_zone_mapping").items()
    return names | {
        name.casefold(): zone
        for name, zone in windows
        if not zone.startswith("Etc/") and name.casefold().removesuffix(" standard time") not in _abbreviations()
    }


@cache
def _abbreviations() -> dict[str, tuple[str, ...]]:
    return {word: tuple(zones.split()) for words, zones in _ABBREVIATIONS.items() for word in words.split()}
