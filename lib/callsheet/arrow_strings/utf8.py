"""The UTF-8 bytes behind an Arrow array of text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import numpy as np
import pyarrow as pa

if TYPE_CHECKING:
    from numpy.typing import NDArray


def utf8_bytes(text: pa.StringArray) -> tuple[NDArray[np.int32], NDArray[np.uint8]]:
    """Offsets of the texts, and the UTF-8 bytes of all of them one after another; nothing is copied.

    Args:
        text: n rows without nulls.

    Returns:
        n + 1 offsets starting at 0, and the bytes.
    """
    buffers: list[Any] = text.buffers()
    _, positions, data = buffers
    if positions is None or data is None or not len(text):
        return np.zeros(len(text) + 1, np.int32), np.zeros(0, np.uint8)
    offsets = np.frombuffer(positions, np.int32)[text.offset : text.offset + len(text) + 1]
    whole = np.frombuffer(data, np.uint8)[offsets[0] : offsets[-1]]
    return offsets - offsets[0], whole


def from_utf8(offsets: NDArray[np.integer[Any]], data: NDArray[np.uint8]) -> pa.StringArray:
    """An array from offsets and bytes: the inverse of `utf8_bytes`.

    Args:
        offsets: n + 1 offsets into `data`.
        data: UTF-8.
    """
    parts: tuple[Any, Any] = (offsets.astype(np.int32), data)
    text: Any = pa.Array.from_buffers(pa.string(), len(offsets) - 1, [None, *map(pa.py_buffer, parts)])
    return cast("pa.StringArray", text)


def concatenated_bytes(text: pa.StringArray) -> memoryview:
    """The bytes of all texts one after another; nothing is copied."""
    return utf8_bytes(text)[1].data


def slice_bytes(
    data: bytes, start: NDArray[np.signedinteger[Any]], stop: NDArray[np.signedinteger[Any]]
) -> pa.StringArray:
    """Slices of UTF-8 bytes as texts.

    Args:
        data: UTF-8.
        start: n offsets below 2 ** 31, ascending, each at the beginning of a character.
        stop: n offsets, each at most the next start.
    """
    if not len(start):
        return pa.array([], pa.string())
    offsets = np.empty(2 * len(start), np.int32)
    offsets[::2], offsets[1::2] = start, stop
    buffers: list[Any] = [None, pa.py_buffer(offsets.tobytes()), pa.py_buffer(data)]
    # The texts and the gaps between them alternate; `take` copies the texts alone.
    alternating: Any = pa.Array.from_buffers(pa.string(), len(offsets) - 1, buffers)
    texts: pa.StringArray = alternating.take(pa.array(np.arange(0, len(offsets), 2, dtype=np.int32)))
    return texts
