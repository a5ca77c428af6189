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

_PLAIN = (b"si", b"t", b"/t", b"/si")
"""The tags of a string that is one text."""
_ENDS_A_NAME = np.isin(np.arange(256), list(b"> /\n\t"))


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
    return _plain_strings(tags) if _are_plain(tags) else _rich_strings(tags)


def _are_plain(tags: Tags) -> bool:
    """Whether each string is one text, as nearly all are."""
    size = len(_PLAIN)
    if len(tags.begin) % size:
        return False
    named = (_named(tags, name, tags.begin[place::size]) for place, name in enumerate(_PLAIN))
    return all(which.all() for which in named) and not tags.closed.reshape(-1, size)[:, :2].any()


def _plain_strings(tags: Tags) -> pa.StringArray:
    places = np.arange(len(tags.begin) - 1) % len(_PLAIN)
    _check_between(tags, places == 1)
    return tags.texts(tags.end[1 :: len(_PLAIN)] + 1, tags.begin[2 :: len(_PLAIN)])


def _check_between(tags: Tags, texts: NDArray[np.bool_]) -> None:
    """Refuse text between tags, except after the tags that begin a text (n - 1 × bool)."""
    between = np.flatnonzero((tags.begin[1:] > tags.end[:-1] + 1) & ~texts)
    if not is_whitespace(tags, tags.end[between] + 1, tags.begin[between + 1]):
        raise NotFastPath


def _rich_strings(tags: Tags) -> pa.StringArray:
    """The strings of a list in which some are formatted in parts, have phonetic text, or none at all."""
    begun, ended = _named(tags, b"si"), _named(tags, b"/si")
    texts, texts_ended = _named(tags, b"t"), _named(tags, b"/t")
    closed = tags.closed
    opened = np.flatnonzero(begun & ~closed)
    if not _alternate(opened, np.flatnonzero(ended)):
        raise NotFastPath
    _check_between(tags, texts[:-1])
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


def _named(tags: Tags, name: bytes, begin: NDArray[np.intp] | None = None) -> NDArray[np.bool_]:
    """Which tags have a given name.

    Args:
        tags: all tags.
        name: as b"si", or b"/si" for the end of an element.
        begin: offsets of those that are asked about; None: all of them.
    """
    begin = tags.begin if begin is None else begin
    mask: NDArray[np.bool_] = _ENDS_A_NAME.take(tags.at(begin, 1 + len(name)))
    for index, byte in enumerate(name):
        mask &= tags.at(begin, 1 + index) == byte
    return mask


def _alternate(begin: NDArray[np.intp], end: NDArray[np.intp]) -> bool:
    return len(begin) == len(end) and bool((end > begin).all()) and bool((begin[1:] > end[:-1]).all())
