"""Upload a file of leads once. Whatever happens, the result is a value: a second attempt could call people twice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import ValidationError
from urllib3.filepost import encode_multipart_formdata

from callsheet.client.outcomes import Accepted, NotSent, Outcome, RateLimited, Unknown
from callsheet.client.refusal_parser import extract_message, parse_refusal
from callsheet.client.transport import decode_json, retry_after_seconds
from callsheet.contract import CLOSED_STATUSES, UploadResult

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    import requests

TOO_MANY_REQUESTS, CONFLICT = 429, 409
REFUSALS = {400, 401, 403, 404, 413, 415}
"""Statuses that say for certain that nothing was queued."""
CLOSED = CLOSED_STATUSES | {"canceled"}
"""Words in the message of a 409 that says that the campaign is closed; servers spell the last one in two ways."""


def encode_file(name: str, data: bytes, fields: Mapping[str, str] | None = None) -> tuple[bytes, str]:
    """Encode a CSV file as `multipart/form-data` with a part `file`, after the parts of other fields.

    Returns:
        The body and its content type.
    """
    return encode_multipart_formdata([*(fields or {}).items(), ("file", (name, data, "text/csv"))])


class ObservedBody:
    """The body of an upload, with a hook that is called before its first byte is sent.

    The transport opens the connection and sends the headers before it reads the body, so nothing of the body has left
    until the first call of `read`.

    Args:
        body: the bytes.
        before_first_byte: called once; an exception that it raises stops the upload and is stored in `aborted_by`.
    """

    def __init__(self, body: bytes, before_first_byte: Callable[[], None] | None) -> None:
        self._body = memoryview(body)
        self._position = 0
        self._before_first_byte = before_first_byte
        self.started = False
        self.aborted_by: Exception | None = None

    def __len__(self) -> int:
        return len(self._body)

    def read(self, size: int = -1) -> bytes:
        """Return the next `size` bytes, or all that are left if `size` is negative."""
        if not self.started:
            self._call_hook()
            self.started = True
        end = len(self._body) if size < 0 else self._position + size
        chunk = bytes(self._body[self._position : end])
        self._position += len(chunk)
        return chunk

    def _call_hook(self) -> None:
        if self._before_first_byte is None:
            return
        try:
            self._before_first_byte()
        except Exception as error:
            self.aborted_by = error  # the transport may replace it: it takes a TimeoutError for one of its own
            raise


def post_once(
    post: Callable[[ObservedBody], requests.Response],
    body: ObservedBody,
    interpret: Callable[[requests.Response], Outcome],
) -> Outcome:
    """Send a body once and interpret the response.

    Args:
        post: sends the body.
        body: records whether any of it has left.
        interpret: of the response.

    Raises:
        Exception: only what `before_first_byte` raised; then nothing has left.
    """
    try:
        response = post(body)
    except Exception as error:  # noqa: BLE001 - once a byte may have left, every failure means an unknown outcome
        if body.aborted_by is not None:
            raise body.aborted_by from None
        name = type(error).__name__
        return Unknown(name) if body.started else NotSent(name)
    return interpret(response)


def outcome_of(response: requests.Response) -> Outcome:
    """Interpret the response to an upload to a campaign."""
    return interpret_response(response, _queued, closed=CLOSED)


def _queued(status: int, body: Any) -> Accepted | None:
    try:
        result = UploadResult.model_validate(body)
    except ValidationError:
        return None
    return Accepted(status, result.leads_created, result.leads_skipped, result.message)


def interpret_response(
    response: requests.Response, read: Callable[[int, Any], Accepted | None], *, closed: Collection[str] = ()
) -> Outcome:
    """Interpret the response to an upload. Every response that is not unambiguous is `Unknown`.

    Args:
        response: the response.
        read: reads status and body of a success; None: it does not say what happened.
        closed: words in the message of a 409 by which it is a refusal.
    """
    status, body = response.status_code, decode_json(response)
    message = extract_message(body, response.reason or "")
    if 200 <= status < 300:  # noqa: PLR2004 - HTTP's success statuses
        return read(status, body) or Unknown(message, status)
    if status == TOO_MANY_REQUESTS:
        return RateLimited(retry_after_seconds(response), message)
    if status in REFUSALS or (status == CONFLICT and any(word in message.lower() for word in closed)):
        return parse_refusal(status, body, message)
    return Unknown(message, status)
