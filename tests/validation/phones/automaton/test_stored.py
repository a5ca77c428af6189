"""The automata in the package are those of the installed metadata."""

from __future__ import annotations

import numpy as np

from callsheet.validation.phones.automaton.dfa import Patterns
from callsheet.validation.phones.automaton.stored import find_stored
from tests.support.published.numbering_plans import FILE, plan_arrays


def test_the_file_is_what_make_plans_writes() -> None:
    """Every automaton of every calling code, built anew, is in the file; nothing else is."""
    with np.load(FILE) as saved:
        built = plan_arrays()
        assert set(saved.files) == set(built)
        for name, array in built.items():
            assert np.array_equal(saved[name], array), name


def test_patterns_that_are_not_in_the_file_are_built() -> None:
    """Another package version may have other patterns: an automaton is found by its patterns, not by its country."""
    patterns = Patterns()
    patterns.add("9[1-3]", "own")
    assert find_stored(patterns.key) is None
    automaton = patterns.automaton()
    assert automaton.where("own")[automaton.read(np.arange(90, 95), 2)].tolist() == [False, True, True, True, False]


def test_the_order_and_the_kind_of_patterns_are_part_of_the_key() -> None:
    """The stored sets name patterns by their order, and one that may match only the start has another table."""
    keys = set()
    for order, start_only in (("12", False), ("21", False), ("12", True)):
        patterns = Patterns()
        for pattern in order:
            patterns.add(pattern, pattern, start_only=start_only)
        keys.add(patterns.key)
    assert len(keys) == 3
