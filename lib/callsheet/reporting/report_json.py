"""The JSON of a report. Its keys are stable: other programs rely on them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from callsheet.reporting.issues_json import encode_issues
from callsheet.reporting.phone_columns import phone_candidates_json
from callsheet.reporting.script import script_json
from callsheet.reporting.table_json import column_json, file_json, notes_json

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from callsheet.reporting.list_country import ListCountry
    from callsheet.validation import ColumnMapping, Report, Table

VERSION = 1
"""Of the JSON that programs read, as `callsheet schema` describes it; a key that is added does not change it."""

DESTINATION_CODES = ("no_enabled_countries", "country_not_enabled", "prefix_not_enabled")
"""Issue codes that need a route; without one they are listed as not checked."""


def encode_report(
    report: Report, country: ListCountry, more: Mapping[str, Any] | None = None, *, most_issues: int | None = None
) -> Iterator[str]:
    """Encode a report as one JSON object: `check --json` prints it and `POST /v1/check` answers it.

    Args:
        report: the checked file.
        country: of its numbers without a country code.
        more: further keys, written last.
        most_issues: how many issues are listed; `issue_count` counts all of them. None: all are listed.

    Yields:
        Pieces of the text, in order; long ones where there are many issues.
    """
    before = report_facts(report, country) | {"issue_count": len(report.issue_places.row)}
    after = {name: before.pop(name) for name in ("notes", "not_checked")} | {"version": VERSION, **(more or {})}
    yield _encode(before).removesuffix("\n}") + ',\n "issues": ['
    yield from encode_issues(report, most_issues)
    yield "]," + _encode(after).removeprefix("{")


def report_facts(report: Report, country: ListCountry) -> dict[str, Any]:
    """All of a report's JSON but its issues.

    Args:
        report: the checked file.
        country: of its numbers without a country code.
    """
    country_column = report.choices.country_column
    return {
        "file": file_json(report.table),
        "columns": columns_json(report.table, report.mapping),
        "phone_candidates": phone_candidates_json(report),
        "counts": report.counts.to_json(),
        "country": country.to_json(),
        "country_column": None if country_column is None else column_json(report.table, country_column),
        "consent": _consent_json(report),
        "constants": dict(report.mapping.constants),
        "script": script_json(report),
        "notes": notes_json(report.table, country.notes()),
        "not_checked": [] if report.route.is_known else list(DESTINATION_CODES),
    }


def _consent_json(report: Report) -> dict[str, Any] | None:
    """The columns about consent, the policy, and how many rows it leaves out by reason; None: nothing is asked."""
    if report.consents is None:
        return None
    columns = (report.choices.consent_columns or {}).items()
    return {
        "columns": [column_json(report.table, column) | {"kind": kind.value} for column, kind in columns],
        "policy": str(report.consents.policy),
        "left_out": {code.value: len(positions) for code, positions in report.without_consent.items()},
    }


def _encode(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1)


def columns_json(table: Table, mapping: ColumnMapping) -> list[dict[str, Any]]:
    """What each column became, in the order of the file."""
    lines = []
    for position, (column, header) in enumerate(zip(table.frame.columns, table.headers, strict=True), start=1):
        variable = mapping.variables.get(column)
        becomes = "phone_number" if column in mapping.phone else "left_out" if variable is None else "variable"
        lines.append({"column": position, "header": header, "becomes": becomes, "variable": variable})
    return lines
