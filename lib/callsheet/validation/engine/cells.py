"""Judgement: every cell of a file judged once, kept so that an edit costs only what it touches."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from callsheet.validation.countries.names import local_regions
from callsheet.validation.engine.edits import effective, places_of, with_cells
from callsheet.validation.normalize import empty_cells
from callsheet.validation.phones.fixes import judge_cells

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from numpy.typing import NDArray

    from callsheet.validation.model.choices import Choices
    from callsheet.validation.model.mapping import ColumnMapping
    from callsheet.validation.model.route import Route
    from callsheet.validation.model.table import Table
    from callsheet.validation.phones.verdicts import Verdicts

_FEW = 500
"""Cells up to which text by text is quicker than by column."""


@dataclass(frozen=True, eq=False)
class JudgedCells:
    """The cells of a file with all that was found out about each by itself.

    Args:
        table: the file as read.
        mapping: what its columns became.
        route: the rules it is judged by.
        choices: what the operator decided.
        suppressed: E.164 numbers that are not to be called.
        refused: (row, E.164) → a server's own words.
        local_regions: rows × place in `REGIONS` of where a number without country code is read; 0: not known.
        verdicts: column of `phone` → its judged cells.
        empties: column → which of its cells are empty (rows × bool).
        known: what was found out about the file itself, by name; shared by all judgements of one reading.
    """

    table: Table
    mapping: ColumnMapping
    route: Route
    choices: Choices
    suppressed: frozenset[str]
    refused: Mapping[tuple[int, str], str]
    local_regions: NDArray[np.int16]
    verdicts: Mapping[str, Verdicts]
    empties: Mapping[str, NDArray[np.bool_]]
    known: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        table: Table,
        mapping: ColumnMapping,
        route: Route,
        choices: Choices,
        *,
        suppressed: frozenset[str],
        refused: Mapping[tuple[int, str], str],
    ) -> JudgedCells:
        """Judge every cell.

        Raises:
            KeyError: mapping or choices speak of a column or row that the Table does not have.
        """
        frame = with_cells(table.frame, effective(choices.edits))
        countries = None if choices.country_column is None else frame[choices.country_column]
        regions = local_regions(countries, choices.default_region or route.default_region, len(frame))
        verdicts = {column: judge_cells(frame[column], regions, choices.fixes) for column in mapping.phone}
        others = {column: judge_cells(frame[column], regions, ()) for column in _others(mapping, choices)}
        return cls(
            table=table,
            mapping=mapping,
            route=route,
            choices=choices,
            suppressed=suppressed,
            refused=refused,
            local_regions=regions,
            verdicts=verdicts | others,
            empties={column: empty_cells(frame[column]) for column in frame.columns},
        )

    @cached_property
    def phone(self) -> tuple[str, ...]:
        """Columns in which a number is looked for, in order: phone columns as the operator ordered them, then others.

        Of the others, those of `Choices.other_phones`, only a valid number counts.
        """
        first = [column for column in self.choices.phone_order if column in self.mapping.phone]
        return tuple(dict.fromkeys([*first, *self.mapping.phone, *_others(self.mapping, self.choices)]))

    @property
    def default_region(self) -> str | None:
        """The region of the whole file, in which a number without country code is read."""
        return self.choices.default_region or self.route.default_region

    def revised(self, choices: Choices) -> JudgedCells:
        """The judgement under other choices: only cells whose text changed are judged again.

        Raises:
            KeyError: the choices speak of a column or row that the Table does not have.
        """
        if not self._reads_alike(choices):
            return JudgedCells.of(
                self.table, self.mapping, self.route, choices, suppressed=self.suppressed, refused=self.refused
            )
        by_column: dict[str, dict[int, str]] = {}
        for (row, column), text in self.changes(choices).items():
            if column:
                by_column.setdefault(column, {})[row] = text
        empties, regions = dict(self.empties), self.local_regions
        for column, texts in by_column.items():
            places, cells = self.places(texts), pd.Series(list(texts.values()), dtype="str")
            empties[column] = empties[column].copy()
            empties[column][places] = empty_cells(cells)
            if column == choices.country_column:
                regions = regions.copy()
                regions[places] = local_regions(cells, self.default_region, len(cells))
        revised = replace(self, choices=choices, local_regions=regions, empties=empties)
        moved = set(by_column.get(choices.country_column or "", ()))
        rows = {column: sorted(moved | set(by_column.get(column, ()))) for column in self.verdicts}
        again = {column: revised.judged_again(column, self.places(some)) for column, some in rows.items() if some}
        return replace(revised, verdicts={**self.verdicts, **again})

    def judged_again(self, column: str, places: NDArray[np.intp]) -> Verdicts:
        """The verdicts of a phone column, some of its cells judged anew.

        Args:
            column: one of `phone`.
            places: positions of rows, ascending.
        """
        fixes = self.choices.fixes if column in self.mapping.phone else ()
        again = judge_cells(self.cells(column, places), self.local_regions[places], fixes)
        return self.verdicts[column].replaced(places, again)

    @cached_property
    def frame(self) -> pd.DataFrame:
        """The cells with the operator's edits in place (rows × columns of the Table)."""
        return with_cells(self.table.frame, effective(self.choices.edits))

    def cells(self, column: str, places: NDArray[np.intp]) -> pd.Series[str]:
        """Some cells of a column with the operator's edits in place, without building the whole frame.

        Args:
            column: a column of the Table.
            places: positions of rows, ascending.
        """
        if len(places) == len(self.table.frame):
            return self.frame[column]
        if len(places) <= _FEW:
            return pd.Series(self.texts(column, places), self.table.frame.index[places], dtype="str")
        cells = self.table.frame[column].iloc[places]
        here = self._edited.get(column, {})
        rows = list(cells.index.intersection(list(here))) if here else []
        if rows:
            cells = cells.copy()
            cells.loc[rows] = [here[row] for row in rows]
        return cells

    def texts(self, column: str, places: NDArray[np.intp]) -> list[str]:
        """Some cells as `cells` has them, at little cost where they are few.

        Args:
            column: a column of the Table.
            places: positions of rows.
        """
        texts: list[str] = self.table.frame[column].array.take(places).tolist()
        here = self._edited.get(column)
        if here:
            rows = self.table.frame.index[places].tolist()
            return [here.get(row, text) for row, text in zip(rows, texts, strict=True)]
        return texts

    @cached_property
    def _edited(self) -> dict[str, dict[int, str]]:
        """Column → row number → the text that the operator gave it."""
        edited: dict[str, dict[int, str]] = {}
        for (row, column), text in effective(self.choices.edits).items():
            edited.setdefault(column, {})[row] = text
        return edited

    def touched(self, choices: Choices) -> NDArray[np.intp] | None:
        """Places of rows that other choices say something else about; None: perhaps all.

        Raises:
            KeyError: the choices speak of a row that the Table does not have.
        """
        settles_alike = (choices.duplicates, choices.phone_order) == (self.choices.duplicates, self.choices.phone_order)
        if not (settles_alike and self._reads_alike(choices)):
            return None
        before, after = effective(self.choices.edits), effective(choices.edits)
        rows = {row for row, _ in self.changes(choices)} | {row for row, _ in before.keys() ^ after.keys()}
        known = self.table.frame.index
        rows |= {row for row in choices.left_out_rows ^ self.choices.left_out_rows if row in known}
        return self.places(sorted(rows))

    def _reads_alike(self, choices: Choices) -> bool:
        """True when a phone number is read under other choices as it is under these."""
        region = choices.default_region or self.route.default_region
        names = ("fixes", "country_column", "other_phones")
        return region == self.default_region and all(
            getattr(choices, name) == getattr(self.choices, name) for name in names
        )

    def changes(self, choices: Choices) -> dict[tuple[int, str], str]:
        """Cells whose text is another under the new choices, with that text."""
        known = len(self.choices.edits)
        if choices.edits[:known] == self.choices.edits:
            return effective(choices.edits[known:])
        before, after = effective(self.choices.edits), effective(choices.edits)
        changes = {cell: text for cell, text in after.items() if before.get(cell) != text}
        undone = [cell for cell in before if cell not in after]
        return changes | {(row, column): self._as_read(row, column) for row, column in undone}

    def _as_read(self, row: int, column: str) -> str:
        return str(self.table.frame.loc[row, column]) if column else ""

    def marks(self) -> pd.DataFrame:
        """The reader's marks that still hold: an edit of a marked cell clears its mark (n × row, column, code)."""
        marks = self.table.marks
        if not len(marks) or not self.choices.edits:
            return marks
        edited = effective(self.choices.edits)
        held = [(row, column) not in edited for row, column in zip(marks["row"], marks["column"], strict=True)]
        return marks[np.array(held, np.bool_)]

    def places(self, rows: Iterable[int]) -> NDArray[np.intp]:
        """Positions of row numbers.

        Raises:
            KeyError: there is no such row.
        """
        return places_of(self.table.frame.index, list(rows))


def _others(mapping: ColumnMapping, choices: Choices) -> list[str]:
    return [column for column in choices.other_phones if column not in mapping.phone]
