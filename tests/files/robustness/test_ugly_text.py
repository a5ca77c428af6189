"""Made-up exports of every kind, held to the truth they were made from (`make ugly` runs thousands)."""

from __future__ import annotations

import os
from typing import Any

import pytest

from callsheet.errors import CallsheetError
from callsheet.files.pipeline import parse_table
from tests.support.files.ugly_text import ugly_files

COUNT = int(os.environ.get("UGLY_FILES", "120"))


def differences(made: Any) -> list[str]:
    """What is not as it was made; empty when all of it is."""
    try:
        table = parse_table("leads.csv", made.data)
    except CallsheetError as error:
        return [repr(error)]
    found = []
    width = len(made.heads)
    if table.source.header_row != made.header or table.headers[:width] != made.heads or any(table.headers[width:]):
        found.append(f"header {table.source.header_row} {table.headers} instead of {made.header} {made.heads}")
        return found
    marked = set(table.flags["row"])
    if marked != made.marked:
        found.append(f"marked {marked} instead of {made.marked}")
    for row, cells in made.rows.items():
        kept = tuple(table.frame.loc[row])[:width] if row in table.frame.index else None
        if kept != cells:
            found.append(f"row {row}: {kept} instead of {cells}")
    return found


@pytest.mark.nightly
def test_ugly_files_hold_what_they_were_made_from() -> None:
    """Cells, row numbers, column names and marks of each; in any encoding, whatever stands around the leads."""
    wrong = {
        f"{place} {made.name}": found[:2]
        for place, made in enumerate(ugly_files(COUNT))
        if (found := differences(made))
    }
    assert not wrong, f"{len(wrong)} of {COUNT}: {dict(list(wrong.items())[:5])}"
