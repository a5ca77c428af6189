"""What the Settings page keeps: values in the database, the server's key in a file that only its owner may read."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select

from callsheet.settings import EDITABLE_FIELDS, KEY_FIELD, merge_saved
from callsheet.store.clock import now
from callsheet.store.kept_tables import KEPT_SETTINGS

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Engine

    from callsheet.settings import Settings

KEY_FILE = "server-key"
OWNER_ONLY = 0o600


class SavedSettings:
    """The settings of one installation that stand in no environment variable.

    Args:
        engine: the database.
        home: the data folder; the key lies there.
    """

    def __init__(self, engine: Engine, home: Path) -> None:
        self._engine = engine
        self._key_file = home / KEY_FILE

    def values(self) -> dict[str, Any]:
        """Every kept value but the key, by its field of `Settings`."""
        with self._engine.connect() as connection:
            rows = connection.execute(select(KEPT_SETTINGS.c.name, KEPT_SETTINGS.c.value)).all()
        return {name: value for name, value in rows if name != KEY_FIELD}

    def save(self, name: str, value: Any) -> None:
        """Keep a value; None: forget it, so that the default holds again.

        Args:
            name: a field of `Settings`, one of `EDITABLE_FIELDS` and not the key.
            value: text or a whole number, as JSON knows it.

        Raises:
            KeyError: that field is not for keeping here.
        """
        if name not in EDITABLE_FIELDS or name == KEY_FIELD:
            raise KeyError(name)
        with self._engine.begin() as connection:
            connection.execute(delete(KEPT_SETTINGS).where(KEPT_SETTINGS.c.name == name))
            if value is not None:
                connection.execute(insert(KEPT_SETTINGS).values(name=name, value=value, changed_at=now()))

    def save_key(self, address: str, key: str) -> None:
        """Keep the key of one server; it is never shown to another.

        Args:
            address: that server's, with `/v1`.
            key: its key; "" forgets the one that is kept.
        """
        self._key_file.unlink(missing_ok=True)
        if not key:
            return
        handle = os.open(self._key_file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(f"{address}\n{key}\n")

    def key_for(self, address: str) -> str:
        """The kept key of a server; "" when there is none."""
        try:
            kept_address, key, *_ = [*self._key_file.read_text("utf-8").splitlines(), "", ""]
        except FileNotFoundError:
            return ""
        return key if kept_address == address else ""

    def merged_into(self, settings: Settings) -> Settings:
        """The settings as they hold now: what the environment decides wins.

        Args:
            settings: as read from the environment.
        """
        kept = self.values()
        address = merge_saved(settings, kept).api_url
        key = self.key_for(address) if address else ""
        return merge_saved(settings, kept | ({KEY_FIELD: key} if key else {}))
