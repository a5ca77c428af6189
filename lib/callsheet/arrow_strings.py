"""Columns of text in Arrow with plain types around them: what the readers of workbooks need of it, and no more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from numpy.typing import NDArray

    Places = NDArray[np.integer[Any]]
    Which = NDArray[np.bool_]

_compute: Any = pc  # its stubs know nearly no array


def strings(texts: Iterable[str]) -> pa.StringArray:
    """Texts as a column."""
    return pa.array(list(texts), pa.string())


def taken(text: pa.StringArray, places: Places) -> pa.StringArray:
    """The texts at some places, in their order."""
    chosen: Any = places
    whole: pa.StringArray = text.take(pa.array(chosen))
    return whole


def taken_or_empty(text: pa.StringArray, places: Places) -> pa.StringArray:
    """The texts at some places, "" where a place is -1."""
    chosen: Any = pa.array(places, mask=places < 0)
    found: pa.StringArray = _compute.fill_null(text.take(chosen), "")
    return found


def those(text: pa.StringArray, which: Which) -> pa.StringArray:
    """The texts of which something is true."""
    return text.filter(pa.array(which))


def replaced(text: pa.StringArray, which: Which, others: pa.StringArray) -> pa.StringArray:
    """The texts, those of which something is true replaced by others, one for each."""
    changed: pa.StringArray = _compute.replace_with_mask(text, pa.array(which), others)
    return changed


def chosen(which: Which, yes: pa.StringArray | str, no: pa.StringArray | str) -> pa.StringArray:
    """Of two columns the one where something is true, else the other."""
    texts: pa.StringArray = _compute.if_else(pa.array(which), yes, no)
    return texts


def matches(text: pa.StringArray, pattern: str) -> Which:
    """Which texts a regular expression is found in."""
    found: Which = _compute.match_substring_regex(text, pattern).to_numpy(zero_copy_only=False)
    return found


def contains(text: pa.StringArray, piece: str) -> Which:
    """Which texts hold a piece."""
    found: Which = _compute.match_substring(text, piece).to_numpy(zero_copy_only=False)
    return found


def without(text: pa.StringArray, piece: str, instead: str) -> pa.StringArray:
    """The texts with every occurrence of a piece replaced."""
    changed: pa.StringArray = _compute.replace_substring(text, piece, instead)
    return changed


def trimmed(text: pa.StringArray) -> pa.StringArray:
    """The texts without white space around them."""
    changed: pa.StringArray = _compute.utf8_trim_whitespace(text)
    return changed


def side_by_side(left: pa.StringArray, right: pa.StringArray, between: str) -> pa.StringArray:
    """Two columns as one."""
    joined: pa.StringArray = _compute.binary_join_element_wise(left, right, between)
    return joined


def runs_joined(text: pa.StringArray, runs: Places, between: str = "") -> pa.StringArray:
    """Texts that belong together one after another.

    Args:
        text: n.
        runs: how many of them each of the m results is made of.
        between: what stands between them.
    """
    offsets: Any = pa.array(np.concatenate([[0], np.cumsum(runs)]).astype(np.int32))
    joined: pa.StringArray = _compute.binary_join(pa.ListArray.from_arrays(offsets, text), between)
    return joined


def as_texts(numbers: NDArray[np.integer[Any]]) -> pa.StringArray:
    """Whole numbers as texts."""
    texts: pa.StringArray = _compute.cast(pa.array(numbers), pa.string())
    return texts


def as_whole(text: pa.StringArray) -> NDArray[np.int32]:
    """Texts as whole numbers.

    Raises:
        pa.ArrowInvalid: one is none.
    """
    numbers: NDArray[np.int32] = _compute.cast(text, pa.int32()).to_numpy(zero_copy_only=False)
    return numbers


def as_floating(text: pa.StringArray) -> NDArray[np.float64]:
    """Texts as numbers, NaN where one is none."""
    try:
        numbers: NDArray[np.float64] = _compute.cast(text, pa.float64()).to_numpy(zero_copy_only=False)
    except pa.ArrowInvalid:
        return np.array([_floating(each) for each in listed(text)], np.float64)
    return numbers


def listed(text: pa.StringArray) -> list[str]:
    """A column as a list."""
    texts: Any = text.to_pylist()
    return list(texts)


def map_unique(text: pa.StringArray, write: Callable[[str], str]) -> pa.StringArray:
    """A function of each text, called once for each distinct one."""
    known: Any = _compute.dictionary_encode(text)
    written: pa.StringArray = strings(map(write, known.dictionary.to_pylist())).take(known.indices)
    return written


def in_order(parts: Sequence[pa.StringArray], places: Sequence[Places]) -> pa.StringArray:
    """Texts of several parts, each at its place."""
    if len(parts) <= 1:
        return parts[0] if parts else strings([])
    whole = np.concatenate(places)
    order = np.empty(len(whole), np.int32)
    order[whole] = np.arange(len(whole), dtype=np.int32)
    return taken(pa.concat_arrays(parts), order)


def pieces(data: bytes, start: NDArray[np.int32], stop: NDArray[np.int32]) -> pa.StringArray:
    """Pieces of some bytes as texts.

    Args:
        data: UTF-8.
        start: n places, ascending, each at the beginning of a character.
        stop: n places, each before the next start.
    """
    if not len(start):
        return strings([])
    places = np.empty(2 * len(start), np.int32)
    places[::2], places[1::2] = start, stop
    buffers: list[Any] = [None, pa.py_buffer(places.tobytes()), pa.py_buffer(data)]
    between: Any = pa.Array.from_buffers(pa.string(), len(places) - 1, buffers)
    return taken(between, np.arange(0, len(places), 2, dtype=np.int32))


def _floating(written: str) -> float:
    try:
        return float(written)
    except ValueError:
        return float("nan")
