"""When the leads of a file may be called, for a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callsheet.cli.terminal.console import visible
from callsheet.cli.terminal.screen import print_text
from callsheet.wording.rules import calling_hours as words

if TYPE_CHECKING:
    from callsheet.validation import CallingTimes, Table


def print_calling_times(times: CallingTimes, table: Table) -> None:
    """Print the hours, how many leads may be called, when the next may be, and what tells their local time.

    Args:
        times: the judgement.
        table: the file.
    """
    rule = times.rule
    print_text(words.hours_line(rule.id, rule.week, rule.holidays, rule.source, rule.checked))
    print_text(words.counts_line(times.instant, {state.value: rows for state, rows in times.counts.items()}))
    if times.next_opening is not None:
        moment, leads = times.next_opening
        print_text(words.next_line(moment.astimezone(times.instant.tzinfo), leads))
    headers = {
        source.value: visible(table.header_of(column).strip() or column)
        for source, column in times.places.columns.items()
    }
    sources = words.sources_line({source.value: rows for source, rows in times.sources.items()}, headers)
    if sources:
        print_text(sources)
