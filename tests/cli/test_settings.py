"""Settings from the environment: what they must be, and what is said about one that is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from callsheet.errors import SettingsError
from callsheet.settings import Settings, load_settings, merge_saved
from callsheet.wording.settings import NEEDS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import CommandResult

LEADS = "phone_number,name\n9876543210,Asha\n"


@pytest.fixture(autouse=True)
def _home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CALLSHEET_HOME", str(tmp_path / "home"))


@pytest.mark.parametrize(
    ("variable", "value", "sentence"),
    [
        ("DEFAULT_REGION", "XX", 'There is no country "XX"'),
        ("DEFAULT_REGION", "Indai", "The nearest are India (IN) and China (CN)."),
        ("DEFAULT_REGION", "+999", 'There is no country "+999"'),
        ("API_URL", "example.com/v1", "an address with http:// or https://"),
        ("API_URL", "ftp://example.com", "an address with http:// or https://"),
        ("API_URL", "https://", "an address with http:// or https://"),
        ("API_KEY", "s3cret key", "a key without spaces"),
        ("API_KEY", "s3cret\nkey", "a key without spaces"),
        ("DATABASE_URL", "mysql://me:s3cret@db/x", "begins with sqlite:/// or postgresql://"),
        ("BACKEND_DATABASE_URL", "leads.db", "begins with sqlite:/// or postgresql://"),
        ("QUARANTINE_SECONDS", "-1", "a whole number of seconds from 0 up"),
        ("QUARANTINE_SECONDS", "1e3", "a whole number of seconds from 0 up"),
        ("DRAFT_DAYS", "0", "from 1 to 3,650"),
        ("LEDGER_DAYS", "3651", "from 1 to 3,650"),
        ("OPERATORS", "asha@example.com, ravi", "e-mail addresses or @domains"),
        ("ADMINISTRATORS", "@", "e-mail addresses or @domains"),
        ("HOSTS", "http://leads.example", "host names"),
        ("HOSTS", "leads.example/app", "host names"),
        ("PROXIES", "*", "IP addresses or networks"),
        ("METRICS", "maybe", "true or false"),
        ("RATE_LIMIT", "many", "a whole number from 0 up"),
    ],
)
def test_a_wrong_setting_is_refused(monkeypatch: pytest.MonkeyPatch, variable: str, value: str, sentence: str) -> None:
    """The sentence names the variable and what it must be, never a key or a password."""
    monkeypatch.setenv(f"CALLSHEET_{variable}", value)
    with pytest.raises(SettingsError) as refused:
        load_settings()
    text = str(refused.value)
    assert text.startswith(f"CALLSHEET_{variable}")
    assert sentence in text
    assert "s3cret" not in text


@pytest.mark.parametrize(
    ("variable", "value", "expected"),
    [
        ("DEFAULT_REGION", "india", "IN"),
        ("DEFAULT_REGION", "+44", "GB"),
        ("DEFAULT_REGION", "", None),
        ("API_URL", "http://127.0.0.1:8787/v1", "http://127.0.0.1:8787/v1"),
        ("DATABASE_URL", "postgresql+psycopg://me@db/x", "postgresql+psycopg://me@db/x"),
        ("OPERATORS", "asha@example.com; @example.org", "asha@example.com; @example.org"),
        ("HOSTS", "leads.example, [::1]:8501", "leads.example, [::1]:8501"),
        ("PROXIES", "127.0.0.1, 10.0.0.0/8", "127.0.0.1, 10.0.0.0/8"),
    ],
)
def test_a_right_setting_is_read(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str, expected: str | None
) -> None:
    """A country by code, name or calling code; lists with spaces; an empty variable is none."""
    monkeypatch.setenv(f"CALLSHEET_{variable}", value)
    assert getattr(load_settings(), variable.lower()) == expected


def test_every_mistake_is_named_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A misspelt variable and two wrong ones take one try, not three."""
    for name, value in (("DEFUALT_REGION", "IN"), ("DRAFT_DAYS", "soon"), ("METRICS", "2")):
        monkeypatch.setenv(f"CALLSHEET_{name}", value)
    with pytest.raises(SettingsError) as refused:
        load_settings()
    text = str(refused.value)
    assert "There is no setting CALLSHEET_DEFUALT_REGION. Did you mean CALLSHEET_DEFAULT_REGION?" in text
    assert "CALLSHEET_DRAFT_DAYS must" in text
    assert "CALLSHEET_METRICS must" in text


@pytest.mark.parametrize("name", ["SERVICE_HOST", "SERVICE_PORT", "PORT", "PORT_8501_TCP", "FAILPOINTS", "CRASH_AT"])
def test_variables_of_others_are_left_alone(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Kubernetes names variables after a service called callsheet; failpoints are no settings."""
    monkeypatch.setenv(f"CALLSHEET_{name}", "10.0.0.1")
    assert load_settings().default_region is None


def test_every_setting_has_a_sentence() -> None:
    """All but the country, whose sentence is made for each value."""
    assert set(NEEDS) == set(Settings.model_fields) - {"default_region"}


def test_a_saved_country_is_understood_too() -> None:
    """The Settings page saves codes; a saved value that is no country is ignored."""
    assert merge_saved(Settings(), {"default_region": "GB"}).default_region == "GB"
    assert merge_saved(Settings(), {"default_region": "XX"}).default_region is None


@pytest.mark.parametrize(("options", "used"), [((), "IN"), (("--country", "GB"), "GB")])
def test_check_uses_the_default_country(
    callsheet: Callable[..., CommandResult],
    file: Callable[..., Path],
    monkeypatch: pytest.MonkeyPatch,
    options: tuple[str, ...],
    used: str,
) -> None:
    """As the app does, where no campaign names one; the option comes first."""
    monkeypatch.setenv("CALLSHEET_DEFAULT_REGION", "India")
    facts = callsheet("check", file(LEADS), "--json", *options).json
    assert facts["country"]["used"] == used
    assert facts["counts"]["ready"] == (1 if used == "IN" else 0)
