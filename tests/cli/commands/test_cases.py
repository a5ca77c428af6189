"""Vendors' exports and reported files on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.support.cases import CASES, REFUSED, expected

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


@pytest.mark.parametrize("path", REFUSED, ids=lambda path: path.stem)
def test_check_refuses_a_file_that_has_no_leads(callsheet: Callable[..., CommandResult], path: Path) -> None:
    """By what it is; a file without a phone column names its columns, and nothing is guessed."""
    right = expected(path)
    result = callsheet("check", path, "--country", right["country"], "--json")
    assert (result.code, result.json["refused"]["code"]) == (2, right["code"])


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (
            'Notes:\n"You may notice, that some numbers are missing."\n\nFirst Name,Last Name,URL\nAva,Lind,x\n',
            "no_phone_column",
        ),
        ("BEGIN:VCARD\nVERSION:3.0\nTEL:+919820011223\nEND:VCARD\n", "wrong_format"),
        ('[{"phone": "9820011223"}, {"phone": "9820011224"}]', "wrong_format"),
        ("<!DOCTYPE html><html><body>Sign in</body></html>", "wrong_format"),
    ],
)
def test_a_file_without_leads_is_refused(
    callsheet: Callable[..., CommandResult], file: Callable[..., Path], text: str, code: str
) -> None:
    """Nothing is guessed: a file without a phone column, a contact card, JSON and a sign-in page are refused."""
    result = callsheet("check", file(text), "--country", "IN", "--json")
    assert (result.code, result.json["refused"]["code"]) == (2, code)
