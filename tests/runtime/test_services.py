"""The composition root: which server, which key, whose name."""

from __future__ import annotations

import getpass
from typing import TYPE_CHECKING

import pytest

from callsheet.errors import SettingsError
from callsheet.runtime.services import machine_user, open_services
from callsheet.sending import EMBEDDED

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from callsheet.runtime.services import Services

CONFIGURED, NAMED = "https://api.example/v1", "https://other.example/v1"


@pytest.fixture(autouse=True)
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty data folder and no server."""
    monkeypatch.setenv("CALLSHEET_HOME", str(tmp_path))
    for name in ("CALLSHEET_API_URL", "CALLSHEET_API_KEY"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def opened() -> Iterator[list[Services]]:
    """Services that are closed after the test."""
    services: list[Services] = []
    yield services
    for one in services:
        one.store.engine.dispose()


@pytest.mark.parametrize(
    ("api_url", "server_url", "address"),
    [(CONFIGURED, None, CONFIGURED), (CONFIGURED, NAMED, NAMED), (None, NAMED, NAMED)],
)
def test_a_named_server_comes_before_the_configured_one(
    monkeypatch: pytest.MonkeyPatch, opened: list[Services], api_url: str | None, server_url: str | None, address: str
) -> None:
    """Address, ledger name and client agree; the key is the configured one."""
    monkeypatch.setenv("CALLSHEET_API_KEY", "secret")
    if api_url:
        monkeypatch.setenv("CALLSHEET_API_URL", api_url)
    services = open_services(server_url=server_url)
    opened.append(services)
    assert services.address() == (address, "secret")
    assert (services.server, services.api().base_url) == (address, address)
    assert not services.has_backend_moved(services.api())


def test_without_a_server_the_embedded_backend_is_used(opened: list[Services]) -> None:
    """The ledger knows it under a name that does not depend on its port."""
    services = open_services()
    opened.append(services)
    assert services.server == EMBEDDED
    assert services.settings.is_embedded


def test_a_server_without_a_key_is_refused(monkeypatch: pytest.MonkeyPatch, opened: list[Services]) -> None:
    """The sentence names the variable."""
    monkeypatch.setenv("CALLSHEET_API_URL", CONFIGURED)
    services = open_services()
    opened.append(services)
    with pytest.raises(SettingsError, match="CALLSHEET_API_KEY"):
        services.api()


def test_a_machine_without_users_has_an_empty_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """In a container the user id may have no name."""

    def fail() -> str:
        raise KeyError

    assert machine_user() == getpass.getuser()
    monkeypatch.setattr(getpass, "getuser", fail)
    assert machine_user() == ""
