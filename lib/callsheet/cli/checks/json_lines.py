"""`--jsonl`: a report as one JSON object a line, encoded some rows at a time, so that its size does not matter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from callsheet.arrow_strings import concatenated_bytes
from callsheet.cli.terminal.json_output import VERSION, print_json_line, print_json_text
from callsheet.reporting import encode_issue_lines, report_facts
from callsheet.system.platform_support import trim_memory

if TYPE_CHECKING:
    from collections.abc import Mapping

    from callsheet.cli.checks.checked_file import CheckedFile
    from callsheet.validation import IssuePlaces, Report

ROWS = 10_000
"""Rows whose issues are encoded at once: some 3 MB of text. Chosen by hand; more are no faster."""


def print_lines(checked: CheckedFile, more: Mapping[str, Any]) -> None:
    """Print the file, each issue in the order of the rows, then the counts.

    Args:
        checked: the file.
        more: further keys of the last line.
    """
    trim_memory()
    facts = report_facts(checked.report, checked.country)
    file = facts.pop("file")
    trim_memory()
    print_json_line({"type": "file", "version": VERSION, "file": file, "columns": facts.pop("columns")})
    count = 0
    for issues in checked.report.issue_batches(ROWS):
        if len(issues.row):
            print_json_text([_lines(checked.report, issues)])
            count += len(issues.row)
    print_json_line({"type": "counts", **facts, "issue_count": count, **more})


def _lines(report: Report, issues: IssuePlaces) -> str:
    lines = encode_issue_lines(report, issues, "\n", '"type": "issue", ')
    return str(concatenated_bytes(lines)[:-1], "utf-8")
