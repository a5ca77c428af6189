"""An answer that is not the success, in the envelope that every refusal has (documented)."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from fastapi.responses import JSONResponse


class Refusal(Exception):
    """The request is answered, but not granted.

    Args:
        status: HTTP status.
        message: one sentence, or one for each problem.
        groups: of an upload, the refused rows by reason.
    """

    def __init__(self, status: int, message: str | list[str], groups: list[dict[str, Any]] | None = None) -> None:
        super().__init__(status)
        self.status = status
        self.message = message
        self.groups = groups

    def body(self) -> dict[str, Any]:
        """The envelope."""
        return envelope(self.status, self.message, self.groups)


def envelope(status: int, message: str | list[str], groups: list[dict[str, Any]] | None = None) -> dict[str, Any]:
    """The body of a refusal: status, words, and the status in words; `errors` where rows are named."""
    body: dict[str, Any] = {"statusCode": status, "message": message, "error": HTTPStatus(status).phrase}
    if groups is not None:
        body["errors"] = groups
    return body


def refused(status: int, message: str | list[str]) -> JSONResponse:
    """A refusal as a response."""
    return JSONResponse(envelope(status, message), status)
