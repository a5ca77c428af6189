from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from callsheet.ui.session.search import Search
from callsheet.ui.session.session import Step
from callsheet.ui.session.view import Tab
from callsheet.validation import Edit, Route
from tests.ui.sessions import report_of, view_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from callsheet.ui.session.session import Session
    from callsheet.validation import Table


GOOD, ALSO_GOOD, SHORT = "9876543210", "9123456789", "98765"


def test_review_opens_on_what_needs_fixing(session_of: Callable[..., Session]) -> None:
    """Review opens on the rows that need fixing, and on all rows when no row does."""
    assert view_of(session_of([GOOD, SHORT]).go_to(Step.REVIEW)).tab is Tab.NEED_FIXING
    assert view_of(session_of([GOOD, ALSO_GOOD]).go_to(Step.REVIEW)).tab is Tab.ALL


def test_a_fixed_row_stays_until_the_filter_is_applied_again(session_of: Callable[..., Session]) -> None:
    """The counts change at once; the row leaves the page only with the next filter."""
    session = session_of([SHORT, "n/a", GOOD]).go_to(Step.REVIEW)
    fixed = session.with_edits([Edit(2, "Mobile", ALSO_GOOD)])
    assert report_of(fixed).counts.errors == 1
    assert view_of(fixed).rows.tolist() == [2, 3]
    assert view_of(fixed.filtered()).rows.tolist() == [3]


def test_edits_survive_another_mapping(session_of: Callable[..., Session]) -> None:
    """Going back to Match columns and changing it keeps every edit."""
    session = session_of([SHORT, GOOD]).go_to(Step.REVIEW).with_edits([Edit(2, "Mobile", ALSO_GOOD)])
    again = session.go_to(Step.MATCH).with_default_region("US").with_default_region("IN").go_to(Step.REVIEW)
    assert report_of(again).counts.ready == 2
    assert again.choices.edits == (Edit(2, "Mobile", ALSO_GOOD),)


def test_a_refused_row_is_red_at_its_row_of_the_file(session_of: Callable[..., Session]) -> None:
    """What the server refused needs fixing at the same row, with the server's words."""
    session = session_of([GOOD, ALSO_GOOD]).go_to(Step.REVIEW)
    refused = session.with_refusals({(3, "+919123456789"): "Unsupported prefix"}).go_to(Step.REVIEW)
    assert view_of(refused).rows.tolist() == [3]
    assert [issue.detail for issue in report_of(refused).issues_of([3])] == ["Unsupported prefix"]


def test_a_view_holds_its_rows_while_they_are_edited(session_of: Callable[..., Session]) -> None:
    """A fixed row stays where it is until a filter is applied, and each filter gives the rows another name."""
    session = session_of([SHORT] * 3).go_to(Step.REVIEW)
    fixed = session.with_edits([Edit(3, "Mobile", GOOD)])
    assert view_of(fixed) is view_of(session)
    again = fixed.filtered()
    assert view_of(again).rows.tolist() == [2, 4]
    assert view_of(again).key != view_of(fixed).key
    assert again.filtered().view is not None
    rows = view_of(again).rows_of(view_of(session).key)
    assert rows is not None
    assert rows.tolist() == [2, 3, 4]


def test_search_finds_a_name_in_any_case_and_a_number_as_sent(session_of: Callable[..., Session]) -> None:
    """Search reads cells as text, and the number as it will be sent."""
    session = session_of([GOOD, ALSO_GOOD], ["Priya (Mumbai)", "Rahul"]).go_to(Step.REVIEW)
    assert view_of(session.filtered(Tab.ALL, Search("PRIYA ("))).rows.tolist() == [2]
    assert view_of(session.filtered(Tab.ALL, Search("+919123"))).rows.tolist() == [3]
    assert view_of(session.filtered(Tab.ALL, Search("nobody"))).rows.tolist() == []


def test_local_numbers_are_read_in_the_country_of_their_row_where_the_file_tells_it(
    session_of: Callable[..., Session], lead_table: Callable[..., Table]
) -> None:
    """An American number of ten digits is not rung in India because the campaign is; the operator may say otherwise."""
    cells = {"Mobile": [GOOD, "212-555-0123", "020 7946 0958"] * 2, "Country": ["Bharat", "U.S.A.", "UK"] * 2}
    session = replace(session_of([GOOD]), table=lead_table(cells), route=Route.unknown("IN")).with_suggestions()
    assert session.choices.country_column == "Country"
    numbers = report_of(session.go_to(Step.REVIEW)).numbers.tolist()
    assert numbers[:3] == ["+919876543210", "+12125550123", "+442079460958"]
    alike = session.with_country_column(None)
    assert report_of(alike.go_to(Step.REVIEW)).numbers.tolist()[1] == "+912125550123"
    assert alike.with_country_column("Country").choices == session.choices
    assert session_of([GOOD]).with_suggestions().choices.country_column is None


def test_another_column_for_a_variable_replaces_the_one_before(
    session_of: Callable[..., Session], lead_table: Callable[..., Table]
) -> None:
    """Two columns never have one name: the former column is not sent any more, and neither is a fixed value."""
    cells = {"Mobile": [GOOD], "Full name": ["Priya"], "Nickname": ["Pri"]}
    session = replace(session_of([GOOD]), table=lead_table(cells))
    named = session.with_constant("city", "Pune").with_column_for("full_name", "Nickname")
    chosen = named.with_column_for("city", "Full name")
    assert chosen.mapping.variables == {"Full name": "city", "Nickname": "full_name"}
    assert not chosen.mapping.constants
    assert not chosen.mapping.problems()


def test_a_script_decides_which_columns_are_sent(
    session_of: Callable[..., Session], lead_table: Callable[..., Table]
) -> None:
    """Columns that it does not use are switched off, and on again without it."""
    cells = {"Mobile": [GOOD], "Full name": ["Priya"], "City": ["Pune"]}
    session = replace(session_of([GOOD]), table=lead_table(cells)).with_suggestions().with_prompt("Hello {{full_name}}")
    assert session.mapping.left_out == ("City",)
    assert session.with_prompt("").mapping.left_out == ()
