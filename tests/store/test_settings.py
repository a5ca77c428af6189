from __future__ import annotations

import stat
from typing import TYPE_CHECKING, Any

import pytest

from callsheet.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from callsheet.store import Store

HERE, THERE = "https://here.example/v1", "https://there.example/v1"


def key_of(settings: Settings) -> str | None:
    return None if settings.api_key is None else settings.api_key.get_secret_value()


def test_saved_settings_apply_after_the_store_is_opened_again(
    store: Store, tmp_path: Path, new_store: Callable[[Path], Store]
) -> None:
    """Address, key and retention apply in another process; a deleted value restores the default."""
    store.saved_settings.save("api_url", HERE)
    store.saved_settings.save_key(HERE, "secret")
    store.saved_settings.save("draft_days", 3)
    environment = Settings(home=tmp_path)
    settings = new_store(tmp_path).saved_settings.merged_into(environment)
    assert (settings.api_url, settings.draft_days, key_of(settings)) == (HERE, 3, "secret")
    store.saved_settings.save("draft_days", None)
    assert store.saved_settings.merged_into(environment).draft_days == 7


def test_what_is_saved_in_another_process_applies_at_once(
    store: Store, tmp_path: Path, new_store: Callable[[Path], Store]
) -> None:
    """Settings and key that were read before are read again: a value changed, deleted, another address, a new key."""
    environment, other = Settings(home=tmp_path), new_store(tmp_path).saved_settings
    for field, value, days in [("draft_days", 3, 3), ("draft_days", 4, 4), ("draft_days", None, 7)]:
        other.save(field, value)
        assert store.saved_settings.merged_into(environment).draft_days == days
    for address, key in [(HERE, "one"), (HERE, "two"), (HERE, ""), (THERE, "three")]:
        other.save("api_url", address)
        other.save_key(address, key)
        settings = store.saved_settings.merged_into(environment)
        assert (settings.api_url, key_of(settings)) == (address, key or None)
    assert store.saved_settings.merged_into(Settings(home=tmp_path, api_url=HERE)).api_url == HERE


def test_the_key_is_in_one_file_that_only_its_owner_may_read(store: Store, tmp_path: Path) -> None:
    """The key file has mode 0600, and no other file of the data folder contains the key."""
    store.saved_settings.save("api_url", HERE)
    store.saved_settings.save_key(HERE, "secret-of-here")
    files = [path for path in tmp_path.rglob("*") if path.is_file() and b"secret-of-here" in path.read_bytes()]
    assert [path.name for path in files] == ["server-key"]
    assert stat.S_IMODE(files[0].stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("environment", "address", "key"),
    [
        ({}, HERE, "saved"),
        ({"api_url": THERE}, THERE, None),
        ({"api_url": HERE}, HERE, "saved"),
        ({"api_key": "set"}, None, "set"),
        ({"api_url": THERE, "api_key": "set"}, THERE, "set"),
    ],
)
def test_the_environment_takes_precedence_and_no_key_is_sent_to_another_server(
    store: Store, tmp_path: Path, environment: dict[str, Any], address: str | None, key: str | None
) -> None:
    """A saved key applies only to its address, a key from the environment to no saved address."""
    store.saved_settings.save("api_url", HERE)
    store.saved_settings.save_key(HERE, "saved")
    settings = store.saved_settings.merged_into(Settings(home=tmp_path, **environment))
    assert (settings.api_url, key_of(settings)) == (address, key)


def test_an_invalid_saved_value_is_ignored(store: Store, tmp_path: Path) -> None:
    """The app starts with the environment's settings."""
    store.saved_settings.save("draft_days", -1)
    assert store.saved_settings.merged_into(Settings(home=tmp_path)) == Settings(home=tmp_path)


@pytest.mark.parametrize("name", ["home", "database_url", "api_key", "anything"])
def test_only_editable_settings_are_saved(store: Store, name: str) -> None:
    """No other field can be saved to the table, in particular not the key."""
    with pytest.raises(KeyError):
        store.saved_settings.save(name, "x")
