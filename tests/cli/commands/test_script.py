"""`--script` and the options that fill its variables, on `check` and `send`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import CommandResult

LEADS = "phone_number,Customer Name,city\n+919876543210,Asha,Pune\n+919876543211,Ravi,\n"
SCRIPT = "Hello {{first_name}} in {{city}}, this is {{agent_name}}."


@pytest.fixture
def check(callsheet: Callable[..., CommandResult], file: Callable[..., Path]) -> Callable[..., CommandResult]:
    """Check the leads against the script."""
    leads, script = file(LEADS), file(SCRIPT, "script.txt")
    return lambda *options: callsheet("check", leads, "--country", "IN", "--script", script, *options)


def test_leads_that_lack_a_variable_are_not_ready(check: Callable[..., CommandResult]) -> None:
    """Each variable says what fills it, how many leads it holds back, and which columns it may mean."""
    result = check("--json")
    assert result.code == 1
    assert result.json["counts"]["ready"] == 0
    assert result.json["script"] == [
        {
            "variable": "first_name",
            "filled_by": "nothing",
            "held_back": 2,
            "near": [{"column": 2, "header": "Customer Name"}],
        },
        {"variable": "city", "filled_by": "nothing", "held_back": 1, "near": []},
        {"variable": "agent_name", "filled_by": "built_in", "held_back": 0, "near": []},
    ]


def test_a_column_of_the_same_meaning_is_proposed_and_not_used(check: Callable[..., CommandResult]) -> None:
    """The sentence names the option that would use it."""
    out = check().out
    assert "nothing fills {{first_name}}" in out
    assert "Customer Name may be what {{first_name}} means." in out
    assert "--map 'Customer Name=first_name'" in out
    assert "--if-empty city=TEXT" in out


@pytest.mark.parametrize(
    "options",
    [
        ("--map", "Customer Name=first_name", "--if-empty", "city=your town"),
        ("--value", "first_name=there", "--agent-default", "city"),
        ("--as-it-is", "first_name", "--as-it-is", "city"),
    ],
)
def test_options_fill_what_leads_lack(check: Callable[..., CommandResult], options: tuple[str, ...]) -> None:
    """A column, a text for empty cells, one text for all, the agent's default, or as it is."""
    result = check("--json", *options)
    assert result.code == 0
    assert result.json["counts"]["ready"] == 2
    assert all(variable["held_back"] == 0 for variable in result.json["script"])


def test_one_text_for_all_is_in_the_clean_set(check: Callable[..., CommandResult], tmp_path: Path) -> None:
    """As a column of its own."""
    clean = tmp_path / "clean.csv"
    check("--value", "first_name=there", "--if-empty", "city=your town", "--clean", clean)
    assert clean.read_text("utf-8-sig").splitlines() == [
        "phone_number,customer_name,city,first_name",
        "+919876543210,Asha,Pune,there",
        "+919876543211,Ravi,your town,there",
    ]


@pytest.mark.parametrize("option", ["--value", "--if-empty"])
def test_an_answer_without_a_text_is_refused(check: Callable[..., CommandResult], option: str) -> None:
    """One sentence says how to write it."""
    result = check(option, "first_name")
    assert result.code == 2
    assert "NAME=TEXT" in result.err
