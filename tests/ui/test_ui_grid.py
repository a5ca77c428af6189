from __future__ import annotations

import json

from callsheet.ui.grid.edits import unseen
from callsheet.ui.grid.payload import page_payload
from callsheet.ui.line import line_html
from callsheet.ui.session import Step
from callsheet.validation import Edit


def payload_of(session, rows):
    return page_payload(session.report, rows, view="v", empty="", acknowledged=session.acknowledged)


def test_cells_are_named_by_their_target(session_of):
    """The phone column comes first and every column carries the name it is sent under."""
    payload = payload_of(session_of(["9876543210"]).at(Step.REVIEW), [2])
    assert [(each["name"], each["header"]) for each in payload["columns"]] == [
        ("phone_number", "Mobile"),
        ("full_name", "Full name"),
    ]


def test_a_bad_cell_says_why_and_a_good_one_what_is_sent(session_of):
    """A red cell carries its reason, a good number the number as sent, a plain cell nothing."""
    payload = payload_of(session_of(["98765", "98765 43210"]).at(Step.REVIEW), [2, 3])
    assert payload["rows"][0] == (2, ["98765", "Priya"], {0: ("error", "too few digits", None, "")})
    assert payload["rows"][1] == (3, ["98765 43210", "Priya"], {0: ("ok", "", None, "+919876543210")})


def test_a_changed_cell_keeps_its_original(session_of):
    """A changed cell is marked and carries the value of the file, also when it is still wrong."""
    session = session_of(["98765", "9876543210"]).at(Step.REVIEW)
    session = session.edited([Edit(2, "Mobile", "9876"), Edit(3, "Full name", "Rahul")], 2)
    rows = payload_of(session, [2, 3])["rows"]
    assert rows[0][2][0][0] == "error"
    assert rows[0][2][0][2] == "98765"
    assert rows[1][2][1] == ("changed", "", "Priya", "")


def test_one_page_of_the_worst_file_is_small(session_of):
    """A page of 50 bad rows stays under 100 KB, whatever the size of the file."""
    session = session_of(["+33 6 12 34 56 78"] * 5000, ["x" * 200] * 5000).at(Step.REVIEW)
    assert len(json.dumps(payload_of(session, session.view.page_rows))) < 100_000


def test_no_edit_is_lost_or_taken_twice():
    """A browser that repeats its list is answered with each edit once, in the order they were made."""
    sent = [{"sequence": number, "row": number + 1, "column": "Mobile", "value": str(number)} for number in (1, 2, 3)]
    first, acknowledged = unseen(sent[:2], 0)
    rest, acknowledged = unseen(sent, acknowledged)
    again, acknowledged = unseen(sent, acknowledged)
    assert [edit.value for edit in (*first, *rest)] == ["1", "2", "3"]
    assert (again, acknowledged) == ([], 3)


def test_the_line_carries_plain_integers(session_of):
    """Each count stands in the line as a plain integer beside its words."""
    html = line_html(session_of(["9876543210", "98765"] * 600).at(Step.REVIEW).report.counts)
    assert 'data-count="rows" data-value="1200"' in html
    assert 'data-count="errors" data-value="600"' in html
    assert "<b>1,200</b> rows in the file" in html
