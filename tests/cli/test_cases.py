"""Vendors' exports and reported files on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.support.cases import CASES, expected

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import CommandResult


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_check_answers_a_case_rightly(callsheet: Callable[..., CommandResult], path: Path) -> None:
    """The column to call, the second ones with what they add, the country column, and what is wrong with which row."""
    right = expected(path)
    value = callsheet("check", path, "--country", right["country"], "--json").json
    candidates = value["phone_candidates"]
    assert [phone["header"] for phone in candidates if phone["chosen"]] == right["phone"]
    second = {f"{phone['column']} {phone['header']}": phone["adds"] for phone in candidates if not phone["chosen"]}
    assert {header: adds for header, adds in second.items() if adds} == right["second_phones"]
    assert (value["country_column"] or {"header": None})["header"] == right["country_column"]
    errors: dict[str, list[Any]] = {}
    for issue in value["issues"]:
        if issue["severity"] == "error":
            errors.setdefault(str(issue["row"]), []).append(issue["code"])
    assert errors == right["errors"]
    assert value["counts"]["ready"] + value["counts"]["duplicates"] == len(right["numbers"])
