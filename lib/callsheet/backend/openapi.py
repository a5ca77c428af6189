"""The OpenAPI as the framework draws it, made true: our own refusals, and the headers of every answer."""

from __future__ import annotations

import re
from typing import Any

FRAMEWORK_REFUSAL = "422"
FRAMEWORK_SHAPES = ("HTTPValidationError", "ValidationError")
TEXT, NUMBER = {"type": "string"}, {"type": "integer"}
EVERY = {"X-Request-Id": {"description": "The caller's own, or a new one; it stands in the log.", "schema": TEXT}}
LIMITED = {
    "X-RateLimit-Limit": {"description": "Requests a key may make in 60 seconds.", "schema": NUMBER},
    "X-RateLimit-Remaining": {"description": "Requests left in these 60 seconds.", "schema": NUMBER},
    "X-RateLimit-Reset": {"description": "When the next begin, in seconds since 1970.", "schema": NUMBER},
}
SLOW_DOWN = {"Retry-After": {"description": "Seconds to wait.", "schema": NUMBER}}

Operations = list[tuple[str, re.Pattern[str]]]


def describe(whole: dict[str, Any]) -> Operations:
    """Correct an OpenAPI document in its place.

    Args:
        whole: the document; a wrong field is a 400 here, not the framework's 422.

    Returns:
        Which method there is at which paths.
    """
    operations: Operations = []
    for path, methods in whole["paths"].items():
        pattern = re.compile(re.sub(r"\{[^}]*\}", "[^/]+", path))
        for method, operation in methods.items():
            operations.append((method.upper(), pattern))
            _refusals(operation["responses"])
            _headers(operation["responses"], limited=path.startswith("/v1/"))
    for name in FRAMEWORK_SHAPES:
        whole["components"]["schemas"].pop(name, None)
    return operations


def _refusals(responses: dict[str, Any]) -> None:
    answer = responses.get(FRAMEWORK_REFUSAL)
    if answer is not None and answer["description"] == "Validation Error":
        del responses[FRAMEWORK_REFUSAL]


def _headers(responses: dict[str, Any], *, limited: bool) -> None:
    for status, response in responses.items():
        more = (LIMITED if limited else {}) | (SLOW_DOWN if status == "429" else {})
        response["headers"] = response.get("headers", {}) | EVERY | more
