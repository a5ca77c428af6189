"""How the rows of a filter are arranged: sorted by a column, and with some values of a column alone. No Streamlit."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple, Self

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from numpy.typing import NDArray

    from callsheet.validation import Report

MOST_VALUES = 1_000
"""Values of a column that are offered as a filter; the most frequent ones."""


class Order(NamedTuple):
    """A column by which rows are sorted.

    Args:
        column: its name in the Table.
        descending: largest or last first.
    """

    column: str
    descending: bool = False


@dataclass(frozen=True)
class Arrangement:
    """How rows are arranged.

    Args:
        order: None: as in the file.
        values: column → the texts that its cells may have; columns without a filter are missing.
    """

    order: Order | None = None
    values: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def sorted_by(self, column: str, *, descending: bool | None) -> Self:
        """With another order; `descending` None: as in the file."""
        return replace(self, order=None if descending is None else Order(column, descending))

    def with_values(self, column: str, values: Iterable[str] | None) -> Self:
        """With another filter of a column; None: without one."""
        others = {name: texts for name, texts in self.values.items() if name != column}
        return replace(self, values=others if values is None else {**others, column: frozenset(values)})

    def applied(self, report: Report, positions: NDArray[np.intp]) -> NDArray[np.intp]:
        """Positions of rows, filtered and sorted; columns that the file lacks are ignored.

        Args:
            report: the validated file.
            positions: of rows, counted from 0, ascending.
        """
        columns = set(report.table.frame.columns)
        for column, texts in self.values.items():
            if column in columns and len(positions):
                positions = positions[report.values(column, positions).isin(list(texts)).to_numpy(np.bool_)]
        if self.order is None or self.order.column not in columns or not len(positions):
            return positions
        return positions[sorting(report.values(self.order.column, positions), descending=self.order.descending)]


def sorting(texts: pd.Series[str], *, descending: bool) -> NDArray[np.intp]:
    """The order of some texts as a spreadsheet sorts them: numbers, then words whatever their case; empty cells last.

    Equal ones stay in their order, in both directions.

    Args:
        texts: n texts.
        descending: largest or last first; empty cells last all the same.
    """
    stripped = texts.str.strip()
    numbers = pd.to_numeric(stripped.str.replace(",", "", regex=False), errors="coerce").to_numpy(np.float64)
    is_empty = (stripped == "").to_numpy(np.bool_)
    is_word = np.isnan(numbers) & ~is_empty
    words = stripped.str.lower().where(is_word, "").rank(method="dense").to_numpy(np.float64)
    sign = -1.0 if descending else 1.0
    return np.lexsort((sign * words, sign * np.nan_to_num(numbers), sign * is_word, is_empty))


def value_counts(report: Report, rows: NDArray[np.int64], column: str) -> tuple[list[tuple[str, int]], int]:
    """The texts of a column with the number of their rows, the most frequent first; and how many texts there are.

    Args:
        report: the validated file.
        rows: row numbers.
        column: a column of the Table.
    """
    positions = np.sort(report.row_positions(rows.tolist())) if len(rows) else np.zeros(0, np.intp)
    counts = report.values(column, positions).value_counts(sort=True) if len(rows) else pd.Series(dtype=np.int64)
    most = counts.iloc[:MOST_VALUES]
    return [(str(text), int(count)) for text, count in most.items()], len(counts)
