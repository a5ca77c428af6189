"""A real browser and a real Streamlit server."""

from __future__ import annotations

import shutil
from contextlib import ExitStack, closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.browser.backend_server import BackendServer, free_port
from tests.browser.install import install
from tests.browser.program import Program
from tests.browser.shared_browser import SharedBrowser
from tests.browser.wizard import PATIENCE, App, Wizard
from tests.sending.fault_server import FaultServer, serving
from tests.sending.server_state import ServerState
from tests.support.warm_process import WarmStarter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--font-render-hinting=none",  # as on a screen: not moved to whole pixels
]  # fmt: skip

expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def browser() -> Iterator[SharedBrowser]:
    path = install()
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield SharedBrowser(chromium)
        chromium.close()


@pytest.fixture(autouse=True)
def clean_contexts(browser: SharedBrowser) -> Iterator[None]:
    """Leave the app in every page after a test; one left open would try to reconnect to a stopped app for ever."""
    yield
    browser.clean()


@pytest.fixture(scope="session")
def warm_starter() -> Iterator[WarmStarter]:
    with closing(WarmStarter()) as starter:
        yield starter


@pytest.fixture(scope="session")
def grid_program(warm_starter: WarmStarter) -> Iterator[Program]:
    page = str(Path(__file__).parent / "review" / "grid_page.py")
    program = Program(warm_starter, ["streamlit", "run", page, "--server.port"], {})
    program.start()
    yield program
    program.stop()


def app_starter(
    stack: ExitStack, starter: WarmStarter, tmp_path_factory: pytest.TempPathFactory, ledger_template: Path
) -> Callable[..., App]:
    """Start the whole product as `make run` does, each time in a new data folder with an empty store."""

    def start(**environment: str) -> App:
        home = tmp_path_factory.mktemp("home")
        shutil.copy(ledger_template, home)
        program = Program(starter, ["callsheet", "run", "--port"], {"CALLSHEET_HOME": str(home), **environment})
        stack.callback(program.stop)
        program.start()
        return App(program.address, home, program)

    return start


@pytest.fixture
def start_app(
    warm_starter: WarmStarter, tmp_path_factory: pytest.TempPathFactory, ledger_template: Path
) -> Iterator[Callable[..., App]]:
    """Start apps that are stopped after the test."""
    with ExitStack() as stack:
        yield app_starter(stack, warm_starter, tmp_path_factory, ledger_template)


@pytest.fixture(scope="session")
def start_lasting_app(
    warm_starter: WarmStarter, tmp_path_factory: pytest.TempPathFactory, ledger_template: Path
) -> Iterator[Callable[..., App]]:
    """Start apps that run until the end of the session."""
    with ExitStack() as stack:
        yield app_starter(stack, warm_starter, tmp_path_factory, ledger_template)


@pytest.fixture
def start_backend(warm_starter: WarmStarter, tmp_path: Path) -> Iterator[Callable[[], BackendServer]]:
    """Start a separate backend, as `make serve` does; the test may stop and restart it."""
    with ExitStack() as stack:

        def start() -> BackendServer:
            server = BackendServer(warm_starter, tmp_path / "server", free_port())
            stack.callback(server.stop)
            server.start()
            return server

        yield start


@pytest.fixture(scope="session")
def app(start_lasting_app: Callable[..., App]) -> App:
    return start_lasting_app()


@pytest.fixture
def wizard(new_wizard: Callable[[], Wizard], app: App) -> Wizard:
    """A browser at the Upload step of the shared app."""
    wizard = new_wizard()
    wizard.open(app.address)
    return wizard


@pytest.fixture
def new_wizard(browser: SharedBrowser) -> Callable[[], Wizard]:
    """Open further browsers, each with its own cookies."""
    return lambda: Wizard(browser.new_context(viewport={"width": 1200, "height": 900}).new_page())


@pytest.fixture
def start_app_with_fault_server(start_app: Callable[..., App]) -> Iterator[Callable[..., tuple[App, FaultServer]]]:
    """Start an app connected to a fault server with a script of answers."""
    with ExitStack() as stack:

        def start(*script: str, **kind: Any) -> tuple[App, FaultServer]:
            server = stack.enter_context(serving(ServerState(script=list(script), listed=True, **kind)))
            app = start_app(CALLSHEET_API_URL=server.url, CALLSHEET_API_KEY="key", CALLSHEET_QUARANTINE_SECONDS="1")
            return app, server

        yield start
