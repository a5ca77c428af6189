"""Consent on the screens: found on Match columns, counted and shown on Review, loosened outright for one file only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.ui.review.test_page import shown

if TYPE_CHECKING:
    from tests.ui.app_page import App

FILE = b"Mobile,Opt-in,Notes\n9820010001,yes,\n9820010002,no,\n9820010003,,\n9820010004,yes,please do not call again\n"


def test_who_said_no_is_counted_and_shown_and_may_be_called_outright(app: App) -> None:
    """The file has nobody else who is not called: a press on the count shows the row."""
    page = app.open().match("leads.csv", FILE)
    assert page.test.multiselect(key="consent_columns").value == ["Opt-in"]
    page.press("continue")
    assert (page.counts()["ready"], page.counts()["without_consent"]) == (3, 1)
    button = page.test.button(key="not_called_consent_refused")
    assert button.label == "Said no to being called **1**"
    button.click().run()
    assert shown(page) == [3]
    page.press("back")
    page.test.selectbox(key="consent_policy").set_value("ignore").run()
    assert "People who said no will be called" in page.text
    page.press("continue")
    assert "without_consent" not in page.counts()
