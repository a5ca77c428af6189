"""Whether the ledger was put back from an older copy; it then sends to no campaign until somebody has compared them.

A restore by `callsheet restore` says so in the database. A restore of PostgreSQL by other means is noticed by the
progress that each data folder remembers outside of the database: an event that the ledger had, and has no more. For a
SQLite file the intent log beside it does the same, and names the uploads.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, func, insert, select

from callsheet.database.faults import shown_address
from callsheet.store.clock import utc_now
from callsheet.store.ledger.states import PartState
from callsheet.store.tables import EVENTS, PARTS, SAVED_SETTINGS, SUBMISSIONS

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Connection, Engine

NAME = "restored"
"""Row of `kept_settings` that says that the ledger was restored."""


@dataclass(frozen=True)
class Restored:
    """A ledger that was put back.

    Args:
        at: when that was noticed.
        copied_at: when the copy was made; None: not known.
        accepted: server → who has compared its campaigns.
        compared: server → ids of campaigns whose count on the server is the ledger's own.
    """

    at: datetime
    copied_at: datetime | None = None
    accepted: dict[str, str] = field(default_factory=dict)
    compared: dict[str, list[str]] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """As it is saved."""
        copied_at = None if self.copied_at is None else self.copied_at.isoformat()
        return {
            "at": self.at.isoformat(),
            "copied_at": copied_at,
            "accepted": self.accepted,
            "compared": self.compared,
        }

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> Restored:
        """Read what was saved."""
        copied_at = value["copied_at"]
        return cls(
            datetime.fromisoformat(value["at"]),
            None if copied_at is None else datetime.fromisoformat(copied_at),
            dict(value["accepted"]),
            dict(value["compared"]),
        )


@dataclass(frozen=True)
class CampaignSends:
    """What a ledger knows of one campaign.

    Args:
        campaign_id: the campaign.
        name: its name when leads were sent there last.
        leads: leads that were queued and not taken back.
    """

    campaign_id: str
    name: str
    leads: int


class Restores:
    """Notices that the ledger was put back, and remembers who has compared it since.

    Args:
        engine: the database.
        home: the data folder, which remembers the progress of a PostgreSQL.
    """

    def __init__(self, engine: Engine, home: Path) -> None:
        self._engine = engine
        digest = blake2b(shown_address(engine.url).encode(), digest_size=6).hexdigest()
        self._file = home / f"ledger-{digest}.progress" if engine.dialect.name == "postgresql" else None

    def record(self, copied_at: datetime | None = None) -> None:
        """Save that the ledger was put back now; whatever was accepted of an earlier restore counts no more.

        Args:
            copied_at: when the copy was made; None: not known.
        """
        with self._engine.begin() as connection:
            _save(connection, Restored(utc_now(), copied_at))
        self.remember_progress()

    def pending(self, server: str) -> Restored | None:
        """What is known of a restore whose campaigns nobody has compared with a server; None: nothing to compare.

        Args:
            server: name of the server.
        """
        with self._engine.connect() as connection:
            restored = _read(connection)
        return None if restored is None or server in restored.accepted else restored

    def accept(self, server: str, who: str) -> Restored | None:
        """Save that an operator has compared the campaigns of a server; sending there goes on.

        Args:
            server: name of the server.
            who: the operator.

        Returns:
            What was accepted; None: there was nothing to accept.
        """
        with self._engine.begin() as connection:
            restored = _read(connection)
            if restored is None or server in restored.accepted:
                return None
            restored.accepted[server] = who
            _save(connection, restored)
        return restored

    def accept_count(self, server: str, campaign_id: str) -> None:
        """Save that a campaign has as many leads as the ledger has sent there: nothing was sent since the copy.

        Args:
            server: name of the server.
            campaign_id: the campaign.
        """
        with self._engine.begin() as connection:
            restored = _read(connection)
            if restored is not None:
                restored.compared.setdefault(server, []).append(campaign_id)
                _save(connection, restored)

    def sends(self, server: str) -> list[CampaignSends]:
        """The leads that the ledger knows in each campaign of a server, the campaign with the latest send first."""
        latest = func.max(SUBMISSIONS.c.created_at)
        name = func.max(SUBMISSIONS.c.campaign_name)
        leads = func.sum(PARTS.c.rows).filter(PARTS.c.state == PartState.ACKED)
        query = select(SUBMISSIONS.c.campaign_id, name, leads).join(PARTS, PARTS.c.submission_id == SUBMISSIONS.c.id)
        query = query.where(SUBMISSIONS.c.server == server).group_by(SUBMISSIONS.c.campaign_id).order_by(latest.desc())
        with self._engine.connect() as connection:
            return [CampaignSends(id_, name, int(leads or 0)) for id_, name, leads in connection.execute(query)]

    def remember_progress(self) -> None:
        """Note the latest event of a ledger on PostgreSQL in the data folder."""
        if self._file is None:
            return
        with self._engine.connect() as connection:
            row = connection.execute(_EVENT.order_by(EVENTS.c.id.desc()).limit(1)).first()
        if row is None:
            return
        temporary = self._file.with_name(f"{self._file.name}.{os.getpid()}")
        temporary.write_text(json.dumps({"event": row.id, "is": _fingerprint(row)}), encoding="ascii")
        temporary.replace(self._file)

    def check_progress(self) -> None:
        """Record a restore where the ledger no longer has the event that this data folder noted last."""
        if self._file is None:
            return
        try:
            noted = json.loads(self._file.read_text(encoding="ascii"))
            event, fingerprint = int(noted["event"]), str(noted["is"])
        except (FileNotFoundError, ValueError, KeyError, TypeError):
            return
        with self._engine.connect() as connection:
            row = connection.execute(_EVENT.where(EVENTS.c.id == event)).first()
        if row is None or _fingerprint(row) != fingerprint:
            self._file.unlink(missing_ok=True)
            self.record()


_EVENT = select(EVENTS.c.id, EVENTS.c.at, EVENTS.c.submission_id, EVENTS.c.part_id, EVENTS.c.what)


def _fingerprint(row: Any) -> str:
    text = f"{row.at.isoformat()} {row.submission_id} {row.part_id} {row.what}"
    return blake2b(text.encode(), digest_size=16).hexdigest()


def _read(connection: Connection) -> Restored | None:
    value = connection.scalar(select(SAVED_SETTINGS.c.value).where(SAVED_SETTINGS.c.name == NAME))
    return None if value is None else Restored.from_json(value)


def _save(connection: Connection, restored: Restored) -> None:
    connection.execute(delete(SAVED_SETTINGS).where(SAVED_SETTINGS.c.name == NAME))
    row = {"name": NAME, "value": restored.to_json(), "changed_at": utc_now()}
    connection.execute(insert(SAVED_SETTINGS).values(**row))
