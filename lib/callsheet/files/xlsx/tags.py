"""Find all tags of a piece of XML at once: their offsets, their first letters, and the text between them."""

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
"""Bytes of XML processed together: large enough for vectorised code, small enough for the CPU cache; set by hand."""
_PADDING = bytes(32)


class NotFastPath(Exception):
    """The XML does not have the form that the vectorised reader handles; the SAX reader has to read it."""


@dataclass(frozen=True)
class Tags:
    """Tags of a piece of XML (n).

    Args:
        source: the bytes of the piece.
        bytes: the same as uint8, padded with zeros so that reading past the end is safe.
        begin: offset of `<`.
        end: offset of `>`.
        first: uint8, the byte after `<`.
        second: uint8, the second byte after `<`.
        third: uint8, the third byte after `<`.
    """

    source: bytes
    bytes: NDArray[np.uint8]
    begin: NDArray[np.intp]
    end: NDArray[np.intp]
    first: NDArray[np.uint8]
    second: NDArray[np.uint8]
    third: NDArray[np.uint8]

    @property
    def closed(self) -> NDArray[np.bool_]:
        """Which tags end in `/>`."""
        closed: NDArray[np.bool_] = self.at(self.end, -1) == SLASH
        return closed

    def at(self, offsets: NDArray[np.intp], beyond: int = 0) -> NDArray[np.uint8]:
        """The bytes at some offsets.

        Args:
            offsets: n, whose type is that of an index: smaller integers are converted first, which takes as long again.
            beyond: added to every offset; no less than -1.
        """
        whole = self.bytes[beyond:] if beyond >= 0 else self.bytes
        return whole.take(offsets if beyond >= 0 else offsets + beyond)

    def texts(self, start: NDArray[np.intp], stop: NDArray[np.intp]) -> pa.StringArray:
        """Slices of the XML as texts, with references resolved.

        Args:
            start: n offsets, ascending.
            stop: n offsets, each before the next start.
        """
        texts = slice_bytes(self.source, start, stop)
        return decode_text(texts) if b"&" in self.source or b"_x" in self.source else texts


def find_tags(xml: bytes) -> Tags:
    """Find the tags of a piece of XML.

    Args:
        xml: UTF-8; no tag is cut at either end.

    Raises:
        NotFastPath: `<` and `>` do not alternate, or there is a comment, CDATA section or processing instruction.
        UnicodeDecodeError: it is not UTF-8.
    """
    if b"\r" in xml:
        xml = xml.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    if not xml.isascii():
        xml.decode()
    data = np.frombuffer(xml + _PADDING, np.uint8)
    begin = np.flatnonzero(data == LESS)
    end = np.flatnonzero(data == GREATER)
    if len(begin) != len(end) or (end <= begin).any() or (begin[1:] <= end[:-1]).any():
        raise NotFastPath
    first, second, third = (data[shift:].take(begin) for shift in (1, 2, 3))
    if ((first == b"!"[0]) | (first == b"?"[0])).any():
        raise NotFastPath
    return Tags(xml, data, begin, end, first, second, third)


def element_blocks(part: IO[bytes], root: bytes, element: bytes) -> Iterator[bytes]:
    """Cut a list into blocks of whole elements, without what surrounds them.

    Args:
        part: the part, open for reading.
        root: name of the element that contains the list, as `b"sst"`.
        element: name of its elements, as `b"si"`.

    Raises:
        NotFastPath: the list does not begin or end in the usual form.
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
    data: NDArray[np.uint8], at: NDArray[np.intp], most: int
) -> tuple[NDArray[np.int32], NDArray[np.intp]]:
    """Parse the integers at some offsets.

    Args:
        data: bytes.
        at: n offsets.
        most: greatest number of digits, at most 9.

    Returns:
        The numbers, and the offsets after their last digits.
    """
    number = np.zeros(len(at), np.int32)
    after = at.copy()
    going = np.ones(len(at), np.bool_)
    for _ in range(most):
        digit = data.take(after) - np.uint8(48)
        going &= digit <= 9  # noqa: PLR2004 - the digit nine
        if not going.any():
            break
        number = np.where(going, number * 10 + digit, number)
        after += going
    return number, after


def is_whitespace(tags: Tags, start: NDArray[np.intp], stop: NDArray[np.intp]) -> bool:
    """Whether there is only white space between pairs of offsets."""
    filled = stop > start
    if not filled.any():
        return True
    return not any(map(str.strip, to_list(tags.texts(start[filled], stop[filled]))))
