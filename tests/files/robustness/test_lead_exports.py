"""Made-up exports with lists, signs, notes and shifted rows: no row is wrong without a mark (`make ugly`)."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from callsheet.errors import CallsheetError
from callsheet.files.pipeline import parse_table
from callsheet.validation import NoteCode
from tests.support.files.lead_exports import accent_exports, lead_exports

if TYPE_CHECKING:
    from tests.support.files.lead_exports import LeadExport

COUNT = int(os.environ.get("UGLY_FILES", "120"))


def differences(made: LeadExport) -> list[str]:
    """What is not as it was made; empty when all of it is."""
    try:
        table = parse_table("leads.csv", made.data)
    except CallsheetError as error:
        return [repr(error)]
    width = len(made.headers)
    if table.headers[:width] != made.headers or any(table.headers[width:]):
        return [f"headers {table.headers} instead of {made.headers}"]
    found = []
    marked = set(table.flags["row"])
    if marked != made.marked:
        found.append(f"marked {sorted(marked)} instead of {sorted(made.marked)}")
    for row, cells in made.rows.items():
        read = tuple(table.frame.loc[row])[:width] if row in table.frame.index else None
        if read != cells:
            found.append(f"row {row}: {read} instead of {cells}")
    return found


@pytest.mark.nightly
def test_exports_hold_what_they_were_made_from() -> None:
    """Headers and cells are read as written, and every shifted row is marked, no other one."""
    exports = lead_exports(COUNT)
    wrong = {made.name: found[:2] for made in exports if (found := differences(made))}
    assert not wrong, f"{len(wrong)} of {COUNT}: {dict(list(wrong.items())[:5])}"


def test_few_accents_are_those_of_windows_1252() -> None:
    """At most three of a hundred files are read in another encoding; each says so, and no phone number differs."""
    exports = accent_exports(COUNT // 2)
    wrong = [made for made in exports if differences(made)]
    assert len(wrong) * 100 <= 3 * len(exports), [made.name for made in wrong]
    for made in wrong:
        table = parse_table("leads.csv", made.data)
        assert NoteCode.ENCODING_GUESSED in {note.code for note in table.notes}
        phone = 0 if len(made.headers) == 2 else 1
        assert [cells[phone] for cells in made.rows.values()] == table.frame.iloc[:, phone].tolist()
