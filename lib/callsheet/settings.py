"""Settings: read once from the environment, then passed on as a frozen value."""

from __future__ import annotations

import os
import re
from ipaddress import ip_network
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from platformdirs import user_data_path
from pydantic import BaseModel, Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from callsheet.errors import InvalidArgument, SettingsError
from callsheet.wording.format import nearest
from callsheet.wording.settings import no_such_setting, wrong_setting

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

KEY_FIELD = "api_key"
EDITABLE_FIELDS = (
    "api_url",
    KEY_FIELD,
    "default_region",
    "draft_days",
    "ledger_days",
    "call_cap",
    "consent_policy",
    "fetch_results",
)
"""Fields that the Settings page can save; a field set in the environment takes precedence."""
PREFIX = "CALLSHEET_"
_DATABASE = r"(?:sqlite|postgresql(?:\+psycopg)?)://.*"
_SERVER = r"https?://[^\s/]+(?:/\S*)?"
_HOST = re.compile(r"(?:[\w.-]+|\[[0-9a-fA-F:.]+\])(?::\d+)?")


_SECRETS = next((str(folder) for folder in (Path("/run/secrets"),) if folder.is_dir()), None)
"""Where Docker and Podman put the files of secrets; pydantic-settings warns of a folder that does not exist."""


class Settings(BaseSettings):
    """The settings of an installation. Every field is an environment variable `CALLSHEET_<FIELD>`.

    In a container a field may also be a file of secrets, `/run/secrets/callsheet_<field>`; the variable wins.

    Args:
        home: data folder; holds the databases and the embedded backend's key.
        api_url: base URL of the server that receives the leads, with `/v1`; None: the embedded backend.
        api_key: API key for that server; None with the embedded backend, whose key is a file in `home`.
        database_url: drafts and ledger; None: SQLite in `home`.
        backend_database_url: the backend's leads; None: SQLite in `home`.
        quarantine_seconds: how long an unanswered upload may still arrive, in seconds.
        default_region: country of numbers without country code where the campaign has none: "IN"; "India", "IND" and
            "+91" are understood.
        draft_days: days after its last change until a draft is deleted.
        ledger_days: days after a submission is settled until its bytes and values are erased.
        call_cap: how often one person may be called in all campaigns: "2/7" at most twice in seven days,
            "tell" only say so.
        consent_policy: what is done about leads without a valid consent: "tell", "leave_out" or "require", with "/365"
            for days or "/12m" for months if consent holds so long only.
        fetch_results: whether what became of recent sends is fetched without a press.
        operators: who may use the app when it requires sign-in: e-mail addresses or @domain, separated by commas.
        administrators: who may also change server, key, countries and retention; in the same form.
        accept_unverified_email: whether an address counts of which the sign-in provider does not say if it is verified.
        hosts: names that app and backend answer to besides the loopback names, separated by commas: "leads.example".
        proxies: addresses and networks of the proxies whose `X-Forwarded-For` and `X-Forwarded-Proto` the backend
            believes, separated by commas: "127.0.0.1,10.0.0.0/8"; "": nobody's.
        metrics: whether app and backend serve counters for Prometheus at `/metrics`, and Streamlit's own at
            `/_stcore/metrics`.
        rate_limit: requests per API key in 60 s on our own backend; 0: no limit.
        answers: how our own backend answers where a real server was seen to differ from its documentation.
        simulate_calls: whether our own backend pretends to call what it was sent; nobody is rung.
        simulated_minute: seconds that a minute of a simulated call takes.
    """

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_ignore_empty=True, frozen=True, secrets_dir=_SECRETS)

    home: Path = Field(default_factory=lambda: user_data_path("callsheet", appauthor=False))
    api_url: str | None = Field(default=None, pattern=f"^{_SERVER}$")
    api_key: SecretStr | None = None
    database_url: str | None = Field(default=None, pattern=f"^{_DATABASE}$")
    backend_database_url: str | None = Field(default=None, pattern=f"^{_DATABASE}$")
    quarantine_seconds: int = Field(default=900, ge=0)
    default_region: str | None = None
    draft_days: int = Field(default=7, ge=1, le=3650)
    ledger_days: int = Field(default=90, ge=1, le=3650)
    call_cap: str = Field(default="tell", pattern=r"^(?:tell|[1-9][0-9]?/[1-9][0-9]{0,2})$")
    consent_policy: str = Field(default="tell", pattern=r"^(?:tell|leave_out|require)(?:/[1-9][0-9]{0,3}m?)?$")
    fetch_results: bool = True
    operators: str = ""
    administrators: str = ""
    accept_unverified_email: bool = False
    hosts: str = ""
    proxies: str = ""
    metrics: bool = False
    rate_limit: int = Field(default=150, ge=0)
    answers: Literal["documented", "observed"] = "documented"
    simulate_calls: bool = False
    simulated_minute: float = Field(default=60, gt=0, le=3600, allow_inf_nan=False)

    @field_validator("proxies")
    @classmethod
    def _are_networks(cls, text: str) -> str:
        for network in filter(None, map(str.strip, text.split(","))):
            ip_network(network)  # raises ValueError: a name, or "*", would believe whoever claims it
        return text

    @field_validator("hosts")
    @classmethod
    def _are_hosts(cls, text: str) -> str:
        if not all(map(_HOST.fullmatch, filter(None, map(str.strip, text.split(","))))):
            raise ValueError
        return text

    @field_validator("operators", "administrators")
    @classmethod
    def _are_addresses(cls, text: str) -> str:
        entries = filter(None, map(str.strip, text.replace(";", ",").split(",")))
        if not all("@" in entry.removesuffix("@") for entry in entries):
            raise ValueError  # a list that lets nobody in
        return text

    @field_validator("api_key")
    @classmethod
    def _is_header_value(cls, key: SecretStr | None) -> SecretStr | None:
        if key is None:
            return None
        word = key.get_secret_value().strip()  # a file of secrets often ends in a line break
        if not re.fullmatch(r"[!-~]+", word):
            raise ValueError
        return SecretStr(word)

    @field_validator("default_region")
    @classmethod
    def _is_country(cls, text: str | None) -> str | None:
        if text is None:
            return None
        from callsheet.validation import require_region  # noqa: PLC0415 - loads tables that few settings need

        return require_region(text)

    @property
    def is_embedded(self) -> bool:
        """True when no server is configured, so that the embedded backend is used."""
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
        """The file to which the embedded backend writes its first API key (mode 0600)."""
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
        return os.environ | {variable_of(field): value for field, value in values.items()}

    def is_fixed(self, field: str) -> bool:
        """True when a field is set in the environment, so that the Settings page cannot change it.

        A key in the environment fixes the address too: it must not be sent to another server.
        """
        return field in self.model_fields_set or (field == "api_url" and KEY_FIELD in self.model_fields_set)


def merge_saved(environment: Settings, saved: Mapping[str, Any]) -> Settings:
    """Return the settings with saved values for the fields that the environment does not set.

    Args:
        environment: settings as read from the environment.
        saved: field → value, of `EDITABLE_FIELDS`; if one of them is invalid, all are ignored.
    """
    fixed = {name: getattr(environment, name) for name in environment.model_fields_set}
    editable = {
        name: value for name, value in saved.items() if name in EDITABLE_FIELDS and not environment.is_fixed(name)
    }
    if not editable:
        return environment
    merged = Settings.__new__(Settings)
    try:
        BaseModel.__init__(merged, **(fixed | editable))  # that of `BaseSettings` reads the environment again: 2 ms
    except ValidationError:
        return environment
    return merged


def load_settings() -> Settings:
    """Read the environment.

    Raises:
        SettingsError: a variable is invalid, or has nearly the name of one; a key or an address is never shown.
    """
    mistakes = list(_misspelt())
    try:
        settings = Settings()
    except ValidationError as error:
        mistakes += [_mistake(str(part["loc"][0]), part.get("ctx", {}).get("error")) for part in error.errors()]
        raise SettingsError(" ".join(mistakes)) from None
    if mistakes:
        raise SettingsError(" ".join(mistakes))
    return settings


def _mistake(field: str, error: object) -> str:
    return wrong_setting(variable_of(field), field, str(error) if isinstance(error, InvalidArgument) else "")


def _misspelt() -> Iterator[str]:
    """A sentence for each variable with nearly the name of a setting: unnoticed, it would change nothing.

    Others are left alone: a cluster names variables after its services.
    """
    for variable in sorted(name for name in os.environ if name.startswith(PREFIX)):
        name = variable.removeprefix(PREFIX).lower()
        close = None if name in Settings.model_fields else nearest(name, Settings.model_fields)
        if close is not None:
            yield no_such_setting(variable, variable_of(close))


def set_for_children(**values: object) -> None:
    """Set fields in this process's environment, so that they hold for what it loads from now on and for its children.

    Args:
        values: field of `Settings` → its value; None leaves the field as it is.
    """
    os.environ.update({variable_of(field): str(value) for field, value in values.items() if value is not None})


def variable_of(field: str) -> str:
    """The environment variable that makes a setting.

    Args:
        field: of `Settings`.
    """
    return f"{PREFIX}{field.upper()}"
