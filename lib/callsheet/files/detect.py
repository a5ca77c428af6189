"""What a file is, by its content; its name is only a claim, held against it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from callsheet.errors import FileRefused, RefusalCode
from callsheet.files.preflight.ole import container_of
from callsheet.files.preflight.zip import (
    Member,
    check_parts,
    members_of,
    unpacked,
)
from callsheet.validation import Note, NoteCode

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
TEXT_NAMES = ("csv", "txt", "tsv", "tab")
WORKBOOK_NAMES = ("xls", "xlsx", "xlsm", "xltx", "xltm", "xlt", "xml")
MAGIC = {
    b"\x89PNG": "PNG picture",
    b"\xff\xd8\xff": "JPEG picture",
    b"GIF8": "GIF picture",
    b"II*\x00": "TIFF picture",
    b"MM\x00*": "TIFF picture",
    b"%PDF": "PDF",
    b"%!PS": "PostScript document",
    b"{\\rtf": "rich text document",
    b"\x1f\x8b": "gzip archive",
    b"BZh": "bzip2 archive",
    b"\xfd7zXZ": "xz archive",
    b"\x28\xb5\x2f\xfd": "zstd archive",
    b"7z\xbc\xaf": "7z archive",
    b"Rar!": "RAR archive",
    b"MSCF": "cabinet archive",
    b"\x7fELF": "program",
    b"MZ\x90\x00": "program",
    b"SQLite format": "database",
    b"PAR1": "Parquet file",
    b"BEGIN:VCARD": "contact card (.vcf)",
    b"BEGIN:VCALENDAR": "calendar (.ics)",
    b"MIME-Version:": "web archive (.mht)",
    b"\x00\x00\x02\x00": "Lotus workbook",
    b"\x00\x00\x1a\x00": "Lotus workbook",
}
_BIFF = re.compile(rb"\x09[\x00\x02\x04\x08][\x04\x06\x08\x10]\x00")
_SYLK = re.compile(rb"ID;P[^\r\n]*\r?\n(?:[PFBCO];|E\r?\n)")
_CONTENT = {
    b"spreadsheetml.sheet.main": "xlsx",
    b"spreadsheetml.template.main": "xlsx",
    b"ms-excel.sheet.macroenabled.main": "xlsx",
    b"ms-excel.template.macroenabled.main": "xlsx",
    b"ms-excel.addin.macroenabled.main": "xlsx",
    b"ms-excel.sheet.binary": "binary workbook (.xlsb)",
    b"wordprocessingml": "Word document",
    b"presentationml": "PowerPoint file",
}
_PARTS = {
    "xl/workbook.xml": "xlsx",
    "xl/workbook.bin": "binary workbook (.xlsb)",
    "word/document.xml": "Word document",
    "ppt/presentation.xml": "PowerPoint file",
    "index/document.iwa": "Numbers spreadsheet (.numbers)",
    "index.zip": "Numbers spreadsheet (.numbers)",
    "meta-inf/container.xml": "electronic book",
}
_STREAMS = {
    "WORDDOCUMENT": "Word document",
    "POWERPOINT DOCUMENT": "PowerPoint file",
    "__PROPERTIES_VERSION1.0": "mail message",
}
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_HEAD, _LONGEST_JSON = 4096, 1_000_000
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x19\x1c-\x1f]")


@dataclass(frozen=True)
class Found:
    """What a file is.

    Args:
        format: "csv", "html", "xml" (SpreadsheetML 2003), "xlsx" or "xls".
        notes: what is told of it.
    """

    format: str
    notes: tuple[Note, ...] = ()


def format_of(name: str, data: bytes, most_unpacked: int) -> Found:
    """Tell a file by its content, and look for what was made to harm before any engine sees it.

    Args:
        name: the file's name; decides nothing, but is held against the content.
        data: the whole file.
        most_unpacked: bytes a workbook may unpack to.

    Raises:
        FileRefused: it is none that is read, encrypted, or made to harm.
    """
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise FileRefused(RefusalCode.EMPTY)
    for magic, kind in MAGIC.items():
        if data.startswith(magic):
            raise FileRefused(RefusalCode.WRONG_FORMAT, found=kind)
    if data.startswith(ZIP):
        found, macros = _zip_format(data, most_unpacked)
    elif data.startswith(OLE):
        found, macros = "xls", _check_container(data)
    elif _BIFF.match(data):
        found, macros = "xls", False
    else:
        found, macros = _text_format(name, data), False
    extension = _extension(name)
    notes = [Note(NoteCode.MACROS_IGNORED)] if macros else []
    if not _is_named_so(extension, found):
        notes.append(Note(NoteCode.DISGUISED_FORMAT, facts={"format": _SPOKEN.get(found, found)}))
    return Found(found, tuple(notes))


_SPOKEN = {"html": "a web page", "xml": "an XML workbook"}


def _extension(name: str) -> str:
    return name.rpartition(".")[2].lower() if "." in name else ""


def _is_named_so(extension: str, found: str) -> bool:
    if found == "csv":
        return extension not in WORKBOOK_NAMES
    return extension == found or (found == "xlsx" and extension in ("xlsm", "xltx", "xltm"))


def _zip_format(data: bytes, most_unpacked: int) -> tuple[str, bool]:
    members = members_of(data)
    by_name = {member.name.replace("\\", "/").lstrip("/").lower(): member for member in members}
    found = _zip_kind(by_name)
    if found != "xlsx":
        raise FileRefused(RefusalCode.WRONG_FORMAT, found=found)
    check_parts(members, most_unpacked)
    return found, any(name.rpartition("/")[2] == "vbaproject.bin" for name in by_name)


def _zip_kind(members: dict[str, Member]) -> str:
    content = _first(members.get("[content_types].xml")).lower()
    for words, kind in _CONTENT.items():
        if words in content:
            return kind
    for name, kind in _PARTS.items():
        if name in members:
            return kind
    if "content.xml" in members:
        is_sheet = b"spreadsheet" in _first(members.get("mimetype")) or "mimetype" not in members
        return "LibreOffice spreadsheet (.ods)" if is_sheet else "LibreOffice document"
    return "zip archive"


def _first(member: Member | None) -> bytes:
    return next(unpacked(member), b"") if member is not None else b""


def _check_container(data: bytes) -> bool:
    """Whether an OLE file has macros.

    Raises:
        FileRefused: it is no workbook, or encrypted.
    """
    container = container_of(data)
    if container is None or not container.names & {"WORKBOOK", "BOOK"}:
        if _ENCRYPTED in data or (container is not None and container.is_encrypted):
            raise FileRefused(RefusalCode.ENCRYPTED)
        for name, kind in _STREAMS.items():
            if container is not None and name in container.names:
                raise FileRefused(RefusalCode.WRONG_FORMAT, found=kind)
        return False
    if container.is_encrypted:
        raise FileRefused(RefusalCode.ENCRYPTED)
    return bool(container.names & {"_VBA_PROJECT_CUR", "_VBA_PROJECT"})


def _text_format(name: str, data: bytes) -> str:
    extension = _extension(name)
    head = _head(data)
    found = _markup(head)
    if found is None and _SYLK.match(data):
        raise FileRefused(RefusalCode.WRONG_FORMAT, found="SYLK file (.slk)")
    if found is None and _is_json(head, data):
        raise FileRefused(RefusalCode.WRONG_FORMAT, found="JSON file")
    known = (*TEXT_NAMES, *WORKBOOK_NAMES, *(("html", "htm") if found == "html" else ()))
    if extension not in known:
        raise FileRefused(RefusalCode.WRONG_FORMAT, found=f".{extension}" if extension else "file without ending")
    if found is None and extension in WORKBOOK_NAMES and not _is_text(data):
        raise FileRefused(RefusalCode.NOT_WHAT_IT_SAYS, extension=extension)
    return found or "csv"


def _head(data: bytes) -> str:
    return _shown(data[:_HEAD].removeprefix(b"\xef\xbb\xbf")).lstrip("\ufeff \t\r\n\x00").lower()


def _shown(data: bytes) -> str:
    """Bytes as text, whatever the encoding: enough to see what it is."""
    if data.startswith(b"\xff\xfe") or data[1:2] == b"\x00":
        return data.decode("utf-16-le", "replace")
    if data.startswith((b"\xfe\xff", b"\x00")):
        return data.decode("utf-16-be", "replace")
    return data.decode("latin-1")


def _markup(head: str) -> str | None:
    """A web page ("html") or a workbook of XML ("xml"); None: neither.

    Raises:
        FileRefused: some other XML.
    """
    if not head.startswith("<"):
        return None
    if "urn:schemas-microsoft-com:office:spreadsheet" in head and "<html" not in head:
        return "xml"
    if re.match(r"<(?:!doctype html|html|head|body|meta|title|style|table|tr|div|p|center|font|b)\b", head):
        return "html"
    if re.search(r"<(?:html|table)\b", head):
        return "html"
    if head.startswith(("<?xml", "<!doctype", "<office:document")):
        raise FileRefused(RefusalCode.WRONG_FORMAT, found="file of XML")
    return None


def _is_json(head: str, data: bytes) -> bool:
    if not re.match(r"\[\s*[\[{]|\{\s*\"", head) or len(data) > _LONGEST_JSON:
        return bool(re.match(r"\[\s*\{\s*\"[^\"]*\"\s*:|\{\s*\"[^\"]*\"\s*:", head))
    try:
        json.loads(data)
    except (ValueError, RecursionError):
        return False
    return True


def _is_text(data: bytes) -> bool:
    """Whether bytes under a workbook's name are text beyond doubt; a damaged workbook must not become leads."""
    return not _CONTROL.search(_shown(data))
