"""In which groups a country writes its numbers, compared with the package's own formatting."""

from __future__ import annotations

import re

import numpy as np
import phonenumbers
import pyarrow as pa
import pytest

from callsheet.validation.countries.list_origin.national_groups import national_groups
from callsheet.validation.countries.list_origin.national_prefix import (
    may_have_rewritten_prefix,
    rewrites_prefix,
    rewritten_prefix,
)
from tests.support.files.number_lists import COUNTRIES, grouped, many_local_numbers


@pytest.mark.parametrize("region", COUNTRIES)
def test_the_groups_are_those_of_the_package(region: str) -> None:
    """Ten random mobile numbers of each of 48 countries, as the package formats them for callers at home."""
    numbers = many_local_numbers(region, 10, np.random.default_rng(11))
    for written in grouped(region, numbers, prefixed=True):
        groups = tuple(map(len, re.findall(r"\d+", written)))
        assert groups in national_groups(re.sub(r"\D", "", written), region), written


@pytest.mark.parametrize(
    ("digits", "region", "groups"),
    [
        ("07911123456", "GB", (5, 6)),
        ("7911123456", "GB", (4, 6)),
        ("09012345678", "JP", (3, 4, 4)),
        ("0388154807392", "AR", (4, 2, 3, 4)),
        ("388154807392", "AR", (3, 2, 3, 4)),
        ("89932187765", "RU", (1, 3, 3, 2, 2)),
        ("0690612345", "IT", (2, 4, 4)),
    ],
)
def test_with_and_without_what_is_dialled_first(digits: str, region: str, groups: tuple[int, ...]) -> None:
    """The leading zero may be lost, the Argentine 15 stands inside, Italy's zero belongs to the number."""
    assert groups in national_groups(digits, region)


@pytest.mark.parametrize(("digits", "region"), [("12", "GB"), ("0000000000000", "FR"), ("", "IN")])
def test_digits_that_no_format_fits_have_no_groups(digits: str, region: str) -> None:
    """Too short, too long, nothing."""
    assert national_groups(digits, region) == []


@pytest.mark.parametrize(
    ("digits", "region"),
    [("0388154807392", "AR"), ("011152345678", "AR"), ("01521987654321", "BR"), ("0987654321", "DE")],
)
def test_a_rewritten_prefix_gives_the_number_that_the_package_parses(digits: str, region: str) -> None:
    """Argentine mobiles, Brazilian carrier codes; None where the prefix is only taken off."""
    parsed = phonenumbers.parse(digits, region)
    rewritten = rewritten_prefix(digits, phonenumbers.country_code_for_region(region))
    assert rewritten in {None, phonenumbers.national_significant_number(parsed)}
    assert (rewritten is None) == (region == "DE")


def test_the_quick_test_for_rewritten_prefixes_misses_none() -> None:
    """Four thousand strings of five to fourteen digits, for every calling code that rewrites prefixes."""
    dice = np.random.default_rng(23)
    texts = [
        "0" * zeros + str(dice.integers(10 ** (digits - 1), 10**digits))
        for digits in (5, 6, 7, 8, 11)
        for zeros in (0, 1, 2, 3)
        for _ in range(200)
    ]
    codes = [code for code in phonenumbers.COUNTRY_CODE_TO_REGION_CODE if rewrites_prefix(code)]
    found = {code: [text for text in texts if rewritten_prefix(text, code) is not None] for code in codes}
    for code in codes:
        possible = may_have_rewritten_prefix(pa.array(texts, pa.string()), code)
        assert set(found[code]) <= {text for text, is_possible in zip(texts, possible, strict=True) if is_possible}
    assert sum(map(bool, found.values())) >= 4
