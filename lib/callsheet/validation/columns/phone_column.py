"""Which column holds the phone numbers: content first, header as a witness, and a question where neither can tell."""

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
from callsheet.validation.columns.header_vocabulary import HeaderKind, says, says_only_number
from callsheet.validation.model.codes import IssueCode
from callsheet.validation.model.mapping import PHONE_NUMBER, PhoneCandidate
from callsheet.validation.normalize import as_shown
from callsheet.validation.phones.grammar import read_phone_texts
from callsheet.validation.phones.judge import judge_column
from callsheet.validation.phones.verdicts import CODE_PLACE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from callsheet.validation.model.table import Table

_SAMPLE = 300
_SURE = 0.8
_CERTAIN = 0.9
_PLAUSIBLE = 0.5
_DOUBTFUL = 0.3
_ASK = 0.5
_FEW = 5
_FEWEST_DIGITS, _MOST_DIGITS = 7, 15

_DATE_LIKE = re.compile(
    r"(?:(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](?:\d\d|(?:19|20)\d\d))(?:[T\s].*)?"
    r"|(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:\d{6})?"
)
_PHONE_TROUBLES = [
    CODE_PLACE[code] for code in (IssueCode.SHORTENED_BY_EXCEL, IssueCode.HAS_EXTENSION, IssueCode.SEVERAL_NUMBERS)
]


@dataclass(frozen=True)
class _Evidence:
    """What a column shows.

    Args:
        shape: share of filled sample cells that read as a phone number.
        valid: share that is a valid number.
        plus: share that is valid with a country code of its own.
        rising: True when each number is larger than the one before, as order numbers are.
        narrow: True when all lie close together, as numbers do that are given out in turn.
    """

    shape: float = 0.0
    valid: float = 0.0
    plus: float = 0.0
    rising: bool = False
    narrow: bool = False


class PhoneColumns(NamedTuple):
    """Which column holds the phone numbers.

    Args:
        chosen: the column to take without asking; none where the candidates do not stand apart.
        candidates: columns that may hold them, the best first.
    """

    chosen: tuple[str, ...]
    candidates: tuple[PhoneCandidate, ...]


def find_phone_columns(table: Table, region: str | None) -> PhoneColumns:
    """Find the column of the phone numbers, by its cells and its header together.

    Args:
        table: the file as read.
        region: of numbers without country code; None: not known, such numbers cannot be told apart by being in use.
    """
    names = list(table.frame.columns)
    evidence = _evidence([table.frame[name] for name in names], region)
    seen = [_Column(*each) for each in zip(names, table.headers, evidence, strict=True)]
    ranked = sorted((each for each in seen if each.score > 0), key=lambda each: -each.score)
    chosen = (ranked[0].name,) if ranked and _stands_apart(ranked, region) else ()
    return PhoneColumns(chosen, tuple(each.candidate for each in ranked))


@dataclass(frozen=True)
class _Column:
    """A column as it is weighed.

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
        """The column as it is shown to a person."""
        return PhoneCandidate(self.name, round(self.evidence.shape, 4), self.is_named, round(self.evidence.valid, 4))

    @property
    def is_exact(self) -> bool:
        """True under the header of the contract."""
        return self.header.strip() == PHONE_NUMBER

    @property
    def is_named(self) -> bool:
        """True when the header says phone; or only number, above numbers that are in use."""
        return says(self.header, HeaderKind.PHONE) or (self.evidence.valid >= _SURE and says_only_number(self.header))

    @property
    def is_of_others(self) -> bool:
        """True when the header says something else."""
        return says(self.header, HeaderKind.OTHER)

    @cached_property
    def score(self) -> float:
        """How much speaks for the column; 0: it is no candidate, `_ASK`: only a person can tell."""
        evidence = self.evidence
        if self.is_exact:
            return 10.0
        fits = evidence.valid >= _CERTAIN if self.is_of_others else evidence.shape >= _DOUBTFUL
        if fits and self.is_named:
            behind = 1.5 * says(self.header, HeaderKind.SECOND) + 0.7 * says(self.header, HeaderKind.MESSENGER)
            return 4.0 + evidence.valid + evidence.shape - behind - 2.0 * self.is_of_others
        if self.is_of_others or evidence.narrow:
            return _ASK if evidence.plus >= _SURE else 0.0
        if evidence.rising:
            return _ASK if evidence.valid >= _SURE else 0.0
        return evidence.plus + evidence.valid + evidence.shape if evidence.shape >= _PLAUSIBLE else 0.0


def _stands_apart(ranked: Sequence[_Column], region: str | None) -> bool:
    """True when nobody has to be asked whether the first column is the one.

    Args:
        ranked: candidates, the best first.
        region: of numbers without country code.
    """
    first, *others = ranked
    evidence = first.evidence
    if first.is_exact:
        return True
    if first.is_named:
        strangers = (each.evidence.valid for each in others if not each.is_named)
        return region is None or evidence.valid >= _DOUBTFUL or all(valid < _SURE for valid in strangers)
    if first.score <= _ASK or evidence.shape < _SURE:
        return False
    if evidence.plus >= _SURE:
        return all(each.evidence.plus < _DOUBTFUL for each in others)
    if region is not None:
        return evidence.valid >= _SURE and all(each.evidence.valid <= _PLAUSIBLE for each in others)
    return all(each.evidence.shape < _PLAUSIBLE for each in others)


def _evidence(columns: Iterable[pd.Series[str]], region: str | None) -> Iterator[_Evidence]:
    """What each of some columns shows, a sample of all their cells read at once.

    Args:
        columns: each n × str.
        region: of numbers without country code.
    """
    samples = [_sample(values) for values in columns]
    column = np.repeat(np.arange(len(samples)), [len(sample) for sample in samples])
    shown = as_shown(pa.concat_arrays([pa.array([], pa.string()), *samples]))
    filled = pc.binary_length(shown).to_numpy(zero_copy_only=False) != 0
    texts, column = [str(text) for text in shown.filter(pa.array(filled)).to_pylist()], column[filled]
    shaped = _shaped(texts)
    valid = np.zeros(len(texts), np.bool_)
    valid[shaped] = judge_column(pd.Series(texts, dtype="str")[shaped], region).number != 0
    plus = np.array(["+" in text for text in texts], np.bool_) & valid
    for place in range(len(samples)):
        own = column == place
        shape, good, abroad = (float(each[own].mean()) if own.any() else 0.0 for each in (shaped, valid, plus))
        rising, narrow = _in_turn([texts[each] for each in np.flatnonzero(shaped & own).tolist()])
        yield _Evidence(shape, good, abroad, rising, narrow)


def _sample(values: pd.Series[str]) -> pa.StringArray:
    """Distinct filled cells, evenly from the whole column, in the order of the file."""
    text = from_series(values)
    filled = np.flatnonzero(pc.binary_length(text).to_numpy(zero_copy_only=False))
    some = text.take(pa.array(filled[:: max(1, len(filled) // _SAMPLE)], pa.int64()))
    distinct: pa.StringArray = some.unique()
    return distinct


def _shaped(sample: list[str]) -> NDArray[np.bool_]:
    """Which cells of a sample read as a phone number, or as one that something happened to."""
    read = read_phone_texts(pa.array(sample, pa.string()))
    digits = pc.binary_length(pc.utf8_ltrim(read.digits, "+")).to_numpy(zero_copy_only=False)
    reads = (digits >= _FEWEST_DIGITS) & (digits <= _MOST_DIGITS) | np.isin(read.code, _PHONE_TROUBLES)
    reads[reads] = [not _DATE_LIKE.fullmatch(sample[place]) for place in np.flatnonzero(reads).tolist()]
    return reads


def _in_turn(shaped: list[str]) -> tuple[bool, bool]:
    """Whether numbers are rising in the order of the file, and whether they lie close together."""
    whole = [text for text in shaped if text.isascii() and "E" not in text.upper()]
    numbers = [int("".join(filter(str.isdecimal, text)) or 0) for text in whole]
    if len(numbers) < _FEW:
        return False, False
    rising = all(one < other for one, other in pairwise(numbers))
    return rising, max(numbers) - min(numbers) < 100 * len(numbers)
