"""Sessions without a file, a server or a screen; and the app without a browser."""

from __future__ import annotations

import shutil
from functools import cache
from typing import TYPE_CHECKING

import pandas as pd
import pytest
import streamlit as st
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import local_script_runner

from callsheet.ui.app import services as shared
from callsheet.ui.session.session import Session
from callsheet.validation import ColumnMapping, CountryRule, Route, Source, Table
from tests.ui.app_page import App, without_sender_process

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from streamlit.testing.v1.local_script_runner import LocalScriptRunner

    from tests.support.running_backend import Backend


@pytest.fixture(scope="session", autouse=True)
def component_manifests() -> Iterator[None]:
    """Search the installed packages for components once; Streamlit does so, half a second long, for every page."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", cache(manifest_scanner.scan_component_manifests))
        yield


@pytest.fixture(scope="session", autouse=True)
def waiting_for_runs() -> Iterator[None]:
    """Wait until the run of a page has ended; AppTest asks a thousand times a second whether it has."""

    def wait(runner: LocalScriptRunner, timeout: float) -> None:
        thread = runner._script_thread
        assert thread is not None
        thread.join(timeout)
        if thread.is_alive():
            runner.request_stop()
            raise TimeoutError(f"a run of a page took more than {timeout} s")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(local_script_runner, "require_widgets_deltas", wait)
        yield


@pytest.fixture
def lead_table() -> Callable[..., Table]:
    def build(columns: dict[str, list[str]]) -> Table:
        frame = pd.DataFrame(columns, dtype="str")
        frame.index = pd.RangeIndex(2, len(frame) + 2, name="row")
        return Table(frame, tuple(columns), Source("leads.csv", "0" * 64, "csv"))

    return build


@pytest.fixture
def session_of(lead_table: Callable[..., Table]) -> Callable[..., Session]:
    def build(phones: list[str], names: list[str] | None = None) -> Session:
        table = lead_table({"Mobile": phones, "Full name": names or ["Priya"] * len(phones)})
        route = Route("IN", countries=(CountryRule("IN", "91", ("9",)),))
        mapping = ColumnMapping(("Mobile",), {"Full name": "full_name"})
        return Session("draft", "leads.csv", table, "cmp_1", "Sandbox campaign", route, mapping)

    return build


@pytest.fixture
def open_app(tmp_path: Path, ledger_template: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., App]]:
    """Opens the app with a data folder of its own, for a server and with further settings."""
    home = tmp_path / "app"

    def build(url: str, key: str, **settings: str) -> App:
        home.mkdir(exist_ok=True)
        if not (home / "callsheet.db").exists():
            shutil.copy(ledger_template, home)
        environment = {"CALLSHEET_HOME": str(home), "CALLSHEET_API_URL": url, "CALLSHEET_API_KEY": key}
        for name, value in (environment | settings).items():
            monkeypatch.setenv(name, value)
        opened = without_sender_process()
        monkeypatch.setattr(shared, "open_services", lambda **_: opened)
        monkeypatch.setattr(type(st.context), "cookies", {"callsheet": "cookie-of-this-browser"})
        shared.services.clear()
        return App(opened)

    yield build
    shared.services.clear()


@pytest.fixture
def app(open_app: Callable[..., App], backend: Backend) -> App:
    """The app with the real backend."""
    return open_app(backend.url, backend.key)
