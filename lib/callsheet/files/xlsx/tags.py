"""The tags of a piece of XML in columns: where each begins and ends, and what stands between two of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from callsheet.arrow_strings import slice_bytes, to_list
from callsheet.files.xlsx.escapes import decode_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import IO

    import pyarrow as pa
    from numpy.typing import NDArray

LESS, GREATER, SLASH, SPACE, QUOTE = b"<"[0], b">"[0], b"/"[0], b" "[0], b'"'[0]
BLOCK = 6 << 20
"""Bytes of XML looked at together: large enough for whole-column work, small enough for the processor's cache."""
_PADDING = bytes(32)


class NotFastPath(Exception):
    """The XML is not written the way nearly all programs write it: the careful reader has to be asked."""


@dataclass(frozen=True)
class Tags:
    """Tags of a piece of XML (n).

    Args:
        source: its bytes.
        bytes: the same as uint8, zeros behind them so that a look past the end is no error.
        begin: int32, place of `<`.
        end: int32, place of `>`.
        first: uint8, the byte after `<`.
        second: uint8, the byte after that.
        third: uint8, and the next.
    """

    source: bytes
    bytes: NDArray[np.uint8]
    begin: NDArray[np.int32]
    end: NDArray[np.int32]
    first: NDArray[np.uint8]
    second: NDArray[np.uint8]
    third: NDArray[np.uint8]

    @property
    def closed(self) -> NDArray[np.bool_]:
        """Which tags end in `/>`."""
        closed: NDArray[np.bool_] = self.bytes[self.end - 1] == SLASH
        return closed

    def texts(self, start: NDArray[np.int32], stop: NDArray[np.int32]) -> pa.StringArray:
        """Pieces of the XML as texts, references resolved.

        Args:
            start: n places, ascending.
            stop: n places, each before the next start.
        """
        texts = slice_bytes(self.source, start, stop)
        return decode_text(texts) if b"&" in self.source or b"_x" in self.source else texts


def find_tags(xml: bytes) -> Tags:
    """Find the tags of a piece of XML.

    Args:
        xml: UTF-8; no tag is cut at either end.

    Raises:
        Irregular: `<` and `>` do not take turns, or a comment or CDATA section is among them.
        UnicodeDecodeError: it is not UTF-8.
    """
    if b"\r" in xml:
        xml = xml.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    if not xml.isascii():
        xml.decode()
    data = np.frombuffer(xml + _PADDING, np.uint8)
    begin = np.flatnonzero(data == LESS).astype(np.int32)
    end = np.flatnonzero(data == GREATER).astype(np.int32)
    if len(begin) != len(end) or (end <= begin).any() or (begin[1:] <= end[:-1]).any():
        raise NotFastPath
    first = data[begin + 1]
    if ((first == b"!"[0]) | (first == b"?"[0])).any():
        raise NotFastPath
    return Tags(xml, data, begin, end, first, data[begin + 2], data[begin + 3])


def element_blocks(part: IO[bytes], root: bytes, element: bytes) -> Iterator[bytes]:
    """Cut a list into blocks of whole elements, what stands around them left aside.

    Args:
        part: the part, open for reading.
        root: name of the element around the list, as `b"sst"`.
        element: name of its elements, as `b"si"`.

    Raises:
        Irregular: the list does not begin or end as it should.
    """
    rest, ends = part.read(BLOCK), b"</" + element + b">"
    begin = re.search(rb"<" + root + rb"(?:\s[^>]*)?>", rest[:4096])
    if begin is None or begin[0].endswith(b"/>"):
        raise NotFastPath
    rest = rest[begin.end() :]
    while piece := part.read(BLOCK):
        cut = rest.rfind(ends) + len(ends)
        if cut >= len(ends):
            yield rest[:cut]
            rest = rest[cut:]
        rest += piece
    last, closed, _ = rest.partition(b"</" + root + b">")
    if not closed:
        raise NotFastPath
    yield last


def parse_integers(
    data: NDArray[np.uint8], at: NDArray[np.int32], most: int
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Numbers written at some places.

    Args:
        data: bytes.
        at: n places.
        most: digits that a number may have, at most 9.

    Returns:
        The numbers, and the places after their last digit.
    """
    number = np.zeros(len(at), np.int32)
    after = at.copy()
    going = np.ones(len(at), np.bool_)
    for _ in range(most):
        digit = data[after] - np.uint8(48)
        going &= digit <= 9  # noqa: PLR2004 - the digit nine
        if not going.any():
            break
        number = np.where(going, number * 10 + digit, number)
        after += going
    return number, after


def is_whitespace(tags: Tags, start: NDArray[np.int32], stop: NDArray[np.int32]) -> bool:
    """True when nothing but white space stands between some places."""
    filled = stop > start
    if not filled.any():
        return True
    return not any(map(str.strip, to_list(tags.texts(start[filled], stop[filled]))))
