"""The country of local numbers, held against the numbers themselves."""

from __future__ import annotations

import pandas as pd
import pytest

from callsheet.validation import region_fits, region_match
from callsheet.wording.ui.steps import region_match as words

INDIAN = [f"98765{place:05}" for place in range(93)]
ABROAD = ["0501234567", "0501234568", "0501234569"]
JUNK = ["12", "n/a", "000", "1"]


def test_the_region_of_a_file_is_held_against_its_numbers() -> None:
    """Numbers with a plus and empty cells are left aside; the parts make a whole."""
    cells = pd.Series([*INDIAN, *ABROAD, *JUNK, "", " ", "+33142685300"], dtype="str")
    fit = region_match(cells, "IN")
    assert (fit.numbers, round(fit.fits, 2), round(fit.elsewhere, 2), round(fit.nowhere, 2)) == (100, 0.93, 0.03, 0.04)
    assert fit.fits + fit.elsewhere + fit.nowhere == pytest.approx(1.0)
    assert fit.best is not None
    assert words(fit.fits, fit.nowhere, "India") == "93 % of the local numbers fit India, 4 % fit no country"
    assert words(1.0, 0.0, "India") == "100 % of the local numbers fit India"


def test_the_wrong_region_is_found_out() -> None:
    """None of them fits it, all fit another; without a region none fits."""
    cells = pd.Series(INDIAN, dtype="str")
    wrong = region_match(cells, "AE")
    assert (wrong.fits, wrong.elsewhere, wrong.nowhere) == (0.0, 1.0, 0.0)
    assert region_match(cells, None).fits == 0.0
    assert region_fits(cells)[0].share == 1.0
    assert "IN" in {fit.region for fit in region_fits(cells) if fit.share == 1.0}


@pytest.mark.parametrize("cells", [[], [""], ["+919876543210"]])
def test_where_no_number_is_local_there_is_nothing_to_say(cells: list[str]) -> None:
    """No cell, no share."""
    assert region_match(pd.Series(cells, dtype="str"), "IN") is None
