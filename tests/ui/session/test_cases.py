"""Vendors' exports and reported files on the app's own way: read, suggested mapping, report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from callsheet import read_table
from callsheet.errors import FileRefused
from callsheet.ui.session.session import Session
from callsheet.validation import ColumnMapping, Route, suggest_mapping
from tests.support.cases import CASES, REFUSED, expected

if TYPE_CHECKING:
    from pathlib import Path

    from callsheet.validation import Cause


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_the_app_answers_a_case_rightly(path: Path) -> None:
    """The phone column, every number in E.164, and each remedy with the numbers that it gives."""
    right = expected(path)
    table = read_table(path.name, path.read_bytes())
    route = Route.unknown(right["country"])
    session = Session("", path.name, table, "campaign", "Campaign", route, ColumnMapping()).with_suggestions()
    report = session.validate()
    country = session.choices.country_column
    assert [table.header_of(column) for column in session.mapping.phone] == right["phone"]
    assert (table.header_of(country) if country else None) == right["country_column"]
    numbers = {str(row): number for row, number in report.numbers.items() if number}
    assert {row: number for row, number in numbers.items() if row not in right["errors"]} == right["numbers"]
    assert [_remedy(cause) for cause in report.causes if cause.preview] == right["remedies"]


@pytest.mark.parametrize("path", REFUSED, ids=lambda path: path.stem)
def test_the_app_refuses_a_file_that_has_no_leads(path: Path) -> None:
    """A file of another kind when it is read; one without phone numbers gets no phone column, and none is weighed."""
    right = expected(path)
    if right["code"] == "no_phone_column":
        table = read_table(path.name, path.read_bytes())
        mapping = suggest_mapping(table, right["country"])
        assert (mapping.phone, mapping.candidates, list(table.headers)) == ((), (), right["columns"])
        return
    with pytest.raises(FileRefused) as refused:
        read_table(path.name, path.read_bytes())
    assert refused.value.code == right["code"]


def _remedy(cause: Cause) -> dict[str, Any]:
    offered: dict[str, Any] = {"rows": list(cause.rows)}
    if cause.fixes:
        offered["fixes"] = [fix.value for fix in cause.fixes]
    for name in ("other_phone", "country_column"):
        if getattr(cause, name):
            offered[name] = getattr(cause, name)
    return offered | {"numbers": {str(change.row): change.after for change in cause.preview}}
