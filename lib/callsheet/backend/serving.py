"""Running the backend: alone, or as the embedded one of an app."""

from __future__ import annotations

import json
import os
import socket
import sys
import threading
from typing import TYPE_CHECKING

import uvicorn

from callsheet.backend.app import create_app

if TYPE_CHECKING:
    from pathlib import Path

    from callsheet.settings import Settings

ADDRESS_FILE = "backend.json"


def serve(settings: Settings, *, host: str = "127.0.0.1", port: int = 8787, embedded: bool = False) -> None:
    """Serve the API until stopped.

    Args:
        settings: says where the data lies.
        host: address to listen on.
        port: port to listen on; 0: any free one.
        embedded: announce the address in the data folder and end when standard input closes.
    """
    app = create_app(settings)
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(128)
        config = uvicorn.Config(app, log_level="warning", access_log=False, timeout_graceful_shutdown=60)
        server = uvicorn.Server(config)
        if embedded:
            _announce(settings.home / ADDRESS_FILE, listener.getsockname()[1])
            threading.Thread(target=_end_with_stdin, args=(server, settings.home / ADDRESS_FILE), daemon=True).start()
        server.run(sockets=[listener])


def _announce(path: Path, port: int) -> None:
    fresh = path.with_suffix(f".{os.getpid()}")
    fresh.write_text(json.dumps({"url": f"http://127.0.0.1:{port}", "pid": os.getpid()}), encoding="utf-8")
    fresh.replace(path)


def _end_with_stdin(server: uvicorn.Server, announced: Path) -> None:
    while sys.stdin.buffer.read(1024):
        pass
    announced.unlink(missing_ok=True)
    server.should_exit = True
