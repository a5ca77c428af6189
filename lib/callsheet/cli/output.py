"""The JSON that other tools rely on, and the same facts for a person."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

from callsheet.wording import sending_terminal as words
from callsheet.wording.refusals import refusal

if TYPE_CHECKING:
    from callsheet.errors import FileRefused
    from callsheet.sending import Question
    from callsheet.store import Submission
    from callsheet.validation import ColumnMapping, Note, Report, Source, Table

DESTINATION_CODES = ("no_enabled_countries", "country_not_enabled", "prefix_not_enabled")


def show_json(value: dict[str, Any]) -> None:
    """Print one JSON object on standard output."""
    json.dump(value, sys.stdout, ensure_ascii=False, indent=1)
    print()


def show_refusal(refused: FileRefused, *, as_json: bool) -> None:
    """Say why a file cannot be taken: as JSON on standard output, or as a sentence on standard error."""
    message = refusal(refused.code, refused.facts)
    if as_json:
        show_json({"refused": {"code": refused.code.value, "message": message}})
    else:
        print(message, file=sys.stderr)


def file_json(source: Source) -> dict[str, Any]:
    """Where a Table came from."""
    names = ("name", "sha256", "format", "encoding", "delimiter", "sheet", "header_row")
    return {name: getattr(source, name) for name in names}


def sheets_json(source: Source) -> list[dict[str, Any]]:
    """The sheets of a workbook."""
    return [{"name": sheet.name, "visible": sheet.visible, "rows": sheet.rows} for sheet in source.sheets]


def notes_json(table: Table) -> list[dict[str, Any]]:
    """What the reader met or repaired."""
    return [_note_json(table, note) for note in table.notes]


def column_json(table: Table, column: str) -> dict[str, Any]:
    """A column by its place and its header (codes.md)."""
    return {"column": table.position_of(column), "header": table.header_of(column)}


def _note_json(table: Table, note: Note) -> dict[str, Any]:
    known = [column for column in note.columns if column in table.frame.columns]
    columns = [column_json(table, column) for column in known]
    return {"code": note.code.value, "rows": list(note.rows), "columns": columns, "facts": dict(note.facts)}


def columns_json(table: Table, mapping: ColumnMapping) -> list[dict[str, Any]]:
    """What each column became, in the order of the file."""
    lines = []
    for position, (column, header) in enumerate(zip(table.frame.columns, table.headers, strict=True), start=1):
        variable = mapping.variables.get(column)
        becomes = "phone_number" if column in mapping.phone else "left_out" if variable is None else "variable"
        lines.append({"column": position, "header": header, "becomes": becomes, "variable": variable})
    return lines


def issues_json(report: Report) -> list[dict[str, Any]]:
    """Every issue with its place and the cell's text."""
    table, issues = report.table, report.issues
    columns = list(report.frame.columns)
    place = {column: position for position, column in enumerate(columns, start=1)}
    cells = {
        column: dict(zip(report.frame.index, report.frame[column], strict=True))
        for column in set(issues["column"]) - {""}
    }
    lines: list[dict[str, Any]] = []
    for row, column, code, severity in zip(
        issues["row"], issues["column"], issues["code"], issues["severity"], strict=True
    ):
        where = {"column": place[column], "header": table.headers[place[column] - 1]} if column else {}
        lines.append(
            {"row": int(row), "column": None, "header": None}
            | where
            | {"code": code, "severity": severity, "value": cells[column][row] if column else None}
        )
    return lines


def report_json(report: Report) -> dict[str, Any]:
    """The whole judgement, as `callsheet check --json` prints it."""
    country = report.choices.country_column
    return {
        "file": file_json(report.table.source),
        "columns": columns_json(report.table, report.mapping),
        "counts": report.counts.to_json(),
        "country_column": None if country is None else column_json(report.table, country),
        "issues": issues_json(report),
        "notes": notes_json(report.table),
        "not_checked": [] if report.route.is_known else list(DESTINATION_CODES),
    }


def submission_json(submission: Submission, questions: list[Question]) -> dict[str, Any]:
    """A submission for other tools."""
    return {
        "id": submission.id,
        "state": submission.state.value,
        "file": {"name": submission.file_name, "sha256": submission.file_sha256},
        "campaign_id": submission.campaign_id,
        "created_at": submission.created_at.isoformat(),
        "created_by": submission.created_by,
        "rows": {state.value: number for state, number in submission.row_counts.items()},
        "parts": [{"id": part.id, "state": part.state.value, "rows": part.rows} for part in submission.parts],
        "message": submission.message,
        "refused": [{"row": row, "reason": said} for row, said in submission.refused_rows.items()],
        "questions": [question_json(each) for each in questions],
    }


def question_json(question: Question) -> dict[str, Any]:
    """An open question for other tools."""
    return {
        "part": question.part.id,
        "leads": question.part.rows,
        "left_at": question.attempt.left_at.isoformat(),
        "count_before": question.count_before,
        "sent_since": question.sent_since,
        "quarantine_seconds_left": question.quarantine_left,
        "on_hold": question.inconclusive_answer,
    }


def print_questions(questions: list[Question]) -> None:
    """Print what only a person can tell, and how to tell it."""
    for question in questions:
        print(
            words.question_in_terminal(
                question.part.id, question.part.rows, question.submission.campaign_name, question.attempt.left_at,
                before=None if question.count_before is None else question.count_before + question.sent_since,
                seconds_left=question.quarantine_left,
            )
        )  # fmt: skip
