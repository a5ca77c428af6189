from __future__ import annotations

import pytest

from callsheet.errors import FileRefused, RefusalCode
from callsheet.files import MAX_BYTES_INTERACTIVE
from callsheet.ui.session import file_loading
from callsheet.wording import refusals

LEADS = b"phone_number,name\n9820010001,Priya\n9820010002,Rahul\n"


def test_a_file_is_taken_up_to_sixty_megabytes(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is larger is refused by its own size before it is read, with what to do about it."""
    assert MAX_BYTES_INTERACTIVE == 60_000_000
    with pytest.raises(FileRefused) as refused:
        file_loading.read_leads("leads.csv", bytes(60_000_001))
    assert refused.value.code is RefusalCode.TOO_LARGE
    said = refusals.refusal(refused.value.code, refused.value.facts)
    assert "60.0 MB" in said or "60 MB" in said
    assert "Split it" in said
    monkeypatch.setattr(file_loading, "MAX_BYTES_INTERACTIVE", len(LEADS))
    assert len(file_loading.read_leads("leads.csv", LEADS).frame) == 2


def test_what_is_no_spreadsheet_is_told_before_its_size() -> None:
    """Checks come in their order: a PDF of any size is named, not measured."""
    with pytest.raises(FileRefused) as refused:
        file_loading.read_leads("leads.csv", b"%PDF-1.7" + bytes(60_000_000))
    assert refused.value.code is RefusalCode.WRONG_FORMAT


def test_a_file_is_taken_up_to_a_million_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    """One row more is refused, with both numbers."""
    assert file_loading.MAX_ROWS == 1_000_000
    monkeypatch.setattr(file_loading, "MAX_ROWS", 1)
    with pytest.raises(FileRefused) as refused:
        file_loading.read_leads("leads.csv", LEADS)
    assert refusals.refusal(refused.value.code, refused.value.facts).startswith(
        "This file has 2 rows, the limit is 1 row."
    )
