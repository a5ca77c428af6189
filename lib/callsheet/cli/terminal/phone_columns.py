"""Which column is called, and what second phone columns would add."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callsheet.cli.terminal.console import visible
from callsheet.cli.terminal.screen import print_text
from callsheet.reporting import phone_leads
from callsheet.validation import far_fuller
from callsheet.wording.cli import files as words

if TYPE_CHECKING:
    from callsheet.validation import Report


def print_phone_columns(report: Report) -> None:
    """Print which column is called, what second phone columns would add, and one that has far more numbers.

    Args:
        report: the checked file.
    """
    counted = phone_leads(report)
    called, others = counted[0], [leads for leads in counted if leads.column not in report.mapping.phone]
    header = _header(report, called.column)
    print_text(words.phone_column_line(header, called.numbers, called.repairable, report.counts.rows))
    for leads in others:
        if leads.adds:
            print_text(words.second_phone_line(_header(report, leads.column), leads.adds))
    fuller = far_fuller(counted, called.column)
    if fuller is not None and fuller is not called:
        print_text(words.fuller_phone_line(_header(report, fuller.column), fuller.numbers + fuller.repairable))


def _header(report: Report, column: str) -> str:
    return visible(report.table.header_of(column).strip() or column)
