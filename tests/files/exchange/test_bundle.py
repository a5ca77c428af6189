from __future__ import annotations

import pytest

from callsheet.files import BundledFile, is_bundle, pack_files, read_stored, read_together, unpack_files
from callsheet.files.exchange.bundle import MAGIC

FILES = [
    BundledFile("a.csv", b"Mobile,Name\n9820010001,Priya\n", None, 1, 0),
    BundledFile("b.csv", b"\x00\xff" * 10, "Leads", 0, 2),
    BundledFile("b.csv", b"\x00\xff" * 10, "More", None, 5),
]


def test_files_come_back_as_they_were() -> None:
    """Names, bytes, sheets, header rows and offsets."""
    assert unpack_files(pack_files(FILES)) == FILES
    assert is_bundle(pack_files(FILES))


@pytest.mark.parametrize("data", [b"", MAGIC, b"Mobile\n1\n", pack_files(FILES)[:-1], pack_files(FILES) + b"x"])
def test_damaged_bundles_are_refused(data: bytes) -> None:
    """No part of a file is taken for the whole."""
    with pytest.raises(ValueError, match="bundle"):
        unpack_files(data)


def test_what_a_draft_stores_is_read_as_when_it_was_put_together() -> None:
    """Cells, row numbers, labels and the hash of the source."""
    files = [FILES[0], BundledFile("c.csv", b"Name,Mobile\nRahul,9820010002\n")]
    together = read_together("both", files)
    again = read_stored("both", together.data)
    assert again.frame.equals(together.table.frame)
    assert (again.parts, again.source) == (together.table.parts, together.table.source)
