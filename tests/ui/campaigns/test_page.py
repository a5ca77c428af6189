from __future__ import annotations

from typing import TYPE_CHECKING

from tests.client.fault_server import run_fault_server

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.support.running_backend import Backend
    from tests.ui.app_page import App


def test_campaigns_are_listed_with_their_numbers(app: App, backend: Backend) -> None:
    """Each campaign has a row with its status, number and counts."""
    backend.campaign("Spring <b>offer</b>")
    page = app.open("campaigns")
    assert page.title == "Campaigns"
    assert "Spring &lt;b&gt;offer&lt;/b&gt;" in page.html
    assert "+91 22 3456 7890" in page.html
    assert "campaigns" in page.text


def test_a_new_campaign_needs_a_name_an_agent_and_a_number(app: App) -> None:
    """The dialog asks for the three, and offers the numbers of the workspace."""
    page = app.open("campaigns").press("new_campaign")
    assert page.test.text_input(key="new_campaign_name").label == "Name"
    assert page.test.text_input(key="new_campaign_agent").label == "Agent id"
    numbers = page.test.selectbox(key="new_campaign_number").options
    assert any(number.startswith("+91 22 3456 7890") for number in numbers)


def test_a_country_is_removed_and_added_again(app: App, backend: Backend) -> None:
    """Telephony Config of the built-in kind of server is changed in place; a prefix must be digits."""
    page = app.open("campaigns")
    page.press("remove_AE")
    assert not page.has("remove_AE")
    box = next(box for box in page.test.selectbox if str(box.key).startswith("add_country"))
    box.select("AE").run()
    assert page.has("remove_AE")
    starts = next(box for box in page.test.text_input if str(box.key).startswith("starts_AE"))
    starts.input("5x").run()
    assert "Type digits with commas between" in page.test.toast[0].value
    assert "AE" in enabled(backend)


def enabled(backend: Backend) -> list[str]:
    groups = backend.get("/phone-country-rules/enabled-network-groups?page=1&limit=100")
    return [group["countryRule"]["country_iso"] for group in groups]


def test_a_server_that_lists_nothing_is_said_in_words(open_app: Callable[..., App]) -> None:
    """Where campaigns and countries cannot be listed, the page says what to do instead."""
    with run_fault_server(404, {"success": False, "error": "not found"}) as server:
        page = open_app(server.url, "key").open("campaigns")
        assert "does not list its campaigns" in page.text
        assert "does not tell which countries" in page.text
