"""Time zones by name: those of the IANA database, and fixed offsets as "UTC+05:30"."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone
from functools import cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import tzinfo

_FIXED = re.compile(r"UTC([+-])(\d\d):(\d\d)")


def fixed_zone(minutes: int) -> str:
    """Return the name of a fixed offset, "UTC+05:30".

    Args:
        minutes: ahead of UTC, -1439 to 1439.
    """
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'-' if minutes < 0 else '+'}{hours:02}:{rest:02}"


@cache
def time_zone(name: str) -> tzinfo:
    """Return a time zone.

    Args:
        name: of the IANA database, or as `fixed_zone` writes it.

    Raises:
        ZoneInfoNotFoundError: there is no such zone.
    """
    if match := _FIXED.fullmatch(name):
        offset = timedelta(hours=int(match[2]), minutes=int(match[3]))
        return timezone(-offset if match[1] == "-" else offset)
    return ZoneInfo(name)


def utc_offsets(zones: Sequence[str], instant: datetime) -> tuple[int, ...]:
    """Return the distinct UTC offsets of zones at an instant, ascending, in minutes.

    Args:
        zones: names.
        instant: with a time zone.
    """
    offsets = {instant.astimezone(time_zone(zone)).utcoffset() or timedelta() for zone in zones}
    return tuple(sorted(round(offset.total_seconds() / 60) for offset in offsets))
