"""The fast way and the careful way through a text file: one answer."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from callsheet.files.csv import record_spans
from callsheet.files.csv.columns import Columns, read_columns
from callsheet.files.csv.model import Dialect
from callsheet.files.csv.reader import count_records, read_by_record
from tests.support.hypothesis_examples import examples

PIECES = st.sampled_from(
    [
        "a",
        "12",
        '"',
        '""',
        ",",
        "\n",
        "\r\n",
        "\r",
        ";",
        " ",
        "é",
        "\u2028",
        "\x0b",
        '","',
        '"\n',
        "'",
        ",9876543210",
        "\\",
    ]
)
WELL_QUOTED = st.sampled_from(
    ["", "a", "é b", '"x, y"', '"he said ""no"""', '""', '""""', "1", '","', '"b\nc, d"', '"\r\n"']
)
DIALECTS = st.builds(
    Dialect, st.sampled_from(",;"), st.sampled_from("\"'"), st.integers(0, 4), st.sampled_from([(), (1,)])
)


def rows_of(columns: Columns) -> list[list[str]]:
    cells = [column.to_pylist() for column in columns.cells.columns]
    return list(zip(*cells, strict=True))


def agree(text: str, dialect: Dialect) -> bool:
    """The fast reader either stands back or gives the careful reader's records, widths and broken rows."""
    fast, careful = read_columns(text.encode(), dialect), read_by_record(text.encode(), dialect)
    assert count_records(text.encode(), careful.cells) == careful.cells.num_rows
    if fast is None:
        return False
    assert rows_of(fast) == rows_of(careful)
    assert fast.widths.tolist() == careful.widths.tolist()
    assert fast.quote_problems.tolist() == careful.quote_problems.tolist()
    return True


@settings(max_examples=examples(100, 3000), deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=40).map("".join), DIALECTS)
@example('"a\n"', Dialect(width=1))
def test_any_text_is_read_alike_or_left_to_the_careful_reader(text: str, dialect: Dialect) -> None:
    """Whatever quotes and line ends do: no record differs between the two ways, and none is lost."""
    agree(text, dialect)


STRAY_LINES = st.sampled_from(
    [
        '987,"Amit,Pune',
        '"987,Amit,Pune',
        '9876543210,"A,B',
        "9876543210,A,B",
        '987654321,"a',
        'b",c',
        '1,"x" y,2',
        "",
        '"a',
    ]
)


@pytest.mark.parametrize("width", [0, 1, 3])
@settings(max_examples=examples(40, 1000), deadline=None)
@given(lines=st.lists(STRAY_LINES, min_size=4, max_size=40), phones=st.sampled_from([(), (0,)]))
def test_stray_quotes_read_in_windows_are_read_alike(width: int, lines: list[str], phones: Any) -> None:
    """Lines whose quote is plainly a stray one are settled together, and each is what the careful reader says."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(record_spans, "SMALLEST", 2)
        patch.setattr(record_spans, "FEW", 0.0)
        assert agree("\n".join(lines) + "\n", Dialect(width=width, phones=phones))


@settings(max_examples=examples(40, 1000), deadline=None)
@given(st.lists(st.lists(WELL_QUOTED, min_size=3, max_size=3).map(",".join), min_size=2, max_size=30), st.booleans())
def test_well_quoted_records_are_read_fast_and_alike(lines: Any, returns: Any) -> None:
    """Quoted cells with delimiters, doubled quotes and line breaks in them need no careful reader."""
    assert agree(("\r\n" if returns else "\n").join(lines) + "\n", Dialect(width=3))


@pytest.mark.parametrize("line", ["1,2", "1,2,3,4", "", '"1,2",3', "1,2,3,", '"1\n,2,3\n",4,5', '1,"2,3', 'x,5" y,2'])
def test_a_line_of_another_kind_keeps_its_place(line: str) -> None:
    """Short, long, blank and broken lines stand among the others under their own row numbers."""
    assert agree("a,b,c\n" + "1,2,3\n" * 30 + line + "\n" + "4,5,6\n" * 30, Dialect(width=3))
