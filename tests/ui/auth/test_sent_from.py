"""What must be on for leads to leave later: this computer, the server of the page, or any machine of a database."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import streamlit as st

from callsheet.runtime.services import Services
from callsheet.store import Store
from callsheet.ui.auth import user
from callsheet.wording.schedule import SentFrom

HERE, SERVER = SentFrom.THIS_COMPUTER, SentFrom.SERVER
CASES: tuple[tuple[dict[str, str], SentFrom], ...] = (
    ({"Host": "localhost:8501"}, HERE),
    ({"Host": "127.0.0.1:8501"}, HERE),
    ({"Host": "[::1]:8501"}, HERE),
    ({}, HERE),
    ({"Host": "leads.example"}, SERVER),
    ({"Host": "leads.example:8443"}, SERVER),
    ({"Host": "192.168.1.20:8501"}, SERVER),
    ({"Host": "127.0.0.1:8501", "X-Forwarded-For": "10.0.0.9"}, SERVER),
    ({"Host": "localhost", "forwarded": "for=10.0.0.9"}, SERVER),
)


def at(monkeypatch: pytest.MonkeyPatch, headers: dict[str, str], dialect: str) -> SentFrom:
    engine: Any = SimpleNamespace(dialect=SimpleNamespace(name=dialect))
    unused: Any = None
    opened = Services(unused, Store(engine, Path()), unused, unused)
    monkeypatch.setattr(user, "services", lambda: opened)
    monkeypatch.setattr(st, "context", SimpleNamespace(headers=headers))
    return user.sent_from()


@pytest.mark.parametrize(("headers", "expected"), CASES)
def test_this_computer_must_be_on_only_where_it_sends(
    monkeypatch: pytest.MonkeyPatch, headers: dict[str, str], expected: SentFrom
) -> None:
    """A page that was opened by the name of another machine, or through a proxy, is sent from there."""
    assert at(monkeypatch, headers, "sqlite") is expected


def test_any_machine_of_a_shared_database_may_send(monkeypatch: pytest.MonkeyPatch) -> None:
    """With PostgreSQL it need not be this computer, and a hosted page says nothing of computers."""
    assert at(monkeypatch, {"Host": "localhost:8501"}, "postgresql") is SentFrom.SHARED_DATABASE
    assert at(monkeypatch, {"Host": "leads.example"}, "postgresql") is SERVER
