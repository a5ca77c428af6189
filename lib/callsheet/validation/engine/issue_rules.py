"""Finds the issues of some rows, kind by kind, in columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from callsheet.arrow_strings import from_series, has_any, matches, matches_sparse
from callsheet.validation.content.prompt import prompt_variables
from callsheet.validation.content.warnings import content_warnings
from callsheet.validation.model.codes import IssueCode, Severity
from callsheet.validation.phones.judge import e164_array
from callsheet.validation.phones.verdicts import CODE_PLACE, REGIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from callsheet.validation.engine.cells import JudgedCells
    from callsheet.validation.engine.rows import Rows

_OF_A_REGION = [CODE_PLACE[IssueCode.COUNTRY_NOT_ENABLED], CODE_PLACE[IssueCode.PREFIX_NOT_ENABLED]]
_FEW = 1_000
"""Rows up to which the cells of all variables are looked through at once."""


class Part(NamedTuple):
    """Issues of one kind (n).

    Args:
        place: intp, position of the row.
        column: int64, place of the column among "" and the columns of the Table.
        code: int64, place in `CODES`.
        severity: of all of them.
        detail: the facts; None: there are none.
        kept: intp, position of the row kept, -1 for none; None: none at all.
    """

    place: NDArray[np.intp]
    column: NDArray[np.int64]
    code: NDArray[np.int64]
    severity: Severity
    detail: pa.StringArray | None = None
    kept: NDArray[np.intp] | None = None


class Finder:
    """Finds the issues of some rows, kind by kind.

    Args:
        judgement: the judged cells.
        rows: the judged rows.
        wanted: positions of the rows, ascending.
    """

    def __init__(self, judgement: JudgedCells, rows: Rows, wanted: NDArray[np.intp]) -> None:
        self._judgement = judgement
        self._rows = rows
        self._wanted = wanted
        self._place_of = {name: place for place, name in enumerate(["", *judgement.table.frame.columns])}
        self._phones = np.array([self._place_of[name] for name in judgement.phone] or [0], np.int64)

    def parts(self) -> Iterator[Part]:
        """All issues; of one row and column those come first that are found first."""
        broken = self._wanted[self._rows.broken[self._wanted]]
        yield self._part(broken, "", IssueCode.BROKEN_ROW, Severity.ERROR)
        yield self._wrong_numbers()
        yield self._duplicates()
        yield self._repaired()
        yield self._marks()
        for place, column in enumerate(self._judgement.phone):
            yield self._joined(place, column)
        yield from self._unspoken()
        columns = list(self._judgement.mapping.variables)
        at_once = len(columns) if len(self._wanted) <= _FEW else 1
        for first in range(0, len(columns), at_once or 1):
            yield self._cautions(columns[first : first + at_once])

    def _part(
        self,
        places: NDArray[np.intp],
        column: str | NDArray[np.int64],
        code: IssueCode | NDArray[np.int64],
        severity: Severity,
        detail: pa.StringArray | None = None,
    ) -> Part:
        size = len(places)
        where = np.full(size, self._place_of[column], np.int64) if isinstance(column, str) else column
        what = np.full(size, CODE_PLACE[code], np.int64) if isinstance(code, IssueCode) else code
        return Part(places, where, what, severity, detail)

    def _phone_columns(self, places: NDArray[np.intp]) -> NDArray[np.int64]:
        columns: NDArray[np.int64] = self._phones[self._rows.column[places]]
        return columns

    def _wrong_numbers(self) -> Part:
        rows = self._rows
        places = self._wanted[rows.code[self._wanted] != 0]
        codes = rows.code[places].astype(np.int64)
        regions = np.where(np.isin(codes, _OF_A_REGION), rows.region[places], 0)
        detail = pa.array(REGIONS, pa.string()).take(pa.array(regions, pa.int64()))
        said = codes == CODE_PLACE[IssueCode.REFUSED_BY_SERVER]
        if said.any():
            words = pa.array([rows.words[place] for place in places[said].tolist()], pa.string())
            detail = pc.replace_with_mask(detail, pa.array(said), words)
        return self._part(places, self._phone_columns(places), codes, Severity.ERROR, detail)

    def _duplicates(self) -> Part:
        places = self._wanted[self._rows.kept[self._wanted] >= 0]
        part = self._part(places, self._phone_columns(places), IssueCode.DUPLICATE, Severity.INFO)
        return part._replace(kept=self._rows.kept[places])

    def _repaired(self) -> Part:
        """Numbers read otherwise than written, as warnings; the detail is the number, to accept."""
        rows, phone = self._rows, self._judgement.mapping.phone
        places = self._wanted[rows.repaired[self._wanted] & (rows.number[self._wanted] != 0)]
        columns = self._phone_columns(places)
        own = [self._place_of[name] for name in phone]
        columns = np.where(np.isin(columns, own), columns, own[0] if own else 0)
        numbers = e164_array(rows.number[places])
        return self._part(places, columns, IssueCode.REPAIRED_NUMBER, Severity.WARNING, numbers)

    def _marks(self) -> Part:
        """Marks of variables as warnings; those of phone columns and rows are errors already."""
        marks = self._judgement.marks()
        marks = marks[marks["column"].isin(list(self._judgement.mapping.variables)).to_numpy()]
        places = self._judgement.places(marks["row"])
        keep = np.isin(places, self._wanted)
        columns = np.array([self._place_of[name] for name in marks["column"]], np.int64)
        codes = np.array([CODE_PLACE[IssueCode(code)] for code in marks["code"]], np.int64)
        return self._part(places[keep], columns[keep], codes[keep], Severity.WARNING)

    def _joined(self, place: int, column: str) -> Part:
        """Numbers read across a line break, as warnings: perhaps they were two."""
        rows = self._rows
        cells = from_series(self._judgement.cells(column, self._wanted))
        broken = self._wanted[matches_sparse(cells, r"[\n\r]")] if has_any(cells, "\n\r") else self._wanted[:0]
        broken = broken[(rows.number[broken] != 0) & (rows.column[broken] == place) & ~rows.repaired[broken]]
        text = from_series(self._judgement.cells(column, broken))
        broken = broken[matches(text, r"\S\s*[\n\r]\s*\S")]
        numbers = e164_array(rows.number[broken])
        return self._part(broken, column, IssueCode.LINE_BREAK, Severity.WARNING, numbers)

    def _unspoken(self) -> Iterator[Part]:
        """Empty cells of variables that the prompt speaks and no fallback fills: the agent would speak the braces."""
        judgement = self._judgement
        spoken = set(prompt_variables(judgement.choices.prompt))
        for column, name in judgement.mapping.variables.items():
            if name in spoken and not judgement.choices.fallbacks.get(name):
                places = self._wanted[judgement.empties[column][self._wanted]]
                detail = pa.repeat(pa.scalar(name, pa.string()), len(places))
                yield self._part(places, column, IssueCode.EMPTY_PROMPT_VARIABLE, Severity.WARNING, detail)

    def _cautions(self, columns: list[str]) -> Part:
        """What variables may do to the agent; the detail is a cleaned value to accept."""
        cells = [self._judgement.cells(column, self._wanted) for column in columns]
        found = content_warnings(cells[0] if len(cells) == 1 else pd.concat(cells, ignore_index=True))
        which, place = np.divmod(found.place, max(len(self._wanted), 1))
        codes = np.array([CODE_PLACE[IssueCode(code)] for code in found.code], np.int64)
        detail = pa.array(found.cleaned, pa.string())
        where = np.array([self._place_of[column] for column in columns], np.int64)
        return self._part(self._wanted[place], where[which], codes, Severity.WARNING, detail)
