from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from callsheet.ui.session.arrangement import Arrangement, Order, sorting, value_counts
from callsheet.ui.session.session import Step
from callsheet.ui.session.summary import Focus
from callsheet.ui.session.view import Tab
from tests.ui.sessions import report_of, view_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from callsheet.ui.session.session import Session

SORTED = [
    (["b", "10", "9", "", "A", "1,000", "b "], ["9", "10", "1,000", "A", "b", "b ", ""]),
    (["-1", "2.5", "x", "0"], ["-1", "0", "2.5", "x"]),
    (["", " ", "a"], ["a", "", " "]),
    ([], []),
]


@pytest.mark.parametrize(("texts", "expected"), SORTED)
def test_texts_are_sorted_as_a_spreadsheet_does(texts: list[str], expected: list[str]) -> None:
    """Numbers by size, then words whatever their case, empty cells at the end."""
    order = sorting(pd.Series(texts, dtype="str"), descending=False)
    assert [texts[index] for index in order] == expected


@given(st.lists(st.sampled_from(["a", "A", "b", "1", "2", "", "é", "1,0"]), max_size=30), st.booleans())
def test_sorting_keeps_every_row_once_and_equal_rows_in_their_order(texts: list[str], descending: bool) -> None:
    """Both directions are stable, and empty cells are last in both."""
    order = sorting(pd.Series(texts, dtype="str"), descending=descending).tolist()
    assert sorted(order) == list(range(len(texts)))
    for text in set(texts):
        places = [index for index in order if texts[index] == text]
        assert places == sorted(places)
    assert all(texts[index] for index in order[: len(texts) - texts.count("")])


def test_rows_are_sorted_and_filtered_by_value_until_the_order_of_the_file_is_back(
    session_of: Callable[..., Session],
) -> None:
    """Edits count, other filters stay, and row numbers belong to their rows."""
    session = session_of(["9876543210"] * 4, ["Neha", "Asha", "Neha", "Vik"]).go_to(Step.REVIEW).filtered(Tab.ALL)
    ordered = session.arranged(Arrangement(Order("Full name", descending=True)))
    assert view_of(ordered).rows.tolist() == [5, 2, 4, 3]
    some = ordered.arranged(view_of(ordered).arrangement.with_values("Full name", ["Neha", "Asha"]))
    assert view_of(some).rows.tolist() == [2, 4, 3]
    assert view_of(some.filtered(Tab.READY)).rows.tolist() == [2]  # the first of four equal numbers
    back = some.arranged(
        view_of(some).arrangement.sorted_by("Full name", descending=None).with_values("Full name", None)
    )
    assert view_of(back).rows.tolist() == [2, 3, 4, 5]


def test_a_kind_of_problem_is_shown_with_all_its_rows(session_of: Callable[..., Session]) -> None:
    """A filter of values ends when the rows of a cause are shown, so that their number is the one of the cause."""
    session = session_of(["98765", "98766"], ["Neha", "Asha"]).go_to(Step.REVIEW)
    some = session.arranged(Arrangement(values={"Full name": frozenset(["Neha"])}))
    assert view_of(some).rows.tolist() == [2]
    code = report_of(session).causes[0].code
    assert view_of(some.filtered(focus=Focus(code))).rows.tolist() == [2, 3]


def test_a_column_that_the_file_lost_arranges_nothing(session_of: Callable[..., Session]) -> None:
    """Another sheet may lack the column."""
    session = session_of(["98765", "98766"]).go_to(Step.REVIEW)
    arranged = session.arranged(Arrangement(Order("gone"), {"gone too": frozenset(["x"])}))
    assert view_of(arranged).rows.tolist() == [2, 3]


def test_values_are_counted_the_most_frequent_first(session_of: Callable[..., Session]) -> None:
    """Over the rows given, with the operator's edits."""
    session = session_of(["98765"] * 4, ["Neha", "Asha", "Neha", ""]).go_to(Step.REVIEW)
    counts, distinct = value_counts(report_of(session), view_of(session).rows, "Full name")
    assert (counts[0], distinct) == (("Neha", 2), 3)
    assert dict(counts) == {"Neha": 2, "Asha": 1, "": 1}
    assert value_counts(report_of(session), view_of(session).rows[:0], "Full name") == ([], 0)
