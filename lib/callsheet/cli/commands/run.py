"""`callsheet run`: start app, backend and sender, and print the address to open."""

from __future__ import annotations

import gc
import os
import signal
import socket
import sys
import time
from contextlib import closing
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import requests

import callsheet
from callsheet.cli.terminal.console import say
from callsheet.client.transport import new_session
from callsheet.database import ProcessLock, explained_disk, prepare_home
from callsheet.errors import Fault, SettingsError, SystemFault
from callsheet.files import reader_pool
from callsheet.runtime.services import open_services
from callsheet.settings import load_settings, set_for_children
from callsheet.system.error_lines import ErrorLines
from callsheet.system.forked_child import can_fork
from callsheet.system.platform_support import return_memory_at_once
from callsheet.system.prepared_child import PreparedChildren
from callsheet.wording.cli import services as words

if TYPE_CHECKING:
    import argparse

    from callsheet.settings import Settings
    from callsheet.system.prepared_child import ChildProcess

STOPPED = 128 + signal.SIGTERM
START_SECONDS = 60
PORTS_TRIED = 50
SECRETS = "secrets.toml"
"""File in the data folder that sets up sign-in, in Streamlit's format."""
ADDRESS_FILE = "run.address"
"""File in the data folder with the address to open, as long as Callsheet runs."""
SMALLEST_BLOCK, MOST_UNUSED = 4 << 20, 16 << 20
"""Bytes of freed memory that the app returns to the system at once, and most bytes that it keeps of smaller blocks
while it works (mallopt(3)). With glibc's first threshold, 128 kB, reading, checking and writing a file of 200,000 rows
took 1.9 times its CPU time, for 95,000 to 120,000 page faults instead of 3,000 to 7,000. `ui.app.idle_memory` returns
the rest when the app is at rest."""
MEMORY_VARIABLES = {
    "ARROW_DEFAULT_MEMORY_POOL": "system",
    "MALLOC_ARENA_MAX": "2",
    "MALLOC_MMAP_THRESHOLD_": str(SMALLEST_BLOCK),
    "MALLOC_TRIM_THRESHOLD_": str(MOST_UNUSED),
}
"""For glibc and Arrow, in an app that is started afresh: memory of a checked file returns to the system."""
APP = ("callsheet.system.with_parent", "streamlit")
BACKEND, SENDER = ("callsheet", "serve"), ("callsheet", "work")
LOADED = (
    "callsheet.cli.commands.serve",
    "callsheet.cli.commands.work",
    "callsheet.files.sandbox.worker",
    "streamlit.web.cli",
    "streamlit.web.bootstrap",
    "uvicorn.loops.auto",
    "uvicorn.protocols.http.auto",
)
"""What app, backend, sender and their readers need, besides the app's pages."""


def run(options: argparse.Namespace) -> int:
    """Start app, backend and sender, print the address, and run until stopped.

    Args:
        options: the command line.

    Returns:
        The app's exit code.

    Raises:
        SettingsError: a setting cannot be used, or no port is free.
        SystemFault: a part does not start, its disk or database fails, or Callsheet runs on this data folder already.
    """
    set_for_children(
        answers=options.answers,
        simulate_calls=options.simulate_calls,
        simulated_minute=options.simulated_minute,
    )
    settings = load_settings()
    prepare_home(settings.home)
    lock, address_file = ProcessLock(settings.home / "run.lock"), settings.home / ADDRESS_FILE
    with explained_disk(settings.home):
        if not lock.acquire(wait=False):
            at = address_file.read_text("utf-8") if address_file.is_file() else ""
            raise SystemFault(Fault.RUNS_ALREADY, where=settings.home, at=f" at {at}" if at else "")
    try:
        return _run_app(settings, options.port, address_file)
    finally:
        address_file.unlink(missing_ok=True)
        lock.release()


def _run_app(settings: Settings, first_port: int, address_file: Path) -> int:
    children = PreparedChildren()
    if can_fork():
        _prepare(children, settings)
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _exit_on_signal)
    port = _find_free_port(first_port)
    address = f"http://127.0.0.1:{port}"
    process = _start_app(children, settings, port)
    errors = ErrorLines(process)
    try:
        services = open_services(start=children.start_child)
        if services.settings.is_embedded:
            services.backend.address()
        services.wake_sender()
        children.dismiss()
        _await_health(address, process, errors)
        errors.follow()
        with explained_disk(address_file):
            address_file.write_text(address, "utf-8")
        say(words.OPEN_AT.format(address=address))
        sys.stdout.flush()
        return process.wait()
    finally:
        process.terminate()
        process.wait()


def _prepare(children: PreparedChildren, settings: Settings) -> None:
    """Load everything once and fork what will be app, backend and sender: they share it, and load nothing again."""
    for module in LOADED:
        import_module(module)
    import_module("callsheet.ui.warm_up").warm_up()  # by name: the command line itself knows nothing of the app's code
    gc.freeze()  # a collection in a child would copy what it shares
    children.prepare(*APP, before=_prepare_app, has_piped_errors=True)
    if settings.is_embedded:
        children.prepare(*BACKEND, before=_prepare_reader, has_piped_errors=True)
    children.prepare(*SENDER)


def _prepare_app() -> None:
    _prepare_reader()
    return_memory_at_once(SMALLEST_BLOCK, MOST_UNUSED)


def _prepare_reader() -> None:
    reader_pool().fork_worker(is_warm=True)


def _start_app(children: PreparedChildren, settings: Settings, port: int) -> ChildProcess:
    app = app_folder()
    secrets = settings.home / SECRETS
    options = ("--secrets.files", str(secrets)) if secrets.is_file() else ()
    return children.start_child(
        *("-m", *APP, "run", str(app / "app.py"), "--server.port", str(port), *options),
        environment=MEMORY_VARIABLES | os.environ,
        folder=app,
        has_piped_errors=True,
    )


def _exit_on_signal(*_: object) -> NoReturn:
    """On SIGTERM, or when the terminal closes: raise an exception, so that the app is stopped as well."""
    raise SystemExit(STOPPED)


def app_folder() -> Path:
    """The folder of `app.py`, `pages` and `.streamlit`: beside `lib` in a checkout, inside the package in a wheel.

    Raises:
        SettingsError: neither has them.
    """
    package = Path(callsheet.__file__).parent
    for folder in (package / "_app", package.parent.parent):
        if (folder / "app.py").is_file():
            return folder
    raise SettingsError(words.NO_APP)


def _find_free_port(first: int) -> int:
    for port in range(first, first + PORTS_TRIED):
        with closing(socket.socket()) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise SettingsError(words.NO_PORT.format(first=first, last=first + PORTS_TRIED - 1))


def _await_health(address: str, process: ChildProcess, errors: ErrorLines) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        errors.collect()
        try:
            with new_session() as session:  # without the proxies of the environment
                if session.get(f"{address}/_stcore/health", timeout=2).ok:
                    return
        except requests.RequestException:
            time.sleep(0.05)
    errors.collect()
    raise SystemFault(Fault.PART_FAILED, part="app", lines=errors.last)
