"""Apply to a report what one press does in the app: the remedy of a cause, or leaving its rows out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from callsheet.validation import Fix, IssueCode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callsheet.validation import Cause, Report

SAFE = "safe"
SAFE_FIXES = frozenset(
    {
        Fix.DROP_TRAILING_ZERO,
        Fix.WRITE_OUT_EXPONENT,
        Fix.DROP_APOSTROPHE,
        Fix.DROP_GROUPING,
        Fix.DROP_SIGNS,
        Fix.DROP_SEPARATORS,
        Fix.DROP_DIRECTION_MARKS,
        Fix.READ_LINK,
        Fix.DROP_LABEL,
        Fix.PLUS_FOR_ZEROS,
        Fix.DROP_TRUNK_ZERO,
    }
)
"""Fixes after which the same number is written in another way. Not among them: those that choose between two numbers,
drop digits or a name, or assume a country."""
CAUSES = tuple(code.value for code in IssueCode)
"""What may be left out."""
FIXABLE = (SAFE, *(fix.value for fix in Fix), *CAUSES)
"""What may be fixed: all safe fixes, one fix, or a cause by the remedy that it has."""


class Remedied(NamedTuple):
    """A report after remedies.

    Args:
        report: with the fixes, without the rows to leave out.
        not_fixed: names that fitted no row.
        not_left_out: causes that no row had.
    """

    report: Report
    not_fixed: tuple[str, ...]
    not_left_out: tuple[str, ...]


def has_remedy(cause: Cause) -> bool:
    """True when the app would offer a button for a cause."""
    return any((cause.fixes, cause.region, cause.country_column, cause.other_phone))


def apply_remedies(report: Report, fix: Sequence[str], leave_out: Sequence[str]) -> Remedied:
    """Fix rows, then leave rows out. A name that fits no row changes nothing, so that one call serves many files.

    Args:
        report: the checked file.
        fix: of `FIXABLE`.
        leave_out: of `CAUSES`.
    """
    report, not_fixed = _fixed(report, fix)
    not_left_out = []
    for name in leave_out:
        rows = report.issues["row"][report.issues["code"] == name]
        if rows.empty:
            not_left_out.append(name)
            continue
        left_out = report.choices.left_out_rows | frozenset(map(int, rows))
        report = report.with_choices(replace(report.choices, left_out_rows=left_out))
    return Remedied(report, not_fixed, tuple(not_left_out))


def _fixed(report: Report, names: Sequence[str]) -> tuple[Report, tuple[str, ...]]:
    """The report with every remedy that is named, and unused names; a fix may leave a cell that another mends."""
    unused = dict.fromkeys(name for name in names if name != SAFE)
    fixes = {name for name in names if name in set(Fix)} | (set(SAFE_FIXES) if SAFE in names else set())
    for _ in Fix if names else ():
        choices = report.choices
        for cause in report.causes:
            is_by_fixes = bool(cause.fixes) and fixes.issuperset(cause.fixes)
            if is_by_fixes or (cause.code.value in names and has_remedy(cause)):
                choices = cause.applied(choices)
                for name in (cause.code.value, *cause.fixes):
                    unused.pop(name, None)
        if choices == report.choices:
            break
        report = report.with_choices(choices)
    return report, tuple(unused)
