"""The file format of error files, version 1: their own columns, by which a corrected file is recognised.

An error file holds rows of one source file. Its columns are

1. `Row`, the row number in the source file; of several files that were put together, `<file>:<row number in it>`,
2. the columns of the source file, in order,
3. `Why it was left out`, the reasons of the row,
4. the origin column, hidden in a workbook. Its heading names the format version and the source file:
   `callsheet:1 file=<SHA-256> draft=<draft id> cells=escaped`. `draft` is absent in files of the command line;
   `cells=escaped` is present in CSV files, whose formulas are escaped. Each of its cells is
   `<row number>:<hash of the source file's cells in that row>`.

Version 0, written before version 1 and only by the app, has the heading `callsheet:<draft id>`, and cells that hold the
hash alone. It is still read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

ROW_HEADING = "Row"
REASON_HEADING = "Why it was left out"
OWN_COLUMNS = 3
"""Columns that an error file has besides those of its source file."""

_PREFIX = "callsheet:"
_VERSION_1 = "callsheet:1 "
OWN_HEADING = f"{_PREFIX}1 file=".encode()
"""How the heading of the origin column begins, in UTF-8."""
_FIELD = re.compile(r"(file|draft|cells)=(\S+)")
_ESCAPED = "escaped"
ORIGIN_CELL = r"^\s*([0-9]{1,9}):([0-9a-f]{12})\s*$"
"""A cell of the origin column in version 1: row number and row hash."""


@dataclass(frozen=True)
class Origin:
    """Where an error file came from.

    Args:
        file_sha256: hash of the source file, in hexadecimal; "" in version 0.
        draft_id: the draft of the app that it was written from; "" for a file of the command line.
        is_escaped: whether its cells were escaped against formulas.
        version: of the format.
    """

    file_sha256: str = ""
    draft_id: str = ""
    is_escaped: bool = False
    version: int = 1

    @property
    def heading(self) -> str:
        """The heading of the origin column in version 1."""
        draft = f" draft={self.draft_id}" if self.draft_id else ""
        return f"{_VERSION_1}file={self.file_sha256}{draft}{f' cells={_ESCAPED}' if self.is_escaped else ''}"


def parse_origin(heading: str) -> Origin | None:
    """The origin that a heading names; None when it is not the heading of an origin column.

    Args:
        heading: of a column, as read from the file.
    """
    heading = heading.strip()
    if not heading.startswith(_PREFIX):
        return None
    if not heading.startswith(_VERSION_1):
        return Origin(draft_id=heading.removeprefix(_PREFIX).strip(), version=0)
    fields = dict(_FIELD.findall(heading))
    return Origin(fields.get("file", ""), fields.get("draft", ""), is_escaped=fields.get("cells") == _ESCAPED)
