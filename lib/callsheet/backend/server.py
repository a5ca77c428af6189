"""Run the server: in one process, in several workers, or embedded in an app."""

from __future__ import annotations

import json
import logging
import os
import socket
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import uvicorn
from uvicorn.supervisors import Multiprocess

from callsheet.backend.app import create_app
from callsheet.backend.http.logging import configure_logging
from callsheet.backend.http.protocol import HEAD_BYTES, TimeoutH11Protocol
from callsheet.backend.services import open_backend_database
from callsheet.database import port_fault
from callsheet.settings import load_settings
from callsheet.system.child_process import when_parent_ends
from callsheet.web.metrics import SHARED_FOLDER

if TYPE_CHECKING:
    from pathlib import Path

    from fastapi import FastAPI

    from callsheet.settings import Settings

ADDRESS_FILE = "backend.json"
GRACE_SECONDS = 60
"""How long running uploads may take when the server stops, and a busy worker may fail to respond. Chosen by hand."""
WORKER_APP = "callsheet.backend.server:worker_app"


def serve(
    settings: Settings, *, host: str = "127.0.0.1", port: int = 8787, workers: int = 1, embedded: bool = False
) -> None:
    """Serve the API until stopped.

    Args:
        settings: names the database and the data folder; several workers load theirs from the environment.
        host: address to listen on.
        port: port to listen on; 0: any free port.
        workers: number of processes.
        embedded: write the address to the data folder, set no rate limit, use another port if this one is taken, and
            stop when standard input closes.

    Raises:
        SystemFault: host or port cannot be used, or the data folder or the database.
    """
    configure_logging(logging.WARNING if embedded else logging.INFO)
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        _bind(listener, host, port, or_any_port=embedded)
        listener.listen(128)
        if workers > 1:
            open_backend_database(settings).dispose()
            config = server_config(WORKER_APP, settings, workers=workers)
            with TemporaryDirectory(prefix="callsheet-metrics-") as folder:
                os.environ[SHARED_FOLDER] = folder  # the workers count together: any of them may be asked
                Multiprocess(config, sockets=[listener]).run()
            return
        if embedded:
            settings = settings.model_copy(update={"rate_limit": 0})
        server = uvicorn.Server(server_config(create_app(settings), settings))
        if embedded:
            _announce(settings.home / ADDRESS_FILE, listener.getsockname()[1])
            when_parent_ends(lambda: _stop(server, settings.home / ADDRESS_FILE))
        server.run(sockets=[listener])


def _bind(listener: socket.socket, host: str, port: int, *, or_any_port: bool) -> None:
    try:
        listener.bind((host, port))
    except OSError as error:
        if not or_any_port:
            raise port_fault(error, host, port) from None
        listener.bind((host, 0))


def worker_app() -> FastAPI:
    """Create the application of one of several workers."""
    configure_logging(logging.INFO)
    return create_app(load_settings())


def server_config(app: FastAPI | str, settings: Settings, *, workers: int = 1) -> uvicorn.Config:
    """Configure uvicorn.

    Args:
        app: the application; or the import path of a function that creates it, for several workers.
        settings: names the proxies that are believed.
        workers: number of processes.
    """
    proxies = [network for network in map(str.strip, settings.proxies.split(",")) if network]
    return uvicorn.Config(
        app,
        factory=isinstance(app, str),
        workers=workers,
        http=TimeoutH11Protocol,
        ws="none",
        h11_max_incomplete_event_size=HEAD_BYTES,
        log_config=None,
        access_log=False,
        server_header=False,
        # Without a proxy of ours, what a client says about its own address decides nothing.
        proxy_headers=bool(proxies),
        forwarded_allow_ips=proxies,
        timeout_graceful_shutdown=GRACE_SECONDS,
        timeout_worker_healthcheck=GRACE_SECONDS,
    )


def _announce(path: Path, port: int) -> None:
    # Written beside it and renamed: readers never see half of the file.
    temporary = path.with_suffix(f".{os.getpid()}")
    temporary.write_text(json.dumps({"url": f"http://127.0.0.1:{port}", "pid": os.getpid()}), encoding="utf-8")
    temporary.replace(path)


def _stop(server: uvicorn.Server, address_file: Path) -> None:
    address_file.unlink(missing_ok=True)
    server.should_exit = True
