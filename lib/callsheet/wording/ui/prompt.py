"""Sentences of the prompt panel, and titles of highlights and charts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callsheet.wording.format import count, listed, percent

if TYPE_CHECKING:
    from collections.abc import Sequence

TITLE = "Check the agent's prompt (optional)"
PASTE = "Paste the prompt to see how these leads fill it"
EXAMPLE = "Hello {{name}}, I am calling about your {{product_interest}} …"
FALLBACK = "Said where {name} is empty"
FALLBACK_HINT = "Say this where it is empty"
WORTH = "Worth a look before you send"
PICTURES = "Leads by country, local time and cause"
BY_COUNTRY, BY_TIME = "Ready leads by country", "Their local time now"
ASLEEP = "asleep (before 8 or after 21)"
AWAKE = "awake"
BY_CAUSE = "Rows that stay behind, by cause"
OTHERS = "{n} more countries"
OTHER_CAUSES = "{n} more causes"


def coverage(filled: float, *, known: bool, ready: int, near: Sequence[str]) -> str:
    """How far the ready leads fill a variable of the prompt.

    Args:
        filled: share of ready leads with a value, 0.0 to 1.0.
        known: False if no column has that name.
        ready: number of ready leads.
        near: columns with a similar name.
    """
    if near:
        return f"No column has this name. Is it {listed(list(near))}?"
    if not known:
        return "No column has this name: the agent would speak the braces."
    if filled == 1 or not ready:
        return "Filled for every ready lead."
    empty = max(1, round((1 - filled) * ready))
    return f"Filled for {percent(filled)}: empty in {count(empty, 'lead')}."


def rename(old: str, new: str) -> str:
    """The button that gives a column the name used in the prompt."""
    return f"Rename {old} to {new}"


def unused(names: Sequence[str]) -> str:
    """Columns that are sent but not used in the prompt."""
    return f"Sent, but not in the prompt: {listed(list(names))}."


def row(number: int) -> str:
    """A row of the file by its number."""
    return f"Row {number:,}"
