from __future__ import annotations

import stat
from typing import TYPE_CHECKING

import pytest

from callsheet.settings import Settings
from callsheet.store import Store, open_store
from callsheet.validation import Choices, ColumnMapping, Recipe

if TYPE_CHECKING:
    from pathlib import Path


HERE, THERE = "https://here.example/v1", "https://there.example/v1"
RECIPE = Recipe(ColumnMapping(("Mobile",), {"Name": "name"}), Choices(default_region="IN"))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(Settings(home=tmp_path))


def test_what_is_kept_holds_after_the_store_is_opened_again(store: Store, tmp_path: Path) -> None:
    """Address, key and retention come back in another process; a value taken away leaves the default."""
    store.saved_settings.save("api_url", HERE)
    store.saved_settings.save_key(HERE, "secret")
    store.saved_settings.save("draft_days", 3)
    settings = Settings(home=tmp_path)
    now = open_store(settings).saved_settings.merged_into(settings)
    assert (now.api_url, now.draft_days) == (HERE, 3)
    assert now.api_key.get_secret_value() == "secret"
    store.saved_settings.save("draft_days", None)
    assert store.saved_settings.merged_into(settings).draft_days == 7


def test_the_key_lies_in_a_file_of_its_owner_and_nowhere_else(store: Store, tmp_path: Path) -> None:
    """The key's file has mode 0600 and the key stands in no other file of the data folder."""
    store.saved_settings.save("api_url", HERE)
    store.saved_settings.save_key(HERE, "secret-of-here")
    files = [path for path in tmp_path.rglob("*") if path.is_file() and b"secret-of-here" in path.read_bytes()]
    assert [path.name for path in files] == ["server-key"]
    assert stat.S_IMODE(files[0].stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("environment", "address", "key"),
    [
        ({}, HERE, "kept"),
        ({"api_url": THERE}, THERE, None),
        ({"api_url": HERE}, HERE, "kept"),
        ({"api_key": "told"}, None, "told"),
        ({"api_url": THERE, "api_key": "told"}, THERE, "told"),
    ],
)
def test_the_environment_wins_and_no_key_meets_another_server(
    store: Store, tmp_path: Path, environment: dict[str, str], address: str | None, key: str | None
) -> None:
    """A kept key goes only to the address it was kept for, a key from the environment to no kept address."""
    store.saved_settings.save("api_url", HERE)
    store.saved_settings.save_key(HERE, "kept")
    now = store.saved_settings.merged_into(Settings(home=tmp_path, **environment))
    assert now.api_url == address
    assert (now.api_key and now.api_key.get_secret_value()) == key


@pytest.mark.parametrize("name", ["home", "database_url", "api_key", "anything"])
def test_only_settings_of_the_page_are_kept(store: Store, name: str) -> None:
    """Nothing else can be put into the table, the key least of all."""
    with pytest.raises(KeyError):
        store.saved_settings.save(name, "x")


def test_a_recipe_is_found_by_its_headers_in_any_order(store: Store) -> None:
    """Files with one set of headers share a recipe; the newest takes the place of the one before; it can go."""
    store.recipes.save(["Mobile", "Name"], RECIPE, "a.csv")
    assert store.recipes.find(["Name", " Mobile "]).recipe == RECIPE
    newer = Recipe(ColumnMapping(("Mobile",), {"Name": "person"}), RECIPE.choices)
    store.recipes.save(["Name", "Mobile"], newer, "b.csv")
    assert [(each.recipe, each.file_name) for each in store.recipes.all()] == [(newer, "b.csv")]
    store.recipes.delete(store.recipes.all()[0].key)
    assert store.recipes.find(["Mobile", "Name"]) is None


def test_drafts_are_listed_to_their_owner_only(store: Store) -> None:
    """Each owner sees their own drafts, the newest first; those of nobody are in no list."""
    first = store.drafts.create("first.csv", b"x", "asha")
    second = store.drafts.create("second.csv", b"x", "asha")
    store.drafts.create("other.csv", b"x", "ravi")
    store.drafts.create("nobody.csv", b"x")
    store.drafts.save(first, rows=160, step="review")
    assert [(line.id, line.rows, line.step) for line in store.drafts.list_for("asha")] == [
        (first, 160, "review"),
        (second, 0, "upload"),
    ]
    assert store.drafts.list_for("") == []
    assert set(store.drafts.ids("asha")) == {first, second}
    assert store.drafts.ids("") == []
    assert len(store.drafts.ids()) == 4
