"""`--recipe`, `--save-recipe` and the country of each row, as a data pipeline uses them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import CommandResult


FIRST = "Handy,Name,Land,Note\n98765 43210,Priya,Indien,x\n0501234567,Rahul,UAE,y\n"
NEXT = "Name,Handy,Land,Internal\nAsha,81234567,Singapore,secret\n"


def test_a_saved_recipe_is_applied_to_the_next_file(
    callsheet: Callable[..., CommandResult], file: Callable[..., Path], tmp_path: Path
) -> None:
    """Mapping, country column and country; new columns are left out; options still change it."""
    recipe, clean = tmp_path / "recipe.json", tmp_path / "clean.csv"
    result = callsheet(
        "check", file(FIRST), "--country", "in", "--map", "Note=-", "--map", "Name=first_name", "--save-recipe", recipe
    )
    assert result.code == 0
    assert "Land" in result.out
    result = callsheet("check", file(NEXT, "next.csv"), "--recipe", recipe, "--clean", clean, "--json")
    assert (result.code, result.err) == (0, "")
    assert result.json["country_column"] == {"column": 3, "header": "Land"}
    assert clean.read_text() == "phone_number,first_name,Land\n+6581234567,Asha,Singapore\n"
    again = ("--recipe", recipe, "--map", "Internal=note", "--clean", clean, "--force")
    callsheet("check", file(NEXT, "next.csv"), *again)
    assert clean.read_text().splitlines()[0] == "phone_number,first_name,Land,note"


def test_a_recipe_that_does_not_fit_names_the_columns(
    callsheet: Callable[..., CommandResult], file: Callable[..., Path], tmp_path: Path
) -> None:
    """A file that lacks a column of the recipe is refused."""
    recipe = tmp_path / "recipe.json"
    callsheet("check", file(FIRST), "--country", "IN", "--save-recipe", recipe)
    result = callsheet("check", file("Handy,Land\n9876543210,IN\n", "less.csv"), "--recipe", recipe)
    assert result.code == 2
    assert "Name" in result.err
    assert "Note" in result.err
    recipe.write_text(json.dumps({"mapping": {}}))
    assert callsheet("check", file(FIRST), "--recipe", recipe).code == 2


def test_as_sent_uses_no_country_column(callsheet: Callable[..., CommandResult], file: Callable[..., Path]) -> None:
    """The endpoint reads every number in the same country."""
    path = file("phone_number,Country\n0501234567,UAE\n9876543210,India\n")
    judged = callsheet("check", path, "--country", "IN", "--json")
    as_sent = callsheet("check", path, "--country", "IN", "--json", "--as-sent")
    assert (judged.code, as_sent.code) == (0, 1)
    assert as_sent.json["country_column"] is None
