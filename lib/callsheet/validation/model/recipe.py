"""Recipes: the decisions about one file, to be used for the next file with the same columns."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Self

from callsheet.validation.model.choices import Choices
from callsheet.validation.model.consent import ConsentPolicy
from callsheet.validation.model.mapping import ColumnMapping
from callsheet.validation.model.steps import columns_after, missing_columns

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from callsheet.validation.model.table import Table


@dataclass(frozen=True)
class Recipe:
    """A mapping and the choices that do not refer to single rows.

    Args:
        mapping: what each column becomes.
        choices: without edits and left-out rows.

    Raises:
        ValueError: the choices refer to rows.
    """

    mapping: ColumnMapping
    choices: Choices = field(default_factory=Choices)

    def __post_init__(self) -> None:
        if self.choices.edits or self.choices.left_out_rows:
            raise ValueError("a recipe does not refer to rows")

    @classmethod
    def of(cls, mapping: ColumnMapping, choices: Choices) -> Self:
        """Return the recipe of a file: without edits, left-out rows and facts of the file.

        That people are called who said no, or that no column is about consent, holds for one file.

        Args:
            mapping: what its columns became.
            choices: what was decided about it.
        """
        is_ignored = ConsentPolicy.of(choices.consent_policy or "tell").kind == "ignore"
        of_file = replace(
            choices,
            edits=(),
            left_out_rows=frozenset(),
            calls_hidden_rows=False,
            consent_columns=choices.consent_columns or None,
            consent_policy="" if is_ignored else choices.consent_policy,
        )
        return cls(replace(mapping, candidates=()), of_file)

    def missing(self, table: Table) -> list[str]:
        """Return the columns that the recipe needs and the file does not have; empty: the recipe can be used."""
        country = self.choices.country_column
        wanted = [
            *self.mapping.phone,
            *self.mapping.variables,
            *self.choices.other_phones,
            *([country] if country else ()),
            *(self.choices.consent_columns or ()),
        ]
        columns, steps = list(table.frame.columns), self.choices.steps
        made = {column for step in steps for column in step.into}
        missing = [column for column in dict.fromkeys(wanted) if column not in columns and column not in made]
        return list(dict.fromkeys([*missing_columns(steps, columns), *missing]))

    def fitted(self, table: Table) -> Recipe:
        """Return the recipe for a file: columns the file lacks are dropped, columns new to the recipe are left out.

        Args:
            table: the file as read.
        """
        columns = columns_after(self.choices.steps, list(table.frame.columns))
        country = self.choices.country_column
        phone = tuple(column for column in self.mapping.phone if column in columns)
        variables = {column: name for column, name in self.mapping.variables.items() if column in columns}
        left_out = tuple(column for column in columns if column not in phone and column not in variables)
        choices = replace(
            self.choices,
            country_column=country if country in columns else None,
            other_phones=tuple(column for column in self.choices.other_phones if column in columns),
            consent_columns=None
            if self.choices.consent_columns is None
            else {column: kind for column, kind in self.choices.consent_columns.items() if column in columns},
        )
        return Recipe(ColumnMapping(phone, variables, left_out, constants=self.mapping.constants), choices)

    def to_json(self) -> dict[str, Any]:
        """Return plain values that `from_json` reads back to an equal object."""
        choices = self.choices.to_json()
        del choices["edits"], choices["left_out_rows"]
        return {"mapping": self.mapping.to_json(), "choices": choices}

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Self:
        """Read what `to_json` wrote; missing choices get their defaults.

        Raises:
            ValueError: this is not a recipe.
        """
        try:
            return cls(ColumnMapping.from_json(value["mapping"]), Choices.from_json(value.get("choices", {})))
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError("not a recipe") from error


def recipe_key(headers: Sequence[str]) -> str:
    """Return the key under which a recipe is stored: equal for files with the same headers, in any order.

    Args:
        headers: as written; empty ones, as of cells beyond the header, do not count.

    Returns:
        64 hexadecimal digits.
    """
    names = sorted(" ".join(header.split()) for header in headers if header.strip())
    return hashlib.sha256(json.dumps(names).encode()).hexdigest()
