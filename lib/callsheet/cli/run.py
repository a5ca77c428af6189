"""`callsheet run`: backend and app together, and the address to open."""

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
from callsheet.client.transport import new_session
from callsheet.errors import SettingsError
from callsheet.runtime.services import open_services
from callsheet.settings import load_settings
from callsheet.wording import cli

if TYPE_CHECKING:
    import argparse

STOPPED = 128 + signal.SIGTERM
START_SECONDS = 60
TRIES = 50
SECRETS = "secrets.toml"
"""In the data folder: how sign-in is set up, in Streamlit's own form."""
SPARING = {
    "ARROW_DEFAULT_MEMORY_POOL": "system",
    "MALLOC_ARENA_MAX": "2",
    "MALLOC_MMAP_THRESHOLD_": "131072",
    "MALLOC_TRIM_THRESHOLD_": "131072",
}
"""What glibc and Arrow are told, so that memory of a file that was judged goes back to the system."""


def run(options: argparse.Namespace) -> int:
    """Start backend and app, print the address, stay until stopped.

    Returns:
        The app's exit code.

    Raises:
        SettingsError: the app does not start.
    """
    settings = load_settings()
    port = _free_port(options.port)
    app = app_folder()
    command = [sys.executable, "-m", "streamlit", "run", str(app / "app.py"), "--server.port", str(port)]
    secrets = settings.home / SECRETS
    if secrets.is_file():
        command += ["--secrets.files", str(secrets)]
    signal.signal(signal.SIGTERM, _leave)
    process = subprocess.Popen(  # noqa: S603 - our own app
        command, cwd=app, stdout=subprocess.DEVNULL, env=SPARING | os.environ
    )
    try:
        services = open_services()
        if services.settings.is_embedded:
            services.backend.address()
        services.wake_sender()
        _wait(f"http://127.0.0.1:{port}", process)
        print(cli.OPEN_AT.format(address=f"http://127.0.0.1:{port}"), flush=True)
        return process.wait()
    finally:
        process.terminate()
        process.wait()


def _leave(*_: object) -> NoReturn:
    """Turn a polite stop into an exception, so that the app is stopped as well."""
    raise SystemExit(STOPPED)


def app_folder() -> Path:
    """Where `app.py`, `pages` and `.streamlit` lie: beside `lib` in a checkout, inside the package in a wheel.

    Raises:
        SettingsError: neither place has them.
    """
    package = Path(callsheet.__file__).parent
    for folder in (package / "_app", package.parent.parent):
        if (folder / "app.py").is_file():
            return folder
    raise SettingsError(cli.NO_APP)


def _free_port(wanted: int) -> int:
    for port in range(wanted, wanted + TRIES):
        with closing(socket.socket()) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise SettingsError(cli.NO_PORT.format(first=wanted, last=wanted + TRIES - 1))


def _wait(address: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with new_session() as session:  # a proxy of the environment knows nothing of this machine
                if session.get(f"{address}/_stcore/health", timeout=2).ok:
                    return
        except requests.RequestException:
            time.sleep(0.05)
    raise SettingsError(cli.APP_DOES_NOT_START)
