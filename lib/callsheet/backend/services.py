"""The services that routes and middleware use, created once a process."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from fastapi import Depends, Request
from sqlalchemy import select

from callsheet.backend.db.api_keys import ApiKeys
from callsheet.backend.db.calling.agents import Agents
from callsheet.backend.db.calling.batch_calls import BatchCalls
from callsheet.backend.db.calling.calls import Calls
from callsheet.backend.db.calling.workflow_leads import WorkflowLeads
from callsheet.backend.db.calling.workflows import Workflows
from callsheet.backend.db.campaigns import Campaigns
from callsheet.backend.db.erasure import RecordEraser
from callsheet.backend.db.idempotency import Uploads
from callsheet.backend.db.leads import Leads
from callsheet.backend.db.seed import seed_sandbox
from callsheet.backend.db.tables import WORKSPACES
from callsheet.backend.db.telephony import Telephony
from callsheet.backend.workers.liveness import ProcessRegistry
from callsheet.backend.workers.rate_limit import RateLimit
from callsheet.backend.workers.read_slots import ReadSlots
from callsheet.contract import DOCUMENTED_PHONE_HEADER, OBSERVED_PHONE_HEADER
from callsheet.database import migrate, open_database, prepare_home
from callsheet.files import reader_pool
from callsheet.web.readiness import not_ready

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from callsheet.settings import Settings

MIGRATIONS = Path(__file__).parent / "migrations"
VERSION_TABLE = "backend_version"
LOCKS = "backend-locks"
OBSERVED = "observed"


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
        agents: agents and their versions.
        batch_calls: batch calls.
        workflows: workflows.
        workflow_leads: leads of workflows.
        calls: calls of batches, and single ones.
        eraser: erases the records of a number.
        processes: which processes are alive.
        slots: how many files are read at once.
        rate_limit: None: no limit.
        answers: "documented", or "observed": as a real server was seen to answer where that differs.
        simulates_calls: whether calls are simulated here.
    """

    engine: Engine
    home: Path
    keys: ApiKeys
    campaigns: Campaigns
    leads: Leads
    telephony: Telephony
    uploads: Uploads
    agents: Agents
    batch_calls: BatchCalls
    workflows: Workflows
    workflow_leads: WorkflowLeads
    calls: Calls
    eraser: RecordEraser
    processes: ProcessRegistry
    slots: ReadSlots
    rate_limit: RateLimit | None
    answers: str
    simulates_calls: bool

    @property
    def is_observed(self) -> bool:
        """Whether answers have the shapes that were seen instead of the documented ones."""
        return self.answers == OBSERVED

    @property
    def batch_phone_header(self) -> str:
        """Header of the phone column in the file of a batch call."""
        return OBSERVED_PHONE_HEADER if self.is_observed else DOCUMENTED_PHONE_HEADER

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
        agents=Agents(engine),
        batch_calls=BatchCalls(engine),
        workflows=Workflows(engine),
        workflow_leads=WorkflowLeads(engine),
        calls=Calls(engine),
        eraser=RecordEraser(engine),
        processes=processes,
        slots=ReadSlots(locks),
        rate_limit=RateLimit(settings.home / "rate-limit.db", limit) if limit else None,
        answers=settings.answers,
        simulates_calls=settings.simulate_calls,
    )


def current_services(request: Request) -> Services:
    """Return the services of the running application."""
    services: Services = request.app.state.services
    return services


WithServices = Annotated[Services, Depends(current_services)]
