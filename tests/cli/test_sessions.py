"""The sessions that the README and the documentation show are what the command line prints."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support.published.sessions import CAMPAIGN, FILES, commands_of, encoded, replay
from tests.support.running_backend import run_backend

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.support.command_forks import CommandForks
    from tests.support.running_backend import Backend

ROOT = Path(__file__).parents[2]
PAGES = (
    "README.md",
    pytest.param("docs/cli.md", marks=pytest.mark.nightly),
    pytest.param("docs/calling-hours.md", marks=pytest.mark.nightly),
)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Backend]:
    """A backend with one campaign of the name that the sessions use."""
    with run_backend(tmp_path_factory.mktemp("sessions")) as live:
        live.campaign(CAMPAIGN)
        yield live


@pytest.mark.parametrize("name", PAGES)
def test_the_sessions_of_a_page(name: str, forks: CommandForks, server: Backend, tmp_path: Path) -> None:
    """Each command, run in a folder with the files of the sessions, prints what the page shows; one session sends."""
    sessions = list(commands_of((ROOT / name).read_text("utf-8")))
    assert sessions
    environment = {
        "CALLSHEET_HOME": str(tmp_path / "home"),
        "CALLSHEET_API_URL": server.url,
        "CALLSHEET_API_KEY": server.key,
    }
    for index, session in enumerate(sessions):
        folder = tmp_path / str(index)
        folder.mkdir()
        for file, text in FILES.items():
            (folder / file).write_text(text, encoding="utf-8")
        assert encoded(replay(session, forks, folder, environment)) == encoded(session)
