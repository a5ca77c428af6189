"""What a file is, by its first bytes; its name is only a claim."""

from __future__ import annotations

import io
import zipfile

from callsheet.errors import FileRefused, RefusalCode

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"
NAMED = {
    b"\x89PNG": "PNG picture",
    b"\xff\xd8\xff": "JPEG picture",
    b"GIF8": "GIF picture",
    b"%PDF": "PDF",
    b"\x1f\x8b": "gzip archive",
    b"{\\rtf": "RTF document",
    b"7z\xbc\xaf": "7z archive",
    b"Rar!": "RAR archive",
    b"\x7fELF": "program",
    b"SQLite format": "database",
}
TEXT_NAMES = ("csv", "txt", "tsv")
MAX_UNPACKED = 400_000_000
MAX_MEMBERS = 2_000
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def format_of(name: str, data: bytes) -> str:
    """Tell "csv", "xlsx" or "xls" by content.

    Args:
        name: the file's name; decides nothing, but is held against the content.
        data: the whole file.

    Raises:
        FileRefused: it is none of them, encrypted, or made to harm.
    """
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise FileRefused(RefusalCode.EMPTY)
    for magic, found in NAMED.items():
        if data.startswith(magic):
            raise FileRefused(RefusalCode.WRONG_FORMAT, found=found)
    extension = name.rpartition(".")[2].lower()
    if data.startswith(ZIP):
        return _zip_format(data)
    if data.startswith(OLE):
        if _ENCRYPTED in data:
            raise FileRefused(RefusalCode.ENCRYPTED)
        return "xls"
    if extension in ("xlsx", "xlsm"):
        raise FileRefused(RefusalCode.NOT_WHAT_IT_SAYS, extension=extension)
    head = data[:2048].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if head.startswith((b"<!doctype html", b"<html", b"<table", b"<?xml")):
        raise FileRefused(RefusalCode.WRONG_FORMAT, found="web page or XML")
    if extension not in (*TEXT_NAMES, "xls"):
        raise FileRefused(RefusalCode.WRONG_FORMAT, found=f".{extension}" if extension else "file without ending")
    return "csv"


def _zip_format(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise FileRefused(RefusalCode.UNREADABLE) from None
    names = [member.filename for member in members]
    if len(names) > MAX_MEMBERS or len(set(names)) != len(names):
        raise FileRefused(RefusalCode.SUSPICIOUS_WORKBOOK)
    if sum(member.file_size for member in members) > MAX_UNPACKED:
        raise FileRefused(RefusalCode.UNPACKS_TOO_LARGE)
    if any(name == "xl/workbook.bin" for name in names):
        raise FileRefused(RefusalCode.WRONG_FORMAT, found=".xlsb")
    if "xl/workbook.xml" not in names:
        raise FileRefused(RefusalCode.WRONG_FORMAT, found=".ods" if "content.xml" in names else "zip archive")
    return "xlsx"
