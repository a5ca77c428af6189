"""The 24 hours of the day with the leads whose local time it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callsheet.validation import SLEEPING_HOUR, WAKING_HOUR, CallState
from callsheet.wording.format import count
from callsheet.wording.ui import prompt as words

if TYPE_CHECKING:
    from callsheet.validation import LocalHours

_HOURS = 24
_KEYS = {CallState.NOW: "", CallState.LATER: "asleep", CallState.DEPENDS: "maybe", CallState.UNKNOWN: "unknown"}
"""State → class of its colour in the legend."""


def hours_chart(local: LocalHours) -> str:
    """The hours with the leads whose local time it is now, or may be; the hours of sleep are shaded.

    Args:
        local: the leads.
    """
    tallest = max((_leads_at(local, hour) for hour in range(_HOURS)), default=0)
    columns = "".join(_hour(local, hour, max(tallest, 1)) for hour in range(_HOURS))
    axis = "".join(f"<span>{hour}:00</span>" for hour in range(0, _HOURS, 6))
    legend = "".join(_key(state, leads) for state, leads in local.awake.items() if leads)
    return (
        f'<div class="hours" aria-hidden="true">{columns}</div><div class="axis" aria-hidden="true">{axis}</div>'
        f"<p>{legend}</p>"
    )


def _key(state: CallState, leads: int) -> str:
    """A line of the legend."""
    text = words.AWAKE[state.value].format(leads=count(leads, "lead"))
    return f'<span><span class="key {_KEYS[state]}"></span>{text}</span>'


def _hour(local: LocalHours, hour: int, most: int) -> str:
    """The bar of an hour: the leads whose hour it may be on those whose hour it is."""
    parts = (("maybe", local.possible), ("", local.certain))
    bars = "".join(
        f'<i class="{name}" style="height:{100 * leads[hour] / most:.1f}%"></i>'
        for name, leads in parts
        if hour in leads
    )
    return f'<span class="{"" if WAKING_HOUR <= hour < SLEEPING_HOUR else "asleep"}">{bars}</span>'


def _leads_at(local: LocalHours, hour: int) -> int:
    return local.certain.get(hour, 0) + local.possible.get(hour, 0)
