"""Build, select and combine Arrow arrays of text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    import pandas as pd
    from numpy.typing import NDArray

    Indices = NDArray[np.integer[Any]]
    Mask = NDArray[np.bool_]

_compute: Any = pc  # pyarrow-stubs accept few of the array types that the functions take


def from_texts(texts: Iterable[str]) -> pa.StringArray:
    """An array of Python strings."""
    return pa.array(list(texts), pa.string())


def from_series(values: pd.Series[str]) -> pa.StringArray:
    """The Arrow array behind a pandas column of text, in one chunk."""
    # A column in several chunks comes back as a ChunkedArray, whatever the stubs say.
    array: Any = pa.array(values, type=pa.string())
    whole: pa.StringArray = array.combine_chunks() if hasattr(array, "chunks") else array
    return whole


def from_integers(numbers: NDArray[np.integer[Any]]) -> pa.StringArray:
    """Integers in decimal notation."""
    texts: pa.StringArray = _compute.cast(pa.array(numbers), pa.string())
    return texts


def to_list(text: pa.StringArray) -> list[str]:
    """The texts as Python strings."""
    texts: Any = text.to_pylist()
    return list(texts)


def to_int32(text: pa.StringArray) -> NDArray[np.int32]:
    """Parse every text as an integer.

    Raises:
        pa.ArrowInvalid: a text is not an integer.
    """
    numbers: NDArray[np.int32] = _compute.cast(text, pa.int32()).to_numpy(zero_copy_only=False)
    return numbers


def to_float64(text: pa.StringArray) -> NDArray[np.float64]:
    """Parse every text as a number; NaN where a text is not a number."""
    try:
        numbers: NDArray[np.float64] = _compute.cast(text, pa.float64()).to_numpy(zero_copy_only=False)
    except pa.ArrowInvalid:
        return np.array([_float_or_nan(value) for value in to_list(text)], np.float64)
    return numbers


def take(text: pa.StringArray, indices: Indices) -> pa.StringArray:
    """The texts at some indices, in the order of the indices."""
    chosen: Any = indices
    texts: pa.StringArray = text.take(pa.array(chosen))
    return texts


def take_or_empty(text: pa.StringArray, indices: Indices) -> pa.StringArray:
    """The texts at some indices, "" for the index -1."""
    chosen: Any = pa.array(indices, mask=indices < 0)
    texts: pa.StringArray = _compute.fill_null(text.take(chosen), "")
    return texts


def filter_rows(text: pa.StringArray, mask: Mask) -> pa.StringArray:
    """Rows of `text` where `mask` is true."""
    return text.filter(pa.array(mask))


def replace_with_mask(text: pa.StringArray, mask: Mask, replacements: pa.StringArray) -> pa.StringArray:
    """Replace the rows where `mask` is true by `replacements`, one for each such row, in order."""
    texts: pa.StringArray = _compute.replace_with_mask(text, pa.array(mask), replacements)
    return texts


def if_else(mask: Mask, left: pa.StringArray | str, right: pa.StringArray | str) -> pa.StringArray:
    """Rows of `left` where `mask` is true, rows of `right` elsewhere."""
    texts: pa.StringArray = _compute.if_else(pa.array(mask), left, right)
    return texts


def join(*parts: pa.StringArray | str, separator: str = "", missing: str | None = None) -> pa.StringArray:
    """Concatenate arrays row by row.

    Args:
        parts: arrays of n rows, and strings that every row gets.
        separator: written between the parts.
        missing: written for a null; None makes the row null.
    """
    handling = {} if missing is None else {"null_handling": "replace", "null_replacement": missing}
    texts: pa.StringArray = _compute.binary_join_element_wise(*parts, separator, **handling)
    return texts


def join_runs(text: pa.StringArray, lengths: Indices, separator: str = "") -> pa.StringArray:
    """Concatenate runs of consecutive rows.

    Args:
        text: n rows.
        lengths: how many rows each of the m results is made of; sums to n.
        separator: written between the rows of a run.
    """
    offsets: Any = pa.array(np.concatenate([[0], np.cumsum(lengths)]).astype(np.int32))
    texts: pa.StringArray = _compute.binary_join(pa.ListArray.from_arrays(offsets, text), separator)
    return texts


def map_unique(text: pa.StringArray, function: Callable[[str], str]) -> pa.StringArray:
    """Apply a function to every text, calling it once for each distinct text."""
    encoded: Any = _compute.dictionary_encode(text)
    texts: pa.StringArray = from_texts(map(function, encoded.dictionary.to_pylist())).take(encoded.indices)
    return texts


def concat_in_order(parts: Sequence[pa.StringArray], indices: Sequence[Indices]) -> pa.StringArray:
    """Combine several arrays into one.

    Args:
        parts: arrays.
        indices: for each of them, the index in the result of each of its rows; together 0 to n - 1.
    """
    if len(parts) <= 1:
        return parts[0] if parts else from_texts([])
    target = np.concatenate(indices)
    order = np.empty(len(target), np.int32)
    order[target] = np.arange(len(target), dtype=np.int32)
    return take(pa.concat_arrays(parts), order)


def _float_or_nan(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return float("nan")
