"""Reading a refusal of any shape: what cannot be placed is kept word for word."""

from __future__ import annotations

import re
from typing import Any

from callsheet.client.outcomes import Refused, RefusedRow

_ROWS = re.compile(r"\brows?\b[:\s#]*((?:\d+(?:\s*(?:,|and)\s*)?)+)", re.IGNORECASE)


def words_of(body: Any, fallback: str) -> str:
    """The server's own words, whatever shape `message` has."""
    message = body.get("message") if isinstance(body, dict) else body
    if isinstance(message, list):
        return "\n".join(words_of({"message": each}, "") for each in message) or fallback
    if isinstance(message, dict):
        inner = message.get("message") or message.get("failed_parsing_reason") or message.get("reason")
        return str(inner) if inner else str(message)
    return str(message) if message else fallback


def read_refusal(status: int, body: Any, fallback: str) -> Refused:
    """Read a refusal tolerantly.

    Args:
        status: HTTP status.
        body: decoded JSON, or text.
        fallback: words for a body that has none.
    """
    words = words_of(body, fallback)
    rows = _grouped(body) or _listed(body) or _in_text(words)
    return Refused(status, words, tuple(rows))


def _grouped(body: Any) -> list[RefusedRow]:
    groups = body.get("errors") if isinstance(body, dict) else None
    found = []
    for group in groups if isinstance(groups, list) else ():
        if not isinstance(group, dict):
            continue
        reason = str(group.get("reason") or "")
        words = str(group.get("title") or reason)
        for line in group.get("rows") or ():
            row = line.get("row") if isinstance(line, dict) else line
            if isinstance(row, int):
                phone = line.get("phone_number") if isinstance(line, dict) else None
                found.append(RefusedRow(row, phone, reason, words))
    return found


def _listed(body: Any) -> list[RefusedRow]:
    message = body.get("message") if isinstance(body, dict) else None
    found = []
    for each in message if isinstance(message, list) else ():
        row = each.get("row", each.get("position")) if isinstance(each, dict) else None
        if isinstance(row, int):
            words = str(each.get("failed_parsing_reason") or each.get("message") or each.get("reason") or "")
            found.append(RefusedRow(row, each.get("phone_number"), "", words))
    return found


def _in_text(words: str) -> list[RefusedRow]:
    found = []
    for line in words.splitlines():
        for match in _ROWS.finditer(line):
            title = line[: match.start()].strip(" :") or line
            found += [RefusedRow(int(row), None, "", title) for row in re.findall(r"\d+", match[1])]
    return found
