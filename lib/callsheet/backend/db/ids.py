"""Ids as the API documents them: a kind, an underscore and twelve lower-case letters or digits."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import numpy as np

from callsheet.arrow_strings import from_utf8, join

if TYPE_CHECKING:
    import pyarrow as pa
    from numpy.typing import NDArray

ID_LENGTH = 12
_SHARED = 5
"""Characters that the ids of one call share: so they lie side by side in the index of their table. Drawn at random, the
5,000 of an upload changed nearly every page of it. 36^7 are left, and no two ids of a call are the same; two calls have
an id in common no more often than if all characters were drawn."""
_ALPHABET = np.frombuffer(b"0123456789abcdefghijklmnopqrstuvwxyz", np.uint8)
_FAIR_BYTES = 256 - 256 % len(_ALPHABET)
"""Bytes below 252 = 7 × 36 give every character the same chance; the others are drawn again."""


def make_id(kind: str) -> str:
    """Make one id, such as `cmp_x7k20p9qmd3a`."""
    return str(make_ids(kind, 1)[0])


def make_ids(kind: str, count: int) -> pa.StringArray:
    """Make `count` ids from the system's random numbers, vectorised; they begin alike and ascend.

    Args:
        kind: such as "lead".
        count: 0 or more.
    """
    own = ID_LENGTH - _SHARED
    drawn = np.zeros(0, f"S{own}")
    while len(drawn) < count:
        more = _ALPHABET[_random_indices((count - len(drawn)) * own)].view(f"S{own}")
        drawn = np.unique(np.concatenate([drawn, more]))
    shared = _ALPHABET[_random_indices(_SHARED)].tobytes().decode()
    return join(f"{kind}_{shared}", from_utf8(np.arange(count + 1) * own, drawn.view(np.uint8)))


def _random_indices(count: int) -> NDArray[np.uint8]:
    """Indices into the alphabet, each with the same chance (count × uint8)."""
    parts, missing = [], count
    while missing > 0:
        # 1 in 64 bytes is rejected; 3 % more than needed and 64 for small counts make a second round rare
        drawn = np.frombuffer(os.urandom(missing + missing // 32 + 64), np.uint8)
        part = drawn[drawn < _FAIR_BYTES][:missing]
        parts.append(part)
        missing -= len(part)
    return np.concatenate(parts) % np.uint8(len(_ALPHABET)) if parts else np.zeros(0, np.uint8)
