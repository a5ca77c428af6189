"""Judge an uploaded file by the rules of the number that will call: the same for campaigns, batches and workflows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callsheet.backend.http.errors import ApiError, refused_rows_error
from callsheet.backend.row_errors import group_row_errors
from callsheet.contract import MAX_BYTES_SERVER
from callsheet.errors import FileRefused
from callsheet.files import read_table
from callsheet.validation import MAX_VARIABLES, PHONE_NUMBER, check, contract_mapping
from callsheet.web.metrics import count_refused_file, count_report, timed
from callsheet.wording import api

if TYPE_CHECKING:
    from callsheet.backend.row_errors import RowErrorColumns
    from callsheet.validation import Report, Route


def judge_file(
    name: str,
    data: bytes,
    route: Route,
    *,
    phone_header: str = PHONE_NUMBER,
    most_variables: int | None = MAX_VARIABLES,
) -> tuple[Report, list[RowErrorColumns]]:
    """Read a file and check it with its literal column names.

    Args:
        name: of the file.
        data: its bytes.
        route: the rules of the number that calls.
        phone_header: header of the phone column.
        most_variables: columns besides it; None: any number.

    Returns:
        The check, and the refused rows by reason.

    Raises:
        ApiError: 400, because of the whole file.
    """
    try:
        with timed("read"):
            table = read_table(name, data, limit_bytes=MAX_BYTES_SERVER)
        with timed("check"):
            report = check(table, contract_mapping(table, phone_header, most_variables), route)
    except FileRefused as refused:
        count_refused_file("upload", refused.code)
        raise ApiError(400, api.file_message(refused.code, {**refused.facts, "header": phone_header})) from None
    count_report("upload", report)
    return report, group_row_errors(report)


def check_file(name: str, data: bytes, route: Route, *, most_variables: int | None = MAX_VARIABLES) -> Report:
    """Read a file and check it with its literal column names; refuse it for any wrong row.

    Args:
        name: of the file.
        data: its bytes.
        route: the rules of the number that calls.
        most_variables: columns besides the phone column; None: any number.

    Raises:
        ApiError: 400, because of the whole file or of some rows.
    """
    report, groups = judge_file(name, data, route, most_variables=most_variables)
    if groups:
        raise refused_rows_error(groups)
    return report
