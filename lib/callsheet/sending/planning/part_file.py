"""The file of a part with its phone column named as wanted, and the files of a submission for the dashboard."""

from __future__ import annotations

import csv
import hashlib
import io
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from callsheet.store import DestinationKind, PartState
from callsheet.validation import PHONE_NUMBER

if TYPE_CHECKING:
    from callsheet.store import Ledger, Submission

PHONE_HEADERS = (PHONE_NUMBER, "phone")
"""The first is documented, the other was seen live."""
FILE_FOR = "file_for"
"""Fact of a submission: the kind of destination that its file for the dashboard is for."""


@dataclass(frozen=True)
class DashboardPiece:
    """One file for the dashboard.

    Args:
        name: of the file: "June offers – 1 of 2.csv".
        rows: leads in it.
        data: its bytes, at most 10,000,000.
        sha256: of them.
    """

    name: str
    rows: int
    data: bytes
    sha256: str


def dashboard_pieces(ledger: Ledger, submission: Submission) -> list[DashboardPiece]:
    """Return the files of a submission that were handed over; none of another one, or after its bytes were erased.

    Args:
        ledger: of the submission.
        submission: the submission.
    """
    if submission.destination is not DestinationKind.FILE:
        return []
    header = phone_header_of(ledger, submission)
    parts = [part for part in submission.in_state(PartState.ACKED) if part.rows]
    stem, pieces = PurePath(submission.file_name).stem, list[DashboardPiece]()
    for number, part in enumerate(parts, 1):
        data = with_phone_header(ledger.data(part.id), header)
        if data:
            name = f"{stem} – {number} of {len(parts)}.csv" if len(parts) > 1 else f"{stem} – for the dashboard.csv"
            pieces.append(DashboardPiece(name, part.rows, data, hashlib.sha256(data).hexdigest()))
    return pieces


def phone_header_of(ledger: Ledger, submission: Submission) -> str:
    """Return the phone column of a file: what batch calls of this server have asked for, else the documented name."""
    kind = DestinationKind(submission.facts.get(FILE_FOR, DestinationKind.CAMPAIGN))
    return ledger.phone_header(submission.server, kind) or PHONE_HEADERS[0]


def with_phone_header(data: bytes, header: str) -> bytes:
    """Return a part's file with another name of its phone column.

    Args:
        data: UTF-8 CSV with a column `phone_number`; no name of a column has a line break.
        header: the name.
    """
    if header == PHONE_NUMBER:
        return data
    first, separator, records = data.partition(b"\n")
    (names,) = csv.reader(io.StringIO(first.decode().removeprefix("\ufeff")))
    target = io.StringIO(newline="")
    csv.writer(target, lineterminator="").writerow([header if name == PHONE_NUMBER else name for name in names])
    return target.getvalue().encode() + separator + records
