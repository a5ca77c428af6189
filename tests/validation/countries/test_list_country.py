"""Lists of local numbers: another country's are noticed, the campaign's own are left alone."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from callsheet.validation import doubted_country
from tests.support.files.number_lists import as_written, damaged, grouped, local_numbers, many_local_numbers

COUNTRIES = ["IN", "US", "DE", "GB", "BR", "AE", "FR", "JP", "KE", "PL"]
ROUTES = ["IN", "US", "DE", "GB"]


def numbers_of(region: str, count: int, *, kind: str = "mobile", prefix: bool = True) -> pd.Series[str]:
    dice = np.random.default_rng(sum(map(ord, region + kind)) + count)
    numbers = local_numbers(region, count, dice, kind)
    written = as_written(region, numbers) if prefix else numbers
    return pd.Series(damaged(written, 0.1, dice), dtype="str")


@pytest.mark.parametrize("prefix", [True, False], ids=["with national prefix", "bare digits"])
@pytest.mark.parametrize("region", COUNTRIES)
def test_a_list_of_another_country_is_noticed(region: str, prefix: bool) -> None:
    """Thirty numbers, a tenth of them damaged, on the route of every other country; the right one is named."""
    values = numbers_of(region, 30, prefix=prefix)
    doubts = {route: doubted_country(values, route) for route in ROUTES if route != region}
    assert {route: doubt.likely for route, doubt in doubts.items() if doubt} == dict.fromkeys(doubts, region)


@pytest.mark.parametrize("count", [20, 200])
@pytest.mark.parametrize("region", COUNTRIES)
def test_a_list_of_the_campaigns_own_country_is_not_doubted(region: str, count: int) -> None:
    """With and without national prefix, a tenth damaged."""
    for prefix in (True, False):
        assert doubted_country(numbers_of(region, count, prefix=prefix), region) is None


@pytest.mark.parametrize("region", ["TH", "SE", "FR", "ZA"])
def test_a_grouped_list_with_damaged_numbers_is_not_doubted(region: str) -> None:
    """Two hundred numbers, some without their last two digits: what is left is no number of a country with fewer."""
    dice = np.random.default_rng([31, 200])
    values = damaged(grouped(region, many_local_numbers(region, 200, dice), prefixed=True), 0.1, dice)
    assert doubted_country(pd.Series(values, dtype="str"), region) is None


@pytest.mark.parametrize("region", ["AR", "KR", "RU", "GB", "DE"])
def test_a_grouped_list_of_another_country_is_noticed(region: str) -> None:
    """Thirty numbers in the groups of their country, a tenth of them damaged, on an Indian and an American route."""
    dice = np.random.default_rng(5)
    values = damaged(grouped(region, many_local_numbers(region, 30, dice), prefixed=True), 0.1, dice)
    doubts = [doubted_country(pd.Series(values, dtype="str"), route) for route in ("IN", "US")]
    assert [doubt and doubt.likely for doubt in doubts] == [region, region]


@pytest.mark.parametrize(
    ("region", "lead", "digits"),
    [("IN", "98", 8), ("IN", "98200", 5), ("US", "415", 7), ("DE", "030", 7), ("GB", "020 7946", 4), ("NG", "0803", 7)],
)
def test_numbers_of_one_town_or_operator_are_not_doubted(region: str, lead: str, digits: int) -> None:
    """Numbers that all begin alike are usual in a small list, and no draw from the whole plan."""
    dice = np.random.default_rng(5)
    values = [f"{lead}{dice.integers(10**digits):0{digits}}" for _ in range(60)]
    assert doubted_country(pd.Series(values, dtype="str"), region) is None


def test_half_a_list_of_another_country_is_noticed() -> None:
    """A hundred Indian and a hundred German numbers on an Indian route."""
    values = pd.concat([numbers_of("IN", 100), numbers_of("DE", 100)], ignore_index=True)
    doubt = doubted_country(values, "IN")
    assert doubt is not None
    assert (doubt.likely, doubt.share) == ("DE", 0.5)


def test_a_list_without_any_country_names_the_most_likely_one() -> None:
    """No region is set: the doubt is the proposal."""
    doubt = doubted_country(numbers_of("PL", 50), None)
    assert doubt is not None
    assert (doubt.region, doubt.likely) == (None, "PL")


def test_the_examples_are_read_both_ways() -> None:
    """Three cells as written; those that are valid numbers in both countries, the dangerous ones, come first."""
    doubt = doubted_country(numbers_of("GB", 60), "IN")
    assert doubt is not None
    assert len(doubt.examples) == 3
    for written, here, there in doubt.examples:
        assert (here, there) == (f"+91{written[1:]}", f"+44{written[1:]}")


@pytest.mark.parametrize(
    "values",
    [
        ["0171 2345678"] * 40,
        [f"0171234560{row}" for row in range(9)],
        [f"+49 171 23456{row}" for row in range(10, 50)],
        [""] * 40,
        ["n/a", "call later"] * 20,
    ],
    ids=["one number", "nine numbers", "country codes", "empty", "no numbers"],
)
def test_too_little_evidence_is_no_doubt(values: list[str]) -> None:
    """Fewer than ten distinct local numbers say nothing."""
    assert doubted_country(pd.Series(values, dtype="str"), "IN") is None


def test_a_long_list_is_sampled_alike_every_time() -> None:
    """Of 200,000 rows the same rows are drawn in every run."""
    values = pd.Series(np.tile(numbers_of("DE", 400).to_numpy(), 500), dtype="str")
    first, second = doubted_country(values, "IN"), doubted_country(values, "IN")
    assert first == second
    assert first is not None
    assert first.likely == "DE"


@pytest.mark.parametrize("first", ["9", "889999"])
@pytest.mark.parametrize("count", [10, 50, 200])
def test_an_indian_list_whose_mobiles_begin_with_few_digits_is_not_doubted(first: str, count: int) -> None:
    """Old customers have numbers that begin with 9, as all mobiles of Russia do; these are still read as Indian."""
    dice = np.random.default_rng(4)
    rest = dice.integers(0, 10**9, count)
    values = pd.Series([f"{dice.choice(list(first))}{number:09}" for number in rest], dtype="str")
    assert doubted_country(values, "IN") is None


def test_british_mobiles_are_noticed_on_an_indian_route() -> None:
    """They all begin with 7, as some Indian ones do, but no Indian list of twenty numbers begins with 7 alone."""
    dice = np.random.default_rng(5)
    values = pd.Series([f"7{dice.choice([4, 5, 7, 8, 9])}{number:08}" for number in dice.integers(0, 10**8, 40)])
    assert doubted_country(values.astype("str"), "IN") is not None
