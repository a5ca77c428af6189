"""The rows that were left behind, to be mended in Excel: as a workbook with red cells, or as a formula-safe CSV."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pandas as pd
import xlsxwriter

from callsheet.files.returned import MARK, row_hashes
from callsheet.validation import Bucket, Severity
from callsheet.wording.issues import reason
from callsheet.wording.screens_files import REASON_HEADER, ROW_HEADER

if TYPE_CHECKING:
    from collections.abc import Collection

    from callsheet.validation import Report

MAX_COMMENTS = 1_000
LEFT_BEHIND = (Bucket.ERRORS,)
_FORMULA_STARTS = r"^(?:'*[=@\t\r-]|'*\+(?![0-9]{7,15}$))"


def rows_left_behind(report: Report, buckets: Collection[Bucket] = LEFT_BEHIND, draft_id: str = "") -> pd.DataFrame:
    """The rows of some buckets with their row number and reasons.

    Args:
        report: the judgement.
        buckets: which rows.
        draft_id: of the draft they may come back to; "": none.

    Returns:
        rows × (row, the columns of the file, reason, and for a draft the hash of each row), texts but for the row
        number.
    """
    frame = report.frame[report.buckets.isin([bucket.value for bucket in buckets])]
    issues = report.issues[report.issues["severity"] != Severity.WARNING]
    issues = issues[issues["row"].isin(frame.index)]
    kept = issues["kept_row"].astype("object").where(issues["kept_row"].notna(), None)
    words = pd.Series(
        [reason(code, detail, row) for code, detail, row in zip(issues["code"], issues["detail"], kept, strict=True)],
        index=issues["row"],
        dtype="str",
    )
    reasons = words.groupby(level=0).agg("; ".join).reindex(frame.index, fill_value="")
    own = {REASON_HEADER: reasons} | ({f"{MARK}{draft_id}": row_hashes(frame)} if draft_id else {})
    return frame.assign(**own).rename_axis(ROW_HEADER).reset_index()


def write_error_csv(report: Report, buckets: Collection[Bucket] = LEFT_BEHIND, draft_id: str = "") -> bytes:
    """The rows as CSV that no spreadsheet runs: `=`, `-`, `@`, tab and lone `+` get a leading apostrophe.

    Args:
        report: the judgement.
        buckets: which rows.
        draft_id: of the draft they may come back to; "": none.
    """
    frame = rows_left_behind(report, buckets, draft_id)
    for column in frame.columns[1:]:
        risky = frame[column].str.match(_FORMULA_STARTS)
        frame[column] = frame[column].where(~risky, "'" + frame[column])
    return b"\xef\xbb\xbf" + frame.to_csv(index=False, lineterminator="\r\n").encode()


def write_error_workbook(report: Report, buckets: Collection[Bucket] = LEFT_BEHIND, draft_id: str = "") -> bytes:
    """The rows as XLSX: bad cells red with a comment, a reason column, every value a text cell.

    Args:
        report: the judgement.
        buckets: which rows.
        draft_id: of the draft they may come back to; "": none.
    """
    frame = rows_left_behind(report, buckets, draft_id)
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet("Leads to fix")
    text, head = book.add_format({"num_format": "@"}), book.add_format({"bold": True, "bottom": 1})
    red = book.add_format({"num_format": "@", "bg_color": "#FDECEC", "font_color": "#A61B1B"})
    headers = [ROW_HEADER, *report.table.headers, REASON_HEADER, *frame.columns[len(report.table.headers) + 2 :]]
    for column, header in enumerate(headers):
        sheet.write_string(0, column, header, head)
    sheet.set_column(1, len(headers) - 1, 22, text)
    if draft_id:
        sheet.set_column(len(headers) - 1, len(headers) - 1, None, None, {"hidden": True})
    sheet.freeze_panes(1, 1)
    bad = _bad_cells(report)
    columns = list(frame.columns)
    for place, values in enumerate(frame.itertuples(index=False, name=None), start=1):
        sheet.write_number(place, 0, values[0])
        for column, value in enumerate(values[1:], start=1):
            sheet.write_string(place, column, value, red if (values[0], columns[column]) in bad else text)
    _write_comments(sheet, frame, columns, bad)
    book.close()
    return target.getvalue()


def _bad_cells(report: Report) -> dict[tuple[int, str], str]:
    wrong = report.issues[report.issues["severity"] == Severity.ERROR]
    return {
        (int(row), column): reason(code, detail)
        for row, column, code, detail in zip(wrong["row"], wrong["column"], wrong["code"], wrong["detail"], strict=True)
        if column
    }


def _write_comments(
    sheet: xlsxwriter.worksheet.Worksheet, frame: pd.DataFrame, columns: list[str], bad: dict[tuple[int, str], str]
) -> None:
    place_of = {int(row): place for place, row in enumerate(frame[ROW_HEADER], start=1)}
    here = [(place_of[row], columns.index(column), words) for (row, column), words in bad.items() if row in place_of]
    for place, column, words in here[:MAX_COMMENTS]:
        sheet.write_comment(place, column, words)
