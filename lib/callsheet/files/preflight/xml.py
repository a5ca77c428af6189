"""Scan a workbook part while it streams by: reject declarations and endless tags, and count the sheets it lists."""

from __future__ import annotations

import codecs
import re

from callsheet.errors import FileRefused, RefusalCode

MAX_PROLOG = 65_536
MAX_TAG = 32_768
MAX_TEXT = 1 << 20
"""Bytes without a tag: an Excel cell has at most 32,767 characters, each of up to seven bytes as an escape."""

_UTF16 = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"), (b"<\x00", "utf-16-le"), (b"\x00<", "utf-16-be"))
_SPACE = re.compile(rb"[\s\xef\xbb\xbf]*")
_ROOT = re.compile(rb"<(?:[\w.-]+:)?(\w+)")
_SHEET = re.compile(rb"<(?:\w+:)?sheet\s")
_ENCODING = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([^"']*)["']""")


class XmlScan:
    """Scans a part chunk by chunk."""

    def __init__(self) -> None:
        self._is_first = True
        self._decoder: codecs.IncrementalDecoder | None = None
        self._in_tag = False
        self._since_tag = 0
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
