"""Labels of options differ, whatever the headers are."""

from __future__ import annotations

import pandas as pd
import pytest

from callsheet.ui.app.option_labels import column_labels
from callsheet.validation import Source, Table

CASES = [
    (("Mobile", "Name"), ("Mobile", " Name "), ["Mobile", "Name"]),
    (("Phone", "Phone (2)"), ("Phone", "Phone"), ["Phone", "Phone (2)"]),
    (("Column 1", "City"), ("", "City"), ["Column 1", "City"]),
    (("Phone", "Phone (2)", "Phone (3)"), ("Phone", "Phone", "Phone (2)"), ["Phone", "Phone (2)", "Phone (3)"]),
]


@pytest.mark.parametrize(("columns", "headers", "labels"), CASES)
def test_each_column_has_a_label_of_its_own(
    columns: tuple[str, ...], headers: tuple[str, ...], labels: list[str]
) -> None:
    """The header where no other column has it, else the column's own name."""
    frame = pd.DataFrame({column: ["1"] for column in columns}, dtype="str", index=pd.RangeIndex(2, 3, name="row"))
    table = Table(frame, headers, Source("leads.csv", "0" * 64, "csv"))
    assert list(column_labels(table).values()) == labels
