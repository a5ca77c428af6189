"""Turn errors of databases, disks and sockets into a `SystemFault`: one sentence that says what to do."""

from __future__ import annotations

import errno
import shutil
import sqlite3
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import event, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from callsheet.errors import Fault, SystemFault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import URL, Engine
    from sqlalchemy.engine import ExceptionContext

_OF_SYSTEM = {
    errno.ENOSPC: Fault.DISK_FULL,
    errno.EDQUOT: Fault.DISK_FULL,
    errno.EFBIG: Fault.DISK_FULL,
    errno.EIO: Fault.DISK_ERROR,
    errno.EACCES: Fault.NO_PERMISSION,
    errno.EPERM: Fault.NO_PERMISSION,
    errno.EROFS: Fault.READ_ONLY,
    errno.ENOTDIR: Fault.NOT_A_FOLDER,
    errno.EEXIST: Fault.NOT_A_FOLDER,
    errno.EISDIR: Fault.IS_A_FOLDER,
    errno.ENOENT: Fault.NO_SUCH_PLACE,
    errno.EMFILE: Fault.TOO_MANY_OPEN,
    errno.ENFILE: Fault.TOO_MANY_OPEN,
    errno.ENOMEM: Fault.OUT_OF_MEMORY,
}
_OF_SQLITE = {
    sqlite3.SQLITE_FULL: Fault.DISK_FULL,
    sqlite3.SQLITE_IOERR: Fault.DISK_ERROR,
    sqlite3.SQLITE_CORRUPT: Fault.DATABASE_DAMAGED,
    sqlite3.SQLITE_NOTADB: Fault.NOT_A_DATABASE,
    sqlite3.SQLITE_BUSY: Fault.DATABASE_BUSY,
    sqlite3.SQLITE_LOCKED: Fault.DATABASE_BUSY,
    sqlite3.SQLITE_READONLY: Fault.READ_ONLY,
    sqlite3.SQLITE_CANTOPEN: Fault.NO_PERMISSION,
    sqlite3.SQLITE_PERM: Fault.NO_PERMISSION,
    sqlite3.SQLITE_NOMEM: Fault.OUT_OF_MEMORY,
}
"""Primary result code (sqlite.org/rescode.html) → fault. The others are a mistake in a statement, or a conflict."""
ROOM_BYTES = 64 * 1024
"""SQLite makes its shared memory in pieces of 32 KiB (sqlite.org/walformat.html)."""
_PRIMARY = 0xFF
"""An extended result code of SQLite has the primary one in its lowest byte."""
_OF_POSTGRESQL = {
    "08": Fault.DATABASE_ABSENT,
    "28": Fault.DATABASE_LOGIN,
    "3D000": Fault.DATABASE_UNKNOWN,
    "25006": Fault.DATABASE_READ_ONLY,
    "42501": Fault.DATABASE_FORBIDS,
    "53100": Fault.DISK_FULL,
    "53200": Fault.OUT_OF_MEMORY,
    "53300": Fault.DATABASE_CONNECTIONS,
    "55P03": Fault.DATABASE_BUSY,
    "57P": Fault.DATABASE_ABSENT,
    "58": Fault.DISK_ERROR,
    "XX001": Fault.DATABASE_DAMAGED,
    "XX002": Fault.DATABASE_DAMAGED,
}
"""Beginning of a SQLSTATE → fault (postgresql.org/docs/current/errcodes-appendix.html)."""
_OF_CONNECTING = {
    "too many connections": Fault.DATABASE_CONNECTIONS,
    "too many clients": Fault.DATABASE_CONNECTIONS,
    "remaining connection slots": Fault.DATABASE_CONNECTIONS,
    "password authentication failed": Fault.DATABASE_LOGIN,
    "no password supplied": Fault.DATABASE_LOGIN,
    "no pg_hba.conf entry": Fault.DATABASE_LOGIN,
    'FATAL:  role "': Fault.DATABASE_LOGIN,
    'FATAL:  database "': Fault.DATABASE_UNKNOWN,
}
"""Part of the message → fault, where a connection is refused: libpq gives no SQLSTATE then."""


class DatabaseFault(SystemFault, SQLAlchemyError):
    """A database cannot be used; it replaces SQLAlchemy's exception, and is caught as one, too."""


def database_url(text: str, setting: str) -> URL:
    """Parse the address of a database.

    Args:
        text: SQLAlchemy URL.
        setting: the environment variable that it comes from, for the sentence.

    Raises:
        SystemFault: it is no address, or of a kind of database that is not supported.
    """
    try:
        url = make_url(text)
        kind = url.get_backend_name()
    except (ArgumentError, ValueError):
        raise SystemFault(Fault.DATABASE_ADDRESS, setting=setting) from None
    if kind not in ("sqlite", "postgresql"):
        raise SystemFault(Fault.DATABASE_KIND, kind=kind, setting=setting)
    if kind == "sqlite" and url.host:  # two slashes where three or four are meant
        raise SystemFault(Fault.DATABASE_ADDRESS, setting=setting)
    if kind == "sqlite" and (url.database or "").endswith("/"):
        raise SystemFault(Fault.IS_A_FOLDER, where=url.database, setting=setting)
    return url


def explain_faults(engine: Engine, setting: str) -> None:
    """From now on, raise a `DatabaseFault` where a database fails; a conflict between rows stays SQLAlchemy's own.

    Args:
        engine: the database.
        setting: the environment variable that names it, for the sentence.
    """
    where = shown_address(engine.url)

    def explain(context: ExceptionContext) -> None:
        code = None if context.is_pre_ping else _code_of(context.original_exception)
        if code is Fault.DISK_ERROR and _is_full(engine.url):
            code = Fault.DISK_FULL
        if code is not None:
            raise DatabaseFault(code, where=where, setting=setting)

    event.listen(engine, "handle_error", explain)


def shown_address(url: URL) -> str:
    """The file of a database, or its host, port and name; never its user or password.

    Args:
        url: of the database.
    """
    if url.get_backend_name() == "sqlite":
        return url.database or "in memory"
    port = f":{url.port}" if url.port else ""
    return f"{url.host or 'this machine'}{port}/{url.database}"


@contextmanager
def explained_disk(where: Path, setting: str = "CALLSHEET_HOME") -> Iterator[None]:
    """Within the block, an error of the file system is raised as a `SystemFault`.

    Args:
        where: the file or folder that the block uses, where the error names none.
        setting: the environment variable that names it.

    Raises:
        SystemFault: the file system refused something.
    """
    try:
        yield
    except OSError as error:
        raise disk_fault(error, str(error.filename or where), setting) from None


def prepare_home(home: Path) -> None:
    """Make the data folder if it is missing, readable by its owner only.

    Args:
        home: the data folder.

    Raises:
        SystemFault: it cannot be made, or is no folder.
    """
    with explained_disk(home):
        home.mkdir(parents=True, exist_ok=True, mode=0o700)


def disk_fault(error: OSError, where: str, setting: str = "CALLSHEET_HOME") -> SystemFault:
    """What an error of the file system means.

    Args:
        error: as the system raised it.
        where: the file or folder; "": unknown.
        setting: the environment variable that names it.
    """
    code = _OF_SYSTEM.get(error.errno or 0, Fault.UNUSABLE_FILE)
    if code is Fault.NOT_A_FOLDER:
        where = next((str(path) for path in (Path(where), *Path(where).parents) if path.is_file()), where)
    facts = {"where": where} if where else {}
    return SystemFault(code, **facts, setting=setting, reason=error.strerror or type(error).__name__)


def port_fault(error: OSError, host: str, port: int) -> SystemFault:
    """Why a server cannot listen.

    Args:
        error: as the system raised it.
        host: address to listen on.
        port: port to listen on.
    """
    code = {errno.EADDRINUSE: Fault.PORT_TAKEN, errno.EACCES: Fault.PORT_FORBIDDEN}.get(error.errno or 0)
    return SystemFault(code or Fault.NO_SUCH_HOST, host=host, port=port)


def failed_database(error: Exception) -> SystemFault:
    """A database error that has no fault of its own; only its class is shown.

    Args:
        error: SQLAlchemy's exception.
    """
    reason = type(getattr(error, "orig", None) or error).__name__
    return SystemFault(Fault.DATABASE_FAILED, where="", reason=reason, setting="CALLSHEET_DATABASE_URL")


def _is_full(url: URL) -> bool:
    """True where the disk of a SQLite database has no room: its shared memory then fails with an I/O error."""
    if url.get_backend_name() != "sqlite" or not url.database:
        return False
    try:
        return shutil.disk_usage(Path(url.database).parent).free < ROOM_BYTES
    except OSError:
        return False


def _code_of(error: BaseException) -> Fault | None:
    """The fault behind an error of a driver; None: the statement or its rows are at fault."""
    if isinstance(error, sqlite3.Error):
        return _OF_SQLITE.get(getattr(error, "sqlite_errorcode", 0) & _PRIMARY)
    if isinstance(error, UnicodeDecodeError):
        return Fault.DATABASE_DAMAGED
    if not hasattr(error, "sqlstate"):
        return None
    state = error.sqlstate or ""
    if state:
        return next((code for start, code in _OF_POSTGRESQL.items() if state.startswith(start)), None)
    message = str(error)
    # psycopg raises an OperationalError without a SQLSTATE where a connection fails or is lost
    is_connection = type(error).__name__ in ("OperationalError", "ConnectionTimeout")
    refused = next((code for part, code in _OF_CONNECTING.items() if part in message), Fault.DATABASE_ABSENT)
    return refused if is_connection else None
