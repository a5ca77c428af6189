"""Validate columns of phone numbers with the answers of the installed `phonenumbers` package.

Canonical digits are validated column-wise with tables built from the package's own metadata; what the tables cannot
decide for certain goes to the package itself, once per distinct value.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import numpy as np
import pandas as pd
import phonenumbers
import pyarrow as pa
import pyarrow.compute as pc

from callsheet.arrow_strings import from_series
from callsheet.errors import InvalidArgument
from callsheet.validation.phones.digits import Digits, read_digits
from callsheet.validation.phones.fast_path import UNDECIDED, validate_canonical_into
from callsheet.validation.phones.grammar import read_phone_texts
from callsheet.validation.phones.libphonenumber import validate_digits
from callsheet.validation.phones.verdicts import CODES, REGIONS, Verdicts
from callsheet.wording.arguments import unknown_country

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray


_ROWS_AT_ONCE = 200_000
"""Cells of a column that are parsed at once: what is needed on the way to a verdict takes some 30 bytes a cell."""


def validate_numbers(values: pd.Series[str], region: str | None) -> pd.DataFrame:
    """Validate phone numbers as written.

    Args:
        values: n × str; an empty cell is "".
        region: of numbers without a country code, "IN"; None: such a number is wrong.

    Returns:
        n × (number str: E.164 or "", region str: libphonenumber's region or "", code str: `IssueCode` value or ""),
        with the index of `values`. All three are empty for an empty cell.

    Raises:
        InvalidArgument: there is no such region; `parse_region` reads names and calling codes.
    """
    if region is not None and region not in phonenumbers.SUPPORTED_REGIONS:
        raise InvalidArgument(unknown_country(str(region), ()))
    verdicts = validate_column(values, region)
    return pd.DataFrame(
        {
            "number": e164_strings(verdicts.number).array,
            "region": take_names(REGIONS, verdicts.region).array,
            "code": take_names([code or "" for code in CODES], verdicts.code).array,
        },
        index=values.index,
        dtype="str",
    )


def validate_column(values: pd.Series[str], region: str | None) -> Verdicts:
    """As `validate_numbers`, with the result as arrays of numbers and indices."""
    if len(values) <= _ROWS_AT_ONCE:
        return next(verdicts for _, verdicts in validate_in_regions(values, [region]))
    verdicts = Verdicts.of_empty_cells(len(values))
    for start in range(0, len(values), _ROWS_AT_ONCE):
        rows = slice(start, start + _ROWS_AT_ONCE)
        verdicts.put(rows, next(part for _, part in validate_in_regions(values.iloc[rows], [region])))
    return verdicts


def validate_in_regions(values: pd.Series[str], regions: Iterable[str | None]) -> Iterator[tuple[str | None, Verdicts]]:
    """Validate the same cells in several regions; they are parsed once.

    Args:
        values: n × str.
        regions: as in `validate_numbers`.
    """
    text = from_series(values)
    digits = read_digits(text)
    canonical = np.flatnonzero(digits.length)
    filled = pc.binary_length(text).to_numpy(zero_copy_only=False) != 0
    others = np.flatnonzero((digits.length == 0) & filled)
    parsed = read_phone_texts(text.take(pa.array(others, pa.int64())))
    numbers = np.flatnonzero((parsed.code == 0) & ~parsed.empty)
    spellings = parsed.digits.take(pa.array(numbers, pa.int64()))
    spelled_digits = read_digits(spellings)
    for region in regions:
        verdicts = Verdicts.of_empty_cells(len(text))
        _validate_digits_into(verdicts, canonical, digits, (text, region))
        verdicts.empty[others] = parsed.empty
        verdicts.code[others] = parsed.code
        _validate_digits_into(verdicts, others[numbers], spelled_digits, (spellings, region))
        yield region, verdicts


def validate_by_row(values: pd.Series[str], regions: NDArray[np.int16]) -> Verdicts:
    """Validate phone cells, each with its own region.

    Args:
        values: n × str.
        regions: n × index in `REGIONS`: the region of numbers without a country code; 0: unknown.
    """
    if not len(values):
        return Verdicts.of_empty_cells(0)
    present = np.flatnonzero(np.bincount(regions))
    if len(present) == 1:
        return validate_column(values, REGIONS[present[0]] or None)
    verdicts = Verdicts.of_empty_cells(len(values))
    for index in present:
        rows = np.flatnonzero(regions == index)
        verdicts.put(rows, validate_column(values.iloc[rows], REGIONS[index] or None))
    return verdicts


def e164_strings(numbers: NDArray[np.int64]) -> pd.Series[str]:
    """Return E.164 with the plus, "" for 0 (n × str)."""
    return pd.Series(e164_array(numbers), dtype="str")


def e164_array(numbers: NDArray[np.int64]) -> pa.StringArray:
    """As `e164_strings`, as an Arrow array."""
    digits = pa.array(numbers, mask=numbers == 0).cast(pa.string())
    return cast("pa.StringArray", pc.utf8_replace_slice(digits, 0, 0, "+").fill_null(""))


def take_names(names: Sequence[str], indices: NDArray[np.integer[Any]]) -> pd.Series[str]:
    """Return the name at each index (n × str)."""
    return pd.Series(pa.array([str(name) for name in names], pa.string()).take(pa.array(indices)), dtype="str")


def _validate_digits_into(
    verdicts: Verdicts, rows: NDArray[np.intp], digits: Digits, source: tuple[pa.StringArray, str | None]
) -> None:
    """Validate digits: with the tables, and what those leave undecided with the package.

    Args:
        verdicts: written to.
        rows: index in `verdicts` of each number to validate: of all of `digits`, or of those that are digits.
        digits: the numbers.
        source: the texts they were read from, and the region as in `validate_numbers`.
    """
    if not len(rows):
        return
    text, region = source
    own = np.arange(len(rows)) if len(rows) == len(text) else rows
    verdicts.empty[rows] = False
    validate_canonical_into(verdicts, rows, digits.number[own], digits.length[own], region)
    undecided = np.flatnonzero(verdicts.code[rows] == UNDECIDED)
    if len(undecided):
        encoded = text.take(pa.array(own[undecided], pa.int64())).dictionary_encode()
        answers = [validate_digits(str(spelling), region) for spelling in encoded.dictionary.to_pylist()]
        number, region_index, code = (np.array(part) for part in zip(*answers, strict=True))
        answer = encoded.indices.to_numpy()
        verdicts.number[rows[undecided]] = number[answer]
        verdicts.region[rows[undecided]] = region_index[answer]
        verdicts.code[rows[undecided]] = code[answer]
