"""The values of calling rules: windows of a week, the rule they belong to, and what a rule says at an instant."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date

MINUTES_OF_A_DAY = 24 * 60
DAYS_OF_A_WEEK = 7


class CallState(StrEnum):
    """Whether somebody may be called at an instant."""

    NOW = "now"
    """The window is open wherever the person may be."""

    LATER = "later"
    """It is closed wherever the person may be."""

    DEPENDS = "depends"
    """It is open in some of the places where the person may be and closed in others."""

    UNKNOWN = "unknown"
    """Nothing tells where the person is."""


class LocalTimeSource(StrEnum):
    """What tells the local time of a person, the surest first."""

    TIME_ZONE = "time_zone"
    """A column of time zones."""

    POSTAL_CODE = "postal_code"
    """A column of postal codes."""

    STATE = "state"
    """A column of states or provinces."""

    CITY = "city"
    """A column of cities."""

    NUMBER = "number"
    """The prefix of the phone number."""

    NONE = "none"
    """Nothing."""


class RuleKind(StrEnum):
    """What a calling rule is based on."""

    RULE = "rule"
    """Hours of a law or a regulator."""

    COURTESY = "courtesy"
    """Hours that are polite where the law asks for consent instead."""

    OWN = "own"
    """Hours that the operator wrote."""


class Window(NamedTuple):
    """A window of a day, in minutes after its local midnight: from `start` until just before `end`.

    Args:
        start: 0 to 1439.
        end: more than `start`, at most `start` + 1440; above 1440 the window goes on after midnight.
    """

    start: int
    end: int


Week = tuple[tuple[Window, ...], ...]
"""The windows of Monday to Sunday; a window over midnight belongs to the day on which it starts."""


@dataclass(frozen=True)
class CallingRule:
    """When people may be called, in their own local time.

    Args:
        id: "us" for a preset, "own" for windows that the operator wrote.
        week: the windows of Monday to Sunday.
        kind: what it is based on.
        holidays: region on whose national public holidays nobody is called, "AU"; None: holidays do not count.
        source: where the hours are from.
        address: of the source on the web; "" if it has none.
        checked: the day on which the hours were compared with the page at `address`; None: they were not.
    """

    id: str
    week: Week
    kind: RuleKind = RuleKind.OWN
    holidays: str | None = None
    source: str = ""
    address: str = ""
    checked: date | None = None


class Opening(NamedTuple):
    """What a rule says about a person at an instant.

    Args:
        state: whether the person may be called.
        next_at: when the window opens next wherever the person may be, in seconds since 1970 UTC; None: not within 400
            days, or not known.
        until: when it closes first in one of the places where the person may be, if it is open in all of them now;
            None: not open in all, or not closed within 400 days.
    """

    state: CallState
    next_at: int | None = None
    until: int | None = None
