"""The report of a whole file: the result of every row, and `check`, which makes it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Self

import numpy as np
import pandas as pd

from callsheet.validation.engine.arguments import require_cells, require_edits, with_region
from callsheet.validation.engine.cells import CheckedCells
from callsheet.validation.engine.counts import ChangedNumbers, Counts
from callsheet.validation.engine.diagnosis.causes import Cause, causes_of
from callsheet.validation.engine.diagnosis.explanations import Explainer, Explanation
from callsheet.validation.engine.issues import IssuePlaces, errors_by_code, issue_places, issues_at, issues_frame
from callsheet.validation.engine.not_ready import NotReady, rows_not_ready, rows_without_consent
from callsheet.validation.engine.row_page import RowPage
from callsheet.validation.engine.rows import BUCKET_INDEX, BUCKETS, CheckedRows, check_rows, recheck_rows
from callsheet.validation.engine.summaries import counts_text, report_html, result_frame
from callsheet.validation.model.choices import Choices
from callsheet.validation.model.codes import Bucket
from callsheet.validation.model.consent import ConsentRule
from callsheet.validation.model.mapping import PHONE_NUMBER
from callsheet.validation.phones.validate import e164_strings, take_names
from callsheet.validation.phones.verdicts import REGIONS
from callsheet.validation.tools.apply import phone_columns, with_steps
from callsheet.wording.arguments import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from callsheet.validation.consent.rows import Consents
    from callsheet.validation.countries.route import Route
    from callsheet.validation.model.choices import Edit
    from callsheet.validation.model.codes import IssueCode
    from callsheet.validation.model.issue import Issue
    from callsheet.validation.model.listed import NumberLookup
    from callsheet.validation.model.mapping import ColumnMapping
    from callsheet.validation.model.table import Table


@dataclass(frozen=True, eq=False, repr=False)
class Report:
    """The result of a whole file. Made by `check`; what takes time is computed on first use and cached.

    Its `repr` is the file's name and the counts, and a notebook shows a picture of the causes: neither holds a cell.

    Args:
        counts: rows by bucket.
    """

    _cells: CheckedCells
    _rows: CheckedRows
    counts: Counts

    @classmethod
    def of(cls, cells: CheckedCells, rows: CheckedRows) -> Self:
        """Count the rows and make the report.

        Raises:
            ConservationError: the buckets do not add up to the file.
        """
        return cls(cells, rows, Counts.of(rows, len(cells.table.frame)))

    def __repr__(self) -> str:
        """The file and the counts, without any cell: reports are logged."""
        return f"<Report of {shown(self.table.source.name)}: {counts_text(self.counts)}>"

    def _repr_html_(self) -> str:
        """The picture of the causes that notebooks show."""
        return report_html(self)

    def to_frame(self) -> pd.DataFrame:
        """Return the result of every row.

        Cells and results side by side: `report.frame.join(report.to_frame(), rsuffix=" checked")`.

        Returns:
            rows × (bucket str: `Bucket` value, number str: E.164 or "", region str: "IN" or "", codes str: `IssueCode`
            values with a space between them, or ""), indexed by row number.
        """
        return result_frame(self)

    @property
    def table(self) -> Table:
        """The file as read."""
        return self._cells.table

    @property
    def mapping(self) -> ColumnMapping:
        """What its columns became."""
        return self._cells.mapping

    @property
    def route(self) -> Route:
        """The rules it was checked against."""
        return self._cells.route

    @property
    def choices(self) -> Choices:
        """What the operator decided."""
        return self._cells.choices

    @property
    def frame(self) -> pd.DataFrame:
        """The cells with the operator's edits (rows × columns of the Table)."""
        return self._cells.frame

    @cached_property
    def issues(self) -> pd.DataFrame:
        """All issues: n × (row int64, column str, code str, severity str, detail str, kept_row Int64).

        Ordered by row; column "" means the row as a whole, detail "" that there is no detail.
        """
        return issues_frame(self._cells, self._rows)

    @cached_property
    def numbers(self) -> pd.Series[str]:
        """E.164 by row, "" where there is no valid number (rows; index: row number)."""
        return e164_strings(self._rows.number).set_axis(self.table.frame.index)

    @cached_property
    def regions(self) -> pd.Series[str]:
        """The region of each number as libphonenumber names it, "" without a number (rows; index: row number)."""
        return take_names(REGIONS, self._rows.region).set_axis(self.table.frame.index)

    @cached_property
    def buckets(self) -> pd.Series[str]:
        """`Bucket` value by row (rows; index: row number)."""
        return take_names(BUCKETS, self._rows.bucket).set_axis(self.table.frame.index)

    @cached_property
    def clean(self) -> pd.DataFrame:
        """What will be sent (ready rows × 1 + variables; index: row number).

        `phone_number` in E.164, then the variables by name, values as written, empty cells with their fallback,
        then those with one value for all.
        """
        ready = self.positions(Bucket.READY)
        columns = {PHONE_NUMBER: e164_strings(self._rows.number[ready]).array}
        for column, name in self.mapping.variables.items():
            values = self.frame[column].iloc[ready]
            fallback = self.choices.fallbacks.get(name, "")
            if fallback:
                values = values.mask(self.empty(column)[ready], fallback)
            columns[name] = values.array
        for name, value in self.mapping.constants.items():
            columns[name] = pd.Series([value], dtype="str").repeat(len(ready)).array
        return pd.DataFrame(columns, index=self.frame.index[ready])

    @cached_property
    def causes(self) -> list[Cause]:
        """Issues grouped by their cause, with the remedy to offer, the cause of most rows first."""
        return causes_of(self._cells, self._rows, self._explainer.abroad)

    @cached_property
    def _explainer(self) -> Explainer:
        return Explainer(self._cells, self._rows)

    def positions(self, *buckets: Bucket) -> NDArray[np.intp]:
        """Return the positions of the rows of some buckets, counted from 0, ascending."""
        return self._rows.positions(*buckets)

    def distinct_numbers(self) -> list[str]:
        """Return the valid numbers of all rows as E.164, each once, ascending, without a text for every row."""
        numbers = np.unique(self._rows.number)
        return e164_strings(numbers[numbers != 0]).tolist()

    def e164_numbers(self, bucket: Bucket) -> NDArray[np.int64]:
        """Return the numbers of the rows of a bucket: E.164 without the plus, 0 where there is no valid number."""
        return self._rows.number[self.positions(bucket)]

    def validated(self) -> dict[str, NDArray[np.int64]]:
        """Return the numbers of the phone columns as they are written in the file, before fixes.

        Returns:
            Column → rows × E.164 without the plus, 0 where there is no valid number. Empty when cells were edited.
        """
        if self.choices.edits:
            return {}
        return {
            column: np.where(one.fixed, 0, one.number) if one.fixed.any() else one.number
            for column, one in self._cells.verdicts.items()
        }

    def region_positions(self, bucket: Bucket) -> NDArray[np.int16]:
        """Return the regions of the numbers of a bucket as positions in `REGIONS`; 0 where there is no valid number."""
        return self._rows.region[self.positions(bucket)]

    def empty(self, column: str) -> NDArray[np.bool_]:
        """Return which cells of a column are empty (rows × bool).

        Raises:
            NotInTable: there is no such column.
        """
        self.table.position_of(column)
        return self._cells.empty[column]

    def unfilled(self, variable: str) -> NDArray[np.bool_]:
        """Return which rows lack a variable of the script (rows × bool); none where something else fills it."""
        return self._cells.unfilled.get(variable, np.zeros(len(self.table.frame), np.bool_))

    @property
    def consents(self) -> Consents | None:
        """What each row says about being called; None: no column is about consent, and the policy requires none."""
        return self._cells.consents

    @cached_property
    def without_consent(self) -> Mapping[IssueCode, NDArray[np.intp]]:
        """Positions of the rows that the policy of consent leaves out, by reason; of reasons that some row has.

        A row whose number another row refuses to be called on has the reason of that row.
        """
        return rows_without_consent(self._cells, self._rows)

    @cached_property
    def not_ready(self) -> NotReady:
        """The rows that are not ready, with the reason of each."""
        return rows_not_ready(self._cells, self._rows)

    def callable_positions(self) -> NDArray[np.intp]:
        """Return the positions of the ready rows and of those that lack nothing but a variable of the script."""
        rows = self._rows
        held_back = rows.unfilled & (rows.code == 0) & ~rows.broken & (rows.bucket == BUCKET_INDEX[Bucket.ERRORS])
        return np.flatnonzero(held_back | (rows.bucket == BUCKET_INDEX[Bucket.READY]))

    def row_positions(self, rows: Iterable[int]) -> NDArray[np.intp]:
        """Return the positions of row numbers, counted from 0.

        Raises:
            NotInTable: there is no such row.
        """
        return self._cells.positions(rows)

    def values(self, column: str, positions: NDArray[np.intp]) -> pd.Series[str]:
        """Return some cells of a column with the operator's edits, without building the whole frame.

        Args:
            column: a column of the Table.
            positions: of rows, counted from 0, ascending.
        """
        return self._cells.values(column, positions)

    def texts(self, column: str, rows: Iterable[int]) -> list[str]:
        """Return some cells of a column with the operator's edits, in the order of the rows.

        Args:
            column: a column of the Table.
            rows: row numbers.

        Raises:
            NotInTable: there is no such row or column.
        """
        self.table.position_of(column)
        return self._cells.texts(column, self.row_positions(rows))

    def page(self, rows: Sequence[int], columns: Sequence[str]) -> RowPage:
        """Return some rows; the cost depends on these rows only, not on the size of the file.

        Args:
            rows: row numbers, ascending.
            columns: columns of the Table.

        Raises:
            NotInTable: there is no such row or column.
        """
        positions = self.row_positions(rows)
        for column in columns:
            self.table.position_of(column)
        originals = [self.table.frame[column].array.take(positions).tolist() for column in columns]
        values = [self._cells.texts(column, positions) for column in columns]
        return RowPage(
            values=[list(cells) for cells in zip(*values, strict=True)],
            originals=[list(cells) for cells in zip(*originals, strict=True)],
            numbers=e164_strings(self._rows.number[positions]).tolist(),
            buckets=[BUCKETS[index] for index in self._rows.bucket[positions].tolist()],
        )

    def changed_numbers(self) -> ChangedNumbers:
        """Count the ready rows that are called on another number than their first phone cell says."""
        ready = self.positions(Bucket.READY)
        column, phone = self._rows.column[ready], self._cells.phone
        is_own = column < len(self.mapping.phone)
        by_column = {phone[index]: int(np.count_nonzero(column == index)) for index in range(1, len(phone))}
        return ChangedNumbers(
            by_fix=int(np.count_nonzero(self._rows.repaired[ready] & is_own)),
            by_column={name: rows for name, rows in by_column.items() if rows},
        )

    def issues_of(self, rows: Iterable[int]) -> list[Issue]:
        """Return the issues of some rows as objects, for a page of a grid; use `issues` for a whole file.

        Args:
            rows: row numbers.

        Raises:
            NotInTable: there is no such row.
        """
        return issues_at(self._cells, self._rows, np.sort(self.row_positions(rows)))

    def explanations(self, rows: Iterable[int]) -> dict[int, Explanation]:
        """Return what explains the phone numbers of some rows, by row number; rows without an explanation are missing.

        Args:
            rows: row numbers.

        Raises:
            NotInTable: there is no such row.
        """
        return self._explainer.explanations(np.sort(self.row_positions(rows)))

    def errors_by_code(self) -> dict[str, int]:
        """Count the errors by `IssueCode` value, at a fraction of what `issues` costs."""
        return errors_by_code(self._cells, self._rows)

    @cached_property
    def issue_places(self) -> IssuePlaces:
        """Where the file has issues of which kind: as `issues`, without details, at a fraction of its size."""
        return issue_places(self._cells, self._rows)

    def issue_batches(self, rows: int) -> Iterator[IssuePlaces]:
        """Yield the issues of some rows at a time, in order and as in `issue_places`, for a file that has many.

        Args:
            rows: how many rows of the file at once, 1 or more.
        """
        size = len(self.table.frame)
        for start in range(0, size, rows):
            yield issue_places(self._cells, self._rows, np.arange(start, min(start + rows, size)))

    def with_choices(self, choices: Choices) -> Report:
        """Return the report under other choices, equal to a fresh `check`; only changed cells are checked again.

        Raises:
            NotInTable: the choices refer to a column or row that the Table does not have.
            InvalidArgument: the default region names no country.
        """
        choices = with_region(choices)
        table = with_steps(self.table, choices.steps, phone_columns(self.mapping, choices))
        if table is not self.table:
            cells = self._cells
            return check(
                table, self.mapping, self.route, choices, cells.suppressed, refused=cells.refused, consent=cells.consent
            )
        require_cells(self.table, self.mapping, choices)
        changed = self._cells.changed(choices)
        cells, affected = self._cells.revised(choices, changed), self._cells.affected(choices, changed)
        if affected is None:
            return Report.of(cells, check_rows(cells))
        return Report.of(cells, recheck_rows(cells, self._rows, affected))

    def with_suppressed(self, numbers: frozenset[str] | NumberLookup) -> Report:
        """Return the report with other numbers that are not to be called, equal to a fresh `check`.

        Args:
            numbers: E.164, or a look-up.
        """
        if numbers == self._cells.suppressed:
            return self
        cells = replace(self._cells, suppressed=numbers)
        return Report.of(cells, check_rows(cells))

    def with_edits(self, edits: Sequence[Edit]) -> Report:
        """Return the report with these edits appended, equal to a fresh `check`.

        Raises:
            NotInTable: an edit refers to a column or row that the Table does not have.
            InvalidArgument: an edit is no `Edit`, or its row, column or value has another type.
        """
        require_edits(edits)
        return self.with_choices(replace(self.choices, edits=(*self.choices.edits, *edits)))


def check(
    table: Table,
    mapping: ColumnMapping,
    route: Route,
    choices: Choices | None = None,
    suppressed: frozenset[str] | NumberLookup = frozenset(),
    *,
    refused: Mapping[tuple[int, str], str] | None = None,
    consent: ConsentRule | None = None,
) -> Report:
    """Check a whole file.

    Args:
        table: the file as read; the column steps of the choices are applied to it.
        mapping: what its columns become; the caller must have resolved its `problems`.
        route: the rules to check against.
        choices: what the operator decided; None: nothing.
        suppressed: numbers that are not to be called, E.164 or a look-up; their rows are left out.
        refused: (row, E.164) → the server's message. Applies only while the row still has that number.
        consent: the workspace's policy of consent, and the day; None: those who said no are left out, today.

    Raises:
        NotInTable: mapping, choices or refused refer to a column or row that the Table does not have.
        InvalidArgument: the default region of the choices names no country, or there is no such fix.
        ConservationError: the buckets do not add up to the file.
    """
    choices = with_region(choices or Choices())
    table = with_steps(table, choices.steps, phone_columns(mapping, choices))
    require_cells(table, mapping, choices)
    cells = CheckedCells.of(
        table, mapping, route, choices, suppressed=suppressed, refused=refused or {}, consent=consent or ConsentRule()
    )
    return Report.of(cells, check_rows(cells))
