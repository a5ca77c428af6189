"""Surroundings that are wrong, each with the command that meets them and the sentence that it prints."""

from __future__ import annotations

import shutil
import sqlite3
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.support.postgresql import PostgresqlServer

STORE, BACKEND = "CALLSHEET_DATABASE_URL", "CALLSHEET_BACKEND_DATABASE_URL"
LINKS = "Check that it runs, and check CALLSHEET_DATABASE_URL."


class Wrong(NamedTuple):
    """Surroundings that are wrong.

    Args:
        what: names the case.
        arguments: of `callsheet`; "{port}" stands for a port that is in use.
        sentence: what is printed; "{home}" stands for the data folder.
        damage: changes a data folder that works; None: nothing there is changed.
        environment: NAME=VALUE, one a line; "{home}" as above.
        code: the exit code.
        is_weak: as a user whom permissions bind.
    """

    what: str
    arguments: str
    sentence: str
    damage: Callable[[Path], object] | None = None
    environment: str = ""
    code: int = 2
    is_weak: bool = False


def _write(name: str, data: bytes) -> Callable[[Path], object]:
    return lambda home: (home / name).write_bytes(data)


def _cut(name: str, share: float) -> Callable[[Path], object]:
    def cut(home: Path) -> None:
        data = (home / name).read_bytes()
        (home / name).write_bytes(data[: int(len(data) * share) + 50])

    return cut


def _folder(name: str) -> Callable[[Path], object]:
    def make(home: Path) -> None:
        (home / name).unlink()
        (home / name).mkdir()

    return make


def _newer(name: str, table: str, backup: str = "") -> Callable[[Path], object]:
    def set_version(home: Path) -> None:
        if backup:
            shutil.copy(home / name, home / backup)
        with sqlite3.connect(home / name) as database:
            database.execute(f"UPDATE {table} SET version_num = '0999'")  # noqa: S608 - a table of the case
        database.close()

    return set_version


def _destroy_page(name: str, table: str) -> Callable[[Path], object]:
    """Fill the root page of a table with what is no page."""

    def destroy(home: Path) -> None:
        with sqlite3.connect(home / name) as database:
            page = database.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()[0]
            size = database.execute("PRAGMA page_size").fetchone()[0]
        database.close()
        with (home / name).open("r+b") as file:
            file.seek((page - 1) * size)
            file.write(b"\xa5" * size)

    return destroy


def _mode(name: str, mode: int) -> Callable[[Path], object]:
    return lambda home: (home / name).chmod(mode)


def _read_only(home: Path) -> None:
    for path in home.iterdir():
        path.chmod(0o444)
    home.chmod(0o555)


def _as_file(home: Path) -> None:
    shutil.rmtree(home)
    home.write_text("no folder")


def _address(url: str, sentence: str, arguments: str = "submissions", setting: str = STORE) -> Wrong:
    return Wrong(f"{setting}={url}", arguments, sentence.format(setting=setting), environment=f"{setting}={url}")


NOT_OURS = "is not a database of Callsheet. Move it away, put a backup in its place, or set {setting} to another."
DAMAGED = "is damaged. Stop Callsheet, keep a copy of the file, and put a backup in its place."
NO_ADDRESS = "{setting} must be an address that begins with sqlite:/// or postgresql://."
NOT_UNDERSTOOD = "{setting} is not the address of a database. It looks like postgresql://user@host/name"
NOT_A_FOLDER = "{home} is a file, but a folder is needed. Set CALLSHEET_HOME to a folder."
FORBIDDEN = "You may not use {home}"
IN_WORK = "campaigns --server http://127.0.0.1:9/v1"

ON_DISK = (
    # the app's own database
    Wrong("garbage", "submissions", f"callsheet.db {NOT_OURS.format(setting=STORE)}", _write("callsheet.db", b"x" * 9000)),
    Wrong("text", "submissions", f"callsheet.db {NOT_OURS.format(setting=STORE)}", _write("callsheet.db", b"Name,Phone\n" * 99)),
    Wrong("half", "submissions", f"callsheet.db {DAMAGED}", _cut("callsheet.db", 0.5)),
    Wrong("only the head", "submissions", f"callsheet.db {DAMAGED}", _cut("callsheet.db", 0)),
    Wrong("a folder", "submissions", "callsheet.db is a folder, but a file is needed.", _folder("callsheet.db")),
    Wrong("newer", "submissions", "it has version 0999, this one knows 0", _newer("callsheet.db", "store_version")),
    Wrong("newer, no backup", "submissions", "There is no backup of version", _newer("callsheet.db", "store_version")),
    Wrong(
        "newer, with a backup", "submissions", "or put the backup callsheet.db.before-0999 in its place",
        _newer("callsheet.db", "store_version", "callsheet.db.before-0999"),
    ),
    Wrong("a destroyed page", "submissions", f"callsheet.db {DAMAGED}", _destroy_page("callsheet.db", "submissions")),

    Wrong("not readable", "submissions", "You may not use", _mode("callsheet.db", 0), is_weak=True),
    Wrong("not writable", "submissions", FORBIDDEN, _read_only, is_weak=True),
    # the backend's
    Wrong("backend garbage", "key list", f"backend.db {NOT_OURS.format(setting=BACKEND)}", _write("backend.db", b"x" * 9000)),
    Wrong("backend half", "key list", f"backend.db {DAMAGED}", _cut("backend.db", 0.5)),
    Wrong("backend a folder", "key list", "backend.db is a folder, but a file is needed.", _folder("backend.db")),
    Wrong("backend newer", "key list", "it has version 0999, this one knows 0", _newer("backend.db", "backend_version")),
    Wrong("backend page", "key list", f"backend.db {DAMAGED}", _destroy_page("backend.db", "api_keys")),
    Wrong("serve garbage", "serve --port 0", f"backend.db {NOT_OURS.format(setting=BACKEND)}", _write("backend.db", b"x" * 9000)),
    Wrong("serve newer", "serve --port 0", "it has version 0999", _newer("backend.db", "backend_version")),
    Wrong("embedded backend", "campaigns", "The backend did not start. It said: {home}/backend.db is not a database", _write("backend.db", b"x" * 9000)),
    # the data folder
    Wrong("home a file", "submissions", NOT_A_FOLDER, _as_file),
    Wrong("home a file, serve", "serve --port 0", NOT_A_FOLDER, _as_file),
    Wrong("home a file, key", "key list", NOT_A_FOLDER, _as_file),
    Wrong("home below a file", "submissions", "home/callsheet.db is a file", environment="CALLSHEET_HOME={home}/callsheet.db/x"),
    Wrong("home missing", "submissions", "/proc/nowhere does not exist and cannot be made.", environment="CALLSHEET_HOME=/proc/nowhere"),
    Wrong("home forbidden", "submissions", FORBIDDEN, lambda home: home.chmod(0), is_weak=True),
    Wrong("home read-only", "submissions", "/proc/self", environment="CALLSHEET_HOME=/proc/self"),
    Wrong("check, home read-only", "check leads.csv", "1 row = 1 ready", environment="CALLSHEET_HOME=/proc/self", code=0),
    Wrong("check, home a file", "check leads.csv", "1 row = 1 ready", _as_file, code=0),
    # lists, backups, the audit and a sender that stands by
    Wrong("list garbage", "do-not-call list", f"callsheet.db {NOT_OURS.format(setting=STORE)}", _write("callsheet.db", b"x" * 9000)),
    Wrong("backup of a destroyed page", "backup x.zip", "is damaged, so no backup was made.", _destroy_page("callsheet.db", "submissions")),
    Wrong("backup over a device", "backup /dev/zero --force", "/dev/zero is not a backup, so it is not replaced"),
    Wrong("restore nothing", "restore nowhere.zip", "nowhere.zip is not a file. Name a backup that callsheet backup has made."),
    Wrong("restore a folder", "restore .", ". is not a file. Name a backup that callsheet backup has made."),
    Wrong("restore a device", "restore /dev/zero", "/dev/zero is not a file. Name a backup that callsheet backup has made."),
    Wrong("restore leads", "restore leads.csv", "leads.csv is not a whole backup of Callsheet. Nothing was changed."),
    Wrong("audit key a folder", "audit check", "audit-key is a folder, but a file is needed.", _folder("audit-key")),
    Wrong("stand by, port taken", "work --stand-by --port {port} --server http://127.0.0.1:9/v1", "Port {port} is in use by another program.", environment="CALLSHEET_API_KEY=x"),
    Wrong("check, home missing", "check leads.csv", "1 row = 1 ready", environment="CALLSHEET_HOME=/proc/nowhere", code=0),
)  # fmt: skip

NAMED = (
    # addresses of databases
    _address("nonsense", NO_ADDRESS),
    _address("mysql://root@host/x", NO_ADDRESS),
    _address("nonsense", NO_ADDRESS, "key list", BACKEND),
    _address("nonsense", NO_ADDRESS, "serve --port 0", BACKEND),
    _address("postgresql://host:port/x", NOT_UNDERSTOOD),
    _address("postgresql+nonsense://host/x", NO_ADDRESS),
    _address("sqlite:////proc/", "/proc/ is a folder, but a file is needed."),
    _address("sqlite:////proc/nowhere/x.db", "/proc/nowhere does not exist and cannot be made."),
    _address("postgresql://asha:secret@127.0.0.1:9/x", f"The database at 127.0.0.1:9/x does not answer. {LINKS}"),
    _address("postgresql://no.invalid/x", f"The database at no.invalid/x does not answer. {LINKS}"),
    # settings
    Wrong("two lines of key", IN_WORK, "CALLSHEET_API_KEY must be a key without spaces or line breaks.", environment="CALLSHEET_API_KEY=secret␤secret"),
    Wrong("no key", IN_WORK, "Set CALLSHEET_API_KEY to the key of that server."),
    Wrong("nobody listens", IN_WORK, "The server does not answer.", environment="CALLSHEET_API_KEY=x"),
    Wrong("a line break after the key", IN_WORK, "The server does not answer.", environment="CALLSHEET_API_KEY=x␤"),
    # ports
    Wrong("port taken", "serve --port {port}", "Port {port} is in use by another program. Choose another with --port."),
    Wrong("port too large", "serve --port 70000", "70000 is not a whole number from 0 to 65,535."),
    Wrong("port below zero", "serve --port -1", "-1 is not a whole number from 0 to 65,535."),
    Wrong("no worker", "serve --workers 0", "0 is not a whole number from 1 up."),
    Wrong("no port for the app", "run --port 0", "0 is not a whole number from 1 to 65,535."),
    Wrong("no such host", "serve --port 0 --host 999.1.1.1", "This machine has no address 999.1.1.1."),
    Wrong("another machine's address", "serve --port 0 --host 203.0.113.9", "This machine has no address 203.0.113.9."),
)  # fmt: skip


class WrongServer(NamedTuple):
    """A PostgreSQL that cannot be used.

    Args:
        what: names the case.
        sentence: what is printed.
        statement: run as its owner, in the database of the tables; "{name}" stands for that database.
        user: who connects; "": the owner.
        database: connects to it; "": to the one with the tables.
    """

    what: str
    sentence: str
    statement: str = ""
    user: str = ""
    database: str = ""


ON_POSTGRESQL = (
    WrongServer("no such database", "has no such database. Create it, or check", database="nowhere"),
    WrongServer("no such user", "refused the user or the password. Check", user="nobody_here"),
    WrongServer("newer", "it has version 0999, this one knows 0", "UPDATE store_version SET version_num = '0999'"),
    WrongServer("no rights", "lacks a right. Make that user its owner.", user="weak"),
    WrongServer("no connection left", "has no connection left.", "ALTER DATABASE {name} CONNECTION LIMIT 0", user="weak"),
)  # fmt: skip


def wrong_database(server: PostgresqlServer, case: WrongServer) -> str:
    """Make a database that fails as a case describes, and return its URL.

    Args:
        server: a PostgreSQL that works.
        case: of `ON_POSTGRESQL`.
    """
    from sqlalchemy import create_engine, make_url, text  # noqa: PLC0415 - not needed to collect the table

    url = make_url(server.create_store())
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(
            text("DO $$ BEGIN CREATE ROLE weak LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$")
        )
        if case.statement:
            connection.execute(text(case.statement.format(name=url.database)))
    engine.dispose()
    if case.user:
        url = url.set(username=case.user)
    if case.database:
        url = url.set(database=case.database)
    return url.render_as_string(hide_password=False)
