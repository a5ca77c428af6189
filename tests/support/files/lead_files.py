"""Files of leads, and files that are not what they say."""

from __future__ import annotations

from pathlib import Path

DOCUMENTATION = (Path(__file__).parents[2] / "samples" / "documentation.csv").read_bytes()
PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)
PDF = b"%PDF-1.7\n" + bytes(64)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = OLE + bytes(1000) + "EncryptedPackage".encode("utf-16-le") + bytes(1000)


def rows_of(data: bytes) -> list[list[str]]:
    """The cells of a plain CSV file."""
    return [line.split(",") for line in data.decode().splitlines()]
