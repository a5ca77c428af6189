"""The Report: the judgement of a whole file, one row at a time accounted for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, Self

import numpy as np
import pandas as pd

from callsheet.validation.engine.causes import Cause, causes_of
from callsheet.validation.engine.cells import JudgedCells
from callsheet.validation.engine.counts import Counts
from callsheet.validation.engine.issues import issues_at, issues_frame
from callsheet.validation.engine.rows import (
    BUCKETS,
    Rows,
    judge_rows,
    judge_rows_again,
)
from callsheet.validation.model.choices import Choices
from callsheet.validation.model.codes import Bucket
from callsheet.validation.model.mapping import PHONE_NUMBER
from callsheet.validation.phones.judge import e164_strings, named
from callsheet.validation.phones.verdicts import REGIONS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from callsheet.validation.model.choices import Edit
    from callsheet.validation.model.issue import Issue
    from callsheet.validation.model.mapping import ColumnMapping
    from callsheet.validation.model.route import Route
    from callsheet.validation.model.table import Table


class RowsAt(NamedTuple):
    """Some rows, for a page of a grid (n rows × m columns).

    Args:
        values: n × m, the cells with the operator's edits in place.
        originals: n × m, the cells as the file has them.
        numbers: n × E.164, "" where there is no valid number.
        buckets: n.
    """

    values: list[list[str]]
    originals: list[list[str]]
    numbers: list[str]
    buckets: list[Bucket]


@dataclass(frozen=True, eq=False)
class Report:
    """The judgement of a whole file. What is not asked for is not worked out.

    Args:
        judgement: every cell, judged by itself.
        rows: every row in its bucket.
        counts: the adding-up line.
    """

    judgement: JudgedCells
    rows: Rows
    counts: Counts

    @classmethod
    def of(cls, judgement: JudgedCells, rows: Rows) -> Self:
        """Draw up the report of judged cells and rows.

        Raises:
            ConservationError: the buckets do not add up to the file.
        """
        return cls(judgement, rows, Counts.of(rows, len(judgement.table.frame)))

    @property
    def table(self) -> Table:
        """The file as read."""
        return self.judgement.table

    @property
    def mapping(self) -> ColumnMapping:
        """What its columns became."""
        return self.judgement.mapping

    @property
    def route(self) -> Route:
        """The rules it was judged by."""
        return self.judgement.route

    @property
    def choices(self) -> Choices:
        """What the operator decided."""
        return self.judgement.choices

    @property
    def frame(self) -> pd.DataFrame:
        """The cells with the operator's edits in place (rows × columns of the Table)."""
        return self.judgement.frame

    @cached_property
    def issues(self) -> pd.DataFrame:
        """All issues: n × (row int64, column str, code str, severity str, detail str, kept_row Int64).

        Ordered by row; column "" is the row as a whole, detail "" is none.
        """
        return issues_frame(self.judgement, self.rows)

    @cached_property
    def numbers(self) -> pd.Series[str]:
        """E.164 by row, "" where there is no valid number (rows; index: row number)."""
        return e164_strings(self.rows.number).set_axis(self.table.frame.index)

    @cached_property
    def regions(self) -> pd.Series[str]:
        """The region of each number as libphonenumber names it, "" where there is none (rows; index: row number)."""
        return named(REGIONS, self.rows.region).set_axis(self.table.frame.index)

    @cached_property
    def buckets(self) -> pd.Series[str]:
        """`Bucket` value by row (rows; index: row number)."""
        return named(BUCKETS, self.rows.bucket).set_axis(self.table.frame.index)

    @cached_property
    def clean(self) -> pd.DataFrame:
        """What will be sent (ready rows × 1 + variables; index: row number).

        `phone_number` in E.164, then the variables by name, values as written, empty cells with their fallback.
        """
        places = self.rows.places(Bucket.READY)
        columns = {PHONE_NUMBER: e164_strings(self.rows.number[places]).array}
        for column, name in self.mapping.variables.items():
            values = self.frame[column].iloc[places]
            fallback = self.choices.fallbacks.get(name, "")
            if fallback:
                values = values.mask(self.judgement.empties[column][places], fallback)
            columns[name] = values.array
        return pd.DataFrame(columns, index=self.frame.index[places])

    @cached_property
    def causes(self) -> list[Cause]:
        """Issues grouped by what lies behind them, with the fix to offer, the one of most rows first."""
        return causes_of(self.judgement, self.rows)

    def at(self, rows: Sequence[int], columns: Sequence[str]) -> RowsAt:
        """Some rows, at a price of those rows alone, whatever the size of the file.

        Args:
            rows: row numbers, ascending.
            columns: columns of the Table.

        Raises:
            KeyError: there is no such row or column.
        """
        places = self.judgement.places(rows)
        originals = [self.table.frame[column].array.take(places).tolist() for column in columns]
        values = [self.judgement.texts(column, places) for column in columns]
        return RowsAt(
            values=[list(cells) for cells in zip(*values, strict=True)],
            originals=[list(cells) for cells in zip(*originals, strict=True)],
            numbers=e164_strings(self.rows.number[places]).tolist(),
            buckets=[BUCKETS[place] for place in self.rows.bucket[places].tolist()],
        )

    def issues_of(self, rows: Iterable[int]) -> list[Issue]:
        """The issues of some rows as objects, for a page of a grid; never for a whole file.

        Args:
            rows: row numbers.

        Raises:
            KeyError: there is no such row.
        """
        return issues_at(self.judgement, self.rows, np.sort(self.judgement.places(rows)))

    def with_choices(self, choices: Choices) -> Report:
        """The report under other choices, equal to a fresh `check`; only changed cells are judged again.

        Raises:
            KeyError: the choices speak of a column or row that the Table does not have.
        """
        judgement, touched = self.judgement.revised(choices), self.judgement.touched(choices)
        if touched is None:
            return Report.of(judgement, judge_rows(judgement))
        return Report.of(judgement, judge_rows_again(judgement, self.rows, touched))

    def with_edits(self, edits: Sequence[Edit]) -> Report:
        """The report with these edits appended, equal to a fresh `check`.

        Raises:
            KeyError: an edit speaks of a column or row that the Table does not have.
        """
        return self.with_choices(replace(self.choices, edits=(*self.choices.edits, *edits)))


def check(
    table: Table,
    mapping: ColumnMapping,
    route: Route,
    choices: Choices | None = None,
    suppressed: frozenset[str] = frozenset(),
    *,
    refused: Mapping[tuple[int, str], str] | None = None,
) -> Report:
    """Judge a whole file.

    Args:
        table: the file as read.
        mapping: what its columns become; its `problems` are the caller's to settle.
        route: the rules to judge by.
        choices: what the operator decided; None: nothing.
        suppressed: E.164 numbers that are not to be called; their rows are left out.
        refused: (row, E.164) → a server's own words. Holds only while that row's number is still that one.

    Raises:
        KeyError: mapping, choices or refused speak of a column or row that the Table does not have.
        ConservationError: the buckets do not add up to the file.
    """
    judgement = JudgedCells.of(
        table, mapping, route, choices or Choices(), suppressed=suppressed, refused=refused or {}
    )
    return Report.of(judgement, judge_rows(judgement))
