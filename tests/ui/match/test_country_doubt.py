"""A list that looks like another country's: Match asks before it goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tests.support.files.number_lists import as_written, local_numbers

if TYPE_CHECKING:
    from tests.ui.app_page import App


def leads(region: str) -> bytes:
    numbers = as_written(region, local_numbers(region, 30, np.random.default_rng(3)))
    return "\n".join(["Mobile,name", *(f"{number},Lead {row}" for row, number in enumerate(numbers))]).encode()


def test_british_numbers_on_an_indian_campaign_are_asked_about(app: App) -> None:
    """Every number is valid in India too; nothing goes on until the operator has chosen, and the choice is kept."""
    page = app.open().match("leads.csv", leads("GB"))
    assert any("These look like numbers of United Kingdom" in warning.value for warning in page.test.warning)
    assert page.test.button(key="continue").disabled
    page.press("read_as")
    assert app.services.store.drafts.load(page.draft).choices.default_region == "GB"
    assert not page.test.warning
    assert not page.test.button(key="continue").disabled


def test_the_operator_may_keep_the_country(app: App) -> None:
    """One press says that they are Indian after all; the question does not come back."""
    page = app.open().match("leads.csv", leads("GB"))
    page.press("confirm_country")
    assert not page.test.warning
    assert not page.test.button(key="continue").disabled


def test_a_list_of_two_countries_is_asked_about_with_counts(app: App) -> None:
    """Thirty Indian and thirty German numbers: how many are valid only here, only there, and in both."""
    page = app.open().match("leads.csv", leads("IN") + b"\n" + leads("DE").partition(b"\n")[2])
    questions = [warning.value for warning in page.test.warning]
    assert any("two countries" in each and "valid only in Germany" in each for each in questions), questions
    assert page.test.button(key="continue").disabled


def test_cities_beside_the_numbers_are_evidence(app: App) -> None:
    """Twenty numbers that India and Nigeria both have, beside Nigerian cities and amounts in naira."""
    numbers = [f"0{number}" for number in local_numbers("NG", 10, np.random.default_rng(4))]
    cities = ["Lagos", "Ibadan", "Kano", "Abuja", "Enugu"] * 2
    rows = [f"{number},{city},NGN 2000" for number, city in zip(numbers, cities, strict=True)]
    page = app.open().match("leads.csv", "\n".join(["Mobile,City,Amount", *rows]).encode())
    assert any("Nigeria" in warning.value for warning in page.test.warning)


def test_numbers_of_the_campaigns_country_are_not_asked_about(app: App) -> None:
    """An Indian list goes on as before."""
    page = app.open().match("leads.csv", leads("IN"))
    assert not page.test.warning
    assert not page.test.button(key="continue").disabled
