"""Files whose area codes have a column of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from callsheet.validation import Choices, ColumnMapping, Route, check, doubted_country, whole_numbers
from callsheet.validation.columns.area_codes import area_code_column

if TYPE_CHECKING:
    from collections.abc import Callable

    from callsheet.validation import Table

LOCAL = ["27822384", "25920945", "25915260", "24412211", "25678123", "26127890", "25533445", "24267788"]


@pytest.mark.parametrize(
    ("header", "code", "found"),
    [
        ("STD", "020", True),
        ("STD Code", "20", True),
        ("Area Code", "(212)", True),
        ("Vorwahl", "030", True),
        ("DDD", "11", True),
        ("Vorwahl", "+49", False),
        ("Country code", "91", False),
        ("City", "Pune", False),
        ("Std", "Fifth", False),
    ],
)
def test_an_area_code_column_is_known_by_header_and_cells(
    table: Callable[..., Table], header: str, code: str, found: bool
) -> None:
    """A country code is no area code, and neither is a school class."""
    leads = table({"Name": ["A"] * 8, header: [code] * 8, "Phone": LOCAL})
    assert area_code_column(leads, "Phone") == (header if found else None)


def test_numbers_without_their_area_code_are_of_no_other_country(table: Callable[..., Table]) -> None:
    """Eight digits of Pune are numbers of Liberia too; with the code beside them they are Indian."""
    leads = table({"Name": ["A"] * 16, "STD": ["020"] * 16, "Phone": LOCAL + [text[::-1] for text in LOCAL]})
    assert doubted_country(leads.frame["Phone"], "IN") is not None
    assert doubted_country(whole_numbers(leads, "Phone"), "IN") is None
    without_codes = leads.frame.drop(columns="STD").to_dict("list")
    offered = [
        {cause.region for cause in check(file, ColumnMapping(("Phone",), {}), Route.unknown("IN"), Choices()).causes}
        for file in (table(without_codes), leads)
    ]
    assert offered[0] != {None}
    assert offered[1] == {None}
