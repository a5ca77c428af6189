"""Match columns: what each phone column can call, and the question when it is not sure which one to call."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.ui.app_page import App

SPARSE = b"Name,Mobile,Alternate Mobile\n" + b"".join(
    b"N%d,98200%05d,%s\n" % (row, row * 37 % 99_999, b"98765%05d" % row if row % 4 == 0 else b"") for row in range(12)
)
UNSURE = b"Name,X,Y\n" + b"".join(
    b"N%d,9%09d,9%09d\n" % (row, 820_017 * (row + 3), 765_431 * (9 - row) ** 3) for row in (3, 7, 1, 5, 0, 8, 2, 6, 4)
)


def test_the_phone_column_says_how_many_rows_it_can_call(app: App) -> None:
    """A count over all rows, not an estimate; nothing is asked."""
    page = app.open().match("leads.csv", SPARSE)
    assert "Phone numbers in 12 of 12 rows" in page.text
    assert not page.test.button(key="continue").disabled


def test_when_nothing_is_sure_the_columns_weighed_are_named(app: App) -> None:
    """Each with the rows that it can call; there is no way on before one is chosen."""
    page = app.open().match("leads.csv", UNSURE)
    assert "Which column has the phone numbers? X (9 of 9 rows) and Y (9 of 9 rows)." in page.text
    assert page.test.button(key="continue").disabled


def test_a_column_with_far_more_numbers_than_the_one_in_use_is_offered(app: App) -> None:
    """However the sparse column came to be the phone column; one press changes it."""
    page = app.open().match("leads.csv", SPARSE)
    box = next(box for box in page.test.selectbox if str(box.key).startswith("phone_column_"))
    box.set_value("Alternate Mobile").run()
    assert "Mobile has phone numbers in 12 rows, Alternate Mobile in only 3." in page.text
    page.press("use_phone")
    assert "Phone numbers in 12 of 12 rows" in page.text
    assert "in only" not in page.text
