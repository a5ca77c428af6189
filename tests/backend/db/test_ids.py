"""Ids: their form, and that every character is equally likely."""

from __future__ import annotations

import re
from collections import Counter

from callsheet.arrow_strings import to_list
from callsheet.backend.db.ids import make_id, make_ids

ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789"


def test_the_form_of_an_id() -> None:
    """A kind, an underscore and twelve lower-case letters or digits: an id never begins with a dash."""
    ids = [make_id("cmp"), *to_list(make_ids("lead", 1000))]
    assert all(re.fullmatch(r"(cmp|lead)_[a-z0-9]{12}", id_) for id_ in ids)
    assert len(set(ids)) == len(ids)


def test_any_number_of_ids() -> None:
    """None, one, and so many that characters have to be drawn again."""
    assert [len(make_ids("lead", count)) for count in (0, 1, 100_000)] == [0, 1, 100_000]


def test_every_character_is_equally_likely() -> None:
    """In 1.4 million characters behind the shared ones each is within six standard deviations of a 36th.

    A byte modulo 36 would draw the first four characters 8/7 as often, which is 37 standard deviations away.
    """
    characters = "".join(id_[len("lead_12345") :] for id_ in to_list(make_ids("lead", 200_000)))
    counts = Counter(characters)
    assert sorted(counts) == sorted(ALPHABET)
    share = 1 / len(ALPHABET)
    deviation = (len(characters) * share * (1 - share)) ** 0.5
    assert max(abs(count - len(characters) * share) for count in counts.values()) < 6 * deviation


def test_ids_of_one_call_begin_alike_and_those_of_another_differ() -> None:
    """One upload changes one place of the index; 300 uploads begin in 300 ways."""
    ids = to_list(make_ids("lead", 5_000))
    assert ids == sorted(set(ids))
    assert len({id_[: len("lead_12345")] for id_ in ids}) == 1
    assert len({make_id("lead")[: len("lead_12345")] for _ in range(300)}) == 300
