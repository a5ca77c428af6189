"""Several fixes one after the other, with and without validating the first of them."""

from __future__ import annotations

import numpy as np
import pandas as pd

from callsheet.validation import Fix
from callsheet.validation.phones.fix_texts import ShapedTexts
from callsheet.validation.phones.fixes import validate_chained, validate_fixed
from callsheet.validation.phones.validate import validate_by_row
from callsheet.validation.phones.verdicts import REGION_INDEX

BEFORE = ["", "'", "p: ", "+", "00", "(", "* "]
NUMBERS = ["98765 43210", "0098765 43210", "+91 0 98765 43210", "919876543210", "98765.43210", "98,765,43210", "98765"]
BEHIND = ["", ".0", " ext 12", " / 98765 43211", "*", " (m)", "'"]


def test_cells_that_no_single_fix_mends_need_no_validation_after_the_first() -> None:
    """Of three hundred damaged cells, that are wrong after each fix: the same are mended, to the same, by the same."""
    cells = pd.Series([a + number + b for a in BEFORE for number in NUMBERS for b in BEHIND], dtype="str")
    regions = np.full(len(cells), REGION_INDEX["IN"], np.int16)
    left = validate_by_row(cells, regions).number == 0
    for fix in Fix:
        changed, after = validate_fixed(ShapedTexts.of(cells), regions, fix)
        left[changed[after.number != 0]] = False
    wrong, regions = ShapedTexts.of(cells[left]), regions[left]
    whole = validate_chained(wrong, regions, frozenset(Fix))
    short = validate_chained(wrong, regions, frozenset(Fix), each_failed=True)
    assert short.rows.tolist() == whole.rows.tolist()
    assert short.verdicts.number.tolist() == whole.verdicts.number.tolist()
    assert short.used.tolist() == whole.used.tolist()
    assert len(whole.rows) > 20
