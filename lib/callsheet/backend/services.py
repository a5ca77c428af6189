"""The services that routes and middleware use, created once a process."""

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
from callsheet.backend.workers.liveness import ProcessRegistry
from callsheet.backend.workers.rate_limit import RateLimit
from callsheet.backend.workers.read_slots import ReadSlots
from callsheet.database import migrate, open_database, prepare_home
from callsheet.files import reader_pool
from callsheet.web.readiness import not_ready

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from callsheet.settings import Settings

MIGRATIONS = Path(__file__).parent / "migrations"
VERSION_TABLE = "backend_version"
LOCKS = "backend-locks"


@dataclass(frozen=True)
class Services:
    """Queries of the database by subject, and the state that worker processes share besides it.

    Args:
        engine: the database.
        home: the data folder.
        keys: API keys.
        campaigns: campaigns.
        leads: leads.
        telephony: phone numbers and the Telephony Config.
        uploads: uploads with an Idempotency-Key.
        processes: which processes are alive.
        slots: how many files are read at once.
        rate_limit: None: no limit.
    """

    engine: Engine
    home: Path
    keys: ApiKeys
    campaigns: Campaigns
    leads: Leads
    telephony: Telephony
    uploads: Uploads
    processes: ProcessRegistry
    slots: ReadSlots
    rate_limit: RateLimit | None

    def ping(self) -> None:
        """Query the database.

        Raises:
            SQLAlchemyError: it does not respond.
        """
        with self.engine.connect() as connection:
            connection.execute(select(WORKSPACES.c.id).limit(1)).all()

    def not_ready(self) -> str:
        """Why no upload can be taken now, as a sentence; "" if one can."""
        return not_ready(self.engine, self.home)

    def close(self) -> None:
        """Release the process lock and close the database."""
        self.processes.end()
        if self.rate_limit is not None:
            self.rate_limit.close()
        self.engine.dispose()


def open_backend_database(settings: Settings) -> Engine:
    """Open the backend's database, migrate it, and seed it if it is empty.

    Args:
        settings: names the database, the data folder and the key file.

    Raises:
        SystemFault: the data folder or the database cannot be used.
    """
    prepare_home(settings.home)
    engine = open_database(settings.backend_url, "CALLSHEET_BACKEND_DATABASE_URL")
    migrate(engine, MIGRATIONS, VERSION_TABLE)
    seed_sandbox(engine, settings.key_file)
    return engine


def open_services(settings: Settings) -> Services:
    """Open the database and create the services.

    Args:
        settings: names the database and the data folder, and sets the rate limit.
    """
    engine = open_backend_database(settings)
    reader_pool().warm_up()
    locks = settings.home / LOCKS
    processes = ProcessRegistry(engine, locks)
    limit = settings.rate_limit
    return Services(
        engine=engine,
        home=settings.home,
        keys=ApiKeys(engine),
        campaigns=Campaigns(engine),
        leads=Leads(engine),
        telephony=Telephony(engine),
        uploads=Uploads(engine, processes),
        processes=processes,
        slots=ReadSlots(locks),
        rate_limit=RateLimit(settings.home / "rate-limit.db", limit) if limit else None,
    )


def current_services(request: Request) -> Services:
    """Return the services of the running application."""
    services: Services = request.app.state.services
    return services


WithServices = Annotated[Services, Depends(current_services)]
