"""Parse error responses of any server: every shape in which rows can be named; otherwise the message alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from callsheet.client.outcomes import Refused, RefusedRow

if TYPE_CHECKING:
    from collections.abc import Iterator

_ROWS = re.compile(r"\brows?\b[:\s#]*((?:\d+\s*(?:,|-|–|\band\b|\bto\b)?\s*)+)", re.IGNORECASE)
_ROW_RANGE = re.compile(r"(\d{1,9})(?:\s*(?:-|–|\bto\b)\s*(\d{1,9}))?")
_MORE_ROWS = re.compile(r"(?:,|\band\b)?\s*\d[\d,.]*\s+(?:more|others?)\b", re.IGNORECASE)
_MAX_ROW_RANGE = 1_000_000
"""Rows in "rows 3 to 8" that are believed; a file of 10 MB cannot have more. A longer range is an error."""
_MAX_DEPTH = 20
"""Nesting of a message that is unpacked; deeper parts are shown as they came. Chosen by hand."""


def extract_message(body: Any, fallback: str) -> str:
    """Return the server's message, whatever the shape of `message`: a string, a list, an object.

    Args:
        body: decoded JSON, or text.
        fallback: for a body without a message.
    """
    return _flatten(body.get("message") if isinstance(body, dict) else body, _MAX_DEPTH) or fallback


def _flatten(message: Any, depth: int) -> str:
    if depth and isinstance(message, list):
        return "\n".join(filter(None, (_flatten(item, depth - 1) for item in message)))
    if depth and isinstance(message, dict):
        inner = message.get("message") or message.get("failed_parsing_reason") or message.get("reason")
        return _flatten(inner, depth - 1) if inner else str(message)
    return str(message) if message else ""


def parse_refusal(status: int, body: Any, fallback: str) -> Refused:
    """Parse an error response, and the refused rows in it.

    Args:
        status: HTTP status.
        body: decoded JSON, or text.
        fallback: message of a body without one.
    """
    message = extract_message(body, fallback)
    fields = body if isinstance(body, dict) else {}
    errors = fields.get("errors")
    for rows in (_grouped_rows(errors), _listed_rows(errors), _listed_rows(fields.get("message"))):
        parsed = tuple(rows)
        if parsed:
            return Refused(status, message, parsed)
    return Refused(status, message, tuple(_rows_in_text(message)))


def _grouped_rows(groups: Any) -> Iterator[RefusedRow]:
    """Parse `[{"reason": …, "rows": […]}]` or `{reason: […]}`; a row is a number or an object."""
    if isinstance(groups, dict):
        groups = [{"reason": reason, "rows": rows} for reason, rows in groups.items()]
    for group in groups if isinstance(groups, list) else ():
        entries = group.get("rows") if isinstance(group, dict) else None
        for entry in entries if isinstance(entries, list) else ():
            row = _row_number(entry)
            if row is not None:
                reason = _text(group.get("reason"))
                yield RefusedRow(row, _phone_number(entry), reason, _text(group.get("title")) or reason)


def _listed_rows(entries: Any) -> Iterator[RefusedRow]:
    """Parse `[{"row": 4, "message": …}]`, or the same with the columns of the dashboard's error file."""
    for entry in entries if isinstance(entries, list) else ():
        row = _row_number(entry) if isinstance(entry, dict) else None
        if row is not None:
            message = entry.get("failed_parsing_reason") or entry.get("message") or entry.get("reason")
            yield RefusedRow(row, _phone_number(entry), "", _text(message))


def _row_number(entry: Any) -> int | None:
    row = entry.get("row", entry.get("position")) if isinstance(entry, dict) else entry
    if isinstance(row, str) and re.fullmatch(r"[0-9]{1,9}", row):
        return int(row)
    return row if isinstance(row, int) and not isinstance(row, bool) else None


def _phone_number(entry: Any) -> str | None:
    number = entry.get("phone_number") if isinstance(entry, dict) else None
    return None if number is None else str(number)


def _text(value: Any) -> str:
    return str(value) if value else ""


def _rows_in_text(message: str) -> Iterator[RefusedRow]:
    """Parse sentences such as "Invalid phone number: rows 3, 8 to 10 and 5 more"."""
    for line in message.splitlines():
        sentence = _MORE_ROWS.sub("", line)
        for match in _ROWS.finditer(sentence):
            title = sentence[: match.start()].strip(" :") or line
            for first, last in _ROW_RANGE.findall(match[1]):
                for row in range(int(first), min(int(last or first), int(first) + _MAX_ROW_RANGE) + 1):
                    yield RefusedRow(row, None, "", title)
