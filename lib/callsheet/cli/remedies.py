"""`--fix` and `--leave-out`: apply to a report what one press does in the app."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from callsheet.cli.console import complain, visible
from callsheet.cli.findings import has_remedy
from callsheet.errors import InvalidArgument
from callsheet.validation import Fix, IssueCode
from callsheet.wording.cli import not_a_cause
from callsheet.wording.cli_findings import nothing_to_fix, nothing_to_leave_out
from callsheet.wording.format import did_you_mean

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from callsheet.validation import Report

SAFE = "safe"
SAFE_FIXES = frozenset(
    {
        Fix.DROP_TRAILING_ZERO,
        Fix.WRITE_OUT_EXPONENT,
        Fix.DROP_APOSTROPHE,
        Fix.DROP_GROUPING,
        Fix.DROP_SIGNS,
        Fix.READ_LINK,
        Fix.DROP_LABEL,
        Fix.PLUS_FOR_ZEROS,
        Fix.DROP_TRUNK_ZERO,
    }
)
"""Fixes after which the same number is written in another way. Not among them: those that choose between two numbers,
drop digits that somebody would dial, or assume a country."""


def check_causes(options: argparse.Namespace) -> None:
    """Refuse causes that do not exist.

    Args:
        options: the command line.

    Raises:
        InvalidArgument: `--fix` or `--leave-out` names no cause; the sentence names the nearest.
    """
    codes = [code.value for code in IssueCode]
    for option, names, known in (
        ("--fix", options.fix, [SAFE, *(fix.value for fix in Fix), *codes]),
        ("--leave-out", options.leave_out, codes),
    ):
        for name in names:
            if name not in known:
                raise InvalidArgument(not_a_cause(option, visible(name), did_you_mean(name, known)))


def apply_remedies(report: Report, options: argparse.Namespace) -> Report:
    """Return the report with the fixes, then without the rows to leave out.

    A name that fits no row is said on standard error and changes nothing, so that one command line serves many files.

    Args:
        report: the checked file.
        options: the command line; its causes exist.
    """
    report = _fixed(report, options.fix)
    for name in options.leave_out:
        rows = report.issues["row"][report.issues["code"] == name]
        if rows.empty:
            complain(nothing_to_leave_out(name))
            continue
        left_out = report.choices.left_out_rows | frozenset(map(int, rows))
        report = report.with_choices(replace(report.choices, left_out_rows=left_out))
    return report


def _fixed(report: Report, names: Sequence[str]) -> Report:
    """The report with every remedy that is named; a fix may leave a cell that another one mends."""
    unused = dict.fromkeys(name for name in names if name != SAFE)
    fixes = {name for name in names if name in set(Fix)} | (set(SAFE_FIXES) if SAFE in names else set())
    for _ in Fix:
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
    for name in unused:
        complain(nothing_to_fix(name))
    return report
