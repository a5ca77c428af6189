"""An answer that is not the success, in the envelope that every refusal has (documented)."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

import pyarrow as pa
from fastapi import Response

from callsheet.arrow_strings import concatenated_bytes, encode_json_strings, from_series, join
from callsheet.wording import api

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from callsheet.backend.row_errors import RowErrorColumns


class Refusal(Exception):
    """The request is answered, but not granted.

    Args:
        status: HTTP status.
        message: one sentence, or one for each problem.
        groups: of an upload, the refused rows by reason.
    """

    def __init__(self, status: int, message: str | list[str], groups: Sequence[RowErrorColumns] = ()) -> None:
        super().__init__(status)
        self.status = status
        self.message = message
        self.groups = groups

    def body(self) -> str:
        """The envelope as JSON; `errors` lists every row, so it is written in columns."""
        text = json.dumps(envelope(self.status, self.message), ensure_ascii=False)
        if not self.groups:
            return text
        return f'{text[:-1]}, "errors": [{", ".join(map(_group, self.groups))}]}}'


def refused_rows(groups: Sequence[RowErrorColumns]) -> Refusal:
    """The grouped 400 of the contract."""
    words = [api.row_error_message(group.reason.label, group.rows) for group in groups]
    return Refusal(HTTPStatus.BAD_REQUEST, words, groups)


def _group(group: RowErrorColumns) -> str:
    head = {"reason": group.reason, "title": group.reason.label, "count": len(group.rows)}
    rows: Any = pa.array(group.rows).cast(pa.string())
    lines = join('{"row": ', rows, ', "phone_number": ', encode_json_strings(from_series(group.numbers)), "}, ")
    text = bytes(concatenated_bytes(lines)[: -len(", ")]).decode()
    return f'{json.dumps(head)[:-1]}, "rows": [{text}]}}'


def envelope(status: int, message: str | list[str]) -> dict[str, Any]:
    """The body of a refusal: status, words, and the status in words."""
    return {"statusCode": status, "message": message, "error": HTTPStatus(status).phrase}


def answered(status: int, body: str, headers: Mapping[str, str] | None = None) -> Response:
    """A JSON text as a response."""
    return Response(body, status, headers, "application/json")


def refused(status: int, message: str | list[str], headers: Mapping[str, str] | None = None) -> Response:
    """A refusal as a response."""
    return answered(status, Refusal(status, message).body(), headers)
