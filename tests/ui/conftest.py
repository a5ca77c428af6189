"""A session without a file, a server or a screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest

from callsheet.ui.session.session import Session
from callsheet.validation import ColumnMapping, CountryRule, Route, Source, Table

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def lead_table() -> Callable[..., Table]:
    def build(columns: dict[str, list[str]]) -> Table:
        frame = pd.DataFrame(columns, dtype="str")
        frame.index = pd.RangeIndex(2, len(frame) + 2, name="row")
        return Table(frame, tuple(columns), Source("leads.csv", "0" * 64, "csv"))

    return build


@pytest.fixture
def session_of(lead_table: Callable[..., Table]) -> Callable[..., Session]:
    def build(phones: list[str], names: list[str] | None = None) -> Session:
        table = lead_table({"Mobile": phones, "Full name": names or ["Priya"] * len(phones)})
        route = Route("IN", countries=(CountryRule("IN", "91", ("9",)),))
        mapping = ColumnMapping(("Mobile",), {"Full name": "full_name"})
        return Session("draft", "leads.csv", table, "cmp_1", "Sandbox campaign", route, mapping)

    return build
