"""Drafts: a file on its way to a campaign, with everything decided about it so far."""

from __future__ import annotations

import secrets
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any, Unpack

from sqlalchemy import delete, insert, select, update

from callsheet.database.sql import secure_delete_transaction
from callsheet.errors import DraftChanged, DraftNotFound, StoreError
from callsheet.store.audit import append
from callsheet.store.clock import utc_now
from callsheet.store.draft import DraftSummary, draft_from
from callsheet.store.draft_edits import append_edits, cut_off_edits, load_edits, shared_edits
from callsheet.store.draft_file import pack
from callsheet.store.ledger.states import UNSETTLED
from callsheet.store.tables import DRAFT_EDITS, DRAFT_FILES, DRAFTS, PARTS, SUBMISSIONS
from callsheet.validation import Choices

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import Engine

    from callsheet.store.draft import Draft, DraftChanges
    from callsheet.validation import Edit

FIRST_STEP = "upload"


class Drafts:
    """The drafts of one database.

    Args:
        engine: the database.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def create(self, name: str, data: bytes, owner: str = "", *, by: str | None = None) -> str:
        """Store a dropped file.

        Args:
            name: the file's name.
            data: its bytes.
            owner: its user, at most 64 characters; "" without sign-in.
            by: who uploaded it, for the audit; None: no entry is made.

        Returns:
            The unguessable id (22 characters, 128 bits).
        """
        draft_id, now = secrets.token_urlsafe(16), utc_now()
        row = {"id": draft_id, "version": 1, "created_at": now, "updated_at": now, "name": name, "owner": owner}
        with self._engine.begin() as connection:
            connection.execute(insert(DRAFTS).values(**row, step=FIRST_STEP, choices=Choices().to_json()))
            connection.execute(insert(DRAFT_FILES).values(draft_id=draft_id, data=pack(data)))
            if by is not None:
                append(connection, "uploaded", by, draft_id, bytes=len(data))
        return draft_id

    def load(self, draft_id: str) -> Draft:
        """Fetch a draft with its file and edits.

        Raises:
            DraftNotFound: there is no draft with that id.
        """
        query = select(DRAFTS, DRAFT_FILES.c.data).join(DRAFT_FILES).where(DRAFTS.c.id == draft_id)
        with self._engine.connect() as connection:
            row = connection.execute(query).mappings().one_or_none()
            if row is None:
                raise DraftNotFound(draft_id)
            edits = load_edits(connection, draft_id)
        return draft_from(row, edits)

    def save(self, draft_id: str, *, expected: int | None = None, **changes: Unpack[DraftChanges]) -> int:
        """Save changed fields. Edits in `choices` are ignored; `save_choices` saves them.

        Args:
            draft_id: the draft.
            expected: the version the changes are based on; None: any.
            **changes: fields of `DraftChanges`.

        Returns:
            The new version.

        Raises:
            DraftNotFound: there is no draft with that id.
            DraftChanged: the draft has another version; nothing is written.
        """
        return self._update(draft_id, self._as_stored(changes), expected=expected)

    def save_choices(
        self, draft_id: str, before: Choices, after: Choices, *, expected: int | None = None, by: str | None = None
    ) -> int:
        """Replace the choices of a draft; only the part of the edit log that differs is written.

        Args:
            draft_id: the draft.
            before: the saved choices.
            after: the new choices.
            expected: the version the change is based on; None: any.
            by: who changed them, for the audit, which says how many cells and rows; None: no entry is made.

        Returns:
            The new version.

        Raises:
            DraftNotFound: there is no draft with that id.
            DraftChanged: the draft has another version; nothing is written.
        """
        shared = shared_edits(before.edits, after.edits)
        new, old = replace(after, edits=()), replace(before, edits=())
        values = {} if new == old else {"choices": new.to_json()}
        keep = shared if shared < len(before.edits) else None
        fixed = {
            "cells": len(after.edits) - len(before.edits),
            "rows_left_out": len(after.left_out_rows) - len(before.left_out_rows),
        }
        done = None if by is None else (by, fixed)
        return self._update(draft_id, values, after.edits[shared:], expected=expected, keep=keep, fixed=done)

    def save_layout(self, draft_id: str, layout: Mapping[str, Any]) -> None:
        """Save how the grid is laid out. The version stays, so that a column's width never conflicts with another tab.

        Args:
            draft_id: the draft; a missing one is ignored.
            layout: as the app encodes it.
        """
        with self._engine.begin() as connection:
            connection.execute(update(DRAFTS).where(DRAFTS.c.id == draft_id).values(layout=dict(layout)))

    def _update(
        self,
        draft_id: str,
        values: dict[str, Any],
        edits: Sequence[Edit] = (),
        *,
        expected: int | None = None,
        keep: int | None = None,
        fixed: tuple[str, dict[str, int]] | None = None,
    ) -> int:
        query = update(DRAFTS).where(DRAFTS.c.id == draft_id)
        if expected is not None:
            query = query.where(DRAFTS.c.version == expected)
        query = query.values(**values, version=DRAFTS.c.version + 1, updated_at=utc_now())
        with self._engine.begin() as connection:
            version = connection.execute(query.returning(DRAFTS.c.version)).scalar_one_or_none()
            if version is None:
                exists = connection.execute(select(DRAFTS.c.id).where(DRAFTS.c.id == draft_id)).one_or_none()
                raise DraftNotFound(draft_id) if exists is None else DraftChanged(draft_id)
            if keep is not None:
                cut_off_edits(connection, draft_id, keep)
            append_edits(connection, draft_id, edits)
            if fixed is not None:
                append(connection, "fixed", fixed[0], draft_id, **fixed[1])
        return int(version)

    def delete(self, draft_id: str, *, by: str | None = None) -> None:
        """Delete a draft with its file and edits so that they cannot be recovered; a missing draft is ignored.

        Args:
            draft_id: the draft.
            by: who deletes it, for the audit; None: no entry is made.

        Raises:
            StoreError: leads of the draft are waiting, in flight or unknown; no screen would show them any more.
        """
        unsettled = select(PARTS.c.id).join(SUBMISSIONS).where(PARTS.c.state.in_(UNSETTLED))
        with secure_delete_transaction(self._engine) as connection:
            if connection.execute(unsettled.where(SUBMISSIONS.c.draft_id == draft_id)).first() is not None:
                raise StoreError(f"draft {draft_id} is not settled")
            is_there = connection.execute(delete(DRAFTS).where(DRAFTS.c.id == draft_id)).rowcount
            if by is not None and is_there:
                append(connection, "deleted", by, draft_id)

    def replace_file(self, draft_id: str, data: bytes, *, expected: int | None, **changes: Unpack[DraftChanges]) -> int:
        """Replace the file of a draft of which nothing was sent, as when another file is added to it.

        Args:
            draft_id: the draft.
            data: the new file.
            expected: the version that was read; None: any.
            **changes: fields of `DraftChanges` that change with it.

        Returns:
            The new version.

        Raises:
            StoreError: leads of the draft were sent, or wait to be sent: their row numbers name rows of the old file.
            DraftNotFound: there is no draft with that id.
            DraftChanged: the draft has another version; nothing is written.
        """
        sent = select(SUBMISSIONS.c.id).where(SUBMISSIONS.c.draft_id == draft_id).limit(1)
        with self._engine.begin() as connection:
            if connection.execute(sent).first() is not None:
                raise StoreError(f"leads of draft {draft_id} were sent")
            changed = update(DRAFTS).where(DRAFTS.c.id == draft_id)
            changed = changed if expected is None else changed.where(DRAFTS.c.version == expected)
            values = {**self._as_stored(changes), "version": DRAFTS.c.version + 1, "updated_at": utc_now()}
            version = connection.execute(changed.values(**values).returning(DRAFTS.c.version)).scalar_one_or_none()
            if version is None:
                exists = connection.execute(select(DRAFTS.c.id).where(DRAFTS.c.id == draft_id)).one_or_none()
                raise DraftNotFound(draft_id) if exists is None else DraftChanged(draft_id)
            connection.execute(update(DRAFT_FILES).where(DRAFT_FILES.c.draft_id == draft_id).values(data=pack(data)))
        return int(version)

    @staticmethod
    def _as_stored(changes: DraftChanges) -> dict[str, Any]:
        """Changed fields as the database has them; without edits, which have a table of their own."""
        values: dict[str, Any] = dict(changes)
        if "choices" in changes:
            values["choices"] = replace(changes["choices"], edits=()).to_json()
        if "mapping" in changes:
            mapping = changes["mapping"]
            values["mapping"] = None if mapping is None else mapping.to_json()
        return values

    def erase_rows(
        self, draft_id: str, rows: Sequence[int], data: bytes, sheet: str | None, header_row: int, *, expected: int
    ) -> None:
        """Replace the file of a draft by one in which some rows are blank, and delete their edits for good.

        Args:
            draft_id: the draft.
            rows: their row numbers.
            data: the new file.
            sheet: of a workbook, the sheet it is read from.
            header_row: row of the column names.
            expected: the version that was read.

        Raises:
            StoreError: leads of the draft are waiting, in flight or unknown.
            DraftNotFound: there is no draft with that id.
            DraftChanged: the draft has another version; nothing is written.
        """
        unsettled = select(PARTS.c.id).join(SUBMISSIONS).where(PARTS.c.state.in_(UNSETTLED))
        with secure_delete_transaction(self._engine) as connection:
            if connection.execute(unsettled.where(SUBMISSIONS.c.draft_id == draft_id)).first() is not None:
                raise StoreError(f"draft {draft_id} is not settled")
            changed = update(DRAFTS).where(DRAFTS.c.id == draft_id, DRAFTS.c.version == expected)
            changed = changed.values(
                version=DRAFTS.c.version + 1, updated_at=utc_now(), sheet=sheet, header_row=header_row
            )
            if not connection.execute(changed).rowcount:
                exists = connection.execute(select(DRAFTS.c.id).where(DRAFTS.c.id == draft_id)).one_or_none()
                raise DraftNotFound(draft_id) if exists is None else DraftChanged(draft_id)
            connection.execute(update(DRAFT_FILES).where(DRAFT_FILES.c.draft_id == draft_id).values(data=pack(data)))
            for row in rows:
                of_row = (DRAFT_EDITS.c.draft_id == draft_id, DRAFT_EDITS.c.row == row)
                connection.execute(delete(DRAFT_EDITS).where(*of_row))

    def unchanged_since(self, moment: datetime) -> list[str]:
        """Return the ids of the drafts that last changed before a moment."""
        with self._engine.connect() as connection:
            return list(connection.scalars(select(DRAFTS.c.id).where(DRAFTS.c.updated_at < moment)))

    def list_for(self, owner: str | None, limit: int = 20) -> list[DraftSummary]:
        """Return a user's drafts, the newest first.

        Args:
            owner: the user; "" returns nothing, because a draft without an owner is in no list. None: everybody's.
            limit: the maximum number of drafts.
        """
        columns = [DRAFTS.c[field.name] for field in fields(DraftSummary)]
        query = select(*columns)
        if owner is not None:
            query = query.where(DRAFTS.c.owner == owner, DRAFTS.c.owner != "")
        with self._engine.connect() as connection:
            rows = connection.execute(query.order_by(DRAFTS.c.updated_at.desc()).limit(limit)).all()
        return [DraftSummary(*row) for row in rows]

    def last_destination(self, owner: str) -> tuple[str, Mapping[str, Any] | None] | None:
        """Return id and `target` of the destination of the draft that a user changed last; None if there is no draft.

        Args:
            owner: the user; "" returns None.
        """
        query = select(DRAFTS.c.campaign_id, DRAFTS.c.target)
        query = query.where(DRAFTS.c.owner == owner, DRAFTS.c.owner != "")
        query = query.where(DRAFTS.c.campaign_id.is_not(None)).order_by(DRAFTS.c.updated_at.desc()).limit(1)
        with self._engine.connect() as connection:
            row = connection.execute(query).one_or_none()
        return None if row is None else (str(row[0]), row[1])

    def ids(self, owner: str | None = None) -> list[str]:
        """Return the ids of all drafts.

        Args:
            owner: only this user's drafts; "" returns nothing. None: everybody's.
        """
        query = select(DRAFTS.c.id)
        if owner is not None:
            query = query.where(DRAFTS.c.owner == owner, DRAFTS.c.owner != "")
        with self._engine.connect() as connection:
            return list(connection.scalars(query))
