"""What `callsheet send --dry-run` says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callsheet.wording.format import count, listed

if TYPE_CHECKING:
    from collections.abc import Sequence

NOTHING_SENT = "This was a dry run. Nothing was sent."
NOTHING_SENT_NO_SCRIPT = "This was a dry run. Nothing was sent. To see what the agent would say, add --script FILE."


def would_send(leads: int, campaign: str, parts: Sequence[int]) -> str:
    """How many leads would be sent, and in which parts.

    Args:
        leads: how many.
        campaign: its name.
        parts: leads in each part.
    """
    if not leads:
        return f"We would send nothing to {campaign}."
    shown = "" if len(parts) < 2 else f", in {count(len(parts), 'part')} of {listed([f'{size:,}' for size in parts])}"  # noqa: PLR2004 - one part is the whole
    return f"We would send {count(leads, 'lead')} to {campaign}{shown}."


def call(row: str, number: str) -> str:
    """The heading of a call."""
    return f"Row {row} ({number}) would hear:"
