"""Find the column of the phone numbers: by content, supported by the header; the user is asked about ambiguous ones."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from callsheet.arrow_strings import from_series
from callsheet.validation.columns.header_vocabulary import HeaderKind, header_matches, is_number_header
from callsheet.validation.model.codes import IssueCode
from callsheet.validation.model.mapping import PHONE_NUMBER, PhoneCandidate
from callsheet.validation.normalize import as_shown
from callsheet.validation.phones.grammar import read_phone_texts
from callsheet.validation.phones.validate import validate_column
from callsheet.validation.phones.verdicts import CODE_INDEX, FEWEST_PHONE_DIGITS, MOST_PHONE_DIGITS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from callsheet.validation.model.table import Table

# All thresholds and weights of this module were chosen by hand so that the cases of
# tests/validation/columns/test_phone_column.py come out as a person would decide; they are not measured.
_SAMPLE = 300
"""Distinct cells of a column that are examined."""

_DOUBTFUL, _PLAUSIBLE, _SURE, _CERTAIN = 0.3, 0.5, 0.8, 0.9
"""Shares of a column's cells, from "hardly any" to "all but a few typing errors"."""

_ASK = 0.5
"""The score of a column that only a person can decide about; every score of a candidate is higher."""

_EXACT_HEADER = 10.0
"""Score under the header `phone_number`: above any other (4.0 + 1.0 + 1.0 at most)."""

_NAMED_HEADER = 4.0
"""Base score under a phone header: above the best column without one (three shares, 3.0 at most)."""

_SECOND_PHONE, _MESSENGER, _OTHER_MEANING = 1.5, 0.7, 2.0
"""Deductions for headers as in "Alternate phone", "WhatsApp" and "Phone invoice no": a second phone with good numbers
must not rank above a first one with some bad ones, and a messenger ranks between the two."""

_FEWEST_FOR_SERIES = 5
_SERIES_SPREAD = 100
"""Numbers given out one after the other (order numbers) lie within this many times their count."""

_DATE_LIKE = re.compile(
    r"(?:(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](?:\d\d|(?:19|20)\d\d))(?:[T\s].*)?"
    r"|(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:\d{6})?"
)
_PHONE_PROBLEMS = [
    CODE_INDEX[code] for code in (IssueCode.SHORTENED_BY_EXCEL, IssueCode.HAS_EXTENSION, IssueCode.SEVERAL_NUMBERS)
]
"""Codes of cells that are meant as a phone number all the same."""


class PhoneColumns(NamedTuple):
    """Which column holds the phone numbers.

    Args:
        chosen: the column to use without asking; empty where no candidate is clearly ahead.
        candidates: columns that may hold them, the best first.
    """

    chosen: tuple[str, ...]
    candidates: tuple[PhoneCandidate, ...]


def find_phone_columns(table: Table, region: str | None) -> PhoneColumns:
    """Find the column of the phone numbers, by its cells and its header together.

    Args:
        table: the file as read.
        region: of numbers without a country code; None: unknown, such numbers cannot be validated.
    """
    names = list(table.frame.columns)
    evidence = _evidence([table.frame[name] for name in names], region)
    columns = [_Column(*facts) for facts in zip(names, table.headers, evidence, strict=True)]
    ranked = sorted((column for column in columns if column.score > 0), key=lambda column: -column.score)
    chosen = (ranked[0].name,) if ranked and _is_clear(ranked, region) else ()
    return PhoneColumns(chosen, tuple(column.candidate for column in ranked))


@dataclass(frozen=True)
class _Evidence:
    """What the cells of a column show.

    Args:
        shape: share of the filled sample cells that look like a phone number.
        valid: share that is a valid number.
        plus: share that is valid and has a country code.
        rising: True when each number is larger than the one before, like order numbers.
        narrow: True when all numbers lie close together, like numbers given out one after the other.
    """

    shape: float = 0.0
    valid: float = 0.0
    plus: float = 0.0
    rising: bool = False
    narrow: bool = False


@dataclass(frozen=True)
class _Column:
    """A column with what speaks for it.

    Args:
        name: its name in the Table.
        header: as written.
        evidence: what its cells show.
    """

    name: str
    header: str
    evidence: _Evidence

    @property
    def candidate(self) -> PhoneCandidate:
        """The column as shown to a person."""
        return PhoneCandidate(self.name, round(self.evidence.shape, 4), self.is_named, round(self.evidence.valid, 4))

    @property
    def is_exact(self) -> bool:
        """True under the header of the contract."""
        return self.header.strip() == PHONE_NUMBER

    @property
    def is_named(self) -> bool:
        """True when the header means phone, or only number above cells that are valid numbers."""
        return header_matches(self.header, HeaderKind.PHONE) or (
            self.evidence.valid >= _SURE and is_number_header(self.header)
        )

    @property
    def is_other(self) -> bool:
        """True when the header means something else."""
        return header_matches(self.header, HeaderKind.OTHER)

    @cached_property
    def score(self) -> float:
        """How much speaks for the column; 0: it is not a candidate, `_ASK`: only a person can tell."""
        evidence = self.evidence
        if self.is_exact:
            return _EXACT_HEADER
        fits = evidence.valid >= _CERTAIN if self.is_other else evidence.shape >= _DOUBTFUL
        if fits and self.is_named:
            deduction = (
                _SECOND_PHONE * header_matches(self.header, HeaderKind.SECOND)
                + _MESSENGER * header_matches(self.header, HeaderKind.MESSENGER)
                + _OTHER_MEANING * self.is_other
            )
            return _NAMED_HEADER + evidence.valid + evidence.shape - deduction
        if self.is_other or evidence.narrow:
            return _ASK if evidence.plus >= _SURE else 0.0
        if evidence.rising:
            return _ASK if evidence.valid >= _SURE else 0.0
        return evidence.plus + evidence.valid + evidence.shape if evidence.shape >= _PLAUSIBLE else 0.0


def _is_clear(ranked: Sequence[_Column], region: str | None) -> bool:
    """True when the first column can be used without asking.

    Args:
        ranked: candidates, the best first.
        region: of numbers without a country code.
    """
    first, *others = ranked
    evidence = first.evidence
    if first.is_exact:
        return True
    if first.is_named:
        unnamed = (other.evidence.valid for other in others if not other.is_named)
        return region is None or evidence.valid >= _DOUBTFUL or all(valid < _SURE for valid in unnamed)
    if first.score <= _ASK or evidence.shape < _SURE:
        return False
    if evidence.plus >= _SURE:
        return all(other.evidence.plus < _DOUBTFUL for other in others)
    if region is not None:
        return evidence.valid >= _SURE and all(other.evidence.valid <= _PLAUSIBLE for other in others)
    return all(other.evidence.shape < _PLAUSIBLE for other in others)


def _evidence(columns: Iterable[pd.Series[str]], region: str | None) -> Iterator[_Evidence]:
    """Yield what each column shows; the samples of all columns are validated together.

    Args:
        columns: n × str each.
        region: of numbers without a country code.
    """
    samples = [_sample(values) for values in columns]
    column = np.repeat(np.arange(len(samples)), [len(sample) for sample in samples])
    shown = as_shown(pa.concat_arrays([pa.array([], pa.string()), *samples]))
    filled = pc.binary_length(shown).to_numpy(zero_copy_only=False) != 0
    texts, column = [str(text) for text in shown.filter(pa.array(filled)).to_pylist()], column[filled]
    shaped = _have_phone_shape(texts)
    valid = np.zeros(len(texts), np.bool_)
    valid[shaped] = validate_column(pd.Series(texts, dtype="str")[shaped], region).number != 0
    plus = np.array(["+" in text for text in texts], np.bool_) & valid
    for index in range(len(samples)):
        own = column == index
        shape, good, abroad = (float(cells[own].mean()) if own.any() else 0.0 for cells in (shaped, valid, plus))
        rising, narrow = _series([texts[position] for position in np.flatnonzero(shaped & own).tolist()])
        yield _Evidence(shape, good, abroad, rising, narrow)


def _sample(values: pd.Series[str]) -> pa.StringArray:
    """Distinct filled cells, taken evenly from the whole column, in the order of the file."""
    text = from_series(values)
    filled = np.flatnonzero(pc.binary_length(text).to_numpy(zero_copy_only=False))
    sample = text.take(pa.array(filled[:: max(1, len(filled) // _SAMPLE)], pa.int64()))
    distinct: pa.StringArray = sample.unique()
    return distinct


def _have_phone_shape(sample: list[str]) -> NDArray[np.bool_]:
    """Which cells of a sample look like a phone number, damaged ones included (n × bool)."""
    parsed = read_phone_texts(pa.array(sample, pa.string()))
    digits = pc.binary_length(pc.utf8_ltrim(parsed.digits, "+")).to_numpy(zero_copy_only=False)
    shaped = (digits >= FEWEST_PHONE_DIGITS) & (digits <= MOST_PHONE_DIGITS) | np.isin(parsed.code, _PHONE_PROBLEMS)
    shaped[shaped] = [not _DATE_LIKE.fullmatch(sample[index]) for index in np.flatnonzero(shaped).tolist()]
    return shaped


def _series(texts: list[str]) -> tuple[bool, bool]:
    """Whether numbers rise in the order of the file, and whether they lie close together."""
    whole = [text for text in texts if text.isascii() and "E" not in text.upper()]
    numbers = [int("".join(filter(str.isdecimal, text)) or 0) for text in whole]
    if len(numbers) < _FEWEST_FOR_SERIES:
        return False, False
    rising = all(number < following for number, following in pairwise(numbers))
    return rising, max(numbers) - min(numbers) < _SERIES_SPREAD * len(numbers)
