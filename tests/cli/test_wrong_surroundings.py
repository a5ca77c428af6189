"""A wrong disk, database, port, address or setting ends in one sentence that says what to do, and exit code 2."""

from __future__ import annotations

import shutil
import socket
import sqlite3
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.cli.wrong_surroundings import NAMED, ON_DISK, ON_POSTGRESQL, Wrong, WrongServer, wrong_database
from tests.support.representatives import representatives

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.support.command_forks import CommandForks, Ran
    from tests.support.postgresql import PostgresqlServer

NUMBER = "9812345678"
UNWANTED = ("Traceback", "sqlalche", "sqlite3.", "psycopg", "SELECT ", "INSERT ", "[parameters", "secret", NUMBER)
"""What no sentence shows: traces, addresses of libraries, statements and their parameters, secrets, numbers."""


@pytest.fixture(scope="module")
def sound_home(tmp_path_factory: pytest.TempPathFactory, forks: CommandForks) -> Path:
    """A data folder with both databases, as two commands make it."""
    home = tmp_path_factory.mktemp("sound") / "home"
    for command in ("submissions", "key"):
        arguments = [command, "list"] if command == "key" else [command]
        assert forks.run(arguments, home.parent, {"CALLSHEET_HOME": str(home)}).code == 0
    for name in ("callsheet.db", "backend.db"):
        with sqlite3.connect(home / name) as database:
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        database.close()
        for beside in home.glob(f"{name}-*"):
            beside.unlink()
    return home


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that every user may enter, with a file of leads."""
    path = Path(tempfile.mkdtemp(prefix="callsheet-wrong-"))
    path.chmod(0o755)
    (path / "leads.csv").write_text(f"Name,Phone\nAsha,+91{NUMBER}\n")
    yield path
    for each in (path, *path.iterdir()):
        each.chmod(0o755)
    shutil.rmtree(path)


@pytest.fixture(scope="module")
def busy_port() -> Iterator[int]:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


def assert_explained(ran: Ran, code: int, sentence: str) -> None:
    assert sentence in ran.text
    assert ran.code == code
    for text in UNWANTED:
        assert text not in ran.text.replace("'callsheet[postgresql]'", "")


def kind_of(case: Wrong) -> tuple[str, bool]:
    """The words of its sentence without names and numbers, and whether permissions bind the user."""
    return " ".join(word for word in case.sentence.split() if word.isalpha()), case.is_weak


@pytest.mark.parametrize("case", representatives([*ON_DISK, *NAMED], kind_of), ids=lambda case: case.what)
def test_wrong_surroundings_are_explained(
    forks: CommandForks, sound_home: Path, folder: Path, busy_port: int, case: Wrong
) -> None:
    """Exit code and sentence of the table, and nothing that only a programmer reads."""
    home = folder / "home"
    shutil.copytree(sound_home, home)
    if case.damage is not None:
        if case.is_weak:
            for path in (home, *home.iterdir()):
                path.chmod(0o777)
        case.damage(home)
    pairs = (line.split("=", 1) for line in case.environment.replace("{home}", str(home)).split("\n") if line)
    environment = {"CALLSHEET_HOME": str(home)} | {name: value.replace("␤", "\n") for name, value in pairs}
    arguments = case.arguments.format(port=busy_port).split()
    ran = forks.run(arguments, folder, environment, is_weak=case.is_weak)
    assert_explained(ran, case.code, case.sentence.format(home=home, port=busy_port))


@pytest.mark.parametrize(
    ("name", "command", "setting"),
    [
        ("callsheet.db", "submissions", "CALLSHEET_DATABASE_URL"),
        ("backend.db", "key list", "CALLSHEET_BACKEND_DATABASE_URL"),
    ],
)
def test_a_locked_database_is_named(
    forks: CommandForks, sound_home: Path, folder: Path, name: str, command: str, setting: str
) -> None:
    """A program that holds the file is waited for; then the sentence says which file it is."""
    home = folder / "home"
    shutil.copytree(sound_home, home)
    holder = sqlite3.connect(home / name)
    holder.execute("PRAGMA locking_mode=EXCLUSIVE")
    holder.execute("BEGIN EXCLUSIVE")
    environment = {"CALLSHEET_HOME": str(home), setting: f"sqlite:///{home / name}?timeout=0.05"}
    ran = forks.run(command.split(), folder, environment)
    holder.close()
    assert_explained(ran, 2, f"Another program has locked the database {home / name}.")


@pytest.mark.parametrize("case", ON_POSTGRESQL, ids=lambda case: case.what)
def test_a_wrong_postgresql_is_explained(
    forks: CommandForks, postgresql: PostgresqlServer, folder: Path, case: WrongServer
) -> None:
    """The same for the server of a team."""
    environment = {"CALLSHEET_HOME": str(folder / "home"), "CALLSHEET_DATABASE_URL": wrong_database(postgresql, case)}
    assert_explained(forks.run(["submissions"], folder, environment), 2, case.sentence)
