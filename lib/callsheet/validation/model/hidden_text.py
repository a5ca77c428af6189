"""The `repr` of values that hold a lead's data: it says how much is there, never what."""

from __future__ import annotations


def hidden(text: str | None) -> str:
    """Return what a `repr` shows in place of a text: "<11 characters>"; None and "" as they are."""
    return f"<{len(text):,} characters>" if text else repr(text)
