"""`--fix` and `--leave-out`: apply to a report what one press does in the app."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callsheet.cli.terminal.console import complain, visible
from callsheet.errors import InvalidArgument
from callsheet.reporting import CAUSES, FIXABLE, apply_remedies
from callsheet.wording.cli.files import not_a_cause
from callsheet.wording.cli.findings import nothing_to_fix, nothing_to_leave_out
from callsheet.wording.format import did_you_mean

if TYPE_CHECKING:
    import argparse

    from callsheet.validation import Report


def check_causes(options: argparse.Namespace) -> None:
    """Refuse causes that do not exist.

    Args:
        options: the command line.

    Raises:
        InvalidArgument: `--fix` or `--leave-out` names no cause; the sentence names the nearest.
    """
    for option, names, known in (("--fix", options.fix, FIXABLE), ("--leave-out", options.leave_out, CAUSES)):
        for name in names:
            if name not in known:
                raise InvalidArgument(not_a_cause(option, visible(name), did_you_mean(name, known)))


def remedied(report: Report, options: argparse.Namespace) -> Report:
    """Return the report with the fixes, then without the rows to leave out.

    A name that fits no row is said on standard error and changes nothing.

    Args:
        report: the checked file.
        options: the command line; its causes exist.
    """
    result = apply_remedies(report, options.fix, options.leave_out)
    for name in result.not_fixed:
        complain(nothing_to_fix(name))
    for name in result.not_left_out:
        complain(nothing_to_leave_out(name))
    return result.report
