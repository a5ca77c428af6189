"""The outcomes of an upload. An upload returns one of them; it does not raise."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Accepted:
    """The server has queued the file.

    Args:
        status: HTTP status.
        leads_created: leads queued.
        leads_skipped: rows without a phone number.
        message: from the server, verbatim.
        remote_id: the server's id of the batch call; "" for another destination.
        lead_ids: E.164 → the server's ids of its leads, in the order of the upload; empty where it gives none.
        facts: what else it says of a batch call: status, from_number, warning.
        is_file: True when no server was asked: the file was handed to the operator.
    """

    status: int
    leads_created: int
    leads_skipped: int
    message: str
    remote_id: str = ""
    lead_ids: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    facts: Mapping[str, Any] = field(default_factory=dict)
    is_file: bool = False


@dataclass(frozen=True)
class RefusedRow:
    """A row that the server refused.

    Args:
        row: as the server counts; by our contract the header is row 1.
        phone_number: as the server repeats it; None: it does not.
        reason: wire reason; "": the server gave none.
        message: from the server, verbatim.
    """

    row: int
    phone_number: str | None
    reason: str
    message: str


@dataclass(frozen=True)
class Refused:
    """The server has queued nothing and said why.

    Args:
        status: HTTP status.
        message: from the server, verbatim.
        rows: the refused rows, as far as the response names them.
    """

    status: int
    message: str
    rows: tuple[RefusedRow, ...] = ()


@dataclass(frozen=True)
class NotSent:
    """No byte of the file has left.

    Args:
        message: class of the exception that stopped it.
    """

    message: str


@dataclass(frozen=True)
class RateLimited:
    """The server has queued nothing and asks the client to wait (429).

    Args:
        retry_after: seconds to wait.
        message: from the server, verbatim.
    """

    retry_after: float
    message: str


@dataclass(frozen=True)
class Unknown:
    """It is unknown whether the leads were queued.

    Args:
        message: from the server, verbatim, or the class of the exception.
        status: HTTP status; None: there was no response.
    """

    message: str
    status: int | None = None


Outcome = Accepted | Refused | NotSent | RateLimited | Unknown
