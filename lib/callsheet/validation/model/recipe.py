"""Recipes: what was decided about one file, to be used for the next one of its kind."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Self

from callsheet.validation.model.choices import Choices
from callsheet.validation.model.mapping import ColumnMapping

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from callsheet.validation.model.table import Table


@dataclass(frozen=True)
class Recipe:
    """A mapping and the choices that do not speak of single rows.

    Args:
        mapping: what each column becomes.
        choices: without edits and left-out rows.

    Raises:
        ValueError: the choices speak of rows.
    """

    mapping: ColumnMapping
    choices: Choices = field(default_factory=Choices)

    def __post_init__(self) -> None:
        if self.choices.edits or self.choices.left_out_rows:
            raise ValueError("a recipe speaks of no rows")

    @classmethod
    def of(cls, mapping: ColumnMapping, choices: Choices) -> Self:
        """The recipe behind a file: edits, left-out rows and facts of the file stay behind.

        Args:
            mapping: what its columns became.
            choices: what was decided about it.
        """
        return cls(replace(mapping, candidates=()), replace(choices, edits=(), left_out_rows=frozenset()))

    def missing(self, table: Table) -> list[str]:
        """Columns that the recipe sends or reads by and the file does not have, each once; empty: it can be used."""
        country = self.choices.country_column
        wanted = [
            *self.mapping.phone,
            *self.mapping.variables,
            *self.choices.other_phones,
            *([country] if country else ()),
        ]
        return [column for column in dict.fromkeys(wanted) if column not in table.frame.columns]

    def fitted(self, table: Table) -> Recipe:
        """The recipe as far as a file goes: columns it lacks are dropped, those the recipe does not know are left out.

        Args:
            table: the file as read.
        """
        columns = list(table.frame.columns)
        country = self.choices.country_column
        phone = tuple(column for column in self.mapping.phone if column in columns)
        variables = {column: name for column, name in self.mapping.variables.items() if column in columns}
        left_out = tuple(column for column in columns if column not in phone and column not in variables)
        choices = replace(
            self.choices,
            country_column=country if country in columns else None,
            other_phones=tuple(column for column in self.choices.other_phones if column in columns),
        )
        return Recipe(ColumnMapping(phone, variables, left_out), choices)

    def to_json(self) -> dict[str, Any]:
        """Plain values that `from_json` reads back to an equal object."""
        choices = self.choices.to_json()
        del choices["edits"], choices["left_out_rows"]
        return {"mapping": self.mapping.to_json(), "choices": choices}

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Self:
        """Read what `to_json` wrote; choices that are absent take their defaults.

        Raises:
            ValueError: this is no recipe.
        """
        try:
            return cls(ColumnMapping.from_json(value["mapping"]), Choices.from_json(value.get("choices", {})))
        except (KeyError, TypeError, AttributeError) as trouble:
            raise ValueError("not a recipe") from trouble


def recipe_key(headers: Sequence[str]) -> str:
    """What files with one set of headers have in common, wherever each header stands: the key of a remembered recipe.

    Args:
        headers: as written.

    Returns:
        64 hexadecimal digits.
    """
    names = sorted(" ".join(header.split()) for header in headers)
    return hashlib.sha256(json.dumps(names).encode()).hexdigest()
