"""Scan a workbook part while it streams by: reject declarations and endless tags, and track the range of its cells."""

from __future__ import annotations

import codecs
import re

import numpy as np

from callsheet.errors import FileRefused, RefusalCode
from callsheet.files.column_letters import column_index
from callsheet.files.limits import SHEET_COLUMNS, is_too_sparse

MAX_PROLOG = 65_536
MAX_TAG = 32_768
MAX_TEXT = 1 << 20
"""Bytes without a tag: an Excel cell has at most 32,767 characters, each of up to seven bytes as an escape."""

_REFERENCES = (0x223D7220, 0x273D7220)  # ` r="` and ` r='` as one number each
_LONGEST_REFERENCE = 12
_UTF16 = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"), (b"<\x00", "utf-16-le"), (b"\x00<", "utf-16-be"))
_SPACE = re.compile(rb"[\s\xef\xbb\xbf]*")
_ROOT = re.compile(rb"<(?:[\w.-]+:)?(\w+)")
_SHEET = re.compile(rb"<(?:\w+:)?sheet\s")
_ENCODING = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([^"']*)["']""")
_FILLED = re.compile(
    rb"""<(?:\w+:)?c\s[^>]*?\br\s*=\s*["']([A-Za-z]{1,3})(\d{1,7})["'](?:[^>]*[^/>])?>(?!</(?:\w+:)?c>)"""
)


class XmlScan:
    """Scans a part chunk by chunk.

    Args:
        only_filled: count only cells with content; slower.
    """

    def __init__(self, *, only_filled: bool = False) -> None:
        self._only_filled = only_filled
        self._is_first = True
        self._decoder: codecs.IncrementalDecoder | None = None
        self._tail = b""
        self._in_tag = False
        self._since_tag = 0
        self.cells = 0
        self.last_row = 0
        self.last_column = 0
        self.root = b""
        self.sheets = 0

    def feed(self, chunk: bytes) -> None:
        """Scan the next chunk.

        Raises:
            FileRefused: it declares a document type or entities, or has an endless tag or text.
        """
        if self._is_first:
            self._is_first = False
            self._begin(chunk)
        if self._decoder is not None:
            chunk = self._decoder.decode(chunk).encode("utf-8", "surrogatepass")
        self._measure(chunk)
        if self.root == b"workbook":
            self.sheets += len(_SHEET.findall(chunk))
        self._reach(chunk)

    def is_sparse(self) -> bool:
        """Whether the used range is far too large for the number of its cells."""
        return is_too_sparse(self.last_row * self.last_column, self.cells)

    def _begin(self, chunk: bytes) -> None:
        head = chunk[:MAX_PROLOG]
        encoding = next((name for magic, name in _UTF16 if head.startswith(magic)), None)
        if encoding is not None:
            self._decoder = codecs.getincrementaldecoder(encoding)("replace")
            head = head.decode(encoding, "replace").lstrip("\ufeff").encode("utf-8", "replace")
        root = _ROOT.match(head, _end_of_prolog(head))
        self.root = root[1].lower() if root else b""
        stated = _ENCODING.match(head.lstrip(b"\xef\xbb\xbf"))
        if stated and encoding is None and not _is_like_ascii(stated[1]):
            raise FileRefused(RefusalCode.SUSPICIOUS_WORKBOOK)

    def _measure(self, chunk: bytes) -> None:
        """Limit the length of tags and texts, by searching each block for the end of a tag."""
        for start in range(0, len(chunk), MAX_TAG):
            stop = min(start + MAX_TAG, len(chunk))
            if chunk.find(b">", start, stop) < 0:
                self._since_tag += stop - start
                opened = chunk.rfind(b"<", start, stop) >= 0
                if (self._in_tag and self._since_tag > MAX_TAG) or self._since_tag > MAX_TEXT:
                    raise FileRefused(RefusalCode.SUSPICIOUS_WORKBOOK)
                self._in_tag = self._in_tag or opened
            else:
                self._since_tag = 0
                self._in_tag = chunk.rfind(b"<", start, stop) > chunk.rfind(b">", start, stop)

    def _reach(self, chunk: bytes) -> None:
        whole = self._tail + chunk
        if self._only_filled:
            self._reach_filled(whole)
            return
        self._tail = whole[-_LONGEST_REFERENCE - 4 :]
        for key in _REFERENCES:
            if key.to_bytes(4, "little") in whole:
                self._reach_of(whole, key)

    def _reach_filled(self, whole: bytes) -> None:
        end = whole.rfind(b"</") if b"</" in whole else len(whole)
        self._tail = whole[end:]
        for reference in _FILLED.finditer(whole, 0, end):
            self.cells += 1
            self.last_row = max(self.last_row, int(reference[2]))
            self.last_column = max(self.last_column, column_index(reference[1].decode()) + 1)

    def _reach_of(self, whole: bytes, key: int) -> None:
        padded = whole + bytes(_LONGEST_REFERENCE + 8)
        text = np.frombuffer(padded, np.uint8)
        last = len(whole) - _LONGEST_REFERENCE - 4
        offsets = np.concatenate(
            [
                np.flatnonzero(np.frombuffer(padded, "<u4", (len(padded) - shift) // 4, shift) == key) * 4 + shift
                for shift in range(4)
            ]
        )
        offsets = offsets[offsets < max(last, 0)] + 4
        first = text[offsets]
        self.last_row = max(self.last_row, _largest(text, offsets[_is_digit(first)]))
        offsets = offsets[_is_letter(first)]
        if not len(offsets):
            return
        self.cells += len(offsets)
        last_column, digits = _columns(text, offsets)
        self.last_column = max(self.last_column, last_column)
        beyond = _is_digit(text[digits + len(str(self.last_row))])
        self.last_row = max(self.last_row, _largest(text, digits[beyond]))


def _end_of_prolog(head: bytes) -> int:
    """Offset of the first element; a document type declaration can only precede it."""
    at = _SPACE.match(head).end()  # type: ignore[union-attr]  # it matches nothing, too
    while head.startswith((b"<?", b"<!"), at):
        if not head.startswith((b"<?", b"<!--"), at):
            raise FileRefused(RefusalCode.SUSPICIOUS_WORKBOOK)
        closing = b"?>" if head.startswith(b"<?", at) else b"-->"
        end = head.find(closing, at + 2)
        if end < 0:
            raise FileRefused(RefusalCode.SUSPICIOUS_WORKBOOK)
        at = _SPACE.match(head, end + len(closing)).end()  # type: ignore[union-attr]  # as above
    if at == MAX_PROLOG:
        raise FileRefused(RefusalCode.SUSPICIOUS_WORKBOOK)
    return at


def _is_like_ascii(encoding: bytes) -> bool:
    """Whether `<!DOCTYPE` has the same bytes in the encoding as in ASCII."""
    try:
        return b"<!DOCTYPE".decode(encoding.decode("ascii")) == "<!DOCTYPE"
    except (LookupError, UnicodeError, ValueError):
        return False


def _columns(text: np.ndarray, offsets: np.ndarray) -> tuple[int, np.ndarray]:
    """The last column of some references, and the offsets of their digits; vectorised counterpart of `column_index`."""
    numbers = (text[offsets] & 0xDF) - np.uint8(ord("A") - 1)
    last, digits = int(numbers.max()), offsets + 1
    waiting = np.flatnonzero(_is_letter(text[digits]))
    numbers = numbers[waiting].astype(np.int32)
    while len(waiting):
        numbers = numbers * 26 + (text[digits[waiting]] & 0xDF) - (ord("A") - 1)
        digits[waiting] += 1
        last = max(last, int(numbers.max()))
        more = _is_letter(text[digits[waiting]]) & (numbers < SHEET_COLUMNS)
        waiting, numbers = waiting[more], numbers[more]
    return last, digits


def _is_letter(characters: np.ndarray) -> np.ndarray:
    return ((characters & 0xDF) - np.uint8(ord("A"))) < 26  # noqa: PLR2004 - 26 letters; smaller bytes wrap around


def _is_digit(characters: np.ndarray) -> np.ndarray:
    return (characters - np.uint8(ord("0"))) < 10  # noqa: PLR2004 - as above


def _largest(text: np.ndarray, offsets: np.ndarray) -> int:
    """The largest number of up to seven digits at some offsets; 0 without offsets."""
    numbers, waiting = np.zeros(len(offsets), dtype=np.int32), np.arange(len(offsets))
    for step in range(7):
        digits = text[offsets[waiting] + step]
        more = _is_digit(digits)
        waiting = waiting[more]
        numbers[waiting] = numbers[waiting] * 10 + (digits[more] - np.uint8(ord("0")))
    return int(numbers.max(initial=0))
