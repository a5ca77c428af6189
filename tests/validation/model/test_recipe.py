"""Recipes: decisions about one file, used for the next file with the same columns."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from callsheet.validation import Choices, ColumnMapping, Recipe, recipe_key, suggest_mapping
from tests.validation.model.test_choices import EVERYTHING

if TYPE_CHECKING:
    from collections.abc import Callable

    from callsheet.validation import Table


MAPPING = ColumnMapping(("Mobile", "Office"), {"Name": "name", "Notes": "notes"}, ("Id",))
NOT_RECIPES = [
    *({}, {"mapping": {}}, {"mapping": {"phone": 1, "variables": {}, "left_out": []}}, {"mapping": None}, [], "x"),
    *({"mapping": MAPPING.to_json(), "choices": choice} for choice in ({"duplicates": "all"}, {"fixes": ["x"]}, 1)),
    {"mapping": MAPPING.to_json(), "choices": {"edits": [[2, "Name", "x"]]}},
]


def test_a_recipe_has_everything_but_rows_and_converts_to_json_and_back() -> None:
    """Edits, left-out rows and facts of the file are not part of it."""
    recipe = Recipe.of(MAPPING, EVERYTHING)
    written = json.dumps(recipe.to_json())
    assert "edits" not in written
    assert "left_out_rows" not in written
    again = Recipe.from_json(json.loads(written))
    assert again == recipe
    assert (again.choices.country_column, again.choices.fixes) == ("Country", EVERYTHING.fixes)


@pytest.mark.parametrize("value", NOT_RECIPES, ids=str)
def test_a_value_that_is_not_a_recipe_raises(value: Any) -> None:
    """Values that refer to rows included."""
    with pytest.raises(ValueError, match=r"."):
        Recipe.from_json(value)


def test_a_recipe_is_fitted_to_a_file_and_lists_missing_columns(table: Callable[..., Table]) -> None:
    """New columns are left out, never sent without a decision."""
    recipe = Recipe.of(MAPPING, EVERYTHING)
    leads = table({"Name": ["a"], "Mobile": ["1"], "Secret": ["x"]})
    assert recipe.missing(leads) == ["Office", "Notes", "Country", "Opt-in"]
    fitted = recipe.fitted(leads)
    assert fitted.mapping == ColumnMapping(("Mobile",), {"Name": "name"}, ("Secret",))
    assert (fitted.choices.country_column, fitted.choices.other_phones) == (None, ())
    assert fitted.missing(leads) == []


def test_a_recipe_of_a_file_fits_that_file(table: Callable[..., Table]) -> None:
    """Without a change, apart from the candidates."""
    leads = table({"Mobile": ["9876543210", "9123456789"], "Name": ["Asha", "Ravi"]})
    mapping = suggest_mapping(leads, "IN")
    recipe = Recipe.of(mapping, Choices(default_region="IN"))
    assert recipe.missing(leads) == []
    assert recipe.fitted(leads) == recipe


def test_files_with_the_same_headers_share_a_key() -> None:
    """Order and spaces do not matter; names and how often each occurs do."""
    assert recipe_key(["Name", "Mobile  No"]) == recipe_key(["Mobile No ", "Name"])
    assert len({recipe_key(headers) for headers in (["a"], ["a", "a"], ["a", "b"], ["a,b"], ["A"])}) == 5
