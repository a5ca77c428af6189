"""The clean set as CSV: values as they are, whatever they hold."""

from __future__ import annotations

import csv
import io

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from callsheet.files import write_clean_csv
from tests.support.hypothesis_examples import examples

values = st.text(st.one_of(st.sampled_from(",\"\n\r;\t '=é王"), st.characters(exclude_categories=["Cs"])), max_size=8)


@settings(max_examples=examples(40, 1500), deadline=None)
@given(st.lists(st.tuples(st.from_regex(r"\+[1-9][0-9]{6,14}", fullmatch=True), values, values), max_size=80), values)
def test_what_is_written_is_read_back_by_any_csv_reader(rows: list[list[str]], header: list[str]) -> None:
    """Commas, quotes, line breaks, any script, also in a header; one line a lead, UTF-8, no mark before it."""
    clean = pd.DataFrame(rows, columns=["phone_number", "a", f"b{header}"], dtype="str")
    written = write_clean_csv(clean)
    assert list(csv.reader(io.StringIO(written.decode(), newline=""))) == [list(clean.columns), *map(list, rows)]
    assert written.endswith(b"\n")


def test_ordinary_values_are_written_without_quotes() -> None:
    """As a person would write them."""
    clean = pd.DataFrame({"phone_number": ["+919876543210", "+12125550123"], "name": ["Asha, A.", ""]}, dtype="str")
    assert write_clean_csv(clean) == b'phone_number,name\n+919876543210,"Asha, A."\n+12125550123,\n'
    assert write_clean_csv(clean[["phone_number"]].iloc[:0]) == b"phone_number\n"
