"""The databases of an installation, as a backup sees them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from callsheet.backend.db import tables as backend_tables
from callsheet.backend.services import MIGRATIONS as BACKEND_MIGRATIONS
from callsheet.backend.services import VERSION_TABLE as BACKEND_VERSION
from callsheet.cli.backups.archive import BACKEND, LEDGER
from callsheet.database import migrate, open_database
from callsheet.database.faults import database_url
from callsheet.store import tables as store_tables
from callsheet.store.store import MIGRATIONS as STORE_MIGRATIONS
from callsheet.store.store import VERSION_TABLE as STORE_VERSION

if TYPE_CHECKING:
    from sqlalchemy import Engine, MetaData, Table

    from callsheet.settings import Settings


@dataclass(frozen=True)
class Installed:
    """One database of an installation.

    Args:
        name: of its copy in a backup.
        url: SQLAlchemy URL.
        setting: the environment variable that names it.
        metadata: its tables.
        changed: a table that every send changes.
        migrations: folder of its revisions.
        version_table: table that has its revision.
    """

    name: str
    url: str
    setting: str
    metadata: MetaData
    changed: Table
    migrations: Path
    version_table: str

    def open(self, url: str | None = None) -> Engine:
        """Open it, its tables at the newest revision.

        Args:
            url: of a copy; None: the database itself.
        """
        engine = open_database(url or self.url, self.setting)
        migrate(engine, self.migrations, self.version_table)
        return engine

    @property
    def file(self) -> Path | None:
        """Its file; None on PostgreSQL."""
        url = database_url(self.url, self.setting)
        return Path(url.database) if url.get_backend_name() == "sqlite" and url.database else None


def ledger_of(settings: Settings) -> Installed:
    """The app's own database.

    Args:
        settings: name it.
    """
    tables = store_tables
    url, setting = settings.store_url, "CALLSHEET_DATABASE_URL"
    return Installed(LEDGER, url, setting, tables.METADATA, tables.EVENTS, STORE_MIGRATIONS, STORE_VERSION)


def backend_of(settings: Settings) -> Installed:
    """The backend's database.

    Args:
        settings: name it.
    """
    tables = backend_tables
    url, setting = settings.backend_url, "CALLSHEET_BACKEND_DATABASE_URL"
    return Installed(BACKEND, url, setting, tables.METADATA, tables.LEADS, BACKEND_MIGRATIONS, BACKEND_VERSION)
