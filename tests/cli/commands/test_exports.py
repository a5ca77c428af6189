"""Exports of directories and customer databases: which columns may be called, and what is only a number."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import CommandResult


@pytest.mark.parametrize(
    ("country", "text", "phones", "ready"),
    [
        pytest.param(
            "US",
            "Name,Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,Phone 2 - Value\n"
            "Ann Lee,iPhone,(415) 555-2671,work,(212) 555-0142\nBob Ray,mobile,(415) 555-2672,,\n",
            ["Phone 1 - Value", "Phone 2 - Value"],
            2,
            id="the first lead of an iCloud export is no second row of names",
        ),
        pytest.param("IN", "name,budget,phone\nAsha,9500000000,9820011223\n", ["phone"], 1, id="a budget"),
        pytest.param(
            "VN",
            "Họ tên,Số điện thoại,Số CMND\nAn,0912 345 678,012345678\n",
            ["Số điện thoại"],
            1,
            id="an identity card",
        ),
        pytest.param("GR", "Όνομα;Κινητό;ΑΦΜ\nΝίκος;6941234567;094014201\n", ["Κινητό"], 1, id="a tax number"),
    ],
)
def test_the_phone_columns_of_an_export(
    callsheet: Callable[..., CommandResult],
    file: Callable[..., Path],
    country: str,
    text: str,
    phones: list[str],
    ready: int,
) -> None:
    """No lead is lost, nothing else is offered as a second phone, and a number alone gives no order to the agent."""
    value = callsheet("check", file(text), "--country", country, "--json").json
    assert [candidate["header"] for candidate in value["phone_candidates"]] == phones
    assert value["counts"]["ready"] == ready
    assert value["issues"] == []
