"""`callsheet run`: start app, backend and sender, and print the address to open."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import requests

import callsheet
from callsheet.cli.terminal.console import say
from callsheet.client.transport import new_session
from callsheet.errors import SettingsError
from callsheet.runtime.services import open_services
from callsheet.settings import load_settings
from callsheet.wording import cli

if TYPE_CHECKING:
    import argparse

STOPPED = 128 + signal.SIGTERM
START_SECONDS = 60
PORTS_TRIED = 50
SECRETS = "secrets.toml"
"""File in the data folder that sets up sign-in, in Streamlit's format."""
MEMORY_VARIABLES = {
    "ARROW_DEFAULT_MEMORY_POOL": "system",
    "MALLOC_ARENA_MAX": "2",
    "MALLOC_MMAP_THRESHOLD_": "131072",
    "MALLOC_TRIM_THRESHOLD_": "131072",
}
"""For glibc and Arrow: memory of a checked file returns to the system. 131,072 bytes is glibc's own initial threshold;
naming it keeps glibc from raising it (mallopt(3))."""


def run(options: argparse.Namespace) -> int:
    """Start app, backend and sender, print the address, and run until stopped.

    Args:
        options: the command line.

    Returns:
        The app's exit code.

    Raises:
        SettingsError: the app does not start.
    """
    settings = load_settings()
    port = _find_free_port(options.port)
    app = app_folder()
    command = [sys.executable, "-m", "streamlit", "run", str(app / "app.py"), "--server.port", str(port)]
    secrets = settings.home / SECRETS
    if secrets.is_file():
        command += ["--secrets.files", str(secrets)]
    signal.signal(signal.SIGTERM, _exit_on_signal)
    process = subprocess.Popen(  # noqa: S603 - our own app
        command, cwd=app, stdout=subprocess.DEVNULL, env=MEMORY_VARIABLES | os.environ
    )
    try:
        services = open_services()
        if services.settings.is_embedded:
            services.backend.address()
        services.wake_sender()
        _await_health(f"http://127.0.0.1:{port}", process)
        say(cli.OPEN_AT.format(address=f"http://127.0.0.1:{port}"))
        sys.stdout.flush()
        return process.wait()
    finally:
        process.terminate()
        process.wait()


def _exit_on_signal(*_: object) -> NoReturn:
    """On SIGTERM: raise an exception, so that the app is stopped as well."""
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
    raise SettingsError(cli.NO_APP)


def _find_free_port(first: int) -> int:
    for port in range(first, first + PORTS_TRIED):
        with closing(socket.socket()) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise SettingsError(cli.NO_PORT.format(first=first, last=first + PORTS_TRIED - 1))


def _await_health(address: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with new_session() as session:  # without the proxies of the environment
                if session.get(f"{address}/_stcore/health", timeout=2).ok:
                    return
        except requests.RequestException:
            time.sleep(0.05)
    raise SettingsError(cli.APP_DOES_NOT_START)
