"""A real browser and a real Streamlit server."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from browser.install import install
from browser.server import Server, answering, free_port
from browser.walk import PATIENCE, App, Walk
from playwright.sync_api import expect, sync_playwright

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser

ROOT = Path(__file__).parents[2]
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip

expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = install()
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def grid_address() -> Iterator[str]:
    port = free_port()
    page = str(Path(__file__).with_name("grid_page.py"))
    command = [sys.executable, "-m", "streamlit", "run", page, "--server.port", str(port)]
    with _running(command, f"http://127.0.0.1:{port}", dict(os.environ)) as address:
        yield address


@pytest.fixture(scope="session")
def start_app(tmp_path_factory) -> Iterator[Callable[..., App]]:
    """Start the whole product as `make run` does, each time in a data folder of its own."""
    with ExitStack() as stack:

        def start(**environment: str) -> App:
            home = tmp_path_factory.mktemp("home")
            port = free_port()
            command = [sys.executable, "-m", "callsheet", "run", "--port", str(port)]
            values = os.environ | {"CALLSHEET_HOME": str(home)} | environment
            return App(stack.enter_context(_running(command, f"http://127.0.0.1:{port}", values)), home)

        yield start


@pytest.fixture
def start_server(tmp_path) -> Iterator[Callable[[], Server]]:
    """Start a backend of its own process, as `make serve` does; the test stops it and starts it again."""
    with ExitStack() as stack:

        def start() -> Server:
            server = Server(tmp_path / "server", free_port())
            stack.callback(server.stop)
            server.start()
            return server

        yield start


@pytest.fixture(scope="session")
def app(start_app) -> App:
    return start_app()


@pytest.fixture
def walk(browser, app) -> Iterator[Walk]:
    with closing(browser.new_context(viewport={"width": 1200, "height": 900})) as context:
        walk = Walk(context.new_page())
        walk.open(app.address)
        yield walk


@contextmanager
def _running(command: list[str], address: str, environment: dict[str, str]) -> Iterator[str]:
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield answering(address, "/_stcore/health")
    finally:
        process.terminate()
        process.wait()
