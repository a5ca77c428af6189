"""Issue codes ↔ wire reasons, and a Report as the grouped refusal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from callsheet.validation import IssueCode, Severity
from callsheet.wording.api import TITLES

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from callsheet.validation import Report

INVALID = "invalid_phone_number"
REASONS = {
    IssueCode.NO_ENABLED_COUNTRIES: "no_enabled_countries",
    IssueCode.COUNTRY_NOT_ENABLED: "unsupported_destination_country",
    IssueCode.PREFIX_NOT_ENABLED: "unsupported_prefix",
}
ORDER = (INVALID, "no_enabled_countries", "unsupported_destination_country", "unsupported_prefix")


def reason_of_code(code: str) -> str:
    """The wire reason of an issue that refuses a row; "" for a missing number, which is skipped."""
    if code == IssueCode.MISSING_PHONE_NUMBER:
        return ""
    return REASONS.get(IssueCode(code), INVALID)


@dataclass(frozen=True)
class RefusedRows:
    """Refused rows with one reason, in columns: there may be millions.

    Args:
        reason: on the wire.
        rows: n row numbers as a spreadsheet shows them, ascending.
        numbers: n phone cells as written.
    """

    reason: str
    rows: NDArray[np.int64]
    numbers: pd.Series[str]

    @property
    def title(self) -> str:
        """The reason in documented words."""
        return TITLES[self.reason]


def grouped(report: Report) -> list[RefusedRows]:
    """The rows a server refuses, by reason in the contract's order.

    Args:
        report: the judgement of the file with its literal columns.
    """
    if not report.counts.errors:
        return []
    wrong = report.issues[report.issues["severity"] == Severity.ERROR]
    codes, places = np.unique(wrong["code"].to_numpy(str), return_inverse=True)
    reasons = np.array([reason_of_code(code) for code in codes], dtype=object)[places] if len(codes) else codes
    wrong = pd.DataFrame({"row": wrong["row"].to_numpy(), "reason": reasons})
    wrong = wrong[wrong["reason"] != ""].drop_duplicates("row")
    phone = report.frame[report.mapping.phone[0]]
    groups = []
    for name in ORDER:
        rows = wrong.loc[wrong["reason"] == name, "row"].to_numpy(np.int64)
        if len(rows):
            groups.append(RefusedRows(name, rows, phone.loc[rows]))
    return groups
