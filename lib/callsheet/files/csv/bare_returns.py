r"""Bare carriage returns: in a file whose records end with `\n` or `\r\n` they are line breaks inside cells.

They are replaced by a control character that the text does not contain while the records are read.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

_SAMPLE_BYTES = 200_000
_PLACEHOLDERS = tuple(bytes([code]) for code in range(1, 9))
_BARE = re.compile(rb"\r(?!\r?\n)")
_QUOTED = re.compile(r'"(?:[^"]++|"")*+"')


class WithoutBareReturns(NamedTuple):
    """A text whose bare returns are replaced.

    Args:
        data: UTF-8.
        placeholder: the character in place of them; "": nothing was replaced.
    """

    data: bytes
    placeholder: str

    def restored(self, cells: pa.Table) -> pa.Table:
        r"""The cells with `\r` in place of the placeholder.

        Args:
            cells: records × columns of `string`.
        """
        if not self.placeholder:
            return cells
        for index, column in enumerate(cells.columns):
            if np.any(pc.match_substring(column, self.placeholder).to_numpy()):
                cells = cells.set_column(index, str(index), pc.replace_substring(column, self.placeholder, "\r"))
        return cells


def without_bare_returns(data: bytes) -> WithoutBareReturns:
    r"""Replace bare returns in a text whose records end with `\n` or `\r\n`.

    Args:
        data: the whole text in UTF-8.
    """
    if b"\r" not in data or not _has_bare(np.frombuffer(data, np.uint8)):
        return WithoutBareReturns(data, "")
    unused = next((mark for mark in _PLACEHOLDERS if mark not in data), None)
    if unused is None or not _ends_with_newlines(data[:_SAMPLE_BYTES].decode("utf-8", "ignore")):
        return WithoutBareReturns(data, "")
    return WithoutBareReturns(_BARE.sub(unused, data), unused.decode())


def _has_bare(buffer: np.ndarray) -> bool:
    """Whether a return is not followed by a newline; at once for whole files, before the text is searched."""
    last = len(buffer) - 1
    returns = np.flatnonzero(buffer == ord("\r"))
    next_bytes, second_bytes = (buffer[np.minimum(returns + offset, last)] for offset in (1, 2))
    ends = (next_bytes == ord("\n")) | ((next_bytes == ord("\r")) & (second_bytes == ord("\n")))
    return not bool(ends.all())


def _ends_with_newlines(sample: str) -> bool:
    r"""Whether the lines of a text have more even numbers of cells if only `\n` ends them.

    Args:
        sample: its start.
    """
    texts = (_QUOTED.sub("", sample), sample)  # a stray quote makes the first one useless
    if "\n" not in texts[0]:
        return False
    is_majority = all(text.count("\n") * 2 > text.count("\r") for text in texts)
    gains = [_evenness(text.split("\n")) - _evenness(re.split(r"[\r\n]+", text)) for text in texts]
    return gains[0] >= 0 if is_majority else min(gains) > 0


def _evenness(lines: list[str]) -> float:
    """The largest share of lines with the same number of one delimiter."""
    filled = [line for line in lines if line.strip()]
    best = 0
    for delimiter in ",;\t|":
        counts = Counter(line.count(delimiter) for line in filled)
        del counts[0]
        best = max(best, *counts.values(), 0)
    return best / max(len(filled), 1)
