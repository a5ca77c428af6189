"""Reading a refusal of any shape: what cannot be placed is kept word for word."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from callsheet.client.outcomes import Refused, RefusedRow

if TYPE_CHECKING:
    from collections.abc import Iterator

_ROWS = re.compile(r"\brows?\b[:\s#]*((?:\d+\s*(?:,|-|–|\band\b|\bto\b)?\s*)+)", re.IGNORECASE)
_NAMED = re.compile(r"(\d{1,9})(?:\s*(?:-|–|\bto\b)\s*(\d{1,9}))?")
_MORE = re.compile(r"(?:,|\band\b)?\s*\d[\d,.]*\s+(?:more|others?)\b", re.IGNORECASE)
MOST_ROWS = 1_000_000
"""No file has more; a longer range of rows is a mistake of the server's."""
DEEPEST = 20
"""Words that lie deeper in a message are shown as they came."""


def extract_message(body: Any, fallback: str) -> str:
    """The server's own words, whatever shape `message` has."""
    return _words(body.get("message") if isinstance(body, dict) else body, DEEPEST) or fallback


def _words(message: Any, deeper: int) -> str:
    if deeper and isinstance(message, list):
        return "\n".join(filter(None, (_words(each, deeper - 1) for each in message)))
    if deeper and isinstance(message, dict):
        inner = message.get("message") or message.get("failed_parsing_reason") or message.get("reason")
        return _words(inner, deeper - 1) if inner else str(message)
    return str(message) if message else ""


def parse_refusal(status: int, body: Any, fallback: str) -> Refused:
    """Read a refusal tolerantly.

    Args:
        status: HTTP status.
        body: decoded JSON, or text.
        fallback: words for a body that has none.
    """
    words = extract_message(body, fallback)
    told = body if isinstance(body, dict) else {}
    for found in (_grouped(told.get("errors")), _listed(told.get("errors")), _listed(told.get("message"))):
        rows = tuple(found)
        if rows:
            return Refused(status, words, rows)
    return Refused(status, words, tuple(_in_text(words)))


def _grouped(groups: Any) -> Iterator[RefusedRow]:
    """`[{"reason": …, "rows": […]}]`, or `{reason: […]}`; a row is a number or an object."""
    if isinstance(groups, dict):
        groups = [{"reason": reason, "rows": rows} for reason, rows in groups.items()]
    for group in groups if isinstance(groups, list) else ():
        rows = group.get("rows") if isinstance(group, dict) else None
        for line in rows if isinstance(rows, list) else ():
            row = _row(line)
            if row is not None:
                reason = _text(group.get("reason"))
                yield RefusedRow(row, _phone(line), reason, _text(group.get("title")) or reason)


def _listed(lines: Any) -> Iterator[RefusedRow]:
    """`[{"row": 4, "message": …}]`, also with the columns of the dashboard's error file."""
    for line in lines if isinstance(lines, list) else ():
        row = _row(line) if isinstance(line, dict) else None
        if row is not None:
            words = line.get("failed_parsing_reason") or line.get("message") or line.get("reason")
            yield RefusedRow(row, _phone(line), "", _text(words))


def _row(line: Any) -> int | None:
    told = line.get("row", line.get("position")) if isinstance(line, dict) else line
    if isinstance(told, str) and re.fullmatch(r"[0-9]{1,9}", told):
        return int(told)
    return told if isinstance(told, int) and not isinstance(told, bool) else None


def _phone(line: Any) -> str | None:
    told = line.get("phone_number") if isinstance(line, dict) else None
    return None if told is None else str(told)


def _text(told: Any) -> str:
    return str(told) if told else ""


def _in_text(words: str) -> Iterator[RefusedRow]:
    for line in words.splitlines():
        told = _MORE.sub("", line)
        for match in _ROWS.finditer(told):
            title = told[: match.start()].strip(" :") or line
            for first, last in _NAMED.findall(match[1]):
                for row in range(int(first), min(int(last or first), int(first) + MOST_ROWS) + 1):
                    yield RefusedRow(row, None, "", title)
