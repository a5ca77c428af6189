"""Every file in tests/samples is read as the JSON beside it says; a new case is a file and its JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from callsheet.files.pipeline import parse_table

SAMPLES = Path(__file__).parents[1] / "samples"
FILES = sorted(path for kind in ("csv", "xlsx", "xls", "xml", "ods") for path in (SAMPLES / kind).glob(f"*.{kind}"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_sample_is_read_as_its_json_says(path: Path) -> None:
    """Format, encoding, delimiter, header, every cell by row number, every flag, and the rows of every note."""
    expected = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    table = parse_table(f"leads{path.suffix}", path.read_bytes())
    source = table.source
    rows = zip(table.frame.index.tolist(), table.frame.to_numpy().tolist(), strict=True)
    assert {
        "claim": expected["claim"],
        "format": source.format,
        "encoding": source.encoding,
        "delimiter": source.delimiter,
        "sheet": source.sheet,
        "header_row": source.header_row,
        "headers": list(table.headers),
        "rows": {str(row): cells for row, cells in rows},
        "flags": table.flags.to_numpy().tolist(),
        "notes": {str(note.code): list(note.rows) for note in table.notes},
    } == expected


def test_every_sample_has_its_json() -> None:
    """Neither is there without the other."""
    assert {path.with_suffix("") for path in FILES} == {path.with_suffix("") for path in SAMPLES.glob("*/*.json")}
