"""The seal of a receipt: a chain of HMACs over its head and its rows, which shows where a receipt was changed.

HMAC-SHA256 (RFC 2104) with the key of the data folder that also signs the audit. Each link is signed together with
the one before, so that a row that is changed, added, removed or moved breaks the chain there.
"""

from __future__ import annotations

import csv
import hmac
import io
import json
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from callsheet.errors import InvalidArgument
from callsheet.sending.evidence.workbook import canonical_lines, read_lines
from callsheet.wording import receipt as words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_PURPOSE = b"callsheet receipt"
_ZIP = b"PK\x03\x04"
"""How an XLSX file begins."""
_LINK_DIGITS = 16
"""Hexadecimal digits of the link of a row; the last link is written whole."""


@dataclass(frozen=True)
class SealCheck:
    """What a check of a receipt found.

    Args:
        is_ours: False: it was sealed with another key, and cannot be checked here.
        is_whole: True: nothing was changed.
        changed_at: the first row that was changed, or that follows one that is missing; None: the head, the end, or
            unknown.
    """

    is_ours: bool
    is_whole: bool
    changed_at: int | None = None


class Sealer:
    """Signs the parts of a receipt one after the other.

    Args:
        key: the key.
    """

    def __init__(self, key: bytes) -> None:
        self._key = hmac.digest(key, _PURPOSE, "sha256")
        self._last = b""

    @property
    def key_id(self) -> str:
        """Tells keys apart; nothing can be signed with it."""
        return sha256(b"id " + self._key).hexdigest()[:8]

    @property
    def seal(self) -> str:
        """The last link, in 64 hexadecimal digits."""
        return self._last.hex()

    def fits(self, written: object) -> bool:
        """Return whether a seal that a receipt has is the last link; of a changed receipt it may be anything."""
        return hmac.compare_digest(self.seal.encode(), str(written).encode("utf-8", "replace"))

    def add(self, content: bytes) -> str:
        """Sign the next part, and return its link in 16 hexadecimal digits.

        Args:
            content: the part.
        """
        self._last = hmac.digest(self._key, self._last + content, "sha256")
        return self._last.hex()[:_LINK_DIGITS]


def sealed_json(receipt: dict[str, Any], key: bytes) -> dict[str, Any]:
    """Return a receipt with the link of each row and the seal.

    Args:
        receipt: of `Receipt.to_json`, with `rows`.
        key: the key.
    """
    sealer = Sealer(key)
    head = {name: value for name, value in receipt.items() if name != "rows"}
    sealer.add(_canonical(json.loads(json.dumps(head))))
    rows = [row | {"link": sealer.add(_canonical(row))} for row in receipt["rows"]]
    return {**head, "rows": rows, "seal": {"key_id": sealer.key_id, "hmac_sha256": sealer.seal}}


def sealed_csv(lines: Sequence[Sequence[str]], key: bytes) -> tuple[str, str]:
    """Return the label and the value of the seal of the lines of a CSV receipt.

    Args:
        lines: every other line, as text.
        key: the key.
    """
    sealer = Sealer(key)
    for line in lines:
        sealer.add(_canonical(list(line)))
    return words.SEAL, f"{sealer.key_id} {sealer.seal}"


def check_seal(data: bytes, key: bytes) -> SealCheck:
    """Check a receipt that was saved as JSON, CSV or XLSX.

    Args:
        data: the file.
        key: the key of this data folder.

    Raises:
        InvalidArgument: it is no receipt with a seal.
    """
    if data.startswith(_ZIP):
        return _check_workbook(data, key)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InvalidArgument(words.NO_SEAL) from None
    return _check_json(text, key) if text.lstrip().startswith("{") else _check_csv(text, key)


def _check_json(text: str, key: bytes) -> SealCheck:
    try:
        receipt = json.loads(text)
        rows, seal = receipt.pop("rows"), receipt.pop("seal")
        key_id, expected, links = seal["key_id"], seal["hmac_sha256"], [row.pop("link") for row in rows]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise InvalidArgument(words.NO_SEAL) from None
    receipt.pop("version", None)  # added where it is printed
    sealer = Sealer(key)
    if key_id != sealer.key_id:
        return SealCheck(is_ours=False, is_whole=False)
    sealer.add(_canonical(receipt))
    for row, link in zip(rows, links, strict=True):
        if sealer.add(_canonical(row)) != link:
            return SealCheck(is_ours=True, is_whole=False, changed_at=row.get("row"))
    return SealCheck(is_ours=True, is_whole=sealer.fits(expected))


def _check_csv(text: str, key: bytes) -> SealCheck:
    try:
        lines = list(csv.reader(io.StringIO(text, newline="")))
    except csv.Error:  # a field that is longer than any of ours
        raise InvalidArgument(words.NO_SEAL) from None
    seals = [line for line in lines if line[:1] == [words.SEAL]]
    if len(seals) != 1 or len(seals[0]) != 2:  # noqa: PLR2004 - label and value
        raise InvalidArgument(words.NO_SEAL)
    key_id, _, expected = seals[0][1].partition(" ")
    sealer = Sealer(key)
    if key_id != sealer.key_id:
        return SealCheck(is_ours=False, is_whole=False)
    for line in _without(lines, words.SEAL):
        sealer.add(_canonical(line))
    return SealCheck(is_ours=True, is_whole=sealer.fits(expected))


def _check_workbook(data: bytes, key: bytes) -> SealCheck:
    sheets = read_lines(data)
    seals = [line for lines in sheets.values() for line in lines if line[:1] == [words.SEAL]]
    if len(seals) != 1 or len(seals[0]) < 2:  # noqa: PLR2004 - label and value
        raise InvalidArgument(words.NO_SEAL)
    key_id, _, expected = seals[0][1].partition(" ")
    sealer = Sealer(key)
    if key_id != sealer.key_id:
        return SealCheck(is_ours=False, is_whole=False)
    for line in _without(canonical_lines(sheets), words.SEAL):
        sealer.add(_canonical(line))
    return SealCheck(is_ours=True, is_whole=sealer.fits(expected))


def _without(lines: Iterable[list[str]], label: str) -> Iterator[list[str]]:
    return (line for line in lines if line[:1] != [label])


def _canonical(value: Any) -> bytes:
    return json.dumps(value, sort_keys=True, ensure_ascii=True, separators=(",", ":")).encode()
