"""The one clock of the store: aware times in UTC, also from a database that forgets the zone."""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> datetime:
    """The time, in UTC."""
    return datetime.now(UTC)


def aware(moment: datetime) -> datetime:
    """A stored time with its zone; SQLite hands it back without one."""
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
