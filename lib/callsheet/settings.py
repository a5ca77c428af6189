"""Settings: read once from the environment, then passed in as a value."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from platformdirs import user_data_path
from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from callsheet.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Mapping

KEY_FIELD = "api_key"
EDITABLE_FIELDS = ("api_url", KEY_FIELD, "default_region", "draft_days", "ledger_days")
"""Fields the Settings page may keep; where the environment says one, it wins."""


class Settings(BaseSettings):
    """What an installation is told from outside. Every field is an environment variable `CALLSHEET_<FIELD>`.

    Args:
        home: data folder; holds the databases and the embedded backend's key.
        api_url: address of the server that takes the leads, with `/v1`; None: the embedded backend.
        api_key: key for that server; None with the embedded backend, whose key lies in `home`.
        database_url: drafts and ledger; None: SQLite in `home`.
        backend_database_url: the backend's leads; None: SQLite in `home`.
        quarantine_seconds: how long an unanswered upload counts as "may still arrive".
        default_region: country in which numbers without country code are read where no campaign tells, "IN".
        draft_days: how long an untouched draft is kept, in days.
        ledger_days: how long the ledger keeps the bytes and values of what was sent, in days.
        operators: who may use the app once it asks for sign-in: e-mail addresses, or @domain, with commas between.
        administrators: who may besides change server, key, countries and how long things are kept; written alike.
        rate_limit: requests a key may make in 60 s on our backend; 0: no limit.
    """

    model_config = SettingsConfigDict(env_prefix="CALLSHEET_", env_ignore_empty=True, frozen=True)

    home: Path = Field(default_factory=lambda: user_data_path("callsheet", appauthor=False))
    api_url: str | None = None
    api_key: SecretStr | None = None
    database_url: str | None = None
    backend_database_url: str | None = None
    quarantine_seconds: int = Field(default=900, ge=0)
    default_region: str | None = Field(default=None, pattern="^[A-Z]{2}$")
    draft_days: int = Field(default=7, ge=1, le=3650)
    ledger_days: int = Field(default=90, ge=1, le=3650)
    operators: str = ""
    administrators: str = ""
    rate_limit: int = Field(default=150, ge=0)

    @property
    def is_embedded(self) -> bool:
        """True when no server is configured and the embedded backend serves."""
        return self.api_url is None

    @property
    def store_url(self) -> str:
        """SQLAlchemy URL of the app's own database."""
        return self.database_url or f"sqlite:///{self.home / 'callsheet.db'}"

    @property
    def backend_url(self) -> str:
        """SQLAlchemy URL of the backend's database."""
        return self.backend_database_url or f"sqlite:///{self.home / 'backend.db'}"

    @property
    def key_file(self) -> Path:
        """Where the embedded backend leaves its first API key (mode 0600)."""
        return self.home / "api-key"

    def to_environment(self, *fields: str) -> dict[str, str]:
        """This process's environment with some fields as variables, for a child process.

        Args:
            fields: to be set; those that are None are left as they are in this process.
        """
        values = {field: getattr(self, field) for field in fields}
        values = {
            field: value.get_secret_value() if isinstance(value, SecretStr) else str(value)
            for field, value in values.items()
            if value is not None
        }
        return os.environ | {f"CALLSHEET_{field.upper()}": value for field, value in values.items()}

    def decides(self, field: str) -> bool:
        """True when the environment decides a field, so that nobody may change it from a screen.

        A key in the environment belongs to the address beside it: no screen may point it at another server.
        """
        return field in self.model_fields_set or (field == "api_url" and KEY_FIELD in self.model_fields_set)


def merge_saved(settings: Settings, kept: Mapping[str, Any]) -> Settings:
    """The settings with what is kept, wherever the environment does not decide.

    Args:
        settings: as read from the environment.
        kept: field → value, of `EDITABLE_FIELDS`; when they cannot be understood, all are passed over.
    """
    told = {name: getattr(settings, name) for name in settings.model_fields_set}
    new = {name: value for name, value in kept.items() if name in EDITABLE_FIELDS and not settings.decides(name)}
    try:
        return Settings.model_validate(told | new)
    except ValidationError:
        return settings


def load_settings() -> Settings:
    """Read the environment.

    Raises:
        SettingsError: a variable cannot be understood; names the variables, never their values.
    """
    try:
        return Settings()
    except ValidationError as error:
        names = ", ".join(f"CALLSHEET_{part['loc'][0]}".upper() for part in error.errors() if part["loc"])
        raise SettingsError(f"These settings cannot be understood: {names}") from None
