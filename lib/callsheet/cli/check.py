"""`callsheet check`: check every row of a file, for a person to read or as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from callsheet.cli.country import print_doubt
from callsheet.cli.exit_codes import ALL_WELL, SOME_LEFT_OUT
from callsheet.cli.inputs import check_options, read_file, write_files
from callsheet.cli.output import print_report_json
from callsheet.errors import SettingsError
from callsheet.reporting import find_list_country
from callsheet.validation import Route, check
from callsheet.wording import cli
from callsheet.wording.issues import reason

if TYPE_CHECKING:
    import argparse

    from callsheet.validation import Report

MOST_ISSUES_PRINTED = 20


def run(options: argparse.Namespace) -> int:
    """Check a file.

    Args:
        options: the command line.

    Returns:
        0 when every row is ready, else 1.

    Raises:
        FileRefused: the file cannot be accepted.
        InvalidArgument: an option cannot be used.
        NotInTable: an option names a column that the file does not have.
        SettingsError: a file of options cannot be understood.
    """
    table = read_file(options)
    route = _read_route(options)
    mapping, choices = check_options(options).resolve(table, route.default_region)
    report = check(table, mapping, route, choices)
    write_files(report, options)
    country = find_list_country(report, stated=bool(options.country))
    if options.json:
        print_report_json(report, country)
    else:
        print_report(report)
        print_doubt(country)
    return ALL_WELL if report.counts.ready == report.counts.rows else SOME_LEFT_OUT


def _read_route(options: argparse.Namespace) -> Route:
    if options.route is None:
        return Route.unknown(options.country)
    try:
        return Route.from_json(json.loads(options.route.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise SettingsError(cli.BAD_ROUTE.format(name=options.route)) from None


def print_report(report: Report) -> None:
    """Print a report for a person to read: the counts, the first issues, what was not checked.

    Args:
        report: the checked file.
    """
    print(cli.counts_line(report.counts.to_json()))
    if report.choices.country_column is not None:
        print(cli.country_column_line(report.table.header_of(report.choices.country_column)))
    issues = report.issues[report.issues["severity"] != "info"]
    first = issues.head(MOST_ISSUES_PRINTED)
    for row, column, code, detail in zip(first["row"], first["column"], first["code"], first["detail"], strict=True):
        print(cli.issue_line(int(row), column, reason(code, detail)))
    if len(issues) > MOST_ISSUES_PRINTED:
        print(cli.more_line(len(issues) - MOST_ISSUES_PRINTED))
    if not report.route.is_known:
        print(cli.NOT_CHECKED)
