from __future__ import annotations

import pytest

from callsheet.store.ledger.parts.payload import select_records

DATA = b'phone_number,note\n+1,"a, ""b""\nc"\n+2,\n+3,d\n'


@pytest.mark.parametrize(
    ("is_selected", "expected"),
    [
        ([True, True, True], DATA),
        ([True, False, False], b'phone_number,note\n+1,"a, ""b""\nc"\n'),
        ([False, True, True], b"phone_number,note\n+2,\n+3,d\n"),
        ([False, False, False], b"phone_number,note\n"),
    ],
)
def test_selected_records_keep_their_text(is_selected: list[bool], expected: bytes) -> None:
    """A record may contain commas, quotes and line breaks."""
    assert select_records(DATA, is_selected) == expected


@pytest.mark.parametrize("flags", [2, 4])
def test_the_flags_must_match_the_records(flags: int) -> None:
    """A wrong number of flags would send the wrong leads."""
    with pytest.raises(ValueError, match="3 records"):
        select_records(DATA, [True] * flags)
