"""Numbers that look like another country's: `check` says so, `send` sends nothing until the country is stated."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np
import pytest

from tests.support.files.number_lists import as_written, local_numbers

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import CommandResult
    from tests.support.running_backend import Backend


def leads(region: str, count: int = 30) -> str:
    numbers = as_written(region, local_numbers(region, count, np.random.default_rng(3)))
    return "\n".join(["phone_number,name", *(f"{number},Lead {row}" for row, number in enumerate(numbers))]) + "\n"


def test_check_names_the_likely_country(callsheet: Callable[..., CommandResult], file: Callable[..., Path]) -> None:
    """British numbers treated as Indian: a sentence with the option to use, and three numbers read both ways."""
    ran = callsheet("check", file(leads("GB")), "--country", "IN")
    sentence, *examples = ran.out.splitlines()[-4:]
    assert sentence == (
        "These look like numbers of United Kingdom, but are treated as numbers of India. If they are, use --country GB."
    )
    assert all("in United Kingdom, +91" in example for example in examples)


@pytest.mark.parametrize(
    ("region", "country", "expected"),
    [
        ("GB", "IN", {"used": "IN", "by": "option", "asked": True, "likely": "GB", "counts": (0, 0, 30, 0)}),
        ("IN", "IN", {"used": "IN", "by": "option", "asked": False, "likely": None, "counts": None}),
        ("GB", None, {"used": None, "by": None, "asked": True, "likely": "GB", "counts": (0, 30, 0, 0)}),
    ],
)
def test_the_country_in_json(
    callsheet: Callable[..., CommandResult],
    file: Callable[..., Path],
    region: str,
    country: str | None,
    expected: dict[str, str | bool | tuple[int, ...] | None],
) -> None:
    """What is used, what set it, whether it is in doubt, and what share of the numbers is valid there."""
    options = ["--country", country] if country else []
    answer = callsheet("check", file(leads(region)), "--json", *options).json
    facts = answer["country"]
    share = facts.pop("fits")
    assert facts | {"counts": facts["counts"] and tuple(facts["counts"].values())} == expected
    assert ("country_doubtful" in [note["code"] for note in answer["notes"]]) == expected["asked"]
    assert share == (0.0 if country is None else 1.0)


def test_a_list_of_two_countries_is_counted(callsheet: Callable[..., CommandResult], file: Callable[..., Path]) -> None:
    """Forty Indian and forty German numbers, treated as Indian: how many are valid only here, only there, in both."""
    mixed = leads("IN", 40) + leads("DE", 40).partition("\n")[2]
    out = callsheet("check", file(mixed), "--country", "IN").out
    counted = re.search(r"two countries: (\d+) are valid only in Germany, (\d+) only in India, (\d+) in both", out)
    assert counted is not None
    only_there, only_here, both = map(int, counted.groups())
    assert only_there + only_here + both == 80
    assert only_there > 0


def test_send_refuses_until_the_country_is_stated(
    callsheet: Callable[..., CommandResult],
    file: Callable[..., Path],
    backend: Backend,
    campaign: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Nothing is queued and the exit code is 2; with `--country` the numbers are sent as that country's."""
    monkeypatch.setenv("CALLSHEET_API_KEY", backend.key)
    monkeypatch.setenv("CALLSHEET_API_URL", backend.url)
    path = file(leads("GB"))
    refused = callsheet("send", path, "--campaign", campaign, "--yes", "--json")
    assert (refused.code, refused.json["refused"]["code"]) == (2, "country_unclear")
    assert "United Kingdom (GB)" in refused.json["refused"]["message"]
    assert backend.leads(campaign) == []
    as_indian = callsheet("send", path, "--campaign", campaign, "--yes", "--country", "IN")
    assert as_indian.code == 0
    assert "look like numbers of United Kingdom" in as_indian.out
    assert len(backend.leads(campaign)) == 30
