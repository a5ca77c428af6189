"""Judgement: every cell of a file judged once, kept so that an edit costs only what it touches."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from callsheet.validation.cells import effective, places_of, with_cells
from callsheet.validation.mending import judge_cells
from callsheet.validation.text import empty_cells

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from numpy.typing import NDArray

    from callsheet.validation.choices import Choices
    from callsheet.validation.mapping import ColumnMapping
    from callsheet.validation.route import Route
    from callsheet.validation.table import Table
    from callsheet.validation.verdicts import Verdicts


@dataclass(frozen=True, eq=False)
class Judgement:
    """The cells of a file with all that was found out about each by itself.

    Args:
        table: the file as read.
        mapping: what its columns became.
        route: the rules it is judged by.
        choices: what the operator decided.
        suppressed: E.164 numbers that are not to be called.
        refused: (row, E.164) → a server's own words.
        verdicts: phone column → its judged cells.
        empties: column → which of its cells are empty (rows × bool).
    """

    table: Table
    mapping: ColumnMapping
    route: Route
    choices: Choices
    suppressed: frozenset[str]
    refused: Mapping[tuple[int, str], str]
    verdicts: Mapping[str, Verdicts]
    empties: Mapping[str, NDArray[np.bool_]]

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
    ) -> Judgement:
        """Judge every cell.

        Raises:
            KeyError: mapping or choices speak of a column or row that the Table does not have.
        """
        frame = with_cells(table.frame, effective(choices.edits))
        region = choices.default_region or route.default_region
        return cls(
            table=table,
            mapping=mapping,
            route=route,
            choices=choices,
            suppressed=suppressed,
            refused=refused,
            verdicts={column: judge_cells(frame[column], region, choices.fixes) for column in mapping.phone},
            empties={column: empty_cells(frame[column]) for column in frame.columns},
        )

    @property
    def region(self) -> str | None:
        """The region in which a number without country code is read."""
        return self.choices.default_region or self.route.default_region

    def revised(self, choices: Choices) -> Judgement:
        """The judgement under other choices: only cells whose text changed are judged again.

        Raises:
            KeyError: the choices speak of a column or row that the Table does not have.
        """
        if not self._reads_alike(choices):
            return Judgement.of(
                self.table, self.mapping, self.route, choices, suppressed=self.suppressed, refused=self.refused
            )
        verdicts, empties = dict(self.verdicts), dict(self.empties)
        by_column: dict[str, dict[int, str]] = {}
        for (row, column), text in self.changes(choices).items():
            if column:
                by_column.setdefault(column, {})[row] = text
        for column, texts in by_column.items():
            places = self.places(texts)
            cells = pd.Series(list(texts.values()), dtype="str")
            empties[column] = empties[column].copy()
            empties[column][places] = empty_cells(cells)
            if column in verdicts:
                verdicts[column] = verdicts[column].copy()
                verdicts[column].put(places, judge_cells(cells, self.region, choices.fixes))
        return replace(self, choices=choices, verdicts=verdicts, empties=empties)

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
        cells = self.table.frame[column].iloc[places]
        here = {row: text for (row, edited), text in effective(self.choices.edits).items() if edited == column}
        rows = list(cells.index.intersection(list(here)))
        if rows:
            cells = cells.copy()
            cells.loc[rows] = [here[row] for row in rows]
        return cells

    def touched(self, choices: Choices) -> NDArray[np.intp] | None:
        """Places of rows that other choices say something else about; None: perhaps all.

        Raises:
            KeyError: the choices speak of a row that the Table does not have.
        """
        if not self._reads_alike(choices) or choices.duplicates != self.choices.duplicates:
            return None
        before, after = effective(self.choices.edits), effective(choices.edits)
        rows = {row for row, _ in self.changes(choices)} | {row for row, _ in before.keys() ^ after.keys()}
        known = self.table.frame.index
        rows |= {row for row in choices.left_out_rows ^ self.choices.left_out_rows if row in known}
        return self.places(sorted(rows))

    def _reads_alike(self, choices: Choices) -> bool:
        """True when a phone number is read under other choices as it is under these."""
        region = choices.default_region or self.route.default_region
        return region == self.region and choices.fixes == self.choices.fixes

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
