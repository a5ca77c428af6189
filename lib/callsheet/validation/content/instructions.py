"""Which cells of a column read like instructions to the agent.

A cheap look at the whole column leaves few cells, which are read in full: by the model, sentence by sentence and in
every spelling, and by the lexicon, whose word counts where the model doubts.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from callsheet.arrow_strings import take, to_list, utf8_bytes
from callsheet.validation.content.folding import readings
from callsheet.validation.content.markers import has_marker
from callsheet.validation.content.model.first_pass import highest
from callsheet.validation.content.model.scores import first_pass, scores
from callsheet.validation.content.passages import passages
from callsheet.validation.content.steering import forget_words, gives_order, has_order_words
from callsheet.validation.content.unusual_forms import unusual_forms

if TYPE_CHECKING:
    from numpy.typing import NDArray

_MANY, _SAMPLE, _OFTEN_REPEATED = 5_000, 1_000, 0.5
"""Cells from which on a column is searched by its distinct values, cells sampled, and their distinct share up to which
that pays. Measured on 200,000 cells."""

_SHORTEST = 8
"""Bytes of the shortest instruction."""

_DIFFERENT, _DIFFERENT_SIGNS, _SIGNS = 6, 3, "\u0900"
"""Different letters of the shortest order; in scripts whose signs are words or syllables, which begin here, fewer."""

_DOUBT, _ODD_DOUBT, _UNUSUAL_DOUBT = 2.0, 3.0, 1.5
"""How far below 0 the model's score may be where the lexicon finds an order, where it finds one in a cell of unusual
form, and where a cell is unusual for its column."""

_LIKE_A_NAME = re.compile(r"(?:[A-Z\u00c0-\u00de0-9][\w'\u2019.-]*(?:\s*[&,/]\s*|\s+|$)){1,6}")
_OF_A_NAME = 2.0
"""Up to six words that all begin with a capital, as names of persons, firms and streets do, and how far above 0 the
score must be there: Forget, Rule and Act are names too."""

_OF_OTHER_SCRIPTS, _OTHER_SCRIPTS = -0.3, "\u0370"
"""The score above which a cell is an order that is mostly written in other than Latin letters, which begin here: it has
fewer letters for what it says, and less is in common with names and companies."""

_FEWEST = 10
"""Filled cells from which on a column has a usual length."""

_ROWS_AT_ONCE = 100_000
"""Cells that are measured at once, so that a column of a million takes no copies of its lengths."""

_USUALLY_SHORT, _SHORTEST_OUTLIER, _TIMES_LONGER = 32, 40, 3
"""Bytes of most cells of a column of names, bytes of an unusual cell in it, and how much longer it is than most."""


def instruction_rows(text: pa.StringArray, usual_bytes: NDArray[np.integer[Any]] | None = None) -> NDArray[np.intp]:
    """Return the rows of a column that read like instructions to the agent, ascending.

    Args:
        text: n cells without nulls.
        usual_bytes: for each cell, the length that most cells of its column do not exceed; a cell that is much longer
            than that is unusual, and suspect with fewer words of an order. None: unknown.
    """
    is_unusual = np.zeros(len(text), np.bool_) if usual_bytes is None else _is_unusual(text, usual_bytes)
    try:
        if len(text) < _MANY or not _repeats(text):
            return np.flatnonzero(_are_orders(text, is_unusual))
        encoded: Any = pc.dictionary_encode(text)
        numbers: NDArray[np.intp] = encoded.indices.to_numpy()
        unusual = np.zeros(len(encoded.dictionary), np.bool_)
        unusual[numbers[is_unusual]] = True
        return np.flatnonzero(_are_orders(encoded.dictionary, unusual)[numbers])
    finally:
        forget_words()


def usual_length(text: pa.StringArray) -> int:
    """Return the bytes that nine of ten filled cells do not exceed; 0 if there are too few to tell.

    Args:
        text: a whole column.
    """
    offsets, _ = utf8_bytes(text)
    cells_of = np.zeros(1, np.int64)  # length → cells that have it
    for start in range(0, len(text), _ROWS_AT_ONCE):
        counted = np.bincount(np.diff(offsets[start : start + _ROWS_AT_ONCE + 1]), minlength=len(cells_of))
        counted[: len(cells_of)] += cells_of
        cells_of = counted
    cells_of[0] = 0
    up_to = np.cumsum(cells_of)
    filled = int(up_to[-1])
    return int(np.searchsorted(up_to, (9 * filled) // 10, side="right")) if filled >= _FEWEST else 0


def _is_unusual(text: pa.StringArray, usual_bytes: NDArray[np.integer[Any]]) -> NDArray[np.bool_]:
    """Which cells are much longer than those of a column of names."""
    offsets, _ = utf8_bytes(text)
    least = np.maximum(_SHORTEST_OUTLIER, _TIMES_LONGER * usual_bytes)
    is_short_column = (usual_bytes > 0) & (usual_bytes <= _USUALLY_SHORT)
    found: NDArray[np.bool_] = is_short_column & (np.diff(offsets) >= least)
    return found


def _repeats(text: pa.StringArray) -> bool:
    return len(set(to_list(text.slice(0, _SAMPLE)))) <= _OFTEN_REPEATED * _SAMPLE


def _are_orders(text: pa.StringArray, is_unusual: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which cells read like orders (n × bool).

    Args:
        text: n cells without nulls.
        is_unusual: which are unusual for their column (n).
    """
    found = np.zeros(len(text), np.bool_)
    offsets, _ = utf8_bytes(text)
    rows = np.flatnonzero(np.diff(offsets) >= _SHORTEST)
    if not len(rows):
        return found
    judged = text if len(rows) == len(text) else take(text, rows)
    is_odd = unusual_forms(judged)
    is_read = is_odd | is_unusual[rows] | (highest(judged, first_pass().weights) >= first_pass().least)
    rows, is_odd = rows[is_read], is_odd[is_read]
    cells = to_list(take(text, rows))
    orders = dict.fromkeys(zip(cells, is_odd.tolist(), is_unusual[rows].tolist(), strict=True))
    verdicts = dict(zip(orders, _verdicts(list(orders)), strict=True))
    found[rows] = [verdicts[key] for key in zip(cells, is_odd.tolist(), is_unusual[rows].tolist(), strict=True)]
    return found


def _verdicts(cells: list[tuple[str, bool, bool]]) -> list[bool]:
    """Whether each of some cells is an order.

    Args:
        cells: (text, whether its form is unusual, whether it is unusual for its column).
    """
    texts: list[str] = []
    owners: list[int] = []
    spellings: list[list[tuple[str, bool]]] = []
    for number, (cell, is_odd, _) in enumerate(cells):
        ways = list(readings(cell)) if is_odd else []
        spellings.append(ways)
        found = passages(cell)
        for words, is_joined in ways:
            found += [words] if is_joined else passages(words)
        found = [text for text in found if not _has_few_letters(text)]
        texts += found
        owners += [number] * len(found)
    best = np.full(len(cells), -np.inf)
    if texts:
        np.maximum.at(best, owners, scores(pa.array(texts, pa.string())))
    verdicts = []
    for (cell, is_odd, is_unusual), ways, score in zip(cells, spellings, best.tolist(), strict=True):
        if is_odd and (has_marker(cell) or (score > -_ODD_DOUBT and gives_order(cell, ways))):
            verdicts.append(True)
        elif is_unusual:
            verdicts.append(score > -_UNUSUAL_DOUBT or has_order_words(cell))
        else:
            least = _least(cell)
            verdicts.append(score > least or (score > least - _DOUBT and gives_order(cell, [])))
    return verdicts


def _least(cell: str) -> float:
    """The score above which a cell is an order."""
    if _LIKE_A_NAME.fullmatch(cell) and not cell.isupper():
        return _OF_A_NAME
    letters = [letter for letter in cell if letter.isalpha()]
    others = sum(letter >= _OTHER_SCRIPTS for letter in letters)
    return _OF_OTHER_SCRIPTS if 2 * others > len(letters) else 0.0


def _has_few_letters(text: str) -> bool:
    """Whether a text is too little for an order, such as a number or the same letter over and over."""
    letters = {letter for letter in text.casefold() if letter.isalpha()}
    return len(letters) < (_DIFFERENT_SIGNS if any(letter >= _SIGNS for letter in letters) else _DIFFERENT)
