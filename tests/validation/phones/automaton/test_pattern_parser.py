"""The parser of number patterns: what it reads equals what `re` reads; anything else raises."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np
import phonenumbers
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from phonenumbers import PhoneMetadata

from callsheet.errors import MetadataError
from callsheet.validation.phones.automaton.dfa import Patterns
from callsheet.validation.phones.automaton.pattern_parser import (
    Alternatives,
    Assertion,
    Digits,
    Repeat,
    Sequence,
    parse,
)
from tests.support.hypothesis_examples import examples

if TYPE_CHECKING:
    from collections.abc import Iterator

    from callsheet.validation.phones.automaton.pattern_parser import Node

KINDS = (
    *("general_desc", "premium_rate", "toll_free", "shared_cost", "voip", "personal_number", "pager", "uan"),
    *("voicemail", "fixed_line", "mobile"),
)


def metadata_patterns() -> Iterator[str]:
    """Every pattern over digits of the installed metadata that the numbering plans use."""
    for code, regions in phonenumbers.COUNTRY_CODE_TO_REGION_CODE.items():
        for region in regions:
            metadata = (
                PhoneMetadata.metadata_for_nongeo_region(code)
                if region == "001"
                else PhoneMetadata.metadata_for_region(region)
            )
            for kind in KINDS:
                description = getattr(metadata, kind)
                if description is not None and description.national_number_pattern:
                    yield description.national_number_pattern
            for name in ("leading_digits", "national_prefix_for_parsing", "international_prefix"):
                if getattr(metadata, name):
                    yield getattr(metadata, name)


def as_regular_expression(node: Node) -> str:
    """A regular expression for `re` with the meaning of a parsed pattern, written differently from the pattern."""
    match node:
        case Digits(digits):
            return "[" + "".join(map(str, sorted(digits))) + "]"
        case Sequence(nodes):
            return "".join(map(as_regular_expression, nodes))
        case Alternatives(nodes):
            return "(?:" + "|".join(map(as_regular_expression, nodes)) + ")"
        case Repeat(repeated, least, most):
            return f"(?:{as_regular_expression(repeated)}){{{least},{'' if most is None else most}}}"
        case Assertion(text):
            return text


def matched_numbers(pattern: str, length: int) -> list[bool]:
    """Which numbers of a length an automaton of the pattern matches."""
    patterns = Patterns()
    patterns.add(pattern, "tag")
    automaton = patterns.automaton()
    tagged: list[bool] = automaton.where("tag")[automaton.read(np.arange(10**length), length)].tolist()
    return tagged


digits = st.sampled_from("0123456789")
classes = st.lists(
    st.one_of(digits, st.just("\\d"), st.tuples(digits, digits).map(lambda pair: "-".join(sorted(pair)))),
    min_size=1,
    max_size=3,
).map(lambda parts: "[" + "".join(parts) + "]")
quantifiers = st.one_of(
    st.sampled_from(["", "", "?", "*", "+"]),
    st.integers(0, 3).map(lambda times: f"{{{times}}}"),
    st.tuples(st.integers(0, 2), st.integers(0, 2)).map(lambda times: f"{{{times[0]},{times[0] + times[1]}}}"),
    st.integers(0, 2).map(lambda times: f"{{{times},}}"),
)


def quantified(atoms: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Sequences of atoms with quantifiers, possibly several as alternatives."""
    part = st.tuples(atoms, quantifiers).map("".join)
    sequence = st.lists(part, max_size=3).map("".join)
    return st.lists(sequence, min_size=1, max_size=3).map("|".join)


def grouped(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    group = st.tuples(st.sampled_from(["(", "(?:"]), inner).map(lambda pair: f"{pair[0]}{pair[1]})")
    return quantified(st.one_of(digits, classes, group))


expressions = st.recursive(quantified(st.one_of(digits, st.just("\\d"), classes)), grouped, max_leaves=4)


@settings(max_examples=examples(25, 1_000), deadline=None)
@given(expressions)
def test_a_pattern_matches_the_same_numbers_as_in_re(pattern: str) -> None:
    """For generated patterns and every number of up to three digits."""
    compiled = re.compile(pattern)
    for length in (1, 2, 3):
        expected = [compiled.fullmatch(f"{number:0{length}}") is not None for number in range(10**length)]
        assert matched_numbers(pattern, length) == expected, pattern


def test_every_pattern_of_the_metadata_means_the_same_in_re() -> None:
    """Written again from what was parsed, each matches the same random numbers as the original."""
    chance = np.random.default_rng(5)
    numbers = [
        "".join(map(str, chance.integers(0, 10, size))) for size in (3, 5, 6, 7, 8, 9, 10, 11) for _ in range(60)
    ]
    patterns = set(metadata_patterns())
    assert len(patterns) > 1_000
    for pattern in patterns:
        rewritten = re.compile(as_regular_expression(parse(pattern)))
        original = re.compile(pattern)
        near = [start + number for start in ("1", "2", "7", "9") for number in numbers[::16]]
        for number in (*numbers, *near):
            assert bool(original.fullmatch(number)) == bool(rewritten.fullmatch(number)), (pattern, number)


@pytest.mark.parametrize(
    "pattern",
    [
        *("(", ")", "(5", "5)", "[5", "[]", "[5-]", "[9-1]", "[^5]", "[a]", "5-", "a", ".", " ", "٣", "[٣]"),
        *("*", "?5", "5**", "5+?", "5??", "5{2}+", "5{3,2}", "5{", "5{a}", "5{,2}", "|*", "^*", "(?=5)+"),
        *(r"\w", r"\1", r"[\w]", r"\D", "\\", "(?P<n>5)", "(?i:5)", "(?<=5)6", "(?#x)5", "(?", "(?:5"),
    ],
)
def test_other_syntax_raises(pattern: str) -> None:
    """A pattern that is not understood completely must not become an automaton."""
    with pytest.raises(MetadataError):
        parse(pattern)
