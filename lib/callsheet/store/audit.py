"""The audit: who did what, when, in a chain of signed entries that cannot be changed unnoticed.

Each entry is signed together with the signature of the one before (HMAC-SHA256, RFC 2104). The key is in a file of the
data folder, not in the database: whoever can write the database alone cannot sign. Entries hold ids, counts and names
of settings; never a lead's data.
"""

from __future__ import annotations

import hmac
import json
import os
import secrets
from contextlib import closing, suppress
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, insert, select, text

from callsheet.database.key_files import read_key
from callsheet.errors import Fault
from callsheet.store.clock import utc_now
from callsheet.store.tables import AUDIT

if TYPE_CHECKING:
    from collections.abc import Generator
    from datetime import datetime
    from pathlib import Path

    from sqlalchemy import Connection, Engine, RowMapping

KEY_FILE = "audit-key"
OPTION = "audit_key"
"""Execution option of an engine: the key that its entries are signed with."""
_KEY_BYTES = 32
_LOCK = int.from_bytes(sha256(b"callsheet audit").digest()[:8], signed=True)
"""Advisory lock on PostgreSQL: entries are appended one after the other."""


@dataclass(frozen=True)
class AuditEntry:
    """One entry.

    Args:
        number: counted from 1, without gaps.
        at: when.
        who: a person's address or the name of the machine's user; "" where nobody is known.
        what: what happened, such as "uploaded" or "setting".
        subject: id of the draft, submission, key or setting; "" for none.
        facts: counts and codes.
        key_id: which key signed it; "" for none.
        signature: 64 hexadecimal digits.
    """

    number: int
    at: datetime
    who: str
    what: str
    subject: str
    facts: dict[str, Any]
    key_id: str
    signature: str

    def to_json(self) -> dict[str, Any]:
        """As it is exported."""
        return {
            "number": self.number,
            "at": self.at.isoformat(),
            "who": self.who,
            "what": self.what,
            "subject": self.subject,
            "facts": self.facts,
            "key_id": self.key_id,
            "signature": self.signature,
        }


@dataclass(frozen=True)
class Verification:
    """What a check of the chain found.

    Args:
        entries: how many there are.
        broken_at: number of the first entry that was changed, or that follows one that is missing; None: none.
        unsigned: entries that were signed with a key that this machine does not have.
    """

    entries: int
    broken_at: int | None
    unsigned: int


def signing_key(home: Path) -> bytes:
    """The key of a data folder, which is created on first use, readable by its owner only.

    Args:
        home: the data folder.

    Raises:
        SystemFault: the file cannot be read or made, or holds something else than a key.
    """
    path = home / KEY_FILE
    if not path.exists():
        temporary = home / f".{KEY_FILE}.{secrets.token_hex(4)}"
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(secrets.token_hex(_KEY_BYTES).encode())
        with suppress(FileExistsError):
            os.link(temporary, path)  # whole at once: another process may read it now
        temporary.unlink()
    return read_key(path, Fault.SIGNING_KEY_DAMAGED).encode()


def append(connection: Connection, what: str, who: str, subject: str = "", **facts: Any) -> None:
    """Append an entry in a transaction of its subject: both are stored, or neither.

    Args:
        connection: inside a transaction; its engine has the key as the option `OPTION`.
        what: what happened.
        who: the person.
        subject: id of what it happened to.
        **facts: plain values; never a lead's data.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
    key = connection.get_execution_options().get(OPTION, b"")
    last = connection.execute(
        select(AUDIT.c.number, AUDIT.c.signature).order_by(AUDIT.c.number.desc()).limit(1)
    ).first()
    number, before = (last.number + 1, last.signature) if last is not None else (1, "")
    entry = AuditEntry(number, utc_now(), who, what, subject, facts, _key_id(key), "")
    values = {field: getattr(entry, field) for field in ("number", "at", "who", "what", "subject", "facts", "key_id")}
    connection.execute(insert(AUDIT).values(**values, signature=_sign(key, before, entry)))


class Audit:
    """The audit of one database.

    Args:
        engine: the database; has the key as the option `OPTION`.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def record(self, what: str, who: str, subject: str = "", **facts: Any) -> None:
        """Append an entry in a transaction of its own; arguments as of `append`."""
        with self._engine.begin() as connection:
            if connection.dialect.name == "sqlite":  # the entry before is read, so the lock comes first
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            append(connection, what, who, subject, **facts)

    def entries(self) -> Generator[AuditEntry, None, None]:
        """Yield every entry, the oldest first."""
        with self._engine.connect() as connection:
            query = select(AUDIT).order_by(AUDIT.c.number)
            with connection.execution_options(yield_per=1_000).execute(query) as result:
                for row in result.mappings():
                    yield _entry(row)

    def latest(self, limit: int) -> list[AuditEntry]:
        """Return the latest entries, the newest first."""
        query = select(AUDIT).order_by(AUDIT.c.number.desc()).limit(limit)
        with self._engine.connect() as connection:
            return [_entry(row) for row in connection.execute(query).mappings()]

    def count(self) -> int:
        """Return how many entries there are."""
        with self._engine.connect() as connection:
            return int(connection.scalar(select(func.count()).select_from(AUDIT)) or 0)

    def verify(self) -> Verification:
        """Check every signature, and that no number is missing.

        Entries of another machine's key cannot be checked here; that they follow on each other is.
        """
        key = self._engine.get_execution_options().get(OPTION, b"")
        entries, unsigned, before = 0, 0, ""
        with closing(self.entries()) as chain:
            for entry in chain:
                entries += 1
                is_ours = entry.key_id == _key_id(key)
                is_signed = not is_ours or hmac.compare_digest(entry.signature, _sign(key, before, entry))
                if entry.number != entries or not is_signed:
                    return Verification(entries, entry.number, unsigned)
                unsigned += not is_ours
                before = entry.signature
        return Verification(entries, None, unsigned)


def _entry(row: RowMapping) -> AuditEntry:
    return AuditEntry(**row)


def _key_id(key: bytes) -> str:
    return sha256(b"id " + key).hexdigest()[:8] if key else ""


def _sign(key: bytes, before: str, entry: AuditEntry) -> str:
    fields = [entry.number, entry.at.isoformat(), entry.who, entry.what, entry.subject, entry.facts, entry.key_id]
    message = json.dumps([before, *fields], sort_keys=True, ensure_ascii=True)
    return hmac.new(key, message.encode(), sha256).hexdigest()
