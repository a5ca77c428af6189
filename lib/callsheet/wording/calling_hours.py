"""Sentences about calling hours: rules that cannot be used, and what a rule says about the leads of a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callsheet.wording.arguments import shown
from callsheet.wording.format import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Sequence

YEARS = "Calling hours are known for the years {first} to {last}."
_HOW_TO_WRITE = 'Write hours as "Mon-Fri 9:00-18:00, Sat 10:00-14:00".'


def unknown_preset(text: str, presets: Sequence[str]) -> str:
    """That an option names no calling hours.

    Args:
        text: the option.
        presets: the ids that are known.
    """
    hint = did_you_mean(text, presets)
    return f"There are no calling hours {shown(text)}.{hint} Use {', '.join(presets)}, or your own: {_HOW_TO_WRITE}"


def unreadable_window(part: str) -> str:
    """That a part of own calling hours cannot be read."""
    return f"Cannot read the calling hours {shown(part)}. {_HOW_TO_WRITE}"


def overlapping_windows(text: str) -> str:
    """That two windows of own calling hours overlap."""
    return f"In the calling hours {shown(text)}, two windows overlap. Write each hour once."


def no_holidays(region: str) -> str:
    """That the public holidays of a country are not known."""
    return f"We do not know the public holidays of {region}."
