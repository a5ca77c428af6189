"""The vectorised JSON of issues equals what the standard encoder makes of the same issues, whatever the cells hold."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from callsheet import ColumnMapping, Edit, Route, Source, Table, check, safe_name
from callsheet.reporting import encode_report, find_list_country
from callsheet.reporting.issues_json import BATCH

if TYPE_CHECKING:
    import pandas as pd

    from callsheet import Report

import pandas as pd

HOSTILE = ['"quoted"', "back\\slash", "line\nbreak", "\x1b[2J", "naïve 😀", "{{x}}", "<b>", "", "\u2028", "=1+1"]


def report_of(columns: dict[str, list[str]], headers: tuple[str, ...] | None = None) -> Report:
    frame = pd.DataFrame(
        columns, dtype="str", index=pd.RangeIndex(2, 2 + len(next(iter(columns.values()))), name="row")
    )
    flags = pd.DataFrame({"row": [3], "column": [""], "code": ["broken_row"]})
    table = Table(frame, headers or tuple(columns), Source("leads.csv", "0" * 64, "csv"), flags=flags)
    phone, *others = columns
    return check(table, ColumnMapping((phone,), {other: safe_name(other) for other in others}), Route("IN"))


def decoded(report: Report, **options: Any) -> dict[str, Any]:
    text = "".join(encode_report(report, find_list_country(report, stated=False), **options))
    value: dict[str, Any] = json.loads(text)
    return value


def expected_issues(report: Report) -> list[dict[str, Any]]:
    """One issue after the other, from the objects of the library."""
    positions = {column: position for position, column in enumerate(report.frame.columns, start=1)}
    return [
        {
            "row": issue.row,
            "column": positions[issue.column] if issue.column else None,
            "header": report.table.headers[positions[issue.column] - 1] if issue.column else None,
            "code": issue.code.value,
            "severity": issue.severity.value,
            "value": report.frame.loc[issue.row, issue.column] if issue.column else None,
        }
        for issue in report.issues_of(report.frame.index)
    ]


def test_any_text_is_encoded_as_the_standard_encoder_does() -> None:
    """Quotes, controls, other planes and an edit; two columns with issues; a row as a whole has no column."""
    count = len(HOSTILE)
    report = report_of(
        {"Mobile": [f"98765 4321{number}" for number in range(count - 1)] + ["12"], 'N"o\ntes': HOSTILE},
        ("Mobile", 'N"o\ntes'),
    ).with_edits([Edit(2, "Mobile", 'x"y')])
    issues = decoded(report)["issues"]
    assert issues == expected_issues(report)
    assert {issue["column"] for issue in issues} == {None, 1, 2}
    assert issues[0]["value"] == 'x"y'


@pytest.mark.parametrize("rows", [BATCH - 1, BATCH, BATCH + 1, 2 * BATCH + 7])
def test_batches_join_without_a_gap(rows: int) -> None:
    """Around the size of a batch, every issue is there once and in order."""
    report = report_of({"Mobile": ["12345"] * rows, "Name": ["A"] * rows})
    value = decoded(report)
    assert [issue["row"] for issue in value["issues"]] == report.issues["row"].to_list()
    assert value["issue_count"] == len(value["issues"]) >= rows


def test_a_limit_cuts_the_list_and_counts_all() -> None:
    """The first issues are listed; `issue_count` still counts every one; further keys come last."""
    report = report_of({"Mobile": ["12345"] * 30, "Name": ["A"] * 30})
    value = decoded(report, most_issues=7, more={"submission": None})
    assert value["issues"] == expected_issues(report)[:7]
    assert value["issue_count"] == len(report.issues)
    assert list(value)[-1] == "submission"


def test_a_clean_file_has_an_empty_list() -> None:
    """Valid JSON without any issue."""
    frame = pd.DataFrame({"Mobile": ["9876543210"]}, dtype="str", index=pd.RangeIndex(2, 3, name="row"))
    table = Table(frame, ("Mobile",), Source("leads.csv", "0" * 64, "csv"))
    value = decoded(check(table, ColumnMapping(("Mobile",)), Route("IN")))
    assert (value["issues"], value["issue_count"]) == ([], 0)
