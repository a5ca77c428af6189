"""Correct the OpenAPI document that FastAPI generates: its error responses and the headers of every response."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from fastapi.routing import APIRoute

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fastapi import APIRouter

_FRAMEWORK_STATUS = "422"
_FRAMEWORK_SCHEMAS = ("HTTPValidationError", "ValidationError")
_STRING, _INTEGER = {"type": "string"}, {"type": "integer"}
_REQUEST_ID = "Id of the request in the server's log: the client's own X-Request-Id, or a new one."
_ALL_RESPONSES = {
    "X-Request-Id": {
        "description": "Id of the request in the server's log: the client's own X-Request-Id, or a new one.",
        "schema": _STRING,
    }
}
_RATE_LIMITED = {
    "X-RateLimit-Limit": {"description": "Requests that a key may make in 60 seconds.", "schema": _INTEGER},
    "X-RateLimit-Remaining": {"description": "Requests that are left in the current 60 seconds.", "schema": _INTEGER},
    "X-RateLimit-Reset": {
        "description": "When the next 60 seconds begin, as a Unix time.",
        "schema": _INTEGER,
    },
}
_TOO_MANY_REQUESTS = {"Retry-After": {"description": "Seconds to wait before the next request.", "schema": _INTEGER}}

Operations = list[tuple[str, re.Pattern[str]]]


def operations_of(routers: Iterable[APIRouter]) -> Operations:
    """Return method and path pattern of every operation that the OpenAPI document has."""
    return [
        (method, re.compile(re.sub(r"\{[^}]*\}", "[^/]+", route.path)))
        for router in routers
        for route in router.routes
        if isinstance(route, APIRoute) and route.include_in_schema
        for method in sorted(route.methods or ())
    ]


def correct_openapi(document: dict[str, Any]) -> None:
    """Correct an OpenAPI document in place. A wrong field is a 400 of ours, not the framework's 422.

    Args:
        document: as FastAPI generates it.
    """
    for path, methods in document["paths"].items():
        for operation in methods.values():
            _remove_framework_status(operation["responses"])
            _add_headers(operation["responses"], rate_limited=path.startswith("/v1/"))
    for name in _FRAMEWORK_SCHEMAS:
        document["components"]["schemas"].pop(name, None)


def _remove_framework_status(responses: dict[str, Any]) -> None:
    response = responses.get(_FRAMEWORK_STATUS)
    if response is not None and response["description"] == "Validation Error":
        del responses[_FRAMEWORK_STATUS]


def _add_headers(responses: dict[str, Any], *, rate_limited: bool) -> None:
    for status, response in responses.items():
        headers = (_RATE_LIMITED if rate_limited else {}) | (_TOO_MANY_REQUESTS if status == "429" else {})
        response["headers"] = response.get("headers", {}) | _ALL_RESPONSES | headers
