"""Error responses: every response that is not a success has the same JSON envelope (documented)."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from fastapi import Response

from callsheet.arrow_strings import concatenated_bytes, encode_json_strings, from_integers, from_series, join
from callsheet.wording import api

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from callsheet.backend.row_errors import RowErrorColumns
    from callsheet.errors import RefusalCode


class ApiError(Exception):
    """The request is answered with an error status.

    Args:
        status: HTTP status.
        message: one sentence, or one for each problem.
        groups: the refused rows of an upload, by reason.
        refused: why the file of a check is refused as a whole.
    """

    def __init__(
        self,
        status: int,
        message: str | list[str],
        groups: Sequence[RowErrorColumns] = (),
        refused: RefusalCode | None = None,
    ) -> None:
        super().__init__(status)
        self.status = status
        self.message = message
        self.groups = groups
        self.refused = refused

    def body(self) -> str:
        """Encode the envelope as JSON. `errors` lists the first rows of each group, encoded a column at a time."""
        more = {} if self.refused is None else {"refused": {"code": self.refused.value}}
        text = json.dumps(error_body(self.status, self.message) | more, ensure_ascii=False)
        if not self.groups:
            return text
        return f'{text[:-1]}, "errors": [{", ".join(map(_encode_group, self.groups))}]}}'


def refused_rows_error(groups: Sequence[RowErrorColumns]) -> ApiError:
    """Build the 400 of a file with refused rows.

    Args:
        groups: at least one, each with at least one row.
    """
    messages = [api.row_error_message(group.reason.label, group.rows) for group in groups]
    return ApiError(HTTPStatus.BAD_REQUEST, messages, groups)


def _encode_group(group: RowErrorColumns) -> str:
    head = {"reason": group.reason, "title": group.reason.label, "count": len(group.rows)}
    numbers = encode_json_strings(from_series(group.numbers))
    listed = group.rows[: len(group.numbers)]
    rows = join('{"row": ', from_integers(listed), ', "phone_number": ', numbers, "}, ")
    text = bytes(concatenated_bytes(rows)[: -len(", ")]).decode()
    truncated = ', "truncated": true' if len(listed) < len(group.rows) else ""
    return f'{json.dumps(head)[:-1]}, "rows": [{text}]{truncated}}}'


def error_body(status: int, message: str | list[str]) -> dict[str, Any]:
    """The envelope of every error response: status, message, and the reason phrase of the status."""
    return {"statusCode": status, "message": message, "error": HTTPStatus(status).phrase}


def json_response(status: int, body: str, headers: Mapping[str, str] | None = None) -> Response:
    """Build a response from encoded JSON."""
    return Response(body, status, headers, "application/json")


def error_response(status: int, message: str | list[str], headers: Mapping[str, str] | None = None) -> Response:
    """Build an error response."""
    return json_response(status, ApiError(status, message).body(), headers)
