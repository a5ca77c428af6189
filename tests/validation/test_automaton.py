"""Automata over digits: what they read, and what they refuse to be built of."""

from __future__ import annotations

import re

import numpy as np
import pytest

from callsheet.errors import MetadataError
from callsheet.validation.phones.dfa import Patterns

PATTERNS = [r"9[1-3]\d{2}", r"(?:12|34)?5+", r"\d{3,5}", r"0?7[258]", r"6(?:0|1\d)*"]


@pytest.mark.parametrize("pattern", PATTERNS)
def test_a_pattern_is_read_as_the_regular_expression_reads_it(pattern: str) -> None:
    """Every number of up to four digits, leading zeros among them."""
    patterns = Patterns()
    patterns.add(pattern, "here")
    automaton = patterns.automaton()
    here = automaton.where("here")
    for length in (1, 2, 3, 4):
        numbers = np.arange(10**length)
        expected = [re.fullmatch(pattern, f"{number:0{length}}") is not None for number in numbers.tolist()]
        assert here[automaton.read(numbers, length)].tolist() == expected


@pytest.mark.parametrize("pattern", ["a", "[0-f]", r"\w", r"(\d)\1", "5(?=6)", "5$"])
def test_a_pattern_of_more_than_digits_is_refused(pattern: str) -> None:
    """Metadata that the judge cannot read is never judged by as if it could."""
    with pytest.raises(MetadataError):
        Patterns().add(pattern, "here")
