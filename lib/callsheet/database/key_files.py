"""The key files of the data folder: one line of text, readable by its owner only."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from callsheet.database.faults import explained_disk
from callsheet.errors import Fault, SystemFault

if TYPE_CHECKING:
    from pathlib import Path

_KEY = re.compile(rb"([A-Za-z0-9_-]{32,128})\s*")
"""Keys are written with the characters of base64url or in hexadecimal digits, 32 bytes each."""


def read_key(path: Path, damaged: Fault) -> str:
    """Read a key.

    Args:
        path: of the file.
        damaged: the fault if the file holds something else than a key.

    Raises:
        SystemFault: the file cannot be read, or is damaged.
    """
    with explained_disk(path):
        found = _KEY.fullmatch(path.read_bytes())
    if found is None:
        raise SystemFault(damaged, where=str(path))
    return found[1].decode("ascii")
