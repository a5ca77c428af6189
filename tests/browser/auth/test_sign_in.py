from __future__ import annotations

import re
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.identity_provider import running_identity_provider
from tests.browser.wizard import PATIENCE, Wizard

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Page

    from tests.browser.shared_browser import SharedBrowser
    from tests.browser.wizard import App


pytestmark = pytest.mark.browser
LEADS = b"Mobile No.,Customer Name\n9820010001,Priya\n98200100,Rahul\n"
LISTS = {"CALLSHEET_OPERATORS": "asha@example.com, ravi@example.com", "CALLSHEET_ADMINISTRATORS": "admin@example.com"}
SECRETS = """[auth]
redirect_uri = "http://127.0.0.1:{{port}}/oauth2callback"
cookie_secret = "a long secret of this test alone, 32 bytes and more"
client_id = "callsheet"
client_secret = "of the test"
server_metadata_url = "{provider}/.well-known/openid-configuration"
"""


@pytest.fixture(scope="module")
def app(start_lasting_app: Callable[..., App], tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    home = tmp_path_factory.mktemp("signed")
    with running_identity_provider() as provider:
        (home / "secrets.toml").write_text(SECRETS.format(provider=provider), "utf-8")
        yield start_lasting_app(CALLSHEET_HOME=str(home), **LISTS)


def sign_in(page: Page, app: App, who: str, address: str = "") -> None:
    page.goto(f"{app.address}/{address}")
    page.get_by_role("button", name="Sign in").click(timeout=PATIENCE)
    page.get_by_role("link", name=who, exact=True).click(timeout=PATIENCE)


def test_no_page_shows_anything_before_sign_in(browser: SharedBrowser, app: App) -> None:
    """Every address shows the sign-in only, without links to pages or the name of a campaign."""
    with closing(browser.new_context()) as context:
        page = context.new_page()
        for address in ("settings", "history", "campaigns", "import_leads", "?draft=abcdefgh", ""):
            page.goto(f"{app.address}/{address}")
            expect(page.get_by_role("heading", name="Sign in to Callsheet")).to_be_visible(timeout=PATIENCE)
            expect(page.get_by_role("link", name="Campaigns", exact=True)).to_have_count(0)
            assert "Sandbox" not in page.inner_text("body")


@pytest.mark.parametrize("who", ["stranger", pytest.param("pretender", marks=pytest.mark.nightly)])
def test_a_person_not_on_the_list_sees_nothing(browser: SharedBrowser, app: App, who: str) -> None:
    """An address on no list, or one the provider has not verified, sees a notice and can sign out."""
    with closing(browser.new_context()) as context:
        page = context.new_page()
        sign_in(page, app, who)
        expect(page.get_by_role("heading", name="You are not on the list")).to_be_visible(timeout=PATIENCE)
        page.goto(f"{app.address}/settings")
        expect(page.get_by_role("heading", name="You are not on the list")).to_be_visible(timeout=PATIENCE)
        page.get_by_role("button", name="Sign out").click()
        expect(page.get_by_role("heading", name="Sign in to Callsheet")).to_be_visible(timeout=PATIENCE)


@pytest.mark.nightly
def test_two_operators_see_only_their_own_drafts(browser: SharedBrowser, app: App) -> None:
    """Operators open their own uploads in any browser, and see a notice at another operator's address."""
    with closing(browser.new_context()) as one, closing(browser.new_context()) as two:
        asha = Wizard(one.new_page())
        sign_in(asha.page, app, "asha")
        asha.page.wait_for_selector(".st-key-upload", timeout=PATIENCE)
        asha.review("of asha.csv", LEADS)
        address = asha.page.url
        ravi = Wizard(two.new_page())
        sign_in(ravi.page, app, "ravi", address.rpartition("/")[2])
        expect(ravi.page.get_by_text("belongs to somebody else")).to_be_visible(timeout=PATIENCE)
        expect(ravi.page.get_by_text("of asha.csv")).to_have_count(0)
        assert "Priya" not in ravi.page.inner_text("body")
        with closing(browser.new_context()) as three:
            again = Wizard(three.new_page())
            sign_in(again.page, app, "asha", address.rpartition("/")[2])
            again.wait_for_grid()
            again.expect_counts(rows=2, ready=1, errors=1)
            assert again.page.url == address
            again.press("back")
            expect(again.heading("Match columns")).to_be_attached(timeout=PATIENCE)
            again.page.go_back()
            again.wait_for_grid()
            assert again.page.url == address


@pytest.mark.nightly
def test_only_administrators_change_server_and_retention(browser: SharedBrowser, app: App) -> None:
    """An operator sees the settings but cannot change them; an administrator can."""
    with closing(browser.new_context()) as context:
        page = context.new_page()
        sign_in(page, app, "ravi")
        page.get_by_role("link", name="Settings", exact=True).click(timeout=PATIENCE)
        expect(page.get_by_text(re.compile("ravi@\u2060?example.com · Operator"))).to_be_visible(timeout=PATIENCE)
        for box in (page.get_by_label("Address"), page.get_by_label("API key")):
            expect(box).to_be_disabled()
        expect(page.get_by_role("spinbutton", name="Keep unfinished uploads for … days")).to_be_disabled()
        expect(page.locator(".st-key-save_server")).to_have_count(0)
        expect(page.get_by_text("Erase a number")).to_have_count(0)
        page.get_by_role("link", name="Campaigns", exact=True).click()
        expect(page.get_by_role("heading", name="Campaigns", exact=True)).to_be_visible(timeout=PATIENCE)
        expect(page.locator(".st-key-remove_IN")).to_have_count(0)
    with closing(browser.new_context()) as context:
        page = context.new_page()
        sign_in(page, app, "admin")
        page.get_by_role("link", name="Settings", exact=True).click(timeout=PATIENCE)
        expect(page.get_by_text(re.compile("admin@\u2060?example.com · Administrator"))).to_be_visible(timeout=PATIENCE)
        expect(page.get_by_label("Address")).to_be_enabled()
        expect(page.locator(".st-key-save_server button")).to_be_enabled()


@pytest.mark.nightly
def test_lists_without_a_provider_close_the_app(start_app: Callable[..., App], browser: SharedBrowser) -> None:
    """With lists but no provider the app is closed to everybody."""
    app = start_app(**LISTS)
    with closing(browser.new_context()) as context:
        page = context.new_page()
        page.goto(app.address)
        expect(page.get_by_role("heading", name="Callsheet is closed")).to_be_visible(timeout=PATIENCE)
        expect(page.get_by_role("link", name="Settings", exact=True)).to_have_count(0)
