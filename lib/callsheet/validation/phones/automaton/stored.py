"""Automata that are in the package, because building those of all countries takes a second.

`make plans` writes the file. An automaton is found by the patterns that it was built from: with other metadata than
that of the file it is built again.
"""

from __future__ import annotations

import json
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

PLANS_FILE = "plans.npz"


class StoredAutomaton(NamedTuple):
    """An automaton of patterns that are known by the order in which they were added.

    Args:
        table: states × 10, the state after each digit; state 0 is the start.
        sets: m sets of patterns that match together.
        set_of: states × index in `sets`.
    """

    table: NDArray[np.int32]
    sets: list[list[int]]
    set_of: NDArray[np.uint16]


class _StoredAutomata(NamedTuple):
    """All automata of the file, one after the other.

    Args:
        steps: states of all × 10, counted in each automaton from 0.
        set_of: states of all × index in the sets of the automaton.
        places: key → first state, state behind the last, sets.
    """

    steps: NDArray[np.uint16]
    set_of: NDArray[np.uint16]
    places: dict[str, tuple[int, int, list[list[int]]]]


def patterns_key(patterns: Iterable[tuple[str, bool, bool]]) -> str:
    """Return what the automaton of some patterns is found by.

    Args:
        patterns: each with whether the start of a number may match, and whether anchors and lookaheads are ignored.
    """
    return sha256(json.dumps(list(patterns)).encode()).hexdigest()


def find_stored(key: str) -> StoredAutomaton | None:
    """Return the automaton that the package has under a key, or None.

    Args:
        key: from `patterns_key`.
    """
    stored = _stored()
    if key not in stored.places:
        return None
    start, end, sets = stored.places[key]
    return StoredAutomaton(stored.steps[start:end].astype(np.int32), sets, stored.set_of[start:end])


@cache
def _stored() -> _StoredAutomata:
    with (files(__package__) / PLANS_FILE).open("rb") as file, np.load(file) as saved:
        return _StoredAutomata(saved["steps"], saved["set_of"], json.loads(saved["places"].tobytes()))
