"""Workbooks written part by part, in every way that the format allows and no library writes."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
STRICT_RELATIONS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def sheet_of(rows: str, before: str = "", behind: str = "", namespace: str = MAIN) -> str:
    """A sheet around its rows."""
    return f'{DECLARATION}<worksheet xmlns="{namespace}">{before}<sheetData>{rows}</sheetData>{behind}</worksheet>'


def strings_of(*strings: str) -> str:
    """Shared strings, each the inside of its `<si>`."""
    return f'{DECLARATION}<sst xmlns="{MAIN}">{"".join(f"<si>{each}</si>" for each in strings)}</sst>'


def styles_of(*formats: str) -> str:
    """Cell formats 1, 2, … with these number formats; 0 is plain."""
    own = "".join(f'<numFmt numFmtId="{164 + at}" formatCode="{each}"/>' for at, each in enumerate(formats))
    cells = "".join(f'<xf numFmtId="{164 + at}"/>' for at in range(len(formats)))
    return (
        f'{DECLARATION}<styleSheet xmlns="{MAIN}"><numFmts>{own}</numFmts><cellStyleXfs><xf/></cellStyleXfs>'
        f'<cellXfs><xf numFmtId="0"/>{cells}</cellXfs></styleSheet>'
    )


def workbook(
    sheets: str | Sequence[str],
    *,
    strings: str | None = None,
    styles: str | None = None,
    properties: str = "",
    states: Sequence[str] = (),
    namespace: str = MAIN,
    relations: str = RELATIONS,
    names: Mapping[str, str] | None = None,
    encoding: str = "utf-8",
) -> bytes:
    """A workbook of sheets given as XML.

    Args:
        sheets: the XML of each.
        strings: of the shared strings.
        styles: of the cell formats.
        properties: attributes of `<workbookPr>`.
        states: of each sheet, as "hidden".
        namespace: of the workbook.
        relations: where the kinds of parts are named.
        names: part → another name for it in the archive.
        encoding: of all parts.
    """
    sheets = [sheets] if isinstance(sheets, str) else sheets
    listed, related = "", ""
    for place in range(1, len(sheets) + 1):
        state = f' state="{states[place - 1]}"' if place <= len(states) and states[place - 1] else ""
        listed += f'<sheet name="S{place}" sheetId="{place}"{state} r:id="rId{place}"/>'
        related += f'<Relationship Id="rId{place}" Type="{relations}/worksheet" Target="worksheets/sheet{place}.xml"/>'
    parts = {f"xl/worksheets/sheet{place}.xml": xml for place, xml in enumerate(sheets, start=1)}
    for kind, xml in (("sharedStrings", strings), ("styles", styles)):
        if xml is not None:
            parts[f"xl/{kind}.xml"] = xml
            related += f'<Relationship Id="x{kind}" Type="{relations}/{kind}" Target="{kind}.xml"/>'
    parts["xl/workbook.xml"] = (
        f'{DECLARATION}<workbook xmlns="{namespace}" xmlns:r="{relations}"><workbookPr {properties}/>'
        f"<sheets>{listed}</sheets></workbook>"
    )
    parts["xl/_rels/workbook.xml.rels"] = f'{DECLARATION}<Relationships xmlns="{PACKAGE}">{related}</Relationships>'
    root = f'<Relationship Id="rId1" Type="{relations}/officeDocument" Target="xl/workbook.xml"/>'
    parts["_rels/.rels"] = f'{DECLARATION}<Relationships xmlns="{PACKAGE}">{root}</Relationships>'
    return archive({(names or {}).get(name, name): encoded(xml, encoding) for name, xml in parts.items()})


def encoded(xml: str, encoding: str) -> bytes:
    """A part in an encoding, which its declaration names."""
    return xml.replace('encoding="UTF-8"', f'encoding="{encoding.upper()}"').encode(encoding)


def archive(parts: Mapping[str, bytes]) -> bytes:
    """A zip file of some parts."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as book:
        for name, data in parts.items():
            book.writestr(name, data)
    return target.getvalue()
