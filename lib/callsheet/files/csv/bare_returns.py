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
    bare = data.count(b"\r")
    bare -= data.count(b"\r\n") if bare else 0
    if not bare or bare == data.count(b"\r\r\n"):
        return WithoutBareReturns(data, "")
    unused = next((mark for mark in _PLACEHOLDERS if mark not in data), None)
    if unused is None or not _ends_with_newlines(data[:_SAMPLE_BYTES].decode("utf-8", "ignore")):
        return WithoutBareReturns(data, "")
    return WithoutBareReturns(_BARE.sub(unused, data), unused.decode())


def _ends_with_newlines(sample: str) -> bool:
    r"""Whether the lines of a text have more even numbers of cells if only `\n` ends them.

    Args:
        sample: its start.
    """
    plain = _QUOTED.sub("", sample)
    newlines = plain.count("\n")
    if not newlines:
        return False
    wide, narrow = (_evenness(re.split(breaks, plain)) for breaks in (r"\n", r"[\r\n]+"))
    return wide >= narrow if newlines * 2 > plain.count("\r") else wide > narrow


def _evenness(lines: list[str]) -> float:
    """The largest share of lines with the same number of one delimiter."""
    filled = [line for line in lines if line.strip()]
    best = 0
    for delimiter in ",;\t|":
        counts = Counter(line.count(delimiter) for line in filled)
        del counts[0]
        best = max(best, *counts.values(), 0)
    return best / max(len(filled), 1)
