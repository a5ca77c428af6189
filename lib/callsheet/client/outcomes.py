"""What can become of an upload: a value, never an exception (sending.md)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Accepted:
    """The server took the file."""

    status: int
    leads_created: int
    leads_skipped: int
    message: str


@dataclass(frozen=True)
class RefusedRow:
    """A row the server named.

    Args:
        row: as the server counts; in our contract the header is row 1.
        phone_number: as the server repeats it, if it does.
        reason: wire reason, "" when it gave none.
        message: from the server, verbatim.
    """

    row: int
    phone_number: str | None
    reason: str
    message: str


@dataclass(frozen=True)
class Refused:
    """The server took nothing, and said why."""

    status: int
    message: str
    rows: tuple[RefusedRow, ...] = ()


@dataclass(frozen=True)
class NotSent:
    """Not a byte of the body left."""

    message: str


@dataclass(frozen=True)
class RateLimited:
    """The server asks to wait (429); `retry_after` in seconds."""

    retry_after: float
    message: str


@dataclass(frozen=True)
class Unknown:
    """Nobody knows whether the leads were queued."""

    message: str
    status: int | None = None


Outcome = Accepted | Refused | NotSent | RateLimited | Unknown
