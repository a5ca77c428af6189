"""Match columns: what each phone column can call, and the question when it is not sure which one to call."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.ui.app_page import App, Page

SPARSE = b"Name,Mobile,Alternate Mobile\n" + b"".join(
    b"N%d,98200%05d,%s\n" % (row, row * 37 % 99_999, b"98765%05d" % row if row % 4 == 0 else b"") for row in range(12)
)
UNSURE = b"Name,X,Y\n" + b"".join(
    b"N%d,9%09d,9%09d\n" % (row, 820_017 * (row + 3), 765_431 * (9 - row) ** 3) for row in (3, 7, 1, 5, 0, 8, 2, 6, 4)
)
TWINS = b"Phone,Phone,Name\n9820010001,9820010011,Priya\n9820010002,9820010012,Rahul\n9820010003,,Asha\n"


def phone_of(app: App, page: Page) -> tuple[str, ...]:
    """The phone columns that a draft has stored."""
    mapping = app.services.store.drafts.load(page.draft).mapping
    return mapping.phone if mapping else ()


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


def test_of_two_columns_with_one_header_the_chosen_one_is_called(app: App) -> None:
    """Neither a press of another button nor a choice takes the other column."""
    page = app.open().match("leads.csv", TWINS)
    box = next(box for box in page.test.selectbox if str(box.key).startswith("phone_column_"))
    assert box.options == ["Phone", "Phone (2)", "Name"]
    page.press("continue")
    assert phone_of(app, page) == ("Phone",)
    page.press("back")
    box = next(box for box in page.test.selectbox if str(box.key).startswith("phone_column_"))
    box.set_value("Phone (2)").run()
    page.press("continue")
    assert phone_of(app, page) == ("Phone (2)",)
