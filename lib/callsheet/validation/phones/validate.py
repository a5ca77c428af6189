"""Phone numbers, judged a column at a time with the answers of the installed `phonenumbers` package.

Canonical digits are judged in columns from the package's own metadata; what the tables cannot tell for certain goes
to the package itself, once per distinct value.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from callsheet.arrow_strings import from_series
from callsheet.validation.phones.digits import Digits, read_digits
from callsheet.validation.phones.fast_path import OPEN, judge_canonical
from callsheet.validation.phones.grammar import read_phone_texts
from callsheet.validation.phones.libphonenumber import judge_digits
from callsheet.validation.phones.verdicts import CODES, REGIONS, Verdicts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray


def judge_numbers(values: pd.Series[str], region: str | None) -> pd.DataFrame:
    """Judge phone numbers as written.

    Args:
        values: n × str; an empty cell is "".
        region: in which a number without country code is read, "IN"; None: such a number has no known country.

    Returns:
        n × (number str: E.164 or "", region str: libphonenumber's region or "", code str: `IssueCode` value or ""),
        with the index of `values`. An empty cell has all three empty.
    """
    verdicts = judge_column(values, region)
    return pd.DataFrame(
        {
            "number": e164_strings(verdicts.number).array,
            "region": named(REGIONS, verdicts.region).array,
            "code": named([code or "" for code in CODES], verdicts.code).array,
        },
        index=values.index,
        dtype="str",
    )


def judge_column(values: pd.Series[str], region: str | None) -> Verdicts:
    """The same as `judge_numbers`, as places and integers for work in columns."""
    return next(judged for _, judged in judge_in(values, [region]))


def judge_in(values: pd.Series[str], regions: Iterable[str | None]) -> Iterator[tuple[str | None, Verdicts]]:
    """Judge the same cells in several regions, read once.

    Args:
        values: n × str.
        regions: as in `judge_numbers`.
    """
    text = from_series(values)
    digits = read_digits(text)
    canonical = np.flatnonzero(digits.length)
    filled = pc.binary_length(text).to_numpy(zero_copy_only=False) != 0
    others = np.flatnonzero((digits.length == 0) & filled)
    read = read_phone_texts(text.take(pa.array(others, pa.int64())))
    numbers = np.flatnonzero((read.code == 0) & ~read.empty)
    spelled = read.digits.take(pa.array(numbers, pa.int64()))
    spelled_digits = read_digits(spelled)
    for region in regions:
        verdicts = Verdicts.blank(len(text))
        _judge_digits(verdicts, canonical, digits, (text, region))
        verdicts.empty[others] = read.empty
        verdicts.code[others] = read.code
        _judge_digits(verdicts, others[numbers], spelled_digits, (spelled, region))
        yield region, verdicts


def judge_by_row(values: pd.Series[str], regions: NDArray[np.int16]) -> Verdicts:
    """Judge phone cells, each in a region of its own.

    Args:
        values: n × str.
        regions: n × place in `REGIONS` of where a number without country code is read; 0: not known.
    """
    places = np.flatnonzero(np.bincount(regions, minlength=1))
    if len(places) <= 1:
        return judge_column(values, REGIONS[places[0]] or None if len(places) else None)
    verdicts = Verdicts.blank(len(values))
    for place in places:
        rows = np.flatnonzero(regions == place)
        verdicts.put(rows, judge_column(values.iloc[rows], REGIONS[place] or None))
    return verdicts


def e164_strings(numbers: NDArray[np.int64]) -> pd.Series[str]:
    """E.164 with its plus, "" for 0 (n × str)."""
    return pd.Series(e164_array(numbers), dtype="str")


def e164_array(numbers: NDArray[np.int64]) -> pa.StringArray:
    """The same as an Arrow array."""
    digits = pa.array(numbers, mask=numbers == 0).cast(pa.string())
    return cast("pa.StringArray", pc.utf8_replace_slice(digits, 0, 0, "+").fill_null(""))


def named(names: Sequence[str], places: NDArray[np.integer[Any]]) -> pd.Series[str]:
    """Names by their places (n × str)."""
    return pd.Series(pa.array([str(name) for name in names], pa.string()).take(pa.array(places)), dtype="str")


def _judge_digits(
    verdicts: Verdicts, rows: NDArray[np.intp], digits: Digits, asked: tuple[pa.StringArray, str | None]
) -> None:
    """Judge digits: by the tables, and what those leave open by the package.

    Args:
        verdicts: written to.
        rows: where those belong that are judged: all that were read as digits, or every one.
        digits: as read.
        asked: the texts they were read from, and the region as in `judge_numbers`.
    """
    if not len(rows):
        return
    text, region = asked
    own = np.arange(len(rows)) if len(rows) == len(text) else rows
    verdicts.empty[rows] = False
    judge_canonical(verdicts, rows, digits.number[own], digits.length[own], region)
    open_places = np.flatnonzero(verdicts.code[rows] == OPEN)
    if len(open_places):
        encoded = text.take(pa.array(own[open_places], pa.int64())).dictionary_encode()
        answers = [judge_digits(str(each), region) for each in encoded.dictionary.to_pylist()]
        number, place, code = (np.array(part) for part in zip(*answers, strict=True))
        which = encoded.indices.to_numpy()
        verdicts.number[rows[open_places]] = number[which]
        verdicts.region[rows[open_places]] = place[which]
        verdicts.code[rows[open_places]] = code[which]
