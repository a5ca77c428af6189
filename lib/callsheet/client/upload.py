"""The one dangerous call: what became of it is a value, whatever happens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import ValidationError

from callsheet.client.outcomes import Accepted, NotSent, Outcome, RateLimited, Unknown
from callsheet.client.refusal_parser import extract_message, parse_refusal
from callsheet.client.transport import decode_json, retry_after_seconds
from callsheet.contract import CLOSED_STATUSES, UploadResult

if TYPE_CHECKING:
    from collections.abc import Callable

    import requests

    from callsheet.client.wire import ObservedBody

SLOW_DOWN, CONFLICT = 429, 409
CLOSED = CLOSED_STATUSES | {"canceled"}
"""Words that tell the 409 of a closed campaign from any other; servers spell the second one in two ways."""
REFUSALS = {400, 401, 403, 404, 413, 415}


def post_once(post: Callable[[ObservedBody], requests.Response], body: ObservedBody) -> Outcome:
    """Make the call once and read what came of it.

    Args:
        post: sends the body.
        body: tells whether any of it left.

    Raises:
        Exception: only what the caller's own `before_first_byte` raised; then nothing left.
    """
    try:
        answer = post(body)
    except Exception as error:  # noqa: BLE001 - once a byte may have left, no kind of failure may hide that
        if body.aborted_by is not None:
            raise body.aborted_by from None
        kind = type(error).__name__
        return Unknown(kind) if body.started else NotSent(kind)
    return outcome_of(answer)


def outcome_of(answer: requests.Response) -> Outcome:
    """What an answer says about the leads; all that is not clear is unknown."""
    status, body = answer.status_code, decode_json(answer)
    words = extract_message(body, answer.reason or "")
    if 200 <= status < 300:  # noqa: PLR2004 - the borders of HTTP's classes
        try:
            taken = UploadResult.model_validate(body)
        except ValidationError:
            return Unknown(words, status)
        return Accepted(status, taken.leads_created, taken.leads_skipped, taken.message)
    if status == SLOW_DOWN:
        return RateLimited(retry_after_seconds(answer), words)
    if status in REFUSALS or (status == CONFLICT and any(word in words.lower() for word in CLOSED)):
        return parse_refusal(status, body, words)
    return Unknown(words, status)
