"""Recipes: what was decided about files with one set of headers, remembered for the next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select

from callsheet.store.clock import aware, now
from callsheet.store.kept_tables import RECIPES
from callsheet.validation import Recipe, recipe_key

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Engine, Row


@dataclass(frozen=True)
class SavedRecipe:
    """A recipe and the files it is for.

    Args:
        key: what those files have in common (`validation.header_key`).
        headers: their column names as written.
        recipe: what was decided.
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
        engine: where they lie.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def save(self, headers: Sequence[str], recipe: Recipe, file_name: str) -> None:
        """Keep a recipe in place of the one before.

        Args:
            headers: of the file, as written.
            recipe: what was decided about it.
            file_name: of the file.
        """
        key = recipe_key(headers)
        found = self.find(headers)
        if found is not None and found.recipe == recipe:
            return
        with self._engine.begin() as connection:
            connection.execute(delete(RECIPES).where(RECIPES.c.recipe_key == key))
            connection.execute(
                insert(RECIPES).values(
                    recipe_key=key,
                    headers=list(headers),
                    recipe=recipe.to_json(),
                    file_name=file_name,
                    learned_at=now(),
                )
            )

    def find(self, headers: Sequence[str]) -> SavedRecipe | None:
        """The recipe for files with these headers, wherever each stands; None when there is none."""
        with self._engine.connect() as connection:
            row = connection.execute(select(RECIPES).where(RECIPES.c.recipe_key == recipe_key(headers))).one_or_none()
        return None if row is None else _remembered(row)

    def all(self) -> list[SavedRecipe]:
        """Every recipe, the newest first."""
        with self._engine.connect() as connection:
            rows = connection.execute(select(RECIPES).order_by(RECIPES.c.learned_at.desc())).all()
        return [_remembered(row) for row in rows]

    def delete(self, key: str) -> None:
        """Remove a recipe; nothing happens when it is gone already."""
        with self._engine.begin() as connection:
            connection.execute(delete(RECIPES).where(RECIPES.c.recipe_key == key))


def _remembered(row: Row[Any]) -> SavedRecipe:
    return SavedRecipe(
        row.recipe_key, tuple(row.headers), Recipe.from_json(row.recipe), row.file_name, aware(row.learned_at)
    )
