"""A real browser and a real Streamlit server."""

from __future__ import annotations

from contextlib import ExitStack, closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.browser.install import install
from tests.browser.program import Program
from tests.browser.server import Server, free_port
from tests.browser.walk import PATIENCE, App, Walk
from tests.sending.fault_server import FaultServer, serving
from tests.sending.server_state import ServerState
from tests.support.warm_process import WarmStarter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser

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
def warm_starter() -> Iterator[WarmStarter]:
    with closing(WarmStarter()) as starter:
        yield starter


@pytest.fixture(scope="session")
def grid_program(warm_starter: WarmStarter) -> Iterator[Program]:
    page = str(Path(__file__).with_name("grid_page.py"))
    program = Program(warm_starter, ["streamlit", "run", page, "--server.port"], {})
    program.start()
    yield program
    program.stop()


def starting(stack: ExitStack, starter: WarmStarter, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., App]:
    """How the whole product is started as `make run` does, each time in a data folder of its own."""

    def start(**environment: str) -> App:
        home = tmp_path_factory.mktemp("home")
        program = Program(starter, ["callsheet", "run", "--port"], {"CALLSHEET_HOME": str(home), **environment})
        stack.callback(program.stop)
        program.start()
        return App(program.address, home, program)

    return start


@pytest.fixture
def start_app(warm_starter: WarmStarter, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., App]]:
    """Start apps that end with the test."""
    with ExitStack() as stack:
        yield starting(stack, warm_starter, tmp_path_factory)


@pytest.fixture(scope="session")
def start_lasting_app(
    warm_starter: WarmStarter, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[..., App]]:
    """Start apps that several tests share."""
    with ExitStack() as stack:
        yield starting(stack, warm_starter, tmp_path_factory)


@pytest.fixture
def start_server(warm_starter: WarmStarter, tmp_path: Path) -> Iterator[Callable[[], Server]]:
    """Start a backend of its own process, as `make serve` does; the test stops it and starts it again."""
    with ExitStack() as stack:

        def start() -> Server:
            server = Server(warm_starter, tmp_path / "server", free_port())
            stack.callback(server.stop)
            server.start()
            return server

        yield start


@pytest.fixture(scope="session")
def app(start_lasting_app: Callable[..., App]) -> App:
    return start_lasting_app()


@pytest.fixture
def walk(browser: Browser, app: App) -> Iterator[Walk]:
    with closing(browser.new_context(viewport={"width": 1200, "height": 900})) as context:
        walk = Walk(context.new_page())
        walk.open(app.address)
        yield walk


@pytest.fixture
def windows(browser: Browser) -> Iterator[Callable[[], Walk]]:
    contexts = []

    def new() -> Walk:
        contexts.append(browser.new_context(viewport={"width": 1200, "height": 900}))
        return Walk(contexts[-1].new_page())

    yield new
    for context in contexts:
        context.close()


@pytest.fixture
def fault(start_app: Callable[..., App]) -> Iterator[Callable[..., tuple[App, FaultServer]]]:
    """An app that speaks to a fault server with a script."""
    stack = []

    def start(*script: str, **kind: bool) -> tuple[App, FaultServer]:
        server = serving(ServerState(script=list(script), listed=True, **kind))
        stack.append(server)
        made = server.__enter__()
        environment = {
            "CALLSHEET_API_URL": made.url, "CALLSHEET_API_KEY": "key", "CALLSHEET_QUARANTINE_SECONDS": "1",
        }  # fmt: skip
        return start_app(**environment), made

    yield start
    for server in stack:
        server.__exit__(None, None, None)
