"""The one rule against CSV injection."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from callsheet.files.exchange.formula_escaping import escape_formula, escape_formulas, unescape_formulas

CASES = [
    ("=1+1", "'=1+1"), ("@SUM(A1)", "'@SUM(A1)"), ("-5", "'-5"), ("\tx", "'\tx"), ("\rx", "'\rx"), ("+", "'+"),
    ("+91 98765", "'+91 98765"), ("'=1", "''=1"), ("''@x", "'''@x"), ("+919876543210", "+919876543210"),
    ("'s-Hertogenbosch", "'s-Hertogenbosch"), ("'", "'"), ("a=1", "a=1"), ("", ""), (" =1", "' =1"),
    ("\u00a0=1", "'\u00a0=1"),
    ("\ufeff\u200b@x", "'\ufeff\u200b@x"), ("\n-5", "'\n-5"), (" +919876543210", "' +919876543210"),
    ("\uff1d1", "'\uff1d1"), ("\uff0b91", "'\uff0b91"), ("\uff0d1", "'\uff0d1"), ("\uff20x", "'\uff20x"),
    (" '=1", " '=1"), ("  ", "  "), ("Asha", "Asha"),
]  # fmt: skip


@pytest.mark.parametrize(("cell", "escaped"), CASES)
def test_a_cell_that_a_spreadsheet_could_run_gets_an_apostrophe(cell: str, escaped: str) -> None:
    """One cell and a column of cells alike; a phone number in E.164 is left as it is."""
    assert escape_formula(cell) == escaped
    assert escape_formulas(pd.Series([cell, "x"], dtype="str")).tolist() == [escaped, "x"]


@given(st.lists(st.text(st.sampled_from("'=+-@\t\r1a \u00a0\ufeff\uff1d\n"), max_size=6), min_size=1))
def test_unescaping_restores_every_cell(cells: list[str]) -> None:
    """Whatever apostrophes the cell had itself; and no escaped cell begins with what could run."""
    column = pd.Series(cells, dtype="str")
    escaped = escape_formulas(column)
    assert unescape_formulas(escaped).tolist() == cells
    assert not any(cell.lstrip(" \u00a0\ufeff\n\r\t")[:1] in {*"=@-\uff1d"} for cell in escaped)
