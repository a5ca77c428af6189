"""What the cells of a column about consent say, read once for each distinct text."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pyarrow.compute as pc

from callsheet.arrow_strings import from_series, slice_bytes, utf8_bytes
from callsheet.validation.consent.dates import read_days
from callsheet.validation.consent.vocabulary import BASIS, CROSSES, GIVEN, NO, NOTHING, REFUSED, TICKS, YES
from callsheet.validation.normalize import as_shown, plain_words

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa
    from numpy.typing import NDArray

NO_DAY = np.iinfo(np.int32).min
"""In the place of a day that is not known."""
_TIME = r"[T ,]+[0-9]{1,2}:[0-9]{2}(?s:.*)$"
"""The time behind a day: without it there are few distinct texts."""
_MANY = 5_000
"""Distinct texts from which the times are looked for; chosen by hand."""
_DAY_BYTES = 10
"""Of 2026-11-29."""


class CellSays(IntEnum):
    """What a cell says."""

    NOTHING = 0
    YES = 1
    NO = 2
    GIVEN = 3
    REFUSED = 4
    BASIS = 5
    DAY = 6
    OTHER = 7


class ReadCells(NamedTuple):
    """A column that was read (n cells).

    Args:
        says: int8, `CellSays`.
        day: int32, days since 1970 of the day in the cell, `NO_DAY` without one.
    """

    says: NDArray[np.int8]
    day: NDArray[np.int32]


def read_cells(values: pd.Series[str]) -> ReadCells:
    """Read a column about consent.

    Args:
        values: n cells.
    """
    text = _without_times(as_shown(from_series(values)))
    encoded = text.dictionary_encode()
    index, distinct = encoded.indices.to_numpy(zero_copy_only=False), encoded.dictionary
    if len(distinct) > _MANY:
        encoded = pc.replace_substring_regex(distinct, _TIME, "").dictionary_encode()
        index, distinct = encoded.indices.to_numpy(zero_copy_only=False)[index], encoded.dictionary
    texts = [str(shown) for shown in distinct.to_pylist()]
    meanings = {shown: meaning_of(shown) for shown in texts}
    days = read_days(shown for shown, says in meanings.items() if says is CellSays.OTHER)
    says = [CellSays.DAY if days.get(shown) else meaning for shown, meaning in meanings.items()]
    day = [NO_DAY if (found := days.get(shown)) is None else found.toordinal() - _EPOCH for shown in texts]
    return ReadCells(np.array(says, np.int8)[index], np.array(day, np.int32)[index])


_EPOCH = 719_163
"""`date.toordinal` of 1 January 1970."""


def _without_times(text: pa.StringArray) -> pa.StringArray:
    """Texts that begin like 2026-11-29T or "2026-11-29 " cut behind the day, by their bytes alone.

    Args:
        text: n cells as shown.
    """
    offsets, data = utf8_bytes(text)
    start, stop = offsets[:-1], offsets[1:].copy()
    long = np.flatnonzero(stop - start > _DAY_BYTES)
    first = start[long]
    is_day = (data[first + 4] == ord("-")) & (data[first + 7] == ord("-"))
    timed = is_day & np.isin(data[first + _DAY_BYTES], np.frombuffer(b"T ", np.uint8))
    if not timed.any():
        return text
    stop[long[timed]] = first[timed] + _DAY_BYTES
    return slice_bytes(data.tobytes(), start, stop)


def meaning_of(shown: str) -> CellSays:
    """Return what one cell says, without a look at days.

    Args:
        shown: the cell as shown.
    """
    if shown and len(shown) <= 2 and shown[0] in TICKS:  # noqa: PLR2004 - a mark and its variation selector
        return CellSays.NO if shown[0] in CROSSES else CellSays.YES
    words = plain_words(shown)
    for meaning, vocabulary in _MEANINGS:
        if words in vocabulary:
            return meaning
    if not words:
        return CellSays.NOTHING
    first, _, rest = words.partition(" ")
    if first in NO and rest:  # "no, thanks", "nein danke": not a yes; a person should read it unless it is clearly a no
        return CellSays.REFUSED if rest in _POLITE or rest in GIVEN else CellSays.OTHER
    if first in YES and rest in _POLITE | GIVEN:
        return CellSays.YES
    return CellSays.OTHER


_POLITE = frozenset({"thanks", "thank you", "please", "danke", "bitte", "merci", "gracias", "obrigado", "grazie"})
_MEANINGS = (
    (CellSays.YES, YES),
    (CellSays.NO, NO),
    (CellSays.GIVEN, GIVEN),
    (CellSays.REFUSED, REFUSED),
    (CellSays.BASIS, BASIS),
    (CellSays.NOTHING, NOTHING),
)
