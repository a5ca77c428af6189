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
_ALPHABET = np.frombuffer(b"abcdefghijklmnopqrstuvwxyz0123456789", np.uint8)
_FAIR_BYTES = 256 - 256 % len(_ALPHABET)
"""Bytes below 252 = 7 × 36 give every character the same chance; the others are drawn again."""


def make_id(kind: str) -> str:
    """Make one id, such as `cmp_x7k20p9qmd3a`."""
    return str(make_ids(kind, 1)[0])


def make_ids(kind: str, count: int) -> pa.StringArray:
    """Make `count` ids from the system's random numbers, vectorised.

    Args:
        kind: such as "lead".
        count: 0 or more.
    """
    characters = _ALPHABET[_random_indices(count * ID_LENGTH)]
    return join(f"{kind}_", from_utf8(np.arange(count + 1) * ID_LENGTH, characters))


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
