"""Recipes: the decisions made about files with one set of headers, saved for the next such file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select

from callsheet.database.sql import secure_delete_transaction
from callsheet.store.audit import append
from callsheet.store.clock import utc_now
from callsheet.store.tables import RECIPES
from callsheet.validation import Recipe, recipe_key

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Engine, Row


NOTED_AGAIN_AFTER = timedelta(days=1)
"""A recipe that is used without a change counts as learned anew after this time, so that it does not expire."""


@dataclass(frozen=True)
class SavedRecipe:
    """A recipe and the files it applies to.

    Args:
        key: what those files have in common (`validation.recipe_key`).
        headers: their column names as written.
        recipe: the decisions.
        file_name: the last file it was learned from.
        learned_at: when.
    """

    key: str
    headers: tuple[str, ...]
    recipe: Recipe
    file_name: str
    learned_at: datetime


class Recipes:
    """The recipes of one database.

    Args:
        engine: the database.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def save(self, headers: Sequence[str], recipe: Recipe, file_name: str) -> None:
        """Save a recipe, replacing the one for the same headers.

        Args:
            headers: of the file, as written.
            recipe: the decisions about it.
            file_name: of the file.
        """
        key = recipe_key(headers)
        saved, now = self.find(headers), utc_now()
        if saved is not None and saved.recipe == recipe and saved.learned_at > now - NOTED_AGAIN_AFTER:
            return
        values = {"headers": list(headers), "recipe": recipe.to_json(), "file_name": file_name}
        with secure_delete_transaction(self._engine, empties_log=False) as connection:
            connection.execute(delete(RECIPES).where(RECIPES.c.recipe_key == key))
            connection.execute(insert(RECIPES).values(recipe_key=key, **values, learned_at=now))

    def find(self, headers: Sequence[str]) -> SavedRecipe | None:
        """Return the recipe for files with these headers, in any order; None when there is no such recipe."""
        with self._engine.connect() as connection:
            row = connection.execute(select(RECIPES).where(RECIPES.c.recipe_key == recipe_key(headers))).one_or_none()
        return None if row is None else _saved_recipe(row)

    def all(self) -> list[SavedRecipe]:
        """Return every recipe, the newest first."""
        with self._engine.connect() as connection:
            rows = connection.execute(select(RECIPES).order_by(RECIPES.c.learned_at.desc())).all()
        return [_saved_recipe(row) for row in rows]

    def delete(self, key: str, *, by: str | None = None) -> None:
        """Delete a recipe, so that its file name and its script cannot be recovered; a missing one is ignored.

        Args:
            key: of the recipe.
            by: who deletes it, for the audit; None: no entry is made.
        """
        with secure_delete_transaction(self._engine) as connection:
            is_there = connection.execute(delete(RECIPES).where(RECIPES.c.recipe_key == key)).rowcount
            if by is not None and is_there:
                append(connection, "columns_deleted", by)

    def delete_unused_since(self, moment: datetime) -> int:
        """Delete recipes that no file was matched with since a moment.

        Args:
            moment: aware.

        Returns:
            The number of recipes deleted.
        """
        with secure_delete_transaction(self._engine) as connection:
            return connection.execute(delete(RECIPES).where(RECIPES.c.learned_at < moment)).rowcount


def _saved_recipe(row: Row[Any]) -> SavedRecipe:
    recipe = Recipe.from_json(row.recipe)
    return SavedRecipe(row.recipe_key, tuple(row.headers), recipe, row.file_name, row.learned_at)
