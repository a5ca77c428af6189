"""The phone columns of a report are counted by its own verdicts where it has them."""

from __future__ import annotations

import pandas as pd
import pytest

from callsheet import Choices, Edit, Fix, Route, check, read_table, suggest_mapping
from callsheet.reporting.phone_columns import phone_leads
from callsheet.validation import count_phone_leads

CELLS = ["9820010001", "'9820010002", "98200 10003 ext. 4", "12345", "", "+14155550101", "0091 98200 10004", "n/a"]
COUNTRIES = ["", "India", "India", "IN", "", "US", "", "GB"]
CHOICES = {
    "none": Choices(),
    "fixes": Choices(fixes=(Fix.DROP_APOSTROPHE, Fix.DROP_EXTENSION)),
    "a second phone": Choices(other_phones=("Fax",)),
    "rows left out": Choices(left_out_rows=frozenset({2, 3})),
    "countries by row": Choices(country_column="Country"),
    "an edit": Choices(edits=(Edit(5, "Mobile", "9820010009"),)),
}


@pytest.mark.parametrize("region", ["IN", "MX", None])
@pytest.mark.parametrize("name", CHOICES)
def test_the_verdicts_of_a_report_count_as_the_cells_do(name: str, region: str | None) -> None:
    """Whatever was fixed, left out or edited: the columns are counted as they are in the file."""
    table = read_table(pd.DataFrame({"Mobile": CELLS, "Fax": CELLS[::-1], "Country": COUNTRIES}))
    mapping = suggest_mapping(table, "IN")
    report = check(table, mapping, Route.unknown(region), CHOICES[name])
    counted = phone_leads(report)
    assert counted == count_phone_leads(table, mapping, region, CHOICES[name].country_column)
    assert counted[0].numbers >= 1


@pytest.mark.parametrize(
    "cell", ["98200 1000{}.0", "982001000{}.00", "'982001000{}", "#982001000{}", "982001000{} x 4"]
)
def test_what_a_fix_helps_is_counted(cell: str) -> None:
    """A number with zeros behind a point looks plain, and is repaired like the others."""
    cells = ["9820010001", *(cell.format(digit) for digit in range(2, 8))]
    table = read_table(pd.DataFrame({"Mobile": cells, "Name": [f"Lead {row}" for row in range(len(cells))]}))
    (counted,) = count_phone_leads(table, suggest_mapping(table, "IN"), "IN")
    assert (counted.numbers, counted.repairable) == (1, 6)
