"""Rules that find the issues of rows, one kind of issue after the other, each over all rows at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from callsheet.arrow_strings import from_series, has_any, matches, matches_sparse
from callsheet.validation.consent.refusal_words import refusing_cells
from callsheet.validation.content.warnings import content_warnings
from callsheet.validation.model.codes import IssueCode, Severity
from callsheet.validation.model.consent import CONSENT_STATES, STATE_INDEX, STATE_OF, ConsentState
from callsheet.validation.phones.unusual_numbers import unusual_numbers
from callsheet.validation.phones.validate import e164_array
from callsheet.validation.phones.verdicts import CODE_INDEX, REGIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from callsheet.validation.engine.cells import CheckedCells
    from callsheet.validation.engine.rows import CheckedRows

_WITH_REGION = [CODE_INDEX[IssueCode.COUNTRY_NOT_ENABLED], CODE_INDEX[IssueCode.PREFIX_NOT_ENABLED]]
_FEW = 1_000
"""Rows up to which the cells of all variables are searched as one column; chosen by hand."""


class IssueBatch(NamedTuple):
    """Issues of one severity (n).

    Args:
        position: intp, of the row.
        column: int64, index of the column among "" and the columns of the Table.
        code: int64, index in `CODES`.
        severity: of all of them.
        detail: the facts; None: no issue has one.
        kept: intp, position of the row that is sent instead, -1 without one; None: no issue has one.
    """

    position: NDArray[np.intp]
    column: NDArray[np.int64]
    code: NDArray[np.int64]
    severity: Severity
    detail: pa.StringArray | None = None
    kept: NDArray[np.intp] | None = None

    def details(self) -> pa.StringArray:
        """Return the detail of every issue, "" without one."""
        if self.detail is not None:
            return self.detail
        return pa.repeat(pa.scalar("", pa.string()), len(self.position))

    def kept_positions(self) -> NDArray[np.intp]:
        """Return the position of the row that is sent instead of every issue's row, -1 without one."""
        return np.full(len(self.position), -1, np.intp) if self.kept is None else self.kept


class IssueFinder:
    """Finds the issues of some rows.

    Args:
        cells: the checked cells.
        rows: the checked rows.
        positions: of the rows wanted, ascending.
    """

    def __init__(self, cells: CheckedCells, rows: CheckedRows, positions: NDArray[np.intp]) -> None:
        self._cells = cells
        self._rows = rows
        self._wanted = positions
        self._column_index = {name: index for index, name in enumerate(["", *cells.table.frame.columns])}
        self._phone_indices = np.array([self._column_index[name] for name in cells.phone] or [0], np.int64)

    def batches(self) -> Iterator[IssueBatch]:
        """Yield all issues; those of one row and column are shown in the order of the rules."""
        yield from self._wrong_rows()
        yield self._duplicates()
        yield self._repaired_numbers()
        yield self._unusual_numbers()
        yield self._doubtful_consents()
        yield from self._refusals_in_texts()
        yield self._flagged_variables()
        for index, column in enumerate(self._cells.phone):
            yield self._line_breaks_in_numbers(index, column)
        yield from self._empty_prompt_variables()
        columns = list(self._cells.mapping.variables)
        at_once = len(columns) if len(self._wanted) <= _FEW else 1
        for first in range(0, len(columns), at_once or 1):
            yield self._content_warnings(columns[first : first + at_once])

    def errors(self) -> Iterator[IssueBatch]:
        """Yield the errors alone: they cost a fraction of the warnings, for which every text is searched."""
        yield from self._wrong_rows()
        yield from self._empty_prompt_variables()

    def _wrong_rows(self) -> Iterator[IssueBatch]:
        broken = self._wanted[self._rows.broken[self._wanted]]
        yield self._batch(broken, "", IssueCode.BROKEN_ROW, Severity.ERROR)
        yield self._cells_beyond_header()
        yield self._wrong_numbers()

    def _batch(
        self,
        positions: NDArray[np.intp],
        column: str | NDArray[np.int64],
        code: IssueCode | NDArray[np.int64],
        severity: Severity,
        detail: pa.StringArray | None = None,
    ) -> IssueBatch:
        """A batch; a column or code that is the same for all issues is given once."""
        size = len(positions)
        columns = np.full(size, self._column_index[column], np.int64) if isinstance(column, str) else column
        codes = np.full(size, CODE_INDEX[code], np.int64) if isinstance(code, IssueCode) else code
        return IssueBatch(positions, columns, codes, severity, detail)

    def _phone_columns(self, positions: NDArray[np.intp]) -> NDArray[np.int64]:
        """The column of the phone cell that decided each row."""
        columns: NDArray[np.int64] = self._phone_indices[self._rows.column[positions]]
        return columns

    def _cells_beyond_header(self) -> IssueBatch:
        flags = self._cells.flags()
        if not len(flags):
            return self._batch(self._wanted[:0], "", IssueCode.BROKEN_ROW, Severity.ERROR)
        flags = flags[((flags["code"] == IssueCode.BROKEN_ROW.value) & (flags["column"] != "")).to_numpy()]
        positions = self._cells.positions(flags["row"])
        wanted = np.isin(positions, self._wanted)
        columns = np.array([self._column_index[name] for name in flags["column"]], np.int64)
        return self._batch(positions[wanted], columns[wanted], IssueCode.BROKEN_ROW, Severity.ERROR)

    def _wrong_numbers(self) -> IssueBatch:
        rows = self._rows
        positions = self._wanted[rows.code[self._wanted] != 0]
        codes = rows.code[positions].astype(np.int64)
        regions = np.where(np.isin(codes, _WITH_REGION), rows.region[positions], 0)
        detail = pa.array(REGIONS, pa.string()).take(pa.array(regions, pa.int64()))
        refused = codes == CODE_INDEX[IssueCode.REFUSED_BY_SERVER]
        if refused.any():
            messages = pa.array([rows.messages[position] for position in positions[refused].tolist()], pa.string())
            detail = pc.replace_with_mask(detail, pa.array(refused), messages)
        return self._batch(positions, self._phone_columns(positions), codes, Severity.ERROR, detail)

    def _duplicates(self) -> IssueBatch:
        positions = self._wanted[self._rows.kept[self._wanted] >= 0]
        batch = self._batch(positions, self._phone_columns(positions), IssueCode.DUPLICATE, Severity.INFO)
        return batch._replace(kept=self._rows.kept[positions])

    def _repaired_numbers(self) -> IssueBatch:
        """Numbers that differ from what was written, as warnings; the detail is the number, to accept."""
        rows, phone = self._rows, self._cells.mapping.phone
        positions = self._wanted[rows.repaired[self._wanted] & (rows.number[self._wanted] != 0)]
        columns = self._phone_columns(positions)
        own = [self._column_index[name] for name in phone]
        columns = np.where(np.isin(columns, own), columns, own[0] if own else 0)
        numbers = e164_array(rows.number[positions])
        return self._batch(positions, columns, IssueCode.REPAIRED_NUMBER, Severity.WARNING, numbers)

    def _unusual_numbers(self) -> IssueBatch:
        """Numbers that would be called and are hardly a lead's, as warnings."""
        rows = self._rows
        wanted = self._wanted[rows.code[self._wanted] == 0]
        codes = unusual_numbers(rows.number[wanted], rows.region[wanted], self._cells.route.own_numbers)
        found = np.flatnonzero(codes)
        positions = wanted[found]
        return self._batch(positions, self._phone_columns(positions), codes[found].astype(np.int64), Severity.WARNING)

    def _doubtful_consents(self) -> IssueBatch:
        """What is wrong with the consent of rows that are called all the same, as warnings."""
        consents = self._cells.consents
        if consents is None or not consents.column:
            return self._batch(self._wanted[:0], "", IssueCode.CONSENT_MISSING, Severity.WARNING)
        codes = np.zeros(len(CONSENT_STATES), np.int64)
        for issue, state in STATE_OF.items():
            if state is not ConsentState.MISSING or consents.can_be_given:
                codes[STATE_INDEX[state]] = CODE_INDEX[issue]
        of_row = codes[consents.state[self._wanted]]
        found = np.flatnonzero(of_row)
        return self._batch(self._wanted[found], consents.column, of_row[found], Severity.WARNING)

    def _refusals_in_texts(self) -> Iterator[IssueBatch]:
        """Notes that say that the person must not be called, as warnings."""
        for column in self._cells.facts.notes:
            if column not in self._cells.phone and column not in (self._cells.choices.consent_columns or ()):
                found = refusing_cells(self._cells.values(column, self._wanted))
                yield self._batch(self._wanted[found], column, IssueCode.REFUSAL_IN_TEXT, Severity.WARNING)

    def _flagged_variables(self) -> IssueBatch:
        """The reader's flags in variables, as warnings; flags of phone cells and of rows are errors already."""
        flags = self._cells.flags()
        if not len(flags):
            return self._batch(self._wanted[:0], "", IssueCode.BROKEN_ROW, Severity.WARNING)
        flags = flags[flags["column"].isin(list(self._cells.mapping.variables)).to_numpy()]
        flags = flags[(flags["code"] != IssueCode.BROKEN_ROW.value).to_numpy()]
        positions = self._cells.positions(flags["row"])
        wanted = np.isin(positions, self._wanted)
        columns = np.array([self._column_index[name] for name in flags["column"]], np.int64)
        codes = np.array([CODE_INDEX[IssueCode(code)] for code in flags["code"]], np.int64)
        return self._batch(positions[wanted], columns[wanted], codes[wanted], Severity.WARNING)

    def _line_breaks_in_numbers(self, index: int, column: str) -> IssueBatch:
        """Numbers written across a line break, as warnings: they may have been two."""
        rows = self._rows
        values = from_series(self._cells.values(column, self._wanted))
        broken = self._wanted[matches_sparse(values, r"[\n\r]")] if has_any(values, "\n\r") else self._wanted[:0]
        broken = broken[(rows.number[broken] != 0) & (rows.column[broken] == index) & ~rows.repaired[broken]]
        text = from_series(self._cells.values(column, broken))
        broken = broken[matches(text, r"\S\s*[\n\r]\s*\S")]
        numbers = e164_array(rows.number[broken])
        return self._batch(broken, column, IssueCode.LINE_BREAK, Severity.WARNING, numbers)

    def _empty_prompt_variables(self) -> Iterator[IssueBatch]:
        """Variables of the script that a row lacks, in their column, or in the row where no column has the name."""
        cells = self._cells
        columns = {name: column for column, name in cells.mapping.variables.items()}
        for name, lacking in cells.unfilled.items():
            positions = self._wanted[lacking[self._wanted]]
            detail = pa.repeat(pa.scalar(name, pa.string()), len(positions))
            yield self._batch(positions, columns.get(name, ""), IssueCode.EMPTY_PROMPT_VARIABLE, Severity.ERROR, detail)

    def _content_warnings(self, columns: list[str]) -> IssueBatch:
        """What variables may do to the agent; the detail is a cleaned value to accept."""
        values = [self._cells.values(column, self._wanted) for column in columns]
        usual = np.repeat([self._cells.facts.usual_bytes[column] for column in columns], len(self._wanted))
        warnings = content_warnings(values[0] if len(values) == 1 else pd.concat(values, ignore_index=True), usual)
        column, position = np.divmod(warnings.position, max(len(self._wanted), 1))
        codes = np.array([CODE_INDEX[IssueCode(code)] for code in warnings.code], np.int64)
        detail = pa.array(warnings.cleaned, pa.string())
        indices = np.array([self._column_index[name] for name in columns], np.int64)
        return self._batch(self._wanted[position], indices[column], codes, Severity.WARNING, detail)
