"""The cell formats of an XLSX file: what each makes of a number."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from callsheet.files.sheet.number_formats import (
    PLAIN,
    NumberFormat,
    built_in,
    number_format,
)
from callsheet.files.xlsx.package import named

if TYPE_CHECKING:
    from callsheet.files.xlsx.package import XlsxPackage


def cell_formats(package: XlsxPackage) -> list[NumberFormat]:
    """The number format of each cell format, in order; empty when the workbook has none or they cannot be read."""
    path = package.part_of("styles")
    if path is None:
        return []
    try:
        tree = package.tree(path)
    except (ET.ParseError, LookupError, ValueError):
        return []
    own = {element.get("numFmtId", ""): element.get("formatCode", "") for element in named(tree, "numFmt")}
    groups = list(named(tree, "cellXfs"))
    cells = list(groups[0]) if groups else []
    return [_format(element.get("numFmtId", "0"), own) for element in cells if element.tag.endswith("}xf")]


def _format(number: str, own: dict[str, str]) -> NumberFormat:
    if number in own:
        return number_format(own[number])
    return built_in(int(number)) if number.isdecimal() else PLAIN
