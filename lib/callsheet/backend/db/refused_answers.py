"""The answers to refused uploads repeat the phone cells of wrong rows; erase these cells, and nothing else of them."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import phonenumbers
from sqlalchemy import select, update

from callsheet.backend.db.tables import UPLOADS
from callsheet.contract import UploadStatus

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from sqlalchemy import ColumnElement, Connection, Row

CELL = "phone_number"


def answers_with(connection: Connection, workspace: str, number: str) -> dict[str, str]:
    """Find the answers in which a number is, however it is written: Idempotency-Key → the answer without it.

    Args:
        connection: reads.
        workspace: whose uploads.
        number: E.164.
    """
    national = str(phonenumbers.parse(number).national_number)
    rows = _refused(connection, UPLOADS.c.workspace_id == workspace)
    return {row.key: answer for row, answer in _without(rows, lambda cell: national in re.sub(r"[^0-9]", "", cell))}


def erase_answers(connection: Connection, workspace: str, answers: dict[str, str]) -> int:
    """Replace answers; return how many.

    Args:
        connection: within the caller's transaction.
        workspace: whose uploads.
        answers: from `answers_with`.
    """
    for key, answer in answers.items():
        named = (UPLOADS.c.workspace_id == workspace, UPLOADS.c.key == key)
        connection.execute(update(UPLOADS).where(*named).values(answer=answer))
    return len(answers)


def erase_answers_before(connection: Connection, before: datetime) -> int:
    """Erase the phone cells of all answers of uploads before a moment; return how many answers had some.

    Args:
        connection: within the caller's transaction.
        before: of the upload.
    """
    found = _without(_refused(connection, UPLOADS.c.created_at < before), bool)
    for row, answer in found:
        erase_answers(connection, row.workspace_id, {row.key: answer})
    return len(found)


def _refused(connection: Connection, condition: ColumnElement[bool]) -> list[Row[Any]]:
    query = select(UPLOADS.c.workspace_id, UPLOADS.c.key, UPLOADS.c.answer)
    is_refused = (UPLOADS.c.state == UploadStatus.REFUSED.value, UPLOADS.c.answer.contains(CELL))
    return list(connection.execute(query.where(*is_refused, condition)))


def _without(rows: list[Row[Any]], is_erased: Callable[[str], bool]) -> list[tuple[Row[Any], str]]:
    """Those answers in which a cell is to be erased, without it."""
    changed = []
    for row in rows:
        answer = json.loads(row.answer)
        listed = [entry for group in answer.get("errors") or () for entry in group.get("rows") or ()]
        cells = [entry for entry in listed if entry.get(CELL) and is_erased(entry[CELL])]
        for entry in cells:
            entry[CELL] = ""
        if cells:
            changed.append((row, json.dumps(answer)))
    return changed
