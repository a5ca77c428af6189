"""Sizes of numbering plans, counted on the automaton and compared with the package."""

from __future__ import annotations

import re

import numpy as np
import phonenumbers
import pytest
from phonenumbers import PhoneMetadata

from callsheet.validation.phones.numbering_plans import numbering_plan
from callsheet.validation.phones.plan_density import plan_densities


@pytest.mark.parametrize(("region", "length"), [("NU", 4), ("SH", 5), ("NF", 6), ("FK", 5)])
def test_the_density_counts_every_number_of_a_small_plan(region: str, length: int) -> None:
    """All strings of a length, one by one: a density above zero is a number that the package's patterns accept."""
    code = phonenumbers.country_code_for_region(region)
    numbers = np.arange(10**length)
    density = plan_densities(code)[region].complete[length].take(numbering_plan(code).states(numbers, length))
    metadata = PhoneMetadata.metadata_for_region(region)
    assert metadata is not None
    patterns = [kind.national_number_pattern for kind in (metadata.mobile, metadata.fixed_line) if kind]
    lines = "\n".join(f"{number:0{length}}" for number in range(10**length))
    accepted = {int(match[0]) for pattern in patterns for match in re.finditer(rf"(?m)^(?:{pattern})$", lines)}
    assert np.flatnonzero(density).tolist() == sorted(accepted)


@pytest.mark.parametrize("region", ["IN", "US", "GB", "DE", "BR"])
def test_truncated_numbers_have_the_probability_of_what_they_could_become(region: str) -> None:
    """The probability of ten digits less the last is a third of the sum over the ten last digits, for each state."""
    code = phonenumbers.country_code_for_region(region)
    density, steps = plan_densities(code)[region], numbering_plan(code).steps()
    longest = max(density.complete)
    expected = density.complete[longest][steps].sum(axis=1) / 3
    assert np.allclose(density.truncated[longest - 1], expected)


def test_a_number_of_a_large_plan_says_less_than_one_of_a_small_plan() -> None:
    """An Indian mobile number is one of billions, a Norwegian one of millions."""
    indian, norwegian = plan_densities(91)["IN"].complete, plan_densities(47)["NO"].complete
    assert 0 < indian[10].max() < norwegian[8].max()
