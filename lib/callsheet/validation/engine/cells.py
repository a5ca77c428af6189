"""Results for each cell of a file on its own, structured so that an edit re-validates only what it touches."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from callsheet.validation.consent.rows import read_consents
from callsheet.validation.countries.names import local_regions
from callsheet.validation.engine.edits import changed_texts, latest_texts, row_positions, texts_by_column, with_edits
from callsheet.validation.engine.script_variables import unfilled_rows
from callsheet.validation.engine.table_facts import TableFacts
from callsheet.validation.model.codes import IssueCode
from callsheet.validation.model.consent import ConsentPolicy
from callsheet.validation.normalize import empty_cells
from callsheet.validation.phones.fixes import validate_with_fixes

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from numpy.typing import NDArray

    from callsheet.validation.consent.rows import Consents
    from callsheet.validation.countries.route import Route
    from callsheet.validation.engine.edits import CellTexts
    from callsheet.validation.model.choices import Choices
    from callsheet.validation.model.consent import ConsentRule
    from callsheet.validation.model.listed import NumberLookup
    from callsheet.validation.model.mapping import ColumnMapping
    from callsheet.validation.model.table import Table
    from callsheet.validation.phones.verdicts import Verdicts

_FEW = 500
"""Cells up to which Python strings are quicker than a pandas column; chosen by hand."""


@dataclass(frozen=True, eq=False, repr=False)
class CheckedCells:
    """The cells of a file with the results for each cell on its own.

    Args:
        table: the file as read.
        mapping: what its columns became.
        route: the rules it is checked against.
        choices: what the operator decided.
        suppressed: numbers that are not to be called: E.164, or a look-up.
        refused: (row, E.164) → the server's message.
        consent: the workspace's policy of consent, and the day.
        local_regions: rows × index in `REGIONS`: the region of numbers without a country code; 0: unknown.
        verdicts: column of `phone` → results of its cells.
        empty: column → which of its cells are empty (rows × bool).
        facts: facts of the file that edits do not change.
        consents: what each row says about being called; None: no column is about consent, and none is required.
    """

    table: Table
    mapping: ColumnMapping
    route: Route
    choices: Choices
    suppressed: frozenset[str] | NumberLookup
    refused: Mapping[tuple[int, str], str]
    consent: ConsentRule
    local_regions: NDArray[np.int16]
    verdicts: Mapping[str, Verdicts]
    empty: Mapping[str, NDArray[np.bool_]]
    facts: TableFacts
    consents: Consents | None

    @classmethod
    def of(
        cls,
        table: Table,
        mapping: ColumnMapping,
        route: Route,
        choices: Choices,
        *,
        suppressed: frozenset[str] | NumberLookup,
        refused: Mapping[tuple[int, str], str],
        consent: ConsentRule,
    ) -> CheckedCells:
        """Check every cell.

        Raises:
            NotInTable: the choices refer to a row that the Table does not have.
        """
        edited = texts_by_column(latest_texts(choices.edits))
        frame = with_edits(table.frame, latest_texts(choices.edits))
        countries = None if choices.country_column is None else frame[choices.country_column]
        default_region = choices.default_region or route.default_region
        regions = local_regions(countries, default_region, len(frame))
        verdicts = {column: validate_with_fixes(frame[column], regions, choices.fixes) for column in mapping.phone}
        others = {column: validate_with_fixes(frame[column], regions, ()) for column in _other_phones(mapping, choices)}
        return cls(
            table=table,
            mapping=mapping,
            route=route,
            choices=choices,
            suppressed=suppressed,
            refused=refused,
            consent=consent,
            local_regions=regions,
            verdicts=verdicts | others,
            empty={
                column: empty_cells(frame[column]) if column in edited else table.empty(column)
                for column in frame.columns
            },
            facts=TableFacts(table, mapping, default_region),
            consents=_consents(frame, choices, consent),
        )

    @cached_property
    def phone(self) -> tuple[str, ...]:
        """Columns to look for a number in, in order: phone columns as the operator ordered them, then the others.

        Of the others, those of `Choices.other_phones`, only a valid number counts.
        """
        first = [column for column in self.choices.phone_order if column in self.mapping.phone]
        return tuple(dict.fromkeys([*first, *self.mapping.phone, *_other_phones(self.mapping, self.choices)]))

    @property
    def default_region(self) -> str | None:
        """The region that applies to the whole file for numbers without a country code."""
        return self.choices.default_region or self.route.default_region

    @cached_property
    def frame(self) -> pd.DataFrame:
        """The cells with the operator's edits (rows × columns of the Table)."""
        return with_edits(self.table.frame, latest_texts(self.choices.edits))

    @cached_property
    def unfilled(self) -> dict[str, NDArray[np.bool_]]:
        """Variable of the script → which rows lack it (rows × bool), for those that some row lacks."""
        return unfilled_rows(self.mapping, self.choices, self.empty, len(self.table.frame))

    def values(self, column: str, positions: NDArray[np.intp]) -> pd.Series[str]:
        """Some cells of a column with the operator's edits, without building the whole frame.

        Args:
            column: a column of the Table.
            positions: of rows, ascending.
        """
        if len(positions) == len(self.table.frame):
            return self.frame[column]
        if len(positions) <= _FEW:
            return pd.Series(self.texts(column, positions), self.table.frame.index[positions], dtype="str")
        values = self.table.frame[column].iloc[positions]
        edited = self._edited.get(column, {})
        edited_at = self.positions(edited)
        nearest = np.minimum(np.searchsorted(positions, edited_at), len(positions) - 1)
        wanted = positions[nearest] == edited_at
        if wanted.any():
            values = values.copy()
            values.iloc[nearest[wanted]] = [
                text for text, is_wanted in zip(edited.values(), wanted, strict=True) if is_wanted
            ]
        return values

    def texts(self, column: str, positions: NDArray[np.intp]) -> list[str]:
        """Some cells as a list, cheap for a few of them.

        Args:
            column: a column of the Table.
            positions: of rows.
        """
        texts: list[str] = self.table.frame[column].array.take(positions).tolist()
        edited = self._edited.get(column)
        if edited:
            rows = self.table.frame.index[positions].tolist()
            return [edited.get(row, text) for row, text in zip(rows, texts, strict=True)]
        return texts

    @cached_property
    def _edited(self) -> dict[str, dict[int, str]]:
        """Column → row number → the text the operator gave the cell."""
        return texts_by_column(latest_texts(self.choices.edits))

    def positions(self, rows: Iterable[int]) -> NDArray[np.intp]:
        """Return the positions of row numbers.

        Raises:
            NotInTable: there is no such row.
        """
        return row_positions(self.table.frame.index, list(rows))

    def flags(self) -> pd.DataFrame:
        """Return the reader's flags that still apply (n × row, column, code).

        An edit of a cell clears its flag. The flag of a whole row is cleared by any edit of the row, once no cell that
        the row has beyond the header is flagged.
        """
        flags = self.table.flags
        if not len(flags) or not self.choices.edits:
            return flags
        edited = latest_texts(self.choices.edits)
        applies = [cell not in edited for cell in zip(flags["row"], flags["column"], strict=True)]
        flags = flags[np.array(applies, np.bool_)]
        beyond = flags["row"][((flags["column"] != "") & (flags["code"] == IssueCode.BROKEN_ROW.value)).to_numpy()]
        mended = flags["row"].isin({row for row, _ in edited} - set(beyond)) & (flags["column"] == "")
        return flags[~mended.to_numpy()]

    def changed(self, choices: Choices) -> CellTexts:
        """Return the cells whose text differs under other choices, with that text.

        Raises:
            NotInTable: the choices refer to a row that the Table does not have.
        """
        return changed_texts(self.table.frame, self.choices.edits, choices.edits)

    def revised(self, choices: Choices, changed_cells: CellTexts) -> CheckedCells:
        """Return the cells under other choices; only cells whose text changed are checked again.

        Args:
            choices: the other choices.
            changed_cells: from `changed`, for these choices.

        Raises:
            NotInTable: the choices refer to a row that the Table does not have.
        """
        if not self._reads_numbers_alike(choices):
            return CheckedCells.of(
                self.table, self.mapping, self.route, choices,
                suppressed=self.suppressed, refused=self.refused, consent=self.consent,
            )  # fmt: skip
        changed = texts_by_column(changed_cells)
        empty, regions = dict(self.empty), self.local_regions
        for column, texts in changed.items():
            positions, values = self.positions(texts), pd.Series(list(texts.values()), dtype="str")
            empty[column] = empty[column].copy()
            empty[column][positions] = empty_cells(values)
            if column == choices.country_column:
                regions = regions.copy()
                regions[positions] = local_regions(values, self.default_region, len(values))
        revised = replace(self, choices=choices, local_regions=regions, empty=empty)
        in_other_country = set(changed.get(choices.country_column or "", ()))
        rows = {column: sorted(in_other_country | set(changed.get(column, ()))) for column in self.verdicts}
        again = {column: revised.rechecked(column, self.positions(some)) for column, some in rows.items() if some}
        revised = replace(revised, verdicts={**self.verdicts, **again})
        if self._reads_consent_alike(choices, changed):
            return revised
        return replace(revised, consents=_consents(revised.frame, choices, self.consent))

    def affected(self, choices: Choices, changed_cells: CellTexts) -> NDArray[np.intp] | None:
        """Return the positions of rows whose result may differ under other choices; None: all of them.

        Args:
            choices: the other choices.
            changed_cells: from `changed`, for these choices.

        Raises:
            NotInTable: the choices refer to a row that the Table does not have.
        """
        same_order = (choices.duplicates, choices.phone_order) == (self.choices.duplicates, self.choices.phone_order)
        if not (same_order and self._reads_numbers_alike(choices) and self._fills_script_alike(choices)):
            return None
        if not self._reads_consent_alike(choices, {column for _, column in changed_cells}):
            return None
        rows = {row for row, _ in changed_cells}
        known = self.table.frame.index
        rows |= {row for row in choices.left_out_rows ^ self.choices.left_out_rows if row in known}
        return self.positions(sorted(rows))

    def rechecked(self, column: str, positions: NDArray[np.intp]) -> Verdicts:
        """The verdicts of a phone column with some of its cells checked again."""
        fixes = self.choices.fixes if column in self.mapping.phone else ()
        again = validate_with_fixes(self.values(column, positions), self.local_regions[positions], fixes)
        return self.verdicts[column].replaced(positions, again)

    def _reads_consent_alike(self, choices: Choices, changed: Collection[str]) -> bool:
        """True when other choices, and cells changed in some columns, leave what every row says about being called."""
        names = ("consent_columns", "consent_policy")
        columns = choices.consent_columns or {}
        return not columns.keys() & set(changed) and all(
            getattr(choices, name) == getattr(self.choices, name) for name in names
        )

    def _fills_script_alike(self, choices: Choices) -> bool:
        """True when other choices lack the same variables of the script in the same cells."""
        names = ("prompt", "fallbacks", "agent_defaults", "spoken_as_is")
        return all(getattr(choices, name) == getattr(self.choices, name) for name in names)

    def _reads_numbers_alike(self, choices: Choices) -> bool:
        """True when other choices read the same text as the same phone number."""
        region = choices.default_region or self.route.default_region
        names = ("fixes", "country_column", "other_phones")
        return region == self.default_region and all(
            getattr(choices, name) == getattr(self.choices, name) for name in names
        )


def _consents(frame: pd.DataFrame, choices: Choices, workspace: ConsentRule) -> Consents | None:
    """What each row says about being called; None where nothing depends on it."""
    policy = ConsentPolicy.of(choices.consent_policy) if choices.consent_policy else workspace.policy
    if not choices.consent_columns and policy.kind != "require":
        return None
    rule = replace(workspace, policy=policy)
    return read_consents(choices.consent_columns or {}, frame.__getitem__, rule, len(frame))


def _other_phones(mapping: ColumnMapping, choices: Choices) -> list[str]:
    return [column for column in choices.other_phones if column not in mapping.phone]
