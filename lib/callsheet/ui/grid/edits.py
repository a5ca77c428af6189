"""Edits on their way from the browser: a list that only grows until it is acknowledged."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from callsheet.validation import Edit

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


def unseen(sent: Iterable[Mapping[str, Any]], acknowledged: int) -> tuple[list[Edit], int]:
    """Pick what was not taken yet; a browser sends its whole unacknowledged list each time.

    Args:
        sent: `{"sequence", "row", "column", "value"}` each, in the order they were made.
        acknowledged: sequence number of the last edit that was taken.

    Returns:
        The new edits, oldest first, and the number to acknowledge.
    """
    fresh = [each for each in sent if int(each["sequence"]) > acknowledged]
    edits = [Edit(int(each["row"]), str(each["column"]), str(each["value"])) for each in fresh]
    return edits, max([acknowledged, *(int(each["sequence"]) for each in fresh)])
