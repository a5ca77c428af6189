"""The file of a draft in the database: smaller there, and the same when it is read."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from callsheet.store.draft_file import LEAST_BYTES, pack, unpack

if TYPE_CHECKING:
    from callsheet.store import Store

LEADS = b"phone,name\n" + b"".join(b"98765%05d,Lead %d\n" % (row, row) for row in range(10_000))
MARKED = pack(LEADS)

FILES = {
    "empty": b"",
    "small": b"phone\n9876543210\n",
    "one byte below the least": LEADS[: LEAST_BYTES - 1],
    "the least": LEADS[:LEAST_BYTES],
    "compressed already": os.urandom(LEAST_BYTES),
    "begins like a packed one": MARKED,
    "begins like a packed one, small": MARKED[:30],
}


@pytest.mark.parametrize("data", FILES.values(), ids=FILES)
def test_a_file_is_the_same_afterwards(data: bytes) -> None:
    assert unpack(pack(data)) == data


def test_leads_take_less_than_half() -> None:
    """A file that cannot be made smaller takes no byte more, and a small one is stored as it is."""
    assert len(MARKED) < len(LEADS) / 2
    for name in ("small", "compressed already"):
        assert pack(FILES[name]) == FILES[name]


def test_a_draft_takes_less_room_than_its_file(store: Store) -> None:
    """Also one whose rows were erased."""
    draft_id = store.drafts.create("leads.csv", LEADS)
    assert store.drafts.load(draft_id).data == LEADS
    store.drafts.erase_rows(draft_id, [2], b"," + LEADS, None, 1, expected=1)
    assert store.drafts.load(draft_id).data == b"," + LEADS
    with store.engine.connect() as connection:
        (size,) = connection.exec_driver_sql("SELECT length(data) FROM draft_files").one()
    assert size < len(LEADS) / 2


def test_a_file_that_was_stored_before_is_read(store: Store) -> None:
    """As it is, without compression."""
    draft_id = store.drafts.create("leads.csv", b"phone\n1\n")
    with store.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE draft_files SET data = CAST('phone,name' AS BLOB)")
    assert store.drafts.load(draft_id).data == b"phone,name"
