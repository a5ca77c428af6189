"""`callsheet check`: the judgement of a file, for a person or as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from callsheet.cli.inputs import read_file, resolve, write_files
from callsheet.cli.output import report_json, show_json
from callsheet.errors import SettingsError
from callsheet.validation import Route, check
from callsheet.wording import cli
from callsheet.wording.issues import reason

if TYPE_CHECKING:
    import argparse

    from callsheet.validation import Report

SHOWN_ISSUES = 20


def run(options: argparse.Namespace) -> int:
    """Judge a file.

    Returns:
        0 when every row is ready, else 1.

    Raises:
        FileRefused: the file cannot be taken.
        SettingsError: an option cannot be understood.
    """
    table = read_file(options)
    route = _route(options)
    mapping, choices = resolve(table, options, route.default_region)
    report = check(table, mapping, route, choices)
    write_files(report, options)
    if options.json:
        show_json(report_json(report))
    else:
        show_report(report)
    return 0 if report.counts.ready == report.counts.rows else 1


def _route(options: argparse.Namespace) -> Route:
    if options.route is None:
        return Route.unknown(options.country.upper() if options.country else None)
    try:
        return Route.from_json(json.loads(options.route.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise SettingsError(cli.BAD_ROUTE.format(name=options.route)) from None


def show_report(report: Report) -> None:
    """Print a judgement for a person: the adding-up line, the first problems, what was not checked."""
    print(cli.adding_up(report.counts.to_json()))
    if report.choices.country_column is not None:
        print(cli.country_column_line(report.table.header_of(report.choices.country_column)))
    issues = report.issues[report.issues["severity"] != "info"]
    some = issues.head(SHOWN_ISSUES)
    for row, column, code, detail in zip(some["row"], some["column"], some["code"], some["detail"], strict=True):
        print(cli.issue_line(int(row), column, reason(code, detail)))
    if len(issues) > SHOWN_ISSUES:
        print(cli.more_line(len(issues) - SHOWN_ISSUES))
    if not report.route.is_known:
        print(cli.NOT_CHECKED)
