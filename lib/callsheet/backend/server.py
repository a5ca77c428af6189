"""Running the backend: alone, in several workers, or as the embedded one of an app."""

from __future__ import annotations

import json
import logging
import os
import socket
from typing import TYPE_CHECKING

import uvicorn
from uvicorn.supervisors import Multiprocess

from callsheet.backend.app import create_app
from callsheet.backend.http.logging import start_logging
from callsheet.backend.http.protocol import HEAD_BYTES, TimeoutH11Protocol
from callsheet.backend.services import open_backend_database
from callsheet.child_process import when_parent_ends
from callsheet.settings import load_settings

if TYPE_CHECKING:
    from pathlib import Path

    from fastapi import FastAPI

    from callsheet.settings import Settings

ADDRESS_FILE = "backend.json"
GRACE_SECONDS = 60
"""How long uploads in flight may take when the server is asked to stop."""
WORKER_APP = "callsheet.backend.server:worker_app"


def serve(
    settings: Settings, *, host: str = "127.0.0.1", port: int = 8787, workers: int = 1, embedded: bool = False
) -> None:
    """Serve the API until stopped.

    Args:
        settings: says where the data lies; several workers read theirs from the environment.
        host: address to listen on.
        port: port to listen on; 0: any free one.
        workers: processes.
        embedded: announce the address in the data folder, know no rate limit, and end when standard input closes.
    """
    start_logging(logging.WARNING if embedded else logging.INFO)
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        _bind(listener, host, port, any_free=embedded)
        listener.listen(128)
        if workers > 1:
            open_backend_database(settings).dispose()
            config = configured(WORKER_APP, workers=workers)
            Multiprocess(config, sockets=[listener]).run()
            return
        if embedded:
            settings = settings.model_copy(update={"rate_limit": 0})
        server = uvicorn.Server(configured(create_app(settings)))
        if embedded:
            _announce(settings.home / ADDRESS_FILE, listener.getsockname()[1])
            when_parent_ends(lambda: _stop(server, settings.home / ADDRESS_FILE))
        server.run(sockets=[listener])


def _bind(listener: socket.socket, host: str, port: int, *, any_free: bool) -> None:
    try:
        listener.bind((host, port))
    except OSError:
        if not any_free:
            raise
        listener.bind((host, 0))


def worker_app() -> FastAPI:
    """The application of one of several workers."""
    start_logging(logging.INFO)
    return create_app(load_settings())


def configured(app: FastAPI | str, *, workers: int = 1) -> uvicorn.Config:
    """The server around an application, or around what makes one in each of several workers."""
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
        timeout_graceful_shutdown=GRACE_SECONDS,
        timeout_worker_healthcheck=GRACE_SECONDS,
    )


def _announce(path: Path, port: int) -> None:
    fresh = path.with_suffix(f".{os.getpid()}")
    fresh.write_text(json.dumps({"url": f"http://127.0.0.1:{port}", "pid": os.getpid()}), encoding="utf-8")
    fresh.replace(path)


def _stop(server: uvicorn.Server, announced: Path) -> None:
    announced.unlink(missing_ok=True)
    server.should_exit = True
