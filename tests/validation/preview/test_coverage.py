"""The variables of a prompt compared with the leads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callsheet.validation import Choices, ColumnMapping, Edit, Route, check
from callsheet.validation.preview.coverage import prompt_coverage, render_prompt, spoken_parts, unused_variables

if TYPE_CHECKING:
    from collections.abc import Callable

    from callsheet.validation import Table


MAPPING = ColumnMapping(phone=("phone",), variables={"First": "first_name", "city": "city", "x": "x"})
PROMPT = "Hi {{first_name}} from {{ city }}, {{First Names}} {{first_name}} {{call_id}} {{price}}"
CELLS = {
    "phone": ["9876543210", "9123456789", "12"],
    "First": ["Asha", "", ""],
    "city": ["", " ", "Pune"],
    "x": ["1", "2", "3"],
}


def test_coverage_counts_the_ready_leads_that_fill_a_variable(table: Callable[..., Table]) -> None:
    """Those that could be called; fallbacks are counted; unknown names list the columns they may mean."""
    report = check(table(CELLS), MAPPING, Route("IN"), Choices(fallbacks={"city": "your town"}))
    first, city, near, built_in, unknown = prompt_coverage(report, PROMPT)
    assert (first.name, first.filled, first.by_fallback, first.unfilled) == ("first_name", 0.5, 0, (3,))
    assert (city.name, city.filled, city.by_fallback, city.unfilled) == ("city", 0.0, 2, ())
    assert (near.name, near.known, near.near) == ("First Names", False, ("First",))
    assert (built_in.name, built_in.known, built_in.unfilled) == ("call_id", True, ())
    assert (unknown.name, unknown.known, unknown.unfilled, unknown.near) == ("price", False, (2, 3), ())
    assert [variable.held_back for variable in (first, city, near, built_in, unknown)] == [1, 0, 2, 0, 2]
    assert unused_variables(report, PROMPT) == ["x"]


def test_the_prompt_is_rendered_as_it_would_be_spoken(table: Callable[..., Table]) -> None:
    """Values as written, fallbacks for empty cells, braces without either; edits count."""
    report = check(table(CELLS), MAPPING, Route("IN"), Choices(fallbacks={"city": "your town"}))
    text = "Hi {{first_name}} from {{ city }}"
    assert render_prompt(report, text, 2) == "Hi Asha from your town"
    assert render_prompt(report, text, 3) == "Hi {{first_name}} from your town"
    assert render_prompt(report.with_edits([Edit(3, "First", "Ravi")]), text, 3) == "Hi Ravi from your town"


def test_a_spoken_prompt_tells_values_from_its_own_text(table: Callable[..., Table]) -> None:
    """Each piece names its variable, and one without a value keeps its braces."""
    report = check(table(CELLS), MAPPING, Route("IN"), Choices(fallbacks={"city": "your town"}))
    parts = spoken_parts(report, "Hi {{first_name}} in {{ city }}{{price}}!", 2)
    assert [(part.text, part.variable, part.is_filled) for part in parts] == [
        ("Hi ", "", True),
        ("Asha", "first_name", True),
        (" in ", "", True),
        ("your town", "city", True),
        ("{{price}}", "price", False),
        ("!", "", True),
    ]
