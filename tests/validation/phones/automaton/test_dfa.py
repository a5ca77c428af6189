"""Automata over digits: what they match, and which patterns they refuse."""

from __future__ import annotations

import re

import numpy as np
import pytest

from callsheet.errors import MetadataError
from callsheet.validation.phones.automaton.dfa import Patterns

PATTERNS = [r"9[1-3]\d{2}", r"(?:12|34)?5+", r"\d{3,5}", r"0?7[258]", r"6(?:0|1\d)*"]


@pytest.mark.parametrize("pattern", PATTERNS)
def test_an_automaton_matches_what_the_regular_expression_matches(pattern: str) -> None:
    """For every number of up to four digits, leading zeros included."""
    patterns = Patterns()
    patterns.add(pattern, "tag")
    automaton = patterns.automaton()
    tagged = automaton.where("tag")
    for length in (1, 2, 3, 4):
        numbers = np.arange(10**length)
        expected = [re.fullmatch(pattern, f"{number:0{length}}") is not None for number in numbers.tolist()]
        assert tagged[automaton.read(numbers, length)].tolist() == expected


@pytest.mark.parametrize("pattern", ["a", "[0-f]", r"\w", r"(\d)\1", "5(?=6)", "5$"])
def test_a_pattern_of_more_than_digits_is_refused(pattern: str) -> None:
    """A pattern that an automaton over digits cannot match raises; it is never matched approximately by mistake."""
    patterns = Patterns()
    patterns.add(pattern, "tag")
    with pytest.raises(MetadataError):
        patterns.automaton()
