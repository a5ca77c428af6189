"""Leads that lack a variable of the agent's script are held back until something fills it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from callsheet.validation import Choices, ColumnMapping, Edit, IssueCode, Recipe, Route, check, fallback_counts
from callsheet.validation.content.prompt import prompt_variables
from callsheet.validation.preview.coverage import Filled, prompt_coverage, render_prompt

if TYPE_CHECKING:
    from collections.abc import Callable

    from callsheet.validation import Report, Table

SCRIPT = "Hi {{name}} from {{company}}, {{call_id}}"
MAPPING = ColumnMapping(phone=("phone",), variables={"Name": "name", "city": "city"})
CELLS = {
    "phone": ["9876543210", "9123456789", "9123456780", "12"],
    "Name": ["Asha", " ", "", ""],
    "city": ["", "", "", ""],
}


def checked(table: Callable[..., Table], mapping: ColumnMapping = MAPPING, **choices: Any) -> Report:
    """The cells under a script."""
    return check(table(CELLS), mapping, Route("IN"), replace(Choices(prompt=SCRIPT), **choices))


def test_a_variable_that_nothing_fills_is_an_error_of_every_row(table: Callable[..., Table]) -> None:
    """With the variable as detail: in its column, or in the row where no column has the name."""
    report = checked(table)
    assert (report.counts.ready, report.counts.errors) == (0, 4)
    issues = report.issues[report.issues["code"] == IssueCode.EMPTY_PROMPT_VARIABLE.value]
    found = list(zip(issues["row"], issues["column"], issues["severity"], issues["detail"], strict=True))
    assert sorted(found) == sorted(
        [(row, "", "error", "company") for row in (2, 3, 4, 5)] + [(row, "Name", "error", "name") for row in (3, 4, 5)]
    )


def test_each_variable_is_a_cause_with_the_leads_it_holds_back(table: Callable[..., Table]) -> None:
    """A row whose number is wrong has that cause alone."""
    causes = {(cause.code.value, cause.detail): cause.rows for cause in checked(table).causes}
    assert causes == {
        ("empty_prompt_variable", "company"): (2, 3, 4),
        ("empty_prompt_variable", "name"): (3, 4),
        ("too_few_digits", ""): (5,),
    }


@pytest.mark.parametrize(
    ("choices", "filled_by"),
    [
        ({"agent_defaults": frozenset({"company"})}, Filled.AGENT_DEFAULT),
        ({"spoken_as_is": frozenset({"company"})}, Filled.AS_IS),
    ],
)
def test_an_answer_lets_the_leads_go(table: Callable[..., Table], choices: dict[str, Any], filled_by: Filled) -> None:
    """A default of the agent, or that it is read aloud as it is; what another variable lacks stays an error."""
    report = checked(table, **choices)
    company = next(variable for variable in prompt_coverage(report, SCRIPT) if variable.name == "company")
    assert (company.filled_by, company.held_back) == (filled_by, 0)
    assert report.counts.ready == 1


def test_a_value_for_all_is_a_column_of_what_is_sent(table: Callable[..., Table]) -> None:
    """It counts towards the most variables, is spoken, and stays in a recipe."""
    mapping = MAPPING.with_constant("company", "ACME")
    report = checked(table, mapping, fallbacks={"name": "there"})
    assert report.counts.ready == 3
    assert report.clean["company"].tolist() == ["ACME"] * 3
    assert report.clean["name"].tolist() == ["Asha", "there", "there"]
    assert render_prompt(report, SCRIPT, 3) == "Hi there from ACME, {{call_id}}"
    assert fallback_counts(report) == {"name": 2}
    assert Recipe.from_json(Recipe.of(mapping, report.choices).to_json()).mapping.constants == {"company": "ACME"}
    assert mapping.with_constant("company", "") == MAPPING
    full = replace(mapping, variables={f"c{number}": f"c{number}" for number in range(15)})
    assert list(full.problems()) == ["too_many_variables"]
    assert list(MAPPING.with_constant("city", "Pune").problems()) == ["same_variable_name"]


def test_a_text_for_a_variable_without_a_column_fills_nothing(table: Callable[..., Table]) -> None:
    """There is no cell to put it into: it would not be sent."""
    assert checked(table, fallbacks={"company": "ACME"}).counts.ready == 0


def test_an_edit_or_a_changed_script_judges_the_rows_again(table: Callable[..., Table]) -> None:
    """As a fresh check would."""
    report = checked(table, spoken_as_is=frozenset({"company"}))
    edited = report.with_edits([Edit(3, "Name", "Ravi")])
    assert edited.counts.ready == 2
    fresh = checked(table, spoken_as_is=frozenset({"company"}), edits=(Edit(3, "Name", "Ravi"),))
    assert edited.counts == fresh.counts
    assert edited.issues.equals(fresh.issues)
    assert report.with_choices(Choices()).counts.ready == 3


def test_blank_and_left_out_rows_lack_nothing(table: Callable[..., Table]) -> None:
    """They are not called."""
    report = check(
        table({"phone": ["", "9876543210"], "Name": ["", ""]}),
        ColumnMapping(phone=("phone",), variables={"Name": "name"}),
        Route("IN"),
        Choices(prompt="Hi {{name}}", left_out_rows=frozenset({3})),
    )
    assert (report.counts.errors, report.counts.left_out, report.counts.blank) == (0, 1, 1)
    assert report.issues.empty


def test_blocks_and_expressions_of_the_template_are_no_variables() -> None:
    """They are filled by the template itself."""
    script = '{{#if name}}Hi {{name}}{{else}}Hello{{/if}} {{or city "there"}} {{plan | upper}} {{! note }} {{name}}'
    assert prompt_variables(script) == ["name"]
