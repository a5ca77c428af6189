"""When the leads of a submission may leave: the rows that share an opening, and the zones in which it must hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from datetime import datetime


@dataclass(frozen=True)
class Release:
    """Leads of a submission that may leave together.

    Args:
        rows: row numbers of the file.
        opens_at: nothing of them is sent before; None: they may leave at once.
        zones: the time zones in which the people may be: they are sent only while the calling hours of the submission
            are open in every one. Empty: no local time is known, so the last check holds them back. None: no calling
            hours apply to them.
    """

    rows: Collection[int] = ()
    opens_at: datetime | None = None
    zones: tuple[str, ...] | None = None


AT_ONCE = Release()
"""What applies to rows that no release names."""


def zones_text(zones: Sequence[str] | None) -> str | None:
    """Return zones as a column stores them: names of time zones have no blanks."""
    return None if zones is None else " ".join(zones)


def zones_from(text: str | None) -> tuple[str, ...] | None:
    """Return the zones of a stored text."""
    return None if text is None else tuple(text.split())


def split_by_release(rows: Sequence[int], releases: Sequence[Release]) -> Iterator[tuple[Release, list[int]]]:
    """Split rows by the release that names them, in the order of the releases; those of none come first.

    Args:
        rows: row numbers, ascending.
        releases: no row is in two of them.

    Yields:
        A release and its rows, at least one.
    """
    if not releases:
        if rows:
            yield AT_ONCE, list(rows)
        return
    group_of = {row: group for group, release in enumerate(releases, start=1) for row in release.rows}
    groups: list[list[int]] = [[] for _ in range(len(releases) + 1)]
    for row in rows:
        groups[group_of.get(row, 0)].append(row)
    for release, members in zip((AT_ONCE, *releases), groups, strict=True):
        if members:
            yield release, members
