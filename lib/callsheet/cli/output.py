"""The JSON that other tools rely on; its keys are stable. Refusals and questions also as sentences for a person."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

from callsheet.wording import cli
from callsheet.wording.refusals import refusal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from callsheet.cli.country import ListCountry
    from callsheet.errors import FileRefused
    from callsheet.sending import Question
    from callsheet.store import Submission
    from callsheet.validation import ColumnMapping, Note, Report, Source, Table

DESTINATION_CODES = ("no_enabled_countries", "country_not_enabled", "prefix_not_enabled")
"""Issue codes that need a route; without one they are listed as not checked."""


def print_json(value: Mapping[str, Any]) -> None:
    """Print one JSON object on standard output."""
    json.dump(value, sys.stdout, ensure_ascii=False, indent=1)
    print()


def print_refusal(refused: FileRefused, *, as_json: bool) -> None:
    """Print why a file cannot be accepted: as JSON on standard output, or as a sentence on standard error."""
    message = refusal(refused.code, refused.facts)
    if as_json:
        print_json({"refused": {"code": refused.code.value, "message": message}})
    else:
        print(message, file=sys.stderr)


def print_questions(questions: Sequence[Question]) -> None:
    """Print what only the operator can tell, and the command that answers it."""
    for question in questions:
        before = question.count_before
        print(
            cli.question(
                question.part.id,
                question.part.rows,
                question.submission.campaign_name,
                question.attempt.left_at,
                before=None if before is None else before + question.sent_since,
                seconds_left=question.quarantine_left,
            )
        )


def file_json(source: Source) -> dict[str, Any]:
    """The file a table was read from."""
    names = ("name", "sha256", "format", "encoding", "delimiter", "sheet", "header_row")
    return {name: getattr(source, name) for name in names}


def sheets_json(source: Source) -> list[dict[str, Any]]:
    """The sheets of a workbook."""
    return [{"name": sheet.name, "visible": sheet.visible, "rows": sheet.rows} for sheet in source.sheets]


def notes_json(table: Table) -> list[dict[str, Any]]:
    """What the reader noticed or repaired."""
    return [_note_json(table, note) for note in table.notes]


def _note_json(table: Table, note: Note) -> dict[str, Any]:
    known = [column for column in note.columns if column in table.frame.columns]
    columns = [column_json(table, column) for column in known]
    return {"code": note.code.value, "rows": list(note.rows), "columns": columns, "facts": dict(note.facts)}


def column_json(table: Table, column: str) -> dict[str, Any]:
    """A column by its position, from 1, and its header."""
    return {"column": table.position_of(column), "header": table.header_of(column)}


def columns_json(table: Table, mapping: ColumnMapping) -> list[dict[str, Any]]:
    """What each column became, in the order of the file."""
    lines = []
    for position, (column, header) in enumerate(zip(table.frame.columns, table.headers, strict=True), start=1):
        variable = mapping.variables.get(column)
        becomes = "phone_number" if column in mapping.phone else "left_out" if variable is None else "variable"
        lines.append({"column": position, "header": header, "becomes": becomes, "variable": variable})
    return lines


def issues_json(report: Report) -> list[dict[str, Any]]:
    """Every issue with its row, its column and the cell's text."""
    table, issues, frame = report.table, report.issues, report.frame
    positions = {column: position for position, column in enumerate(frame.columns, start=1)}
    cells = {column: dict(zip(frame.index, frame[column], strict=True)) for column in set(issues["column"]) - {""}}
    return [
        {
            "row": int(row),
            "column": positions[column] if column else None,
            "header": table.headers[positions[column] - 1] if column else None,
            "code": code,
            "severity": severity,
            "value": cells[column][row] if column else None,
        }
        for row, column, code, severity in zip(
            issues["row"], issues["column"], issues["code"], issues["severity"], strict=True
        )
    ]


def report_json(report: Report, country: ListCountry) -> dict[str, Any]:
    """A whole report, as `callsheet check --json` prints it.

    Args:
        report: the checked file.
        country: of its numbers without a country code.
    """
    country_column = report.choices.country_column
    return {
        "file": file_json(report.table.source),
        "columns": columns_json(report.table, report.mapping),
        "counts": report.counts.to_json(),
        "country": country.to_json(),
        "country_column": None if country_column is None else column_json(report.table, country_column),
        "issues": issues_json(report),
        "notes": notes_json(report.table),
        "not_checked": [] if report.route.is_known else list(DESTINATION_CODES),
    }


def submission_json(submission: Submission, questions: Sequence[Question]) -> dict[str, Any]:
    """A submission with its open questions."""
    return {
        "id": submission.id,
        "state": submission.state.value,
        "file": {"name": submission.file_name, "sha256": submission.file_sha256},
        "campaign_id": submission.campaign_id,
        "created_at": submission.created_at.isoformat(),
        "created_by": submission.created_by,
        "rows": {state.value: rows for state, rows in submission.row_counts.items()},
        "parts": [{"id": part.id, "state": part.state.value, "rows": part.rows} for part in submission.parts],
        "message": submission.message,
        "refused": [{"row": row, "reason": message} for row, message in submission.refused_rows.items()],
        "questions": [question_json(question) for question in questions],
    }


def question_json(question: Question) -> dict[str, Any]:
    """An open question."""
    return {
        "part": question.part.id,
        "leads": question.part.rows,
        "left_at": question.attempt.left_at.isoformat(),
        "count_before": question.count_before,
        "sent_since": question.sent_since,
        "quarantine_seconds_left": question.quarantine_left,
        "on_hold": question.inconclusive_answer,
    }
