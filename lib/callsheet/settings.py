"""Settings: read once from the environment, then passed in as a value."""

from __future__ import annotations

from pathlib import Path

from platformdirs import user_data_path
from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from callsheet.errors import SettingsError


class Settings(BaseSettings):
    """What an installation is told from outside. Every field is an environment variable `CALLSHEET_<FIELD>`.

    Args:
        home: data folder; holds the databases and the embedded backend's key.
        api_url: address of the server that takes the leads, with `/v1`; None: the embedded backend.
        api_key: key for that server; None with the embedded backend, whose key lies in `home`.
        database_url: drafts and ledger; None: SQLite in `home`.
        backend_database_url: the backend's leads; None: SQLite in `home`.
        quarantine_seconds: how long an unanswered upload counts as "may still arrive".
        rate_limit: requests a key may make in 60 s on our backend; 0: no limit.
    """

    model_config = SettingsConfigDict(env_prefix="CALLSHEET_", env_ignore_empty=True, frozen=True)

    home: Path = Field(default_factory=lambda: user_data_path("callsheet", appauthor=False))
    api_url: str | None = None
    api_key: SecretStr | None = None
    database_url: str | None = None
    backend_database_url: str | None = None
    quarantine_seconds: int = Field(default=900, ge=0)
    rate_limit: int = Field(default=0, ge=0)

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
