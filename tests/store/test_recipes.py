from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import update

from callsheet.store.tables import RECIPES
from callsheet.validation import Choices, ColumnMapping, Recipe

if TYPE_CHECKING:
    from callsheet.store import Store

RECIPE = Recipe(ColumnMapping(("Mobile",), {"Name": "name"}), Choices(default_region="IN"))


def test_a_recipe_is_found_by_its_headers_in_any_order(store: Store) -> None:
    """Files with one set of headers share a recipe."""
    store.recipes.save(["Mobile", "Name"], RECIPE, "a.csv")
    saved = store.recipes.find(["Name", " Mobile "])
    assert saved is not None
    assert (saved.recipe, saved.headers, saved.file_name) == (RECIPE, ("Mobile", "Name"), "a.csv")
    assert store.recipes.find(["Mobile"]) is None


def test_a_newer_recipe_replaces_the_older_one(store: Store) -> None:
    """There is one recipe per set of headers."""
    store.recipes.save(["Mobile", "Name"], RECIPE, "a.csv")
    newer = Recipe(ColumnMapping(("Mobile",), {"Name": "person"}), RECIPE.choices)
    store.recipes.save(["Name", "Mobile"], newer, "b.csv")
    assert [(saved.recipe, saved.file_name) for saved in store.recipes.all()] == [(newer, "b.csv")]


def test_the_same_recipe_again_changes_nothing(store: Store) -> None:
    """The file it was learned from stays the first one."""
    store.recipes.save(["Mobile", "Name"], RECIPE, "a.csv")
    store.recipes.save(["Mobile", "Name"], RECIPE, "b.csv")
    assert [saved.file_name for saved in store.recipes.all()] == ["a.csv"]


def test_a_recipe_that_no_file_used_for_long_is_deleted(store: Store) -> None:
    """A file that uses it without a change keeps it: it counts as learned on that day."""
    store.recipes.save(["Mobile", "Name"], RECIPE, "a.csv")
    store.recipes.save(["Phone"], RECIPE, "b.csv")
    long_ago = datetime.now(UTC) - timedelta(days=100)
    with store.engine.begin() as connection:
        connection.execute(update(RECIPES).values(learned_at=long_ago))
    store.recipes.save(["Mobile", "Name"], RECIPE, "c.csv")
    assert store.recipes.delete_unused_since(datetime.now(UTC) - timedelta(days=90)) == 1
    assert [saved.file_name for saved in store.recipes.all()] == ["c.csv"]


def test_a_deleted_recipe_is_not_found(store: Store) -> None:
    """Deleting it twice is no error."""
    store.recipes.save(["Mobile", "Name"], RECIPE, "a.csv")
    (saved,) = store.recipes.all()
    store.recipes.delete(saved.key)
    store.recipes.delete(saved.key)
    assert store.recipes.find(["Mobile", "Name"]) is None
