"""Facts of a file as read that every revision of its check shares."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from callsheet.arrow_strings import contains, from_series
from callsheet.validation.consent.refusal_words import notes_columns
from callsheet.validation.content.instructions import usual_length
from callsheet.validation.countries.country_column import suggest_country_column
from callsheet.validation.countries.list_origin.doubts import doubted_country
from callsheet.validation.countries.list_origin.neighbours import evidence_beside
from callsheet.validation.normalize import empty_cells

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from callsheet.validation.countries.list_origin.doubts import CountryDoubt
    from callsheet.validation.model.codes import Fix
    from callsheet.validation.model.mapping import ColumnMapping
    from callsheet.validation.model.table import Table

_SAMPLE, _SEED = 300, 20_261_128


def drawn(rows: NDArray[np.intp]) -> NDArray[np.intp]:
    """All rows, or of many as many as a sample has, drawn at random with a fixed seed; ascending.

    Args:
        rows: positions.
    """
    if len(rows) <= _SAMPLE:
        return rows
    return np.sort(np.random.default_rng(_SEED).choice(rows, _SAMPLE, replace=False))


@dataclass(frozen=True, eq=False, repr=False)
class TableFacts:
    """Facts of the file as read, computed on first use and shared by every revision of a check.

    Args:
        table: the file as read.
        mapping: what its columns became.
        default_region: region of numbers without a country code, or None.
    """

    table: Table
    mapping: ColumnMapping
    default_region: str | None

    @cached_property
    def country_column(self) -> str | None:
        """The column of countries to suggest; None: no column qualifies."""
        suggestion = suggest_country_column(self.table, self.mapping, self.default_region)
        return suggestion.column if suggestion else None

    @cached_property
    def beside(self) -> Mapping[str, float]:
        """Region → what the columns beside the phone numbers say for it."""
        return evidence_beside(self.table, self.mapping.phone)

    @cached_property
    def notes(self) -> tuple[str, ...]:
        """Columns of notes, in which people write that somebody must not be called."""
        return notes_columns(self.table)

    @cached_property
    def usual_bytes(self) -> dict[str, int]:
        """Variable column → bytes that most of its cells do not exceed, 0 if there are too few cells to tell."""
        return {column: usual_length(from_series(self.table.frame[column])) for column in self.mapping.variables}

    @cached_property
    def _plus(self) -> dict[str, NDArray[np.bool_]]:
        return {}

    def has_plus(self, column: str) -> NDArray[np.bool_]:
        """Which cells of a column have a plus (rows × bool); computed once."""
        if column not in self._plus:
            self._plus[column] = contains(from_series(self.table.frame[column]), "+")
        return self._plus[column]

    @cached_property
    def _doubts(self) -> dict[str, CountryDoubt | None]:
        return {}

    def doubted_country(self, column: str) -> CountryDoubt | None:
        """The country that a column's numbers without a country code are from, if hardly from the file's; found once.

        Args:
            column: of phone numbers. Of many of its numbers some are drawn at random.
        """
        if column not in self._doubts:
            values = self.table.frame[column]
            rows = drawn(np.flatnonzero(~empty_cells(values) & ~self.has_plus(column)))
            self._doubts[column] = doubted_country(values.iloc[rows], self.default_region, self.beside)
        return self._doubts[column]

    @cached_property
    def damages(self) -> dict[tuple[str, int], tuple[Fix, ...]]:
        """What was found about wrong phone cells: text and index of the region → the fixes that make it valid."""
        return {}
