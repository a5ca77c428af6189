"""Two apps, two backends and three senders on one PostgreSQL, each behind what a proxy does for it."""

from __future__ import annotations

import time
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import requests
from sqlalchemy import create_engine, text

from tests.browser.backend_server import free_port
from tests.machines.balancer import Balancer
from tests.machines.parts import Part, command_of, compose_services, variables_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from tests.support.postgresql import PostgresqlServer

NUMBERS = {"app": 2, "backend": 2, "sender": 3}
HEALTH = {"app": "/_stcore/health", "backend": "/health", "sender": "/health"}
START_SECONDS = 180
QUARANTINE_SECONDS = 5


@dataclass(frozen=True)
class Layout:
    """All parts, running.

    Args:
        postgresql: the one database server.
        database: URL of the database of app and backend, as in compose.yaml.
        parts: name of a service → its parts.
        apps: where people reach the apps.
        backends: where senders and clients reach the backends.
        key: an API key of the backends.
    """

    postgresql: PostgresqlServer
    database: str
    parts: dict[str, list[Part]]
    apps: Balancer
    backends: Balancer
    key: str

    @property
    def every_part(self) -> list[Part]:
        return [part for parts in self.parts.values() for part in parts]

    @property
    def api_url(self) -> str:
        return f"{self.backends.address}/v1"

    def ready(self) -> list[str]:
        """Start what does not run; return the names of parts that do not answer."""
        for part in self.every_part:
            part.start()
        return [part.name for part in self.every_part if not is_answering(part)]

    def await_ready(self) -> None:
        """Wait until every part answers.

        Raises:
            RuntimeError: one does not, with the end of its log.
        """
        ends = time.monotonic() + START_SECONDS
        while missing := self.ready():
            if time.monotonic() > ends:
                logs = [part.log()[-800:] for part in self.every_part if part.name in missing]
                raise RuntimeError(f"{', '.join(missing)} did not start", *logs)
            time.sleep(0.3)


def is_answering(part: Part) -> bool:
    """Whether a part says that it is well."""
    try:
        return requests.get(f"{part.address}{HEALTH[part.name.split()[0]]}", timeout=10).ok
    except requests.RequestException:
        return False


@contextmanager
def running_layout(postgresql: PostgresqlServer, folder: Path) -> Iterator[Layout]:
    """Start every part as compose.yaml does, and end them with the block.

    Args:
        postgresql: the database server.
        folder: of the data folders, one a part: each part has a volume of its own.
    """
    postgresql.execute("ALTER SYSTEM SET max_connections = 200")
    postgresql.restart()
    database = postgresql.create("callsheet")
    services = compose_services()
    with ExitStack() as stack:
        ports = {name: [free_port() for _ in range(number)] for name, number in NUMBERS.items()}
        backends, apps = Balancer(ports["backend"], is_sticky=False), Balancer(ports["app"], is_sticky=True)
        stack.callback(backends.close)
        stack.callback(apps.close)
        secrets = {"callsheet_backend_database_url": database, "callsheet_database_url": database}
        common = {
            "CALLSHEET_METRICS": "true",
            "CALLSHEET_RATE_LIMIT": "0",
            "CALLSHEET_HOSTS": "",
            "CALLSHEET_PROXIES": "127.0.0.1",
            "CALLSHEET_QUARANTINE_SECONDS": str(QUARANTINE_SECONDS),
        }

        def make(name: str, more: dict[str, str]) -> list[Part]:
            service = services[name]
            variables = variables_of(service, secrets | more, common)
            if "CALLSHEET_API_URL" in variables:
                variables["CALLSHEET_API_URL"] = f"{backends.address}/v1"
            made = [
                Part(f"{name} {number}", port, command_of(service, port), variables, folder / f"{name}-{number}")
                for number, port in enumerate(ports[name], 1)
            ]
            for part in made:
                stack.callback(part.end)
            return made

        parts = {"backend": make("backend", {})}
        key = _first_key(parts["backend"])
        parts |= {name: make(name, {"callsheet_api_key": key}) for name in ("sender", "app")}
        layout = Layout(postgresql, database, parts, apps, backends, key)
        layout.await_ready()
        yield layout


def _first_key(backends: Sequence[Part]) -> str:
    """Start the backends at the same time, on an empty database: one of them fills it, and has the key."""
    for part in backends:
        part.start()
    ends = time.monotonic() + START_SECONDS
    while time.monotonic() < ends:
        keys = [path.read_text("ascii").strip() for part in backends if (path := part.folder / "api-key").exists()]
        if any(keys) and all(map(is_answering, backends)):
            return next(filter(None, keys))
        time.sleep(0.2)
    raise RuntimeError("the backends did not start", *(part.log()[-800:] for part in backends))


def set_read_only(postgresql: PostgresqlServer, *, is_on: bool) -> None:
    """Make the database read-only for every session, as a standby is, and cut all connections; or undo that."""
    postgresql.execute(f"ALTER SYSTEM SET default_transaction_read_only = {'on' if is_on else 'off'}")
    postgresql.execute("SELECT pg_reload_conf()")
    cut(postgresql)


def cut(postgresql: PostgresqlServer) -> int:
    """End every connection to the database; return how many there were."""
    return postgresql.execute(
        "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
        " WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
    )


def leads_by_number(database: str) -> dict[str, int]:
    """How often each number is in any campaign of the backend."""
    engine = create_engine(database)
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT phone_number, count(*) FROM leads GROUP BY phone_number")).all()
    engine.dispose()
    return {str(row[0]): int(row[1]) for row in rows}
