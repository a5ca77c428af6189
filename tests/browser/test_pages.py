from __future__ import annotations

import io
import json
import time
from contextlib import closing
from typing import TYPE_CHECKING

import openpyxl
import pytest
import requests
from playwright.sync_api import expect

from tests.browser.walk import PATIENCE, Walk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

    from tests.browser.server import Server
    from tests.browser.walk import App


pytestmark = pytest.mark.browser
PAGES = {
    "history": "History",
    "campaigns": "Campaigns",
    "settings": "Settings",
    "import_leads": "Upload your leads",
    "": "Upload your leads",
}
LEADS = b"Mobile No.,Customer Name\n9820010001,Priya\n98200100,Rahul\n"


@pytest.fixture
def page(browser: Browser, app: App) -> Iterator[Page]:
    with closing(browser.new_context(viewport={"width": 1200, "height": 900})) as context:
        page = context.new_page()
        page.goto(app.address)
        expect(page.get_by_role("heading", name="Upload your leads")).to_be_visible(timeout=PATIENCE)
        yield page


@pytest.mark.parametrize("address", PAGES)
def test_every_page_opens_first_on_a_fresh_server(
    app: App, start_app: Callable[..., App], browser: Browser, address: str
) -> None:
    """The first request of all may be for any page by its own address: it is shown, with the way to the others."""
    fresh = start_app(CALLSHEET_API_URL=f"{app.backend['url']}/v1", CALLSHEET_API_KEY=app.key)
    with closing(browser.new_context()) as context:
        page = context.new_page()
        page.goto(f"{fresh.address}/{address}")
        expect(page.get_by_role("heading", name=PAGES[address], exact=True)).to_be_visible(timeout=PATIENCE)
        for name in ("Import", "History", "Campaigns", "Settings"):
            expect(page.get_by_role("link", name=name, exact=True)).to_be_visible()
        assert page.title() == "Callsheet" or PAGES[address] in page.title() or "Import" in page.title()
        page.get_by_role("link", name="Campaigns", exact=True).click()
        expect(page.get_by_role("heading", name="Campaigns", exact=True)).to_be_visible(timeout=PATIENCE)
        page.reload()
        expect(page.get_by_role("heading", name="Campaigns", exact=True)).to_be_visible(timeout=PATIENCE)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", ["history", "campaigns", "settings"])
def test_no_page_scrolls_sideways_in_a_narrow_window(browser: Browser, app: App, scheme: str, address: str) -> None:
    """At 820 pixels every page fits, in light and dark, and says nothing of a fault."""
    with closing(browser.new_context(viewport={"width": 820, "height": 900}, color_scheme=scheme)) as context:
        page = context.new_page()
        page.goto(f"{app.address}/{address}")
        expect(page.get_by_role("heading", name=PAGES[address], exact=True)).to_be_visible(timeout=PATIENCE)
        assert not page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
        Walk(page).is_alive()


def test_a_download_answers_only_to_the_browser_it_was_made_for(browser: Browser, app: App) -> None:
    """The address of a download gives the file to its own browser, 403 to nobody's and to another's."""
    with closing(browser.new_context()) as context, closing(browser.new_context()) as other:
        walk = Walk(context.new_page())
        walk.open(app.address)
        walk.review("leads.csv", LEADS)
        asked: list[str] = []
        walk.page.on("request", lambda request: asked.append(request.url))
        name, data = walk.download("download_errors_csv")
        assert name.endswith(".csv")
        assert b"98200100" in data
        address = next(url for url in asked if "/media/" in url)
        assert context.request.get(address).status == 200
        assert requests.get(address, timeout=30).status_code == 403
        stranger = Walk(other.new_page())
        stranger.open(app.address)
        refused = other.request.get(address)
        assert refused.status == 403
        assert "98200100" not in refused.text()


def test_every_part_of_a_page_is_served(browser: Browser, app: App) -> None:
    """Fonts, icons and scripts of the app's own all arrive: nothing of a page is refused as if it were a download."""
    with closing(browser.new_context()) as context:
        page = context.new_page()
        refused: list[str] = []
        page.on(
            "response",
            lambda answer: refused.append(answer.url) if answer.status >= 400 and "/static/" in answer.url else None,
        )
        page.goto(f"{app.address}/settings")
        expect(page.get_by_role("heading", name="Forget a number")).to_be_visible(timeout=PATIENCE)
        page.goto(app.address)
        expect(page.locator(".st-key-sample_csv")).to_be_visible(timeout=PATIENCE)
        page.wait_for_function(
            "[...document.fonts].some(font => /Material/.test(font.family) && font.status === 'loaded')"
        )
        assert refused == []


def test_an_open_draft_is_listed_to_its_own_browser_and_goes_on_where_it_stood(browser: Browser, app: App) -> None:
    """File, rows, step and time are named, a press goes on there; another browser sees nothing of it; it can go."""
    with closing(browser.new_context()) as context, closing(browser.new_context()) as other:
        walk = Walk(context.new_page())
        walk.open(app.address)
        walk.review("spring [list].csv", LEADS)
        walk.page.goto(app.address)
        line = walk.page.get_by_role("button", name="spring [list].csv · 2 rows · Review · just now")
        expect(line).to_be_visible(timeout=PATIENCE)
        stranger = Walk(other.new_page())
        stranger.open(app.address)
        expect(stranger.page.get_by_text("spring [list].csv")).to_have_count(0)
        line.click()
        walk.grid_is_there()
        walk.expect_counts(rows=2, ready=1, errors=1)
        walk.page.goto(app.address)
        walk.page.locator(".st-key-open_drafts").get_by_role("button", name="Delete").click()
        expect(line).to_have_count(0, timeout=PATIENCE)


def test_another_page_and_back_loses_nothing(browser: Browser, app: App) -> None:
    """From Review to Settings and back by the links: the same draft stands at the same step."""
    with closing(browser.new_context()) as context:
        walk = Walk(context.new_page())
        walk.open(app.address)
        walk.review("leads.csv", LEADS)
        address = walk.page.url
        walk.page.get_by_role("link", name="Settings", exact=True).click()
        expect(walk.heading("Forget a number")).to_be_visible(timeout=PATIENCE)
        walk.page.get_by_role("link", name="Import", exact=True).click()
        walk.grid_is_there()
        assert walk.page.url == address


def test_columns_are_remembered_shown_started_over_and_forgotten(
    start_app: Callable[..., App], browser: Browser
) -> None:
    """A file with the same headers starts from the last one's names, says so, and can start over; Settings forgets."""
    app = start_app()
    with closing(browser.new_context()) as context:
        walk = Walk(context.new_page())
        walk.open(app.address)
        walk.match("first.csv", LEADS)
        name = walk.page.get_by_label("Variable name of Customer Name")
        name.fill("person")
        name.press("Enter")
        app.keeps("person")
        walk.press("continue")
        walk.grid_is_there()
        walk.page.goto(app.address)
        walk.match("second.csv", b"Customer Name,Mobile No.\nAsha,9820010009\n")
        walk.says("Columns as last time")
        expect(name).to_have_value("person")
        walk.press("start_from_file")
        expect(walk.page.locator(".st-key-start_from_file")).to_have_count(0, timeout=PATIENCE)
        expect(name).to_have_count(1)
        expect(name).to_have_value("customer_name", timeout=PATIENCE)
        walk.page.get_by_role("link", name="Settings", exact=True).click()
        walk.says("Mobile No. and Customer Name")
        recipe = walk.page.locator("[class*=st-key-recipe_]")
        with walk.page.expect_download() as found:
            recipe.get_by_role("button").click()
        assert json.loads(found.value.path().read_bytes())["mapping"]["variables"] == {"Customer Name": "person"}
        walk.page.locator("[class*=st-key-forget_]").get_by_role("button", name="Forget").click()
        walk.says("Nothing yet")


def test_a_campaign_is_made_and_the_countries_change(start_app: Callable[..., App], browser: Browser) -> None:
    """A new campaign stands in the table and on Import; a country taken off the list is off the server."""
    app = start_app()
    with closing(browser.new_context()) as context:
        page = context.new_page()
        page.goto(f"{app.address}/campaigns")
        page.locator(".st-key-new_campaign button").click(timeout=PATIENCE)
        page.get_by_role("textbox", name="Name").fill("<b>June</b> offers")
        page.get_by_role("textbox", name="Agent id").fill("agent_1")
        page.get_by_role("button", name="Create campaign").click()
        expect(page.get_by_role("rowheader", name="<b>June</b> offers")).to_be_visible(timeout=PATIENCE)
        page.locator(".st-key-remove_SG button").first.click(timeout=PATIENCE)
        expect(page.locator(".st-key-remove_SG")).to_have_count(0, timeout=PATIENCE)
        starts = page.get_by_label("Starts of national numbers in India")
        starts.fill("9, 8")
        starts.press("Enter")
        expect(page.get_by_text("Saved").first).to_be_visible(timeout=PATIENCE)
        ends = time.monotonic() + 20
        while prefixes(app)["IN"] != ["9", "8"] and time.monotonic() < ends:
            page.wait_for_timeout(100)
        assert "SG" not in prefixes(app)
        assert prefixes(app)["IN"] == ["9", "8"]
        page.get_by_role("link", name="Import", exact=True).click()
        expect(page.get_by_text("May call India, United Arab Emirates")).to_be_visible(timeout=PATIENCE)


def prefixes(app: App):
    groups = app.get("/phone-country-rules/enabled-network-groups")
    return {each["countryRule"]["country_iso"]: each["countryRule"]["prefixes"] for each in groups}


def test_a_server_is_tested_and_kept_and_its_key_never_shown(
    start_app: Callable[..., App], start_server: Callable[[], Server], browser: Browser
) -> None:
    """Address and key of another server are tried and kept: its campaigns appear, the key stands nowhere on a page."""
    app, server = start_app(), start_server()
    with closing(browser.new_context()) as context:
        page = context.new_page()
        page.goto(f"{app.address}/settings")
        page.get_by_label("Address").fill(f"{server.address}/v1", timeout=PATIENCE)
        page.get_by_label("API key").fill("wrong")
        page.locator(".st-key-test_server button").click()
        expect(page.get_by_text("does not accept the API key")).to_be_visible(timeout=PATIENCE)
        page.get_by_label("API key").fill(server.key)
        page.locator(".st-key-save_server button").click()
        expect(page.get_by_text("Leads go to this server.")).to_be_visible(timeout=PATIENCE)
        page.reload()
        expect(page.get_by_label("Address")).to_have_value(f"{server.address}/v1", timeout=PATIENCE)
        assert server.key not in page.content()
        page.locator(".st-key-test_server button").click()
        expect(page.get_by_text("Connected: 1 campaign.")).to_be_visible(timeout=PATIENCE)
        page.locator(".st-key-built_in button").click()
        expect(page.get_by_text("The built-in server holds the leads")).to_be_visible(timeout=PATIENCE)


def test_what_the_environment_says_is_locked(
    start_app: Callable[..., App], start_server: Callable[[], Server], browser: Browser
) -> None:
    """Address and key from the environment cannot be changed on the page, which says where they come from."""
    server = start_server()
    app = start_app(CALLSHEET_API_URL=f"{server.address}/v1", CALLSHEET_API_KEY=server.key, CALLSHEET_DRAFT_DAYS="3")
    with closing(browser.new_context()) as context:
        page = context.new_page()
        page.goto(f"{app.address}/settings")
        expect(page.get_by_label("Address")).to_be_disabled(timeout=PATIENCE)
        expect(page.get_by_label("API key")).to_be_disabled()
        expect(page.get_by_role("spinbutton", name="Drafts, in days")).to_be_disabled()
        for name in ("CALLSHEET_API_URL", "CALLSHEET_API_KEY", "CALLSHEET_DRAFT_DAYS"):
            expect(page.get_by_text(name)).to_be_visible()
        assert server.key not in page.content()


def test_a_number_is_found_in_every_spelling_and_forgotten(start_app: Callable[..., App], browser: Browser) -> None:
    """The draft that holds the number, however it is written, is named, then deleted; the other one stays."""
    app = start_app()
    with closing(browser.new_context()) as context:
        walk = Walk(context.new_page())
        walk.open(app.address)
        walk.match("holds it.csv", b"phone_number,name\n(098200) 10-001,Priya\n")
        walk.page.goto(app.address)
        walk.match("another.csv", b"phone_number,name\n9820010002,Rahul\n")
        walk.page.get_by_role("link", name="Settings", exact=True).click()
        walk.page.get_by_label("Phone number").fill("+91 98200 10001", timeout=PATIENCE)
        walk.page.locator(".st-key-find_number button").click()
        walk.says("in 1 open draft, which will be deleted: holds it.csv")
        walk.page.locator(".st-key-forget_number button").click()
        walk.says("Forgotten: 1 draft deleted")
        walk.page.goto(app.address)
        expect(walk.page.get_by_text("another.csv")).to_be_visible(timeout=PATIENCE)
        expect(walk.page.get_by_text("holds it.csv")).to_have_count(0)


def test_a_number_that_was_sent_is_forgotten_and_still_not_called_again(
    start_app: Callable[..., App], browser: Browser
) -> None:
    """The ledger's row becomes unreadable, the draft goes, and the same list sends nobody a second time."""
    app = start_app()
    with closing(browser.new_context()) as context:
        walk = Walk(context.new_page())
        walk.open(app.address)
        walk.review("leads.csv", b"phone_number,name\n9820010001,Priya\n")
        walk.press("continue")
        walk.press("send")
        expect(walk.page.locator(".st-key-start_over button")).to_be_visible()
        walk.page.get_by_role("link", name="Settings", exact=True).click()
        walk.page.get_by_label("Phone number").fill("+91 98200 10001", timeout=PATIENCE)
        walk.page.locator(".st-key-find_number button").click()
        walk.says("in 1 row of what was sent")
        walk.page.locator(".st-key-forget_number button").click()
        walk.says("1 draft deleted, 1 row made unreadable")
        kept = b"".join(path.read_bytes() for path in app.home.glob("callsheet.db*"))
        assert b"9820010001" not in kept
        walk.page.goto(app.address)
        walk.page.wait_for_selector(".st-key-upload", timeout=PATIENCE)
        walk.review("again.csv", b"phone_number,name\n9820010001,Priya\n")
        walk.press("continue")
        expect(walk.page.locator(".st-key-send button")).to_be_disabled(timeout=PATIENCE)
        assert len(app.leads()) == 1


def test_history_tells_every_upload_and_opens_it_again(start_app: Callable[..., App], browser: Browser) -> None:
    """An empty page says so; after a send it has the counts, the receipt, and the way back to the upload."""
    app = start_app()
    with closing(browser.new_context(accept_downloads=True)) as context:
        walk = Walk(context.new_page())
        walk.page.goto(f"{app.address}/history")
        walk.says("Nothing was sent yet")
        walk.open(app.address)
        walk.review("leads.csv", LEADS)
        walk.press("continue")
        walk.press("send")
        expect(walk.page.locator(".st-key-start_over button")).to_be_visible()
        walk.page.get_by_role("link", name="History", exact=True).click()
        line = walk.page.get_by_text("leads.csv → Sandbox campaign").first
        expect(line).to_be_visible()
        line.click()
        walk.says("2 rows in the file = 1 sent + 1 need")
        walk.says("the leads are queued")
        with walk.page.expect_download() as found:
            walk.page.get_by_role("button", name="Receipt").first.click()
        assert found.value.suggested_filename.startswith("receipt-")
        with walk.page.expect_download() as found:
            walk.page.get_by_role("button", name="Error rows").click()
        assert openpyxl.load_workbook(io.BytesIO(found.value.path().read_bytes())).active.max_row == 2
        walk.page.get_by_role("button", name="Open this upload").click()
        expect(walk.heading("Send to the campaign")).to_be_visible()
        assert "draft=" in walk.page.url
