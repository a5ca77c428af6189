"""What `callsheet doctor` looks at on this machine: data folder, disk, databases, clock, ports, hosts and proxy."""

from __future__ import annotations

import os
import resource
import shutil
import socket
import stat
import tempfile
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from callsheet.database import ProcessLock, check_durable, database_file, open_database
from callsheet.errors import CallsheetError
from callsheet.runtime.server_findings import Finding
from callsheet.sending import is_sender_running
from callsheet.store.settings import KEY_FILE
from callsheet.store.tables import EVENTS
from callsheet.wording.cli import doctor as words
from callsheet.wording.cli.failures import failure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Engine

    from callsheet.runtime.services import Services
    from callsheet.settings import Settings

LEAST_ROOM = 500_000_000
"""Bytes; a draft, its parts and a copy of the databases fit. Chosen by hand."""
MOST_BEHIND = 60.0
"""Seconds by which the clock may be behind what was stored last. Chosen by hand."""
FILES_OF_A_SERVER = 4096
"""Open files from which a server takes a few hundred connections at once; docs/hosting.md asks for 8,192."""
PORTS = {"port_app": 8501, "port_backend": 8787}
SIGN_IN = "secrets.toml"
PRIVATE = ("callsheet.db", "backend.db", "api-key", KEY_FILE, SIGN_IN)


def check_machine(services: Services) -> Iterator[Finding]:
    """Look at this machine; changes nothing.

    Args:
        services: of this installation; its store is open.
    """
    settings = services.settings
    yield _home(settings)
    yield _private_files(settings.home)
    yield _room(settings.home)
    yield _ledger(services)
    yield _backend(settings)
    yield _stored_clock(services.store.engine)
    yield _restored(services)
    yield _sender(services)
    for name, port in PORTS.items():
        yield _port(name, port, settings)
    yield _hosts(settings)
    yield _proxy(settings)
    yield _sign_in(settings)
    yield _open_files()


def _home(settings: Settings) -> Finding:
    is_writable = os.access(settings.home, os.W_OK | os.X_OK)
    sentence = words.HOME_OK if is_writable else words.HOME_WRONG
    return Finding("home", words.OK if is_writable else words.WRONG, sentence.format(path=settings.home))


def _private_files(home: Path) -> Finding:
    """Files with leads or keys that another user of this machine may read."""
    readable = [name for name in PRIVATE if _mode(home / name) & (stat.S_IRWXG | stat.S_IRWXO)]
    if readable:
        return Finding("private", words.WRONG, words.readable_by_others([str(home / name) for name in readable]))
    return Finding("private", words.OK, words.PRIVATE_OK)


def _mode(path: Path) -> int:
    try:
        return stat.S_IMODE(path.stat().st_mode)
    except OSError:
        return 0


def _room(home: Path) -> Finding:
    free = min(shutil.disk_usage(folder).free for folder in (home, Path(tempfile.gettempdir())))
    return Finding("room", words.OK if free >= LEAST_ROOM else words.WRONG, words.room(free))


def _ledger(services: Services) -> Finding:
    engine = services.store.engine
    try:
        services.store.suppression.count()
        check_durable(engine)
        damage = _damage(engine)
    except CallsheetError as error:
        return Finding("ledger", words.WRONG, failure(error))
    return Finding("ledger", words.WRONG if damage else words.OK, damage or words.LEDGER_OK)


def _backend(settings: Settings) -> Finding:
    """The backend's database, where one is used here; it is not made by looking."""
    if settings.backend_database_url is None and not (settings.home / "backend.db").exists():
        return Finding("backend", words.ABSENT, words.NO_BACKEND)
    engine = open_database(settings.backend_url, "CALLSHEET_BACKEND_DATABASE_URL")
    try:
        with engine.connect() as connection:
            connection.execute(select(1))
        damage = _damage(engine)
    except CallsheetError as error:
        return Finding("backend", words.WRONG, failure(error))
    finally:
        engine.dispose()
    return Finding("backend", words.WRONG if damage else words.OK, damage or words.BACKEND_OK)


def _damage(engine: Engine) -> str:
    """A sentence when a SQLite file is damaged; PostgreSQL checks its own pages as it reads them."""
    file = database_file(engine)
    if file is None:
        return ""
    with engine.connect() as connection:
        is_whole = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar_one() == "ok"
    return "" if is_whole else words.DAMAGED.format(path=file)


def _stored_clock(engine: Engine) -> Finding:
    """Whether the clock is behind a time that was stored: it was set back, or was ahead then."""
    with engine.connect() as connection:
        latest = connection.scalar(select(func.max(EVENTS.c.at)))
    behind = 0.0 if latest is None else (latest - datetime.now(UTC)).total_seconds()
    if behind > MOST_BEHIND:
        return Finding("stored_clock", words.WRONG, words.clock_is_behind(behind))
    return Finding("stored_clock", words.OK, words.STORED_CLOCK_OK)


def _restored(services: Services) -> Finding:
    is_pending = services.store.restores.pending(services.server) is not None
    return Finding("restored", *((words.WRONG, words.RESTORED) if is_pending else (words.OK, words.NOT_RESTORED)))


def _sender(services: Services) -> Finding:
    if is_sender_running(services.store, services.server):
        return Finding("sender", words.OK, words.SENDER_RUNS)
    return Finding("sender", words.ABSENT, words.NO_SENDER)


def _port(name: str, port: int, settings: Settings) -> Finding:
    with closing(socket.socket()) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            if ProcessLock(settings.home / "run.lock").is_taken():
                return Finding(name, words.OK, words.PORT_MAY_BE_OURS.format(port=port))
            return Finding(name, words.ABSENT, words.PORT_TAKEN[name].format(port=port))
    return Finding(name, words.OK, words.PORT_FREE.format(port=port))


def _hosts(settings: Settings) -> Finding:
    if settings.hosts:
        return Finding("hosts", words.OK, words.HOSTS.format(names=settings.hosts))
    if settings.operators or settings.administrators:
        return Finding("hosts", words.WRONG, words.NO_HOSTS_FOR_A_TEAM)
    return Finding("hosts", words.OK, words.NO_HOSTS)


def _proxy(settings: Settings) -> Finding:
    if settings.proxies:
        return Finding("proxy", words.OK, words.PROXIES.format(networks=settings.proxies))
    if settings.hosts:
        return Finding("proxy", words.WRONG, words.NO_PROXIES_BEHIND_A_NAME)
    return Finding("proxy", words.OK, words.NO_PROXIES)


def _sign_in(settings: Settings) -> Finding:
    has_lists, has_file = bool(settings.operators or settings.administrators), (settings.home / SIGN_IN).is_file()
    if has_lists and has_file:
        return Finding("sign_in", words.OK, words.SIGN_IN_OK)
    if has_lists:
        return Finding("sign_in", words.UNKNOWN, words.SIGN_IN_ELSEWHERE.format(path=settings.home / SIGN_IN))
    if has_file:
        return Finding("sign_in", words.WRONG, words.NO_LISTS)
    if settings.hosts:
        return Finding("sign_in", words.ABSENT, words.OPEN_TO_ALL)
    return Finding("sign_in", words.OK, words.NO_SIGN_IN)


def _open_files() -> Finding:
    limit, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    is_enough = limit == resource.RLIM_INFINITY or limit >= FILES_OF_A_SERVER
    return Finding("open_files", words.OK if is_enough else words.ABSENT, words.open_files(limit, is_enough=is_enough))
