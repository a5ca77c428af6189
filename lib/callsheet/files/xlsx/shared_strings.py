"""Vectorised reader of shared strings: runs of rich text are joined, phonetic text is ignored."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from callsheet.arrow_strings import from_texts, join_runs
from callsheet.files.xlsx.tags import NotFastPath, Tags, find_tags, is_whitespace

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray


def read_strings(pieces: Iterable[bytes]) -> pa.StringArray:
    """Read the shared strings (n), in order.

    Args:
        pieces: the content of `<sst>`, cut between strings.

    Raises:
        NotFastPath: only `parse_strings` can read the XML.
        UnicodeDecodeError: it is not UTF-8.
    """
    parts = [_strings(tags) for tags in map(find_tags, pieces) if len(tags.begin)]
    return pa.concat_arrays(parts) if parts else from_texts([])


def _strings(tags: Tags) -> pa.StringArray:
    begun, ended = _named(tags, b"si"), _named(tags, b"/si")
    texts, texts_ended = _named(tags, b"t"), _named(tags, b"/t")
    closed = tags.closed
    opened = np.flatnonzero(begun & ~closed)
    if not _alternate(opened, np.flatnonzero(ended)):
        raise NotFastPath
    between = np.flatnonzero((tags.begin[1:] > tags.end[:-1] + 1) & ~texts[:-1])
    if not is_whitespace(tags, tags.end[between] + 1, tags.begin[between + 1]):
        raise NotFastPath
    if len(opened) + np.count_nonzero(begun & closed) == 0:
        raise NotFastPath
    inside = np.cumsum(begun & ~closed) > np.cumsum(ended)
    if not (inside | begun | ended).all():
        raise NotFastPath
    phonetic = np.cumsum(_named(tags, b"rPh")) > np.cumsum(_named(tags, b"/rPh"))
    whole = np.flatnonzero(texts & ~closed)
    if not np.array_equal(np.flatnonzero(texts_ended), whole + 1):
        raise NotFastPath
    whole = whole[~phonetic[whole]]
    owner = np.cumsum(begun)[whole] - 1
    runs = tags.texts(tags.end[whole] + 1, tags.begin[whole + 1])
    return _join_runs(runs, owner, int(begun.sum()))


def _join_runs(texts: pa.StringArray, owner: NDArray[np.intp], size: int) -> pa.StringArray:
    """Join the runs of each string; a string without runs is empty."""
    if len(owner) == size and np.array_equal(owner, np.arange(size)):
        return texts
    if len(owner) and owner[0] < 0:
        raise NotFastPath
    runs = np.bincount(owner, minlength=size)
    return join_runs(texts, runs)


def _named(tags: Tags, name: bytes) -> NDArray[np.bool_]:
    """Which tags have a given name (n × bool)."""
    after = tags.bytes[tags.begin + 1 + len(name)]
    mask = np.isin(after, np.frombuffer(b"> /\n\t", np.uint8))
    for index, byte in enumerate(name):
        mask &= tags.bytes[tags.begin + 1 + index] == byte
    return mask


def _alternate(begin: NDArray[np.intp], end: NDArray[np.intp]) -> bool:
    return len(begin) == len(end) and bool((end > begin).all()) and bool((begin[1:] > end[:-1]).all())
