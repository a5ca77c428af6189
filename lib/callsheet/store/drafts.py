"""Drafts: a file on its way to a campaign, with everything decided about it so far."""

from __future__ import annotations

import secrets
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any, Unpack

from sqlalchemy import delete, func, insert, select, update

from callsheet.errors import DraftChanged, DraftNotFound, StoreError
from callsheet.store.clock import aware, now
from callsheet.store.draft import Draft, DraftChanges, DraftSummary
from callsheet.store.erasing import erasing
from callsheet.store.ledger.states import PartState
from callsheet.store.tables import DRAFT_EDITS, DRAFT_FILES, DRAFTS, PARTS, SUBMISSIONS
from callsheet.validation import Choices, ColumnMapping, Edit

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Delete, Engine, Row, Select

FIRST_STEP = "upload"
UNSETTLED = (PartState.READY, PartState.INTENT, PartState.UNKNOWN)


class Drafts:
    """The drafts of one database.

    Args:
        engine: where they lie.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def create(self, name: str, data: bytes, owner: str = "") -> str:
        """Keep a dropped file.

        Args:
            name: the file's name.
            data: its bytes.
            owner: whose it is, at most 64 characters; "" for nobody's.

        Returns:
            The unguessable id (22 characters, 128 bits).
        """
        draft_id, moment = secrets.token_urlsafe(16), now()
        row = {"id": draft_id, "version": 1, "created_at": moment, "updated_at": moment, "name": name, "owner": owner}
        with self._engine.begin() as connection:
            connection.execute(insert(DRAFTS).values(**row, step=FIRST_STEP, choices=Choices().to_json()))
            connection.execute(insert(DRAFT_FILES).values(draft_id=draft_id, data=data))
        return draft_id

    def load(self, draft_id: str) -> Draft:
        """Fetch a draft with its edits.

        Raises:
            DraftNotFound: none is kept under that id.
        """
        with self._engine.connect() as connection:
            whole = select(DRAFTS, DRAFT_FILES.c.data).join(DRAFT_FILES)
            row = connection.execute(whole.where(DRAFTS.c.id == draft_id)).one_or_none()
            if row is None:
                raise DraftNotFound(draft_id)
            edits = connection.execute(
                select(DRAFT_EDITS.c.row, DRAFT_EDITS.c.column, DRAFT_EDITS.c.value)
                .where(DRAFT_EDITS.c.draft_id == draft_id)
                .order_by(DRAFT_EDITS.c.id)
            ).all()
        return _draft(row, tuple(Edit(*edit) for edit in edits))

    def save(self, draft_id: str, *, expected: int | None = None, **changes: Unpack[DraftChanges]) -> int:
        """Keep what changed. Edits are not saved here: they are appended.

        Args:
            draft_id: the draft.
            expected: the version the change was made upon; None: whichever it is.
            **changes: fields of `DraftChanges`.

        Returns:
            The new version.

        Raises:
            DraftNotFound: none is kept under that id.
            DraftChanged: it has another version; nothing is written.
        """
        values: dict[str, Any] = dict(changes)
        if "choices" in changes:
            values["choices"] = replace(changes["choices"], edits=()).to_json()
        if "mapping" in changes:
            mapping = changes["mapping"]
            values["mapping"] = None if mapping is None else mapping.to_json()
        return self._touch(draft_id, values, expected=expected)

    def save_choices(self, draft_id: str, before: Choices, after: Choices, *, expected: int | None = None) -> int:
        """Keep other choices; of the edit log only what differs is written.

        Args:
            draft_id: the draft.
            before: the choices as they are kept.
            after: the choices as they shall be.
            expected: the version they were made upon; None: whichever it is.

        Returns:
            The new version.

        Raises:
            DraftNotFound: none is kept under that id.
            DraftChanged: it has another version; nothing is written.
        """
        shared = _shared(before.edits, after.edits)
        rest, was = replace(after, edits=()), replace(before, edits=())
        values = {} if rest == was else {"choices": rest.to_json()}
        added = [edit._asdict() | {"draft_id": draft_id} for edit in after.edits[shared:]]
        keep = shared if shared < len(before.edits) else None
        return self._touch(draft_id, values, added, expected=expected, keep=keep)

    def append_edits(self, draft_id: str, edits: Sequence[Edit]) -> int:
        """Add changed cells to the log; the log only grows.

        Args:
            draft_id: the draft.
            edits: changed cells, oldest first.

        Returns:
            The new version.

        Raises:
            DraftNotFound: none is kept under that id.
        """
        return self._touch(draft_id, {}, [edit._asdict() | {"draft_id": draft_id} for edit in edits])

    def _touch(
        self,
        draft_id: str,
        values: dict[str, Any],
        edits: Sequence[dict[str, Any]] = (),
        *,
        expected: int | None = None,
        keep: int | None = None,
    ) -> int:
        changed = update(DRAFTS).where(DRAFTS.c.id == draft_id)
        if expected is not None:
            changed = changed.where(DRAFTS.c.version == expected)
        with self._engine.begin() as connection:
            version = connection.execute(
                changed.values(**values, version=DRAFTS.c.version + 1, updated_at=now()).returning(DRAFTS.c.version)
            ).scalar_one_or_none()
            if version is None:
                known = connection.execute(select(DRAFTS.c.id).where(DRAFTS.c.id == draft_id)).one_or_none()
                raise DraftNotFound(draft_id) if known is None else DraftChanged(draft_id)
            if keep is not None:
                connection.execute(_beyond(draft_id, keep))
            if edits:
                connection.execute(insert(DRAFT_EDITS), list(edits))
        return int(version)

    def delete(self, draft_id: str) -> None:
        """Remove a draft with its file and edits for good; nothing happens when it is gone already.

        Raises:
            StoreError: leads of it are waiting, on their way or unknown; they would have no screen any more.
        """
        open_ = _drafts_with(*UNSETTLED)
        with erasing(self._engine) as connection:
            if connection.execute(open_.where(SUBMISSIONS.c.draft_id == draft_id)).first() is not None:
                raise StoreError(f"draft {draft_id} is not settled")
            connection.execute(delete(DRAFTS).where(DRAFTS.c.id == draft_id))

    def unchanged_since(self, moment: datetime) -> list[str]:
        """The id of every draft last changed before a moment."""
        with self._engine.connect() as connection:
            return list(connection.execute(select(DRAFTS.c.id).where(DRAFTS.c.updated_at < moment)).scalars())

    def list_for(self, owner: str, limit: int = 20) -> list[DraftSummary]:
        """Somebody's drafts, the newest first.

        Args:
            owner: whose; "" finds none, because nobody's drafts are shown to nobody.
            limit: how many at most.
        """
        columns = [DRAFTS.c[each.name] for each in fields(DraftSummary)]
        wanted = select(*columns).where(DRAFTS.c.owner == owner, DRAFTS.c.owner != "")
        with self._engine.connect() as connection:
            rows = connection.execute(wanted.order_by(DRAFTS.c.updated_at.desc()).limit(limit)).mappings().all()
        return [DraftSummary(**{**row, "updated_at": aware(row["updated_at"])}) for row in rows]

    def ids(self, owner: str | None = None) -> list[str]:
        """The id of every draft.

        Args:
            owner: of somebody's alone; "" finds none. None: of everybody's.
        """
        query = select(DRAFTS.c.id)
        if owner is not None:
            query = query.where(DRAFTS.c.owner == owner, DRAFTS.c.owner != "")
        with self._engine.connect() as connection:
            return list(connection.scalars(query))

    def count(self) -> int:
        """How many drafts are kept."""
        with self._engine.connect() as connection:
            return int(connection.execute(select(func.count()).select_from(DRAFTS)).scalar_one())


def _shared(before: Sequence[Edit], after: Sequence[Edit]) -> int:
    """How many edits two logs have in common from their start."""
    if after[: len(before)] == before:
        return len(before)
    pairs = zip(before, after, strict=False)
    return next((place for place, (one, other) in enumerate(pairs) if one != other), min(len(before), len(after)))


def _beyond(draft_id: str, keep: int) -> Delete:
    """Removes the edits of a draft after the first so many."""
    kept = select(DRAFT_EDITS.c.id).where(DRAFT_EDITS.c.draft_id == draft_id).order_by(DRAFT_EDITS.c.id).limit(keep)
    return delete(DRAFT_EDITS).where(DRAFT_EDITS.c.draft_id == draft_id, DRAFT_EDITS.c.id.not_in(kept))


def _drafts_with(*states: PartState) -> Select[str]:
    """Ids of the drafts with a part in one of some states."""
    return select(SUBMISSIONS.c.draft_id).join(PARTS).where(PARTS.c.state.in_(states))


def _draft(row: Row[Any], edits: tuple[Edit, ...]) -> Draft:
    values: dict[str, Any] = dict(row._mapping)  # noqa: SLF001 - SQLAlchemy's public name for the row as a mapping
    mapping = values.pop("mapping")
    choices = replace(Choices.from_json(values.pop("choices")), edits=edits)
    values |= {name: aware(values[name]) for name in ("created_at", "updated_at")}
    return Draft(**values, choices=choices, mapping=None if mapping is None else ColumnMapping.from_json(mapping))
