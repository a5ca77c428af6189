"""Find what a person named among what a server lists: campaigns, agents, workflows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


class _Identified(Protocol):
    @property
    def id(self) -> str:
        """The server's id."""


Entry = TypeVar("Entry", bound=_Identified)


def find_matching(entries: Iterable[Entry], wanted: str, name_of: Callable[[Entry], str]) -> list[Entry]:
    """Return the entry of an id; else those of a name; else those of that name in other capitals.

    Args:
        entries: as the server lists them.
        wanted: as a person typed it.
        name_of: returns the name of an entry.
    """
    listed, name = list(entries), wanted.strip()
    by_id = [entry for entry in listed if entry.id == wanted]
    by_name = by_id or [entry for entry in listed if name_of(entry).strip() == name]
    return by_name or [entry for entry in listed if name_of(entry).strip().casefold() == name.casefold()]
