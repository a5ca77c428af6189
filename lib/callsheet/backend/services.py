"""What the routes work with: one value, made once a process."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from fastapi import Depends, Request
from sqlalchemy import select

from callsheet.backend.db.api_keys import ApiKeys
from callsheet.backend.db.campaigns import Campaigns
from callsheet.backend.db.idempotency import Uploads
from callsheet.backend.db.leads import Leads
from callsheet.backend.db.seed import seed_sandbox
from callsheet.backend.db.tables import WORKSPACES
from callsheet.backend.db.telephony import Telephony
from callsheet.backend.http.rate_limit import RateLimit
from callsheet.backend.workers.liveness import ProcessRegistry
from callsheet.backend.workers.read_slots import ReadSlots
from callsheet.database import migrate, open_database
from callsheet.files import reader_pool

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from callsheet.settings import Settings

MIGRATIONS = Path(__file__).parent / "migrations"
VERSION_TABLE = "backend_version"
LOCKS = "backend-locks"


@dataclass(frozen=True)
class Services:
    """The database by subject, and what processes share beside it.

    Args:
        engine: the database.
        rate_limit: None: no limit.
    """

    engine: Engine
    keys: ApiKeys
    campaigns: Campaigns
    leads: Leads
    telephony: Telephony
    uploads: Uploads
    presence: ProcessRegistry
    slots: ReadSlots
    rate_limit: RateLimit | None

    def ping(self) -> None:
        """Ask the database for a little; raises when it does not answer."""
        with self.engine.connect() as connection:
            connection.execute(select(WORKSPACES.c.id).limit(1)).all()

    def close(self) -> None:
        """Let go of everything."""
        self.presence.end()
        if self.rate_limit is not None:
            self.rate_limit.close()
        self.engine.dispose()


def open_backend_database(settings: Settings) -> Engine:
    """Open the backend's database, bring it to the newest version, fill it when it is empty."""
    settings.home.mkdir(parents=True, exist_ok=True, mode=0o700)
    engine = open_database(settings.backend_url)
    migrate(engine, MIGRATIONS, VERSION_TABLE)
    seed_sandbox(engine, settings.key_file)
    return engine


def open_services(settings: Settings) -> Services:
    """Open the database and all that goes with it.

    Args:
        settings: says where the data lies and how many requests a key may make.
    """
    engine = open_backend_database(settings)
    reader_pool().warm_up()
    locks = settings.home / LOCKS
    presence = ProcessRegistry(engine, locks)
    limit = settings.rate_limit
    return Services(
        engine=engine,
        keys=ApiKeys(engine),
        campaigns=Campaigns(engine),
        leads=Leads(engine),
        telephony=Telephony(engine),
        uploads=Uploads(engine, presence),
        presence=presence,
        slots=ReadSlots(locks),
        rate_limit=RateLimit(settings.home / "rate-limit.db", limit) if limit else None,
    )


def services_of(request: Request) -> Services:
    """The services of the running application."""
    services: Services = request.app.state.services
    return services


WithServices = Annotated[Services, Depends(services_of)]
