"""The embedded backend: a separate process, started on demand, ended with the process that started it."""

from __future__ import annotations

import json
import stat
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
import requests

from callsheet.client import Accepted, CallsheetApi
from callsheet.runtime.embedded_backend import EmbeddedBackend
from callsheet.settings import Settings
from tests.support.running_backend import LEADS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


STARTER = """
import sys
from pathlib import Path
from callsheet.runtime.embedded_backend import EmbeddedBackend
from callsheet.settings import Settings
print(EmbeddedBackend(Settings(home=Path(sys.argv[1]))).address()[0], flush=True)
sys.stdin.read()
"""


@pytest.fixture
def starter(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Another process that starts the embedded backend, and its address."""
    command = [sys.executable, "-c", STARTER, str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield process, process.stdout.readline().strip()
        process.kill()


def is_gone(url: str) -> bool:
    """True when no server answers there any more, within a minute."""
    ends = time.monotonic() + 60
    while time.monotonic() < ends:
        try:
            requests.get(url, timeout=2)
        except requests.RequestException:
            return True
        time.sleep(0.05)
    return False


def test_it_is_shared_and_ends_with_its_starter(tmp_path: Path, starter: tuple[subprocess.Popen[str], str]) -> None:
    """A second process gets the same one, with the sandbox campaign; it dies with the process that started it.

    `api-key` has mode 0600, and the database does not contain the key itself.
    """
    process, address = starter
    url, key = EmbeddedBackend(Settings(home=tmp_path)).address()
    assert url == address
    api = CallsheetApi(url, key)
    (campaign,) = api.campaigns()
    assert (campaign.name, campaign.from_phone_number) == ("Sandbox campaign", "+912234567890")
    outcome = api.upload(campaign.id, "leads.csv", LEADS.encode())
    assert isinstance(outcome, Accepted)
    assert outcome.leads_created == 2
    path = tmp_path / "api-key"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.read_text().strip() == key
    assert all(key.encode() not in database.read_bytes() for database in tmp_path.glob("backend.db*"))
    process.kill()
    assert is_gone(url)


@pytest.mark.nightly
def test_a_stale_address_is_replaced(tmp_path: Path, starter: tuple[subprocess.Popen[str], str]) -> None:
    """A dead backend's address is replaced by that of a new one, which removes it when it ends."""
    process, address = starter
    known = json.loads((tmp_path / "backend.json").read_text())
    process.kill()
    assert is_gone(address)
    (tmp_path / "backend.json").write_text(json.dumps(known))
    command = [sys.executable, "-c", STARTER, str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as second:
        assert second.stdout is not None
        url = second.stdout.readline().strip()
        assert requests.get(f"{url.removesuffix('/v1')}/health", timeout=10).json() == {"status": "ok"}
    assert is_gone(url)
    assert not (tmp_path / "backend.json").exists()
