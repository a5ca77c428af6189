"""What a file may cost: memory, time, and what comes back of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

MAX_BYTES = 10 * 1024 * 1024
"""Bytes a file may have unless the caller says otherwise: the larger reading of "10 MB"."""

GIB = 1024**3


@dataclass(frozen=True)
class Limits:
    """What the reading of one file may cost.

    Args:
        memory: bytes of address space of the child.
        cpu_seconds: of the child, for this file.
        seconds: on the clock; longer, because a busy machine is no fault of the file.
        unpacked: bytes of all parts of a workbook together.
        table: bytes of the Table that is handed back.
    """

    memory: int
    cpu_seconds: int
    seconds: int
    unpacked: int
    table: int

    @classmethod
    def of(cls, size: int) -> Self:
        """The limits of a file of `size` bytes: up to 10 MB all the same, above that in proportion."""
        scale = max(1.0, size / MAX_BYTES)
        return cls(
            memory=int(GIB * (1 + (scale - 1) / 2)),
            cpu_seconds=int(20 * scale),
            seconds=int(60 * scale),
            unpacked=int(250_000_000 * scale),
            table=int(90_000_000 * scale),
        )
