"""Recipes: decided once, used for the next file of its kind."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from callsheet.validation import Choices, ColumnMapping, Recipe, recipe_key, suggest_mapping
from tests.validation.test_choices import EVERYTHING

if TYPE_CHECKING:
    from collections.abc import Callable

    from callsheet.validation import Table


MAPPING = ColumnMapping(("Mobile", "Office"), {"Name": "name", "Notes": "notes"}, ("Id",))
NO_RECIPES = [
    *({}, {"mapping": {}}, {"mapping": {"phone": 1, "variables": {}, "left_out": []}}, {"mapping": None}, [], "x"),
    *({"mapping": MAPPING.to_json(), "choices": choice} for choice in ({"duplicates": "all"}, {"fixes": ["x"]}, 1)),
    {"mapping": MAPPING.to_json(), "choices": {"edits": [[2, "Name", "x"]]}},
]


def test_a_recipe_keeps_all_but_rows_and_survives_json() -> None:
    """Edits, left-out rows and facts of the file stay behind."""
    recipe = Recipe.of(MAPPING, EVERYTHING)
    written = json.dumps(recipe.to_json())
    assert "edits" not in written
    assert "left_out_rows" not in written
    again = Recipe.from_json(json.loads(written))
    assert again == recipe
    assert (again.choices.country_column, again.choices.fixes) == ("Country", EVERYTHING.fixes)


@pytest.mark.parametrize("value", NO_RECIPES, ids=str)
def test_what_is_no_recipe_is_refused_as_one(value: list[object] | str | dict[str, None]) -> None:
    """Also one that speaks of rows."""
    with pytest.raises(ValueError, match=r"."):
        Recipe.from_json(value)


def test_a_recipe_is_fitted_to_a_file_and_says_what_is_missing(table: Callable[..., Table]) -> None:
    """New columns are left out, never sent unasked; missing ones are named."""
    recipe = Recipe.of(MAPPING, EVERYTHING)
    leads = table({"Name": ["a"], "Mobile": ["1"], "Secret": ["x"]})
    assert recipe.missing(leads) == ["Office", "Notes", "Country"]
    fitted = recipe.fitted(leads)
    assert fitted.mapping == ColumnMapping(("Mobile",), {"Name": "name"}, ("Secret",))
    assert (fitted.choices.country_column, fitted.choices.other_phones) == (None, ())
    assert fitted.missing(leads) == []


def test_a_recipe_of_a_file_fits_that_file(table: Callable[..., Table]) -> None:
    """As it is, candidates apart."""
    leads = table({"Mobile": ["9876543210", "9123456789"], "Name": ["Asha", "Ravi"]})
    mapping = suggest_mapping(leads, "IN")
    recipe = Recipe.of(mapping, Choices(default_region="IN"))
    assert recipe.missing(leads) == []
    assert recipe.fitted(leads) == recipe


def test_files_with_one_set_of_headers_share_a_key() -> None:
    """Order and spaces do not matter, names and their number do."""
    assert recipe_key(["Name", "Mobile  No"]) == recipe_key(["Mobile No ", "Name"])
    assert len({recipe_key(headers) for headers in (["a"], ["a", "a"], ["a", "b"], ["a,b"], ["A"])}) == 5
