"""How well local numbers fit the default region, and other regions."""

from __future__ import annotations

import pandas as pd
import pytest

from callsheet.validation import local_fit, region_fits, region_match
from callsheet.wording.ui.steps import region_match as words

INDIAN = [f"98765{number:05}" for number in range(93)]
ABROAD = ["0501234567", "0501234568", "0501234569"]
JUNK = ["12", "n/a", "000", "1"]


def test_the_default_region_is_compared_with_the_numbers() -> None:
    """Numbers with a plus and empty cells are ignored; the three shares add up to 1."""
    cells = pd.Series([*INDIAN, *ABROAD, *JUNK, "", " ", "+33142685300"], dtype="str")
    fit = region_match(cells, "IN")
    assert fit is not None
    assert (fit.numbers, round(fit.fits, 2), round(fit.elsewhere, 2), round(fit.nowhere, 2)) == (100, 0.93, 0.03, 0.04)
    assert fit.fits + fit.elsewhere + fit.nowhere == pytest.approx(1.0)
    assert fit.best is not None
    assert words(fit.fits, fit.nowhere, "India") == "93% of the local numbers fit India, 4% fit no country"
    assert words(1.0, 0.0, "India") == "100% of the local numbers fit India"


def test_a_wrong_default_region_is_noticed() -> None:
    """No number fits it, all fit another; without a region no number fits."""
    cells = pd.Series(INDIAN, dtype="str")
    wrong, unknown = region_match(cells, "AE"), region_match(cells, None)
    assert wrong is not None
    assert unknown is not None
    assert (wrong.fits, wrong.elsewhere, wrong.nowhere) == (0.0, 1.0, 0.0)
    assert unknown.fits == 0.0
    assert region_fits(cells)[0].share == 1.0
    assert "IN" in {fit.region for fit in region_fits(cells) if fit.share == 1.0}


@pytest.mark.parametrize("cells", [[], [""], ["+919876543210"]])
def test_without_local_numbers_there_is_no_result(cells: list[str]) -> None:
    """Empty cells and numbers with a country code are not compared."""
    assert region_match(pd.Series(cells, dtype="str"), "IN") is None


@pytest.mark.parametrize(
    "cells",
    [[*INDIAN, *ABROAD, *JUNK, "", "+33142685300"], ["+33142685300", ""], [], JUNK, INDIAN * 30],
    ids=["mixed", "none local", "no row", "no number", "more than a sample"],
)
@pytest.mark.parametrize("region", ["IN", "India", "AE", None])
def test_the_share_alone_is_that_of_the_comparison(cells: list[str], region: str | None) -> None:
    """`local_fit` equals `RegionMatch.fits` and is None where there is nothing to compare."""
    values = pd.Series(cells, dtype="str")
    match, fit = region_match(values, region), local_fit(values, region)
    assert (match is None) == (fit is None)
    if match is not None:
        assert fit == pytest.approx(match.fits)
