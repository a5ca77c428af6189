"""Issue codes ↔ wire reasons, and a Report as the grouped refusal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callsheet.contract.shapes import RefusedGroup, RefusedLine
from callsheet.validation import IssueCode, Severity
from callsheet.wording.answers import TITLES

if TYPE_CHECKING:
    from callsheet.validation import Report

INVALID = "invalid_phone_number"
REASONS = {
    IssueCode.NO_ENABLED_COUNTRIES: "no_enabled_countries",
    IssueCode.COUNTRY_NOT_ENABLED: "unsupported_destination_country",
    IssueCode.PREFIX_NOT_ENABLED: "unsupported_prefix",
}
ORDER = (INVALID, "no_enabled_countries", "unsupported_destination_country", "unsupported_prefix")


def wire_reason(code: str) -> str:
    """The wire reason of an issue that refuses a row; "" for a missing number, which is skipped."""
    if code == IssueCode.MISSING_PHONE_NUMBER:
        return ""
    return REASONS.get(IssueCode(code), INVALID)


def grouped(report: Report) -> list[RefusedGroup]:
    """The rows a server refuses, by reason in the contract's order, rows ascending.

    Args:
        report: the judgement of the file with its literal columns.
    """
    wrong = report.issues[report.issues["severity"] == Severity.ERROR]
    reasons = wrong["code"].map(wire_reason)
    wrong = wrong.assign(reason=reasons)[reasons != ""].drop_duplicates("row")
    phone = report.frame[report.mapping.phone[0]]
    groups = []
    for name in ORDER:
        rows = wrong.loc[wrong["reason"] == name, "row"]
        if rows.empty:
            continue
        cells = phone.loc[rows]
        lines = [
            RefusedLine(row=row, phone_number=cell) for row, cell in zip(rows.to_list(), cells.to_list(), strict=True)
        ]
        groups.append(RefusedGroup(reason=name, title=TITLES[name], count=len(lines), rows=lines))
    return groups
