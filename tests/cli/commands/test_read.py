"""`callsheet read --csv`: the rows as read, for other tools."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING

from callsheet.cli import main

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_the_rows_are_written_with_their_numbers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Line breaks in cells are preserved, and a column of the file may be named "row" as well."""
    file, out = tmp_path / "leads.csv", tmp_path / "rows.csv"
    file.write_bytes(b'Leads\r\n\r\nphone_number,row\r\n9876543210,"a\rb"\r\n9876543211,"c\nd"\r\n')
    assert main(["read", str(file), "--json", "--csv", str(out)]) == 0
    output = json.loads(capsys.readouterr().out)
    assert (output["rows"], output["file"]["header_row"], output["file"]["delimiter"]) == (2, 3, ",")
    assert [(note["code"], note["rows"]) for note in output["notes"]] == [("preamble_skipped", [1])]
    with out.open(encoding="utf-8", newline="") as written:
        rows = list(csv.reader(written))
    assert rows == [["row", "phone_number", "row"], ["4", "9876543210", "a\rb"], ["5", "9876543211", "c\nd"]]
