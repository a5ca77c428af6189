"""Which columns have the phone numbers: counted for a report, or the question when a person has to choose."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from callsheet.errors import FileRefused, RefusalCode
from callsheet.reporting.table_json import column_json
from callsheet.validation import count_phone_leads, phone_headers_first
from callsheet.wording.refusals import counted_column

if TYPE_CHECKING:
    from callsheet.validation import ColumnMapping, PhoneLeads, Report, Table


def phone_leads(report: Report) -> list[PhoneLeads]:
    """Count what the phone columns of a report can call, in the order in which they are called.

    Args:
        report: the checked file.
    """
    choices = report.choices
    region = choices.default_region or report.route.default_region
    return count_phone_leads(report.table, report.mapping, region, choices.country_column, report.validated())


def phone_candidates_json(report: Report) -> list[dict[str, Any]]:
    """The columns that may hold the phone numbers, each with the rows it can call and those it adds.

    Args:
        report: the checked file.
    """
    return [
        {
            **column_json(report.table, leads.column),
            "chosen": leads.column in report.mapping.phone,
            "filled": leads.filled,
            "numbers": leads.numbers,
            "repairable": leads.repairable,
            "adds": leads.adds,
        }
        for leads in phone_leads(report)
    ]


def no_phone_column(table: Table, mapping: ColumnMapping, region: str | None) -> FileRefused:
    """Return the refusal of a file without a chosen phone column, with the columns weighed, or all that it has.

    Args:
        table: the file.
        mapping: without a phone column.
        region: of numbers without a country code, or None.
    """
    counted = count_phone_leads(table, mapping, region)
    if not counted:
        return FileRefused(RefusalCode.NO_PHONE_COLUMN, columns=phone_headers_first(table.headers))
    rows = len(table.frame)
    named = {some.column: table.header_of(some.column).strip() or some.column for some in counted}
    columns = [counted_column(named[some.column], some.numbers + some.repairable, rows) for some in counted]
    return FileRefused(RefusalCode.PHONE_COLUMN_UNCLEAR, columns=columns)
