"""Detect the format of a file by its content. Its name decides only whether the format is noted as disguised."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field

from callsheet.errors import FileRefused, RefusalCode
from callsheet.files.preflight.ole import read_container
from callsheet.files.preflight.zip import (
    Member,
    archive_members,
    check_parts,
    decompress,
)
from callsheet.validation import Note, NoteCode

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
TEXT_NAMES = ("csv", "txt", "tsv", "tab")
WORKBOOK_NAMES = ("ods", "xls", "xlsx", "xlsm", "xltx", "xltm", "xlt", "xml")
MAGIC = {  # first bytes → what the refusal calls the file
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
"""A BOF record of BIFF2, 3, 4, 5 or 8: a workbook without an OLE container around it."""
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
_BLANK = b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"
_HEAD, _MAX_JSON = 4096, 1_000_000
"""Bytes of the start of a file that are searched for markup; bytes up to which a file is parsed as JSON."""
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x19\x1c-\x1f]")  # not tab, line breaks, SUB (end of file of DOS), ESC


@dataclass(frozen=True)
class DetectedFormat:
    """The result of detection.

    Args:
        format: "csv", "html", "xml" (SpreadsheetML 2003), "ods", "xlsx" or "xls".
        notes: macros that are ignored, a name that does not fit the content.
        parts: of an archive, undamaged parts of XML by name, in chunks, which the checks have unpacked; not all of a
            large one.
    """

    format: str
    notes: tuple[Note, ...] = ()
    parts: dict[str, list[bytes]] = field(default_factory=dict)


def detect_format(name: str, data: bytes, max_unpacked: int) -> DetectedFormat:
    """Detect the format of a file and reject harmful archives before a reader opens them.

    Args:
        name: the file's name.
        data: the whole file.
        max_unpacked: bytes that a workbook may unpack to.

    Raises:
        FileRefused: the format is not supported, or the file is empty, encrypted or built to do harm.
    """
    if not (data[:_HEAD].strip(_BLANK) or data.strip(_BLANK)):
        raise FileRefused(RefusalCode.EMPTY)
    for magic, kind in MAGIC.items():
        if data.startswith(magic):
            raise FileRefused(RefusalCode.WRONG_FORMAT, found=kind)
    parts: dict[str, list[bytes]] = {}
    if data.startswith(ZIP):
        file_format, macros, parts = _zip_format(data, max_unpacked)
    elif data.startswith(OLE):
        file_format, macros = "xls", _check_container(data)
    elif _BIFF.match(data):
        file_format, macros = "xls", False
    else:
        file_format, macros = _text_format(name, data), False
    extension = _extension(name)
    notes = [Note(NoteCode.MACROS_IGNORED)] if macros else []
    if not _fits_name(extension, file_format):
        notes.append(Note(NoteCode.DISGUISED_FORMAT, facts={"format": file_format}))
    return DetectedFormat(file_format, tuple(notes), parts)


def _extension(name: str) -> str:
    return name.rpartition(".")[2].lower() if "." in name else ""


def _fits_name(extension: str, file_format: str) -> bool:
    if file_format == "csv":
        return extension not in WORKBOOK_NAMES
    return extension == file_format or (file_format == "xlsx" and extension in ("xlsm", "xltx", "xltm"))


def _zip_format(data: bytes, max_unpacked: int) -> tuple[str, bool, dict[str, list[bytes]]]:
    """The format of an archive, whether it has macros, and parts that are unpacked."""
    members = archive_members(data)
    by_name = {member.name.replace("\\", "/").lstrip("/").lower(): member for member in members}
    kind = _zip_kind(by_name)
    if kind not in ("xlsx", "ods"):
        raise FileRefused(RefusalCode.WRONG_FORMAT, found=kind)
    parts = check_parts(members, max_unpacked)
    return kind, any(name.rpartition("/")[2] == "vbaproject.bin" for name in by_name), parts


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
        return "ods" if is_sheet else "LibreOffice document"
    return "zip archive"


def _first(member: Member | None) -> bytes:
    return next(decompress(member), b"") if member is not None else b""


def _check_container(data: bytes) -> bool:
    """Whether an OLE file has macros.

    Raises:
        FileRefused: it is encrypted or known not to be a workbook.
    """
    container = read_container(data)
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
    markup = _markup(head)
    if markup is None and _SYLK.match(data):
        raise FileRefused(RefusalCode.WRONG_FORMAT, found="SYLK file (.slk)")
    if markup is None and _is_json(head, data):
        raise FileRefused(RefusalCode.WRONG_FORMAT, found="JSON file")
    known = (*TEXT_NAMES, *WORKBOOK_NAMES, *(("html", "htm") if markup == "html" else ()))
    if extension not in known:
        raise FileRefused(RefusalCode.WRONG_FORMAT, found=f".{extension}" if extension else "file without ending")
    if markup is None and extension in WORKBOOK_NAMES and not _is_text(data):
        raise FileRefused(RefusalCode.NOT_WHAT_IT_SAYS, extension=extension)
    return markup or "csv"


def _head(data: bytes) -> str:
    return _shown(data[:_HEAD].removeprefix(b"\xef\xbb\xbf")).lstrip("\ufeff \t\r\n\x00").lower()


def _shown(data: bytes) -> str:
    """Bytes as text in a rough guess of their encoding, good enough for markup and control characters."""
    if data.startswith(b"\xff\xfe") or data[1:2] == b"\x00":
        return data.decode("utf-16-le", "replace")
    if data.startswith((b"\xfe\xff", b"\x00")):
        return data.decode("utf-16-be", "replace")
    return data.decode("latin-1")


def _markup(head: str) -> str | None:
    """The kind of markup: "html" for a web page, "xml" for SpreadsheetML 2003, None for neither.

    Raises:
        FileRefused: it is another kind of XML.
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
    if not re.match(r"\[\s*[\[{]|\{\s*\"", head) or len(data) > _MAX_JSON:
        return bool(re.match(r"\[\s*\{\s*\"[^\"]*\"\s*:|\{\s*\"[^\"]*\"\s*:", head))
    try:
        json.loads(data)
    except (ValueError, RecursionError):
        return False
    return True


def _is_text(data: bytes) -> bool:
    """Whether bytes named like a workbook are certainly text, because a damaged workbook must not become leads."""
    return not _CONTROL.search(_shown(data))
