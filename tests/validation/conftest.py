"""Fixtures that build tables without a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest

from callsheet.validation import CountryRule, Route, Source, Table, empty_flags

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def table() -> Callable[..., Table]:
    """Build a Table from columns, and flags (row, column, code) if given."""

    def build(columns: dict[str, list[str]], flags: list[tuple[int, str, str]] | None = None, **headers: str) -> Table:
        frame = pd.DataFrame(columns, dtype="str")
        frame.index = pd.RangeIndex(2, len(frame) + 2, name="row")
        flagged = pd.DataFrame(flags, columns=["row", "column", "code"]) if flags else empty_flags()
        written = tuple(headers.get(column, column) for column in columns)
        return Table(frame, written, Source("leads.csv", "0" * 64, "csv"), flags=flagged)

    return build


@pytest.fixture
def route() -> Route:
    """India with two prefixes, the United Kingdom and the United States."""
    rules = (
        CountryRule("IN", "91", ("98", "91")),
        CountryRule("GB", "44", ("7", "1481")),
        CountryRule("US", "1", ("212", "3")),
    )
    return Route("IN", countries=rules)
