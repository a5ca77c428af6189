"""Find the columns of phone numbers, in the order in which to call them; the user is asked about ambiguous ones.

A column ranks by the leads that it can call: the rows that it fills, times the share of numbers among its cells, times
what its header says. A column filled in 98 % of the rows with some typing errors is the one to call; one that is filled
in half of them with perfect numbers comes second.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from callsheet.validation.columns.header_vocabulary import (
    HeaderKind,
    header_matches,
    is_counted,
    is_number_header,
    means_other,
)
from callsheet.validation.columns.phone_evidence import PhoneEvidence, broken_rows, phone_evidence
from callsheet.validation.columns.phone_leads import callable_rows
from callsheet.validation.columns.second_phones import by_added_leads, kind_of_second
from callsheet.validation.model.mapping import PHONE_NUMBER, PhoneCandidate
from callsheet.validation.normalize import empty_cells
from callsheet.validation.phones.verdicts import REGION_INDEX

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from callsheet.validation.model.table import Table

# All thresholds and weights of this module were chosen by hand so that the cases of
# tests/validation/columns come out as a person would decide; they are not measured.
_DOUBTFUL, _PLAUSIBLE, _LIKELY, _CERTAIN = 0.3, 0.5, 0.7, 0.9
"""Shares of a column's cells, from "hardly any" to "all but a few typing errors"."""

_UNNAMED, _ASK = 0.1, 0.001
"""Weight of a column whose header does not mean phone (twice that with country codes), and of one that only a person
can decide about."""

_EXACT = 2.0
"""Weight of the header `phone_number`."""

_NOT_VALIDATED = 0.3
"""What a cell counts that looks like a number but is not valid: it may be one of another country."""

_MUCH_MORE = 3.0
"""A column without a phone header that calls this many times more leads than the best named one is asked about; than a
second phone, proportionally fewer times."""

_FAR_FEWER = 2.5
"""Of two columns without a phone header, one that calls this many times fewer leads is no rival."""

_WEIGHTS = {
    HeaderKind.SOMEBODY_ELSE: 0.25,
    HeaderKind.COMPANY: 0.3,
    HeaderKind.SECOND: 0.45,
    HeaderKind.MESSENGER: 0.75,
}
"""Weight of a header by the first of these kinds that it has."""

_COUNTED, _OTHER_MEANING = 0.5, 0.2
_FIRST, _MOBILE = 1.1, 1.02
"""Factors for "Phone 2", "Phone invoice no", "Primary phone" and "Mobile"."""


_ORDER_SAMPLE, _SEED = 2_000, 20_261_128
"""Rows from which the order of second phone columns follows."""


class PhoneColumns(NamedTuple):
    """Which columns hold the phone numbers.

    Args:
        chosen: the column to use without asking; empty where no candidate is clearly ahead.
        candidates: columns that may hold them, the best first; those after the chosen one are second phone columns.
    """

    chosen: tuple[str, ...]
    candidates: tuple[PhoneCandidate, ...]


def find_phone_columns(table: Table, region: str | None) -> PhoneColumns:
    """Find the column of the phone numbers, by its cells and its header together.

    Args:
        table: the file as read.
        region: of numbers without a country code; None: unknown, such numbers cannot be validated.
    """
    columns = _examined(table, region)
    ranked = sorted((column for column in columns if column.score > 0), key=lambda column: -column.score)
    if ranked:
        if not _is_clear(ranked, region):
            return PhoneColumns((), tuple(column.candidate for column in ranked))
        first, *others = ranked
        ordered = [first, *_by_added_leads(table, region, first, others)]
        return PhoneColumns((first.name,), tuple(column.candidate for column in ordered))
    return _beside_names(table, region) or _called_phone(columns)


def _examined(table: Table, region: str | None, *, with_names: bool = False) -> list[_Column]:
    evidence = phone_evidence(table, region, with_names=with_names)
    facts = zip(table.frame.columns, table.headers, evidence, strict=True)
    return [_Column(name, header, shown, region is not None) for name, header, shown in facts]


def _beside_names(table: Table, region: str | None) -> PhoneColumns | None:
    """Find columns in which most cells are a name and a number, as in "Ravi - 9820012345"; None if no column is so.

    Only a header that means phone or contact makes one the phone column: "Parcel AB 9820012345" is not called.
    """
    columns = _examined(table, region, with_names=True)
    mixed = [column for column in columns if column.evidence.numbers >= _PLAUSIBLE and not column.is_other]
    mixed.sort(key=lambda column: (-column.is_named, -column.leads))
    if not mixed:
        return None
    chosen = [column.name for column in mixed if column.is_named and column.quality >= _LIKELY]
    sure = tuple(chosen) if len(chosen) == 1 else ()
    return PhoneColumns(sure, tuple(column.candidate for column in mixed))


def _called_phone(columns: list[_Column]) -> PhoneColumns:
    """Columns whose header means phone, although no cell looks like a number."""
    named = sorted((column for column in columns if column.is_called_phone), key=lambda column: -column.weight)
    return PhoneColumns(tuple(column.name for column in named[:1]), tuple(column.candidate for column in named))


def _by_added_leads(table: Table, region: str | None, first: _Column, others: list[_Column]) -> list[_Column]:
    """The second phone columns in the order in which they are called.

    Args:
        table: the file as read; of many rows, some that are drawn at random.
        region: of numbers without a country code.
        first: the phone column.
        others: the second ones, in any order.
    """
    if len(others) <= 1:
        return others
    rows = np.flatnonzero(~broken_rows(table))
    if len(rows) > _ORDER_SAMPLE:
        rows = np.sort(np.random.default_rng(_SEED).choice(rows, _ORDER_SAMPLE, replace=False))
    regions = np.full(len(rows), REGION_INDEX.get(region or "", 0), np.int16)

    def found(column: str) -> NDArray[np.bool_]:
        values = table.frame[column].iloc[rows]
        written, repaired = callable_rows(values, ~empty_cells(values), regions, None)
        return written | repaired

    columns = {column.name: column for column in others}
    kinds = {name: kind_of_second(column.header, named=column.is_fit_for_its_name) for name, column in columns.items()}
    ordered = by_added_leads(list(columns), kinds.__getitem__, found(first.name), found)
    return [columns[name] for name in ordered]


@dataclass(frozen=True)
class _Column:
    """A column with what speaks for it.

    Args:
        name: its name in the Table.
        header: as written.
        evidence: what its cells show.
        validated: whether numbers without a country code could be validated.
    """

    name: str
    header: str
    evidence: PhoneEvidence
    validated: bool

    @property
    def candidate(self) -> PhoneCandidate:
        """The column as shown to a person."""
        return PhoneCandidate(self.name, round(self.evidence.shape, 4), self.is_named, round(self.evidence.numbers, 4))

    @property
    def is_exact(self) -> bool:
        """True under the header of the contract."""
        return self.header.strip() == PHONE_NUMBER

    @property
    def is_called_phone(self) -> bool:
        """True when the header means phone, whatever the cells are."""
        return self.is_exact or (header_matches(self.header, HeaderKind.PHONE) and not self.is_other)

    @property
    def is_named(self) -> bool:
        """True when the header means phone, or number or contact above cells that are numbers."""
        return header_matches(self.header, HeaderKind.PHONE) or (
            self.quality >= _PLAUSIBLE and is_number_header(self.header)
        )

    @property
    def is_other(self) -> bool:
        """True when the header means something else."""
        return means_other(self.header)

    @property
    def quality(self) -> float:
        """Share of the filled cells that are numbers; where no region is known, that look like one."""
        return self.evidence.numbers if self.validated else max(self.evidence.numbers, self.evidence.shape)

    @property
    def leads(self) -> float:
        """Share of the rows that the column can call; a number that many rows have counts once."""
        unsure = max(0.0, self.evidence.shape - self.quality)
        return self.evidence.filled * self.evidence.distinct * (self.quality + _NOT_VALIDATED * unsure)

    @cached_property
    def weight(self) -> float:
        """What the header says about the column, as a factor."""
        if self.is_exact:
            return _EXACT
        weight = next((weight for kind, weight in _WEIGHTS.items() if header_matches(self.header, kind)), None)
        if weight is None:
            weight = _FIRST if header_matches(self.header, HeaderKind.FIRST) else 1.0
        weight *= _MOBILE if header_matches(self.header, HeaderKind.MOBILE) else 1.0
        weight *= _COUNTED if is_counted(self.header) else 1.0
        return weight * _OTHER_MEANING if self.is_other else weight

    @property
    def is_fit_for_its_name(self) -> bool:
        """True when the header means phone and the cells do not contradict it."""
        fits = self.quality >= _CERTAIN if self.is_other else self.evidence.shape >= _DOUBTFUL
        return fits and (self.is_named or self.is_exact)

    @property
    def is_for_a_person(self) -> bool:
        """True when only a person can tell: numbers under another name, or given out one after the other."""
        return not self.is_fit_for_its_name and (self.is_other or self.evidence.narrow or self.evidence.rising)

    @cached_property
    def score(self) -> float:
        """How much speaks for the column; 0: it is not a candidate."""
        evidence = self.evidence
        if self.is_fit_for_its_name:
            return self.leads * self.weight
        if self.is_for_a_person:
            share = self.quality if evidence.rising and not self.is_other and not evidence.narrow else evidence.plus
            return self.leads * _ASK if share >= _LIKELY else 0.0
        return self.leads * self.weight * _UNNAMED * (1 + evidence.plus) if evidence.shape >= _PLAUSIBLE else 0.0


def _is_clear(ranked: Sequence[_Column], region: str | None) -> bool:
    """True when the first column can be used without asking.

    Args:
        ranked: candidates, the best first.
        region: of numbers without a country code.
    """
    first, *others = ranked
    evidence = first.evidence
    unnamed = [other for other in others if not other.is_named and not other.is_other]
    if first.is_exact or first.is_named:
        sure = [other for other in unnamed if other.quality >= _LIKELY]
        much_more = any(other.leads > _MUCH_MORE * first.weight * first.leads for other in sure)
        return not much_more and (region is None or first.quality >= _DOUBTFUL or not sure)
    if first.is_for_a_person or evidence.shape < _LIKELY:
        return False
    if evidence.plus >= _LIKELY:
        return all(other.evidence.plus < _DOUBTFUL for other in others)
    rivals = [other for other in others if other.is_named or other.leads * _FAR_FEWER > first.leads]
    if region is not None:
        return first.quality >= _LIKELY and all(other.quality <= _PLAUSIBLE for other in rivals)
    return all(other.evidence.shape < _PLAUSIBLE for other in rivals)
