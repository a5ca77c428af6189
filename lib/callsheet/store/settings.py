"""Settings saved on the Settings page: values in the database, the server's key in a file only its owner may read."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select

from callsheet.settings import EDITABLE_FIELDS, KEY_FIELD, merge_saved
from callsheet.store.audit import append
from callsheet.store.clock import utc_now
from callsheet.store.tables import SAVED_SETTINGS

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Engine

    from callsheet.settings import Settings

KEY_FILE = "server-key"
OWNER_ONLY = 0o600


class SavedSettings:
    """The saved settings of one installation.

    Args:
        engine: the database.
        home: the data folder; the key file is in it.
    """

    def __init__(self, engine: Engine, home: Path) -> None:
        self._engine = engine
        self._key_file = home / KEY_FILE
        self._merged: tuple[Settings, dict[str, Any], Settings] | None = None

    def values(self) -> dict[str, Any]:
        """Return every saved value but the key, by its field of `Settings`."""
        with self._engine.connect() as connection:
            rows = connection.execute(select(SAVED_SETTINGS.c.name, SAVED_SETTINGS.c.value)).all()
        return {name: value for name, value in rows if name != KEY_FIELD}

    def save(self, name: str, value: str | int | None, *, by: str | None = None) -> None:
        """Save a value; None deletes it, so that the default applies again.

        Args:
            name: a field of `Settings`, one of `EDITABLE_FIELDS` and not the key.
            value: text or a whole number, as JSON.
            by: who changes it, for the audit; None: no entry is made.

        Raises:
            KeyError: that field cannot be saved here.
        """
        if name not in EDITABLE_FIELDS or name == KEY_FIELD:
            raise KeyError(name)
        with self._engine.begin() as connection:
            connection.execute(delete(SAVED_SETTINGS).where(SAVED_SETTINGS.c.name == name))
            if value is not None:
                connection.execute(insert(SAVED_SETTINGS).values(name=name, value=value, changed_at=utc_now()))
            if by is not None:
                append(connection, "setting", by, name, value=value)

    def save_key(self, address: str, key: str) -> None:
        """Save the key of one server; it is never sent to another.

        Args:
            address: base URL of that server, with `/v1`.
            key: its key; "" deletes the saved one.
        """
        self._key_file.unlink(missing_ok=True)
        if not key:
            return
        descriptor = os.open(self._key_file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(f"{address}\n{key}\n")

    def key_for(self, address: str) -> str:
        """Return the saved key of a server; "" when there is no key for it, or the file is damaged."""
        try:
            saved_address, key, *_ = [*self._key_file.read_text("utf-8").splitlines(), "", ""]
        except (FileNotFoundError, UnicodeDecodeError):
            return ""
        return key if saved_address == address else ""

    def merged_into(self, environment: Settings) -> Settings:
        """Return the settings in effect: the saved ones, where the environment does not set them.

        Args:
            environment: settings as read from the environment.
        """
        saved = self.values()
        settings = self._merge(environment, saved)
        key = self.key_for(settings.api_url) if settings.api_url else ""
        return merge_saved(environment, saved | {KEY_FIELD: key}) if key else settings

    def _merge(self, environment: Settings, saved: dict[str, Any]) -> Settings:
        """The settings without the key; made again only when something changed, because every run of a page asks."""
        if self._merged is None or self._merged[0] is not environment or self._merged[1] != saved:
            self._merged = (environment, saved, merge_saved(environment, saved))
        return self._merged[2]
