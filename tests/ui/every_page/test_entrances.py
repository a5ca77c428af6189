"""The same leads through every entrance: docs/entrances.md says what becomes of them, and this is what happens."""

from __future__ import annotations

import csv
import io
import json
from contextlib import redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from callsheet.cli import main
from tests.support.files.number_lists import as_written, local_numbers
from tests.support.files.workbooks import SheetRows, as_xlsx

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tests.support.running_backend import Backend
    from tests.ui.app_page import App, Page

PAGE = Path(__file__).parents[3] / "docs" / "entrances.md"
CAMPAIGN = "Campaign of the entrances"
NUMBER = "982001000"
"""A number is this and one more digit."""
LISTED, UNFILLED, HIDDEN, OTHER_COLUMN, DAMAGED, CLAIMED, REFUSED, UNASKED = range(2, 10)
CAPPED = 0
LEADS = [
    ["Mobile", "Work phone", "name", "city", "Opt-in"],
    [f"{NUMBER}1", "", "Asha", "Pune", "yes"],
    [f"{NUMBER}{LISTED}", "", "Dev", "Goa", "yes"],
    [f"{NUMBER}{UNFILLED}", "", "Ravi", "", "yes"],
    [f"{NUMBER}1", "", "Asha again", "Pune", "yes"],
    [f"{NUMBER}{HIDDEN}", "", "Mira", "Agra", "yes"],
    ["", f"{NUMBER}{OTHER_COLUMN}", "Uma", "Kochi", "yes"],
    [f"{NUMBER}{DAMAGED}.0", "", "Lata", "Surat", "yes"],
    [f"{NUMBER}{CLAIMED}", "", "Tara", "Delhi", "yes"],
    [f"{NUMBER}{REFUSED}", "", "Nila", "Puri", "no"],
    [f"{NUMBER}{UNASKED}", "", "Veer", "Leh", ""],
    [f"{NUMBER}{CAPPED}", "", "Zara", "Diu", "yes"],
]
HIDDEN_ROW = 6
SCRIPT = "Hello {{name}} in {{city}}, about {{offer}}."
DROP, VALUE = ["--drop-hidden"], ["--value", "offer=a loan"]
EVERYTHING = [
    *DROP, *VALUE, "--if-empty", "city=your city", "--duplicates", "last", "--also-phone", "Work phone",
    "--fix", "drop_trailing_zero", "--consent-policy", "require",
]  # fmt: skip
NOT_KNOWN = "not known"


def table() -> dict[str, dict[str, str]]:
    """Entrance → what → word of the page's first table."""
    lines = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("|")]
    head, _, *rows = [[cell.strip().strip("`") for cell in line.strip("|").split("|")] for line in lines]
    rows = rows[: next(index for index, row in enumerate(rows) if row[0] == "what")]
    return {name: {row[0]: row[place] for row in rows} for place, name in enumerate(head) if place}


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    path = tmp_path / "leads.xlsx"
    path.write_bytes(as_xlsx(SheetRows(LEADS, hidden_rows=(HIDDEN_ROW,)), digits_are_numbers=False))
    return path


@pytest.fixture
def script(tmp_path: Path) -> Path:
    path = tmp_path / "script.txt"
    path.write_text(SCRIPT)
    return path


@pytest.fixture
def foreign(tmp_path: Path) -> Path:
    """British mobile numbers as one writes them at home, for a campaign that calls India."""
    numbers = as_written("GB", local_numbers("GB", 30, np.random.default_rng(3)))
    path = tmp_path / "foreign.csv"
    path.write_text("\n".join(["Mobile,name", *(f"{number},Lead {row}" for row, number in enumerate(numbers))]))
    return path


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """A file of 11 MB."""
    path = tmp_path / "large.csv"
    path.write_text("phone_number,note\n" + "".join(f"98200{row:05},{'a ' * 5000}\n" for row in range(10_000, 11_100)))
    assert path.stat().st_size > 11_000_000
    return path


@pytest.fixture
def run(app: App) -> Callable[..., tuple[int, dict[str, Any]]]:
    """Run a command with the app's own data folder; returns its exit code and what it printed as JSON.

    Only the command's own output is captured: with `capsys`, loggers that begin during the test would write to a
    stream that is closed after it.
    """
    app.services.store.suppression.add([f"+91{NUMBER}{LISTED}"], "Meera")

    def call(*arguments: object) -> tuple[int, dict[str, Any]]:
        printed = io.BytesIO()
        with redirect_stdout(io.TextIOWrapper(printed, encoding="utf-8", write_through=True)) as stream:
            code = main([*map(str, arguments), "--json"])
            stream.flush()
            return code, json.loads(printed.getvalue())

    return call


@pytest.fixture
def campaign_with_a_lead(
    app: App, backend: Backend, run: Callable[..., tuple[int, dict[str, Any]]], tmp_path: Path
) -> Callable[[], str]:
    """Make a campaign that has one number already; somebody was called twice from others, as often as is allowed."""
    often = tmp_path / "often.csv"
    often.write_text(f"Mobile\n+91{NUMBER}{CAPPED}\n")
    for name in ("One", "Two"):
        assert run("send", often, "--campaign", backend.campaign(name), "--yes")[0] == 0
    app.services.store.saved_settings.save("call_cap", "2/7")
    earlier = tmp_path / "earlier.csv"
    earlier.write_text(f"Mobile,name\n+91{NUMBER}{CLAIMED},Tara\n")

    def build() -> str:
        campaign = backend.campaign(CAMPAIGN)
        assert run("send", earlier, "--campaign", campaign, "--yes")[0] == 0
        return campaign

    return build


Lead = tuple[str, dict[str, str]]
"""The last digit of the number, and the variables."""


def sent_leads(backend: Backend, campaign: str) -> list[Lead]:
    leads = [(lead["phone_number"][-1], lead["notes"]) for lead in backend.leads(campaign)]
    return [lead for lead in leads if lead != (str(CLAIMED), {"name": "Tara"})]


def words_of(some: Sequence[Lead], everything: Sequence[Lead]) -> dict[str, str]:
    """What became of the leads.

    Args:
        some: those called when only hidden rows and one text for all were decided.
        everything: those called when everything was decided.
    """
    before, after = dict(some), dict(everything)
    assert before["1"]["name"] == "Asha"
    assert after.keys() >= before.keys() - {str(UNASKED)}
    filled = after.get(str(UNFILLED), {}).get("city") == "your city"
    return {
        "number on the do-not-call list": NOT_KNOWN if str(LISTED) in after else "left out",
        "number that the campaign has already": NOT_KNOWN if str(CLAIMED) in after else "left out",
        "lead that lacks a variable of the script": NOT_KNOWN if str(UNFILLED) in before else "held back",
        'text for leads without a value ("if empty, say")': "filled" if filled else NOT_KNOWN,
        "one text for all leads": "filled" if after["1"].get("offer") == "a loan" else NOT_KNOWN,
        "second row of a number": "one is sent" if len(before) == len(some) else "both are sent",
        "the last row of a number instead of the first": "chosen" if after["1"]["name"] != "Asha" else NOT_KNOWN,
        "hidden rows left out on request": NOT_KNOWN if str(HIDDEN) in after else "left out",
        "number in a further phone column": "used" if str(OTHER_COLUMN) in after else NOT_KNOWN,
        "person called as often as the cap allows": NOT_KNOWN if str(CAPPED) in after else "left out",
        "person who said no, in a column about consent": NOT_KNOWN if str(REFUSED) in before else "left out",
        "person without consent, where consent is required": "left out"
        if before.keys() - after.keys() == {str(UNASKED)}
        else NOT_KNOWN,
        "cell damaged in a way that a fix mends": "fixed" if str(DAMAGED) in after else NOT_KNOWN,
    }


def is_reported(report: dict[str, Any], ready: int) -> bool:
    """True where hidden rows are named in the notes, and counted with the others."""
    return any(note["code"] == "hidden_rows" for note in report["notes"]) and report["counts"]["ready"] == ready


def test_check_does_what_the_page_says(
    run: Callable[..., tuple[int, dict[str, Any]]],
    workbook: Path,
    script: Path,
    foreign: Path,
    large: Path,
    tmp_path: Path,
) -> None:
    """`callsheet check`: its clean file has the leads that would be called."""

    def leads(*options: str) -> list[Lead]:
        clean = tmp_path / "clean.csv"
        run("check", workbook, "--country", "IN", "--script", script, "--clean", clean, "--force", *options)
        rows = csv.DictReader(io.StringIO(clean.read_text(encoding="utf-8-sig")))
        return [(row.pop("phone_number")[-1], row) for row in rows]

    words = words_of(leads(*DROP, *VALUE), leads(*EVERYTHING))
    undecided = run("check", workbook, "--country", "IN")[1]
    words["rows hidden in the workbook"] = "reported" if is_reported(undecided, 6) else NOT_KNOWN
    doubt = run("check", foreign, "--country", "IN")[1]["country"]
    words["local numbers that look like another country's"] = "reported" if doubt["asked"] else NOT_KNOWN
    is_read = "counts" in run("check", large, "--country", "IN")[1]
    words["file of 11 MB"] = "read" if is_read else "refused"
    recipe = tmp_path / "recipe.json"
    run("check", workbook, "--country", "IN", "--map", "city=town", "--save-recipe", recipe)
    columns = run("check", workbook, "--country", "IN", "--recipe", recipe)[1]["columns"]
    words["mapping and choices of an earlier file (recipe)"] = "used" if columns[3]["variable"] == "town" else NOT_KNOWN
    assert words == table()["check"]


def test_send_does_what_the_page_says(
    app: App,
    run: Callable[..., tuple[int, dict[str, Any]]],
    backend: Backend,
    campaign_with_a_lead: Callable[[], str],
    workbook: Path,
    script: Path,
    foreign: Path,
    large: Path,
    tmp_path: Path,
) -> None:
    """`callsheet send`: the backend has the leads that were called."""

    def leads(*options: str) -> list[Lead]:
        campaign = campaign_with_a_lead()
        assert run("send", workbook, "--campaign", campaign, "--yes", "--script", script, *options)[0] == 1
        return sent_leads(backend, campaign)

    words = words_of(leads(*DROP, *VALUE), leads(*EVERYTHING))
    app.services.store.saved_settings.save("call_cap", "tell")
    campaign = backend.campaign()
    for what, path in (
        ("rows hidden in the workbook", workbook),
        ("local numbers that look like another country's", foreign),
    ):
        code, answer = run("send", path, "--campaign", campaign, "--yes")
        words[what] = "refused" if (code, "refused" in answer) == (2, True) else NOT_KNOWN
    assert backend.leads(campaign) == []
    code, _ = run("send", workbook, "--campaign", backend.campaign(), "--yes", "--keep-hidden")
    assert code == 1
    is_read = "counts" in run("send", large, "--campaign", campaign, "--dry-run")[1]
    words["file of 11 MB"] = "read" if is_read else "refused"
    recipe = tmp_path / "recipe.json"
    run("check", workbook, "--country", "IN", "--map", "city=town", "--save-recipe", recipe)
    run("send", workbook, "--campaign", campaign, "--yes", "--recipe", recipe, *DROP)
    used = sent_leads(backend, campaign)[0][1].get("town") == "Pune"
    words["mapping and choices of an earlier file (recipe)"] = "used" if used else NOT_KNOWN
    assert words == table()["send"]


def test_the_check_over_http_does_what_the_page_says(
    run: Callable[..., tuple[int, dict[str, Any]]],
    backend: Backend,
    workbook: Path,
    foreign: Path,
    large: Path,
    tmp_path: Path,
) -> None:
    """`POST /v1/check`: rows without an error, and not left out, would be called."""

    def report(path: Path, **fields: object) -> dict[str, Any]:
        files = {"file": (path.name, path.read_bytes())}
        answer = backend.call("POST", "/check", files=files, data={"country": "IN", **fields})
        body: dict[str, Any] = answer.json()
        return body

    def leads(**fields: object) -> list[Lead]:
        body = report(workbook, script=SCRIPT, drop_hidden="1", value="offer=a loan", **fields)
        not_ready = {issue["row"] for issue in body["issues"] if issue["severity"] != "warning"} | {HIDDEN_ROW}
        found: list[Lead] = []
        refused, unasked = (body["consent"]["left_out"].get(f"consent_{why}", 0) for why in ("refused", "missing"))
        not_ready |= ({10} if refused == 1 else set()) | ({11} if unasked == 1 else set())
        for row, (mobile, work, name, city, _) in enumerate(LEADS[1:], start=2):
            if row not in not_ready:
                digits, said = (
                    (mobile or work).removesuffix(".0"),
                    {"city": city or str(fields.get("if_empty", ""))[5:]},
                )
                found.append((digits[-1], {"name": name, **said, **body["constants"]}))
        assert len(found) == body["counts"]["ready"]
        return found

    everything = {"if_empty": "city=your city", "duplicates": "last", "also_phone": "Work phone"}
    everything["consent_policy"] = "require"
    words = words_of(leads(), leads(**everything, fix="drop_trailing_zero"))
    words["rows hidden in the workbook"] = "reported" if is_reported(report(workbook), 7) else NOT_KNOWN
    doubt = report(foreign)["country"]["asked"]
    words["local numbers that look like another country's"] = "reported" if doubt else NOT_KNOWN
    words["file of 11 MB"] = "read" if "counts" in report(large) else "refused"
    recipe = tmp_path / "recipe.json"
    run("check", workbook, "--country", "IN", "--map", "city=town", "--save-recipe", recipe)
    columns = report(workbook, recipe=recipe.read_text())["columns"]
    words["mapping and choices of an earlier file (recipe)"] = "used" if columns[3]["variable"] == "town" else NOT_KNOWN
    assert words == table()["POST /v1/check"]


def test_the_upload_api_does_what_the_page_says(
    backend: Backend,
    campaign_with_a_lead: Callable[[], str],
    large: Path,
) -> None:
    """The upload takes every row or none; it knows neither the list nor a script, and no choice can be said."""
    campaign = campaign_with_a_lead()
    rows = [[mobile or "", *others] for mobile, *others in LEADS[1:] if mobile and not mobile.endswith(".0")]
    head = ["phone_number", *LEADS[0][1:]]
    clean = as_xlsx(SheetRows([head, *rows], hidden_rows=(HIDDEN_ROW,)), digits_are_numbers=False)
    assert backend.upload(campaign, clean, "leads.xlsx").status_code == 201
    leads = sent_leads(backend, campaign)
    digits = [digit for digit, _ in leads]
    words = dict.fromkeys(table()["upload API"], NOT_KNOWN)
    assert {str(LISTED), str(CLAIMED), str(UNFILLED), str(REFUSED), str(UNASKED), str(CAPPED)} <= set(digits)
    assert all("offer" not in variables for _, variables in leads)
    words["second row of a number"] = "both are sent" if digits.count("1") == 2 else "one is sent"
    words["rows hidden in the workbook"] = "sent" if str(HIDDEN) in digits else NOT_KNOWN
    damaged = backend.upload(campaign, f"phone_number,name\n{NUMBER}{DAMAGED}.0,Lata\n")
    words["cell damaged in a way that a fix mends"] = "refused" if damaged.status_code == 400 else "fixed"
    refused = backend.upload(campaign, large.read_bytes()).status_code == 413
    words["file of 11 MB"] = "refused" if refused else "read"
    assert words == table()["upload API"]


def test_the_app_does_what_the_page_says(
    app: App,
    backend: Backend,
    campaign_with_a_lead: Callable[[], str],
    workbook: Path,
    foreign: Path,
    large: Path,
) -> None:
    """One upload from Match to the receipt, with every decision made on the screens."""
    campaign = campaign_with_a_lead()
    page = opened(app, campaign).match("leads.xlsx", workbook.read_bytes())
    words = {"rows hidden in the workbook": "asked" if page.test.button(key="continue").disabled else NOT_KNOWN}
    group = next(group for group in page.test.button_group if group.key == "hidden_rows")
    group.set_value("Leave them out").run()
    page.test.text_area(key="prompt").input(SCRIPT).run()
    box(page, "value_match").input("a loan").run()
    assert "1 lead has none. 1 lead is held back." in page.text
    page.press("continue")
    some: list[Lead] = [("1", {"name": "Asha"}), (str(UNASKED), {})]
    assert page.counts()["ready"] == 4  # rows 2, 9, 11 and 12; two of them are known to campaign and cap
    page.press("back")
    box(page, "if_empty_match").input("your city").run()
    page.test.multiselect(key="other_phones").set_value(["Work phone"]).run()
    page.test.selectbox(key="consent_policy").set_value("require").run()
    page.press("continue")
    fix = next(button.key for button in page.test.button if str(button.key).startswith("fix_"))
    page.press(str(fix)).press("continue")
    page.test.selectbox(key="duplicates").set_value("last").run()
    page.press("send")
    app.send()
    words |= words_of(some, sent_leads(backend, campaign))
    again = opened(app, backend.campaign(CAMPAIGN)).match("leads.xlsx", workbook.read_bytes())
    remembered = app.services.store.drafts.load(again.draft).choices.fallbacks == {"city": "your city"}
    words["mapping and choices of an earlier file (recipe)"] = "used" if remembered else NOT_KNOWN
    page = opened(app, campaign).match("foreign.csv", foreign.read_bytes())
    asked = page.test.button(key="continue").disabled
    words["local numbers that look like another country's"] = "asked" if asked else NOT_KNOWN
    page = opened(app, campaign).drop("large.csv", large.read_bytes())
    words["file of 11 MB"] = "read" if page.title == "Match columns" else "refused"
    assert words == table()["app"]


def opened(app: App, campaign: str) -> Page:
    """Upload, with a campaign chosen."""
    return app.open().choose_campaign(campaign, CAMPAIGN)


def box(page: Page, start: str) -> Any:
    return next(item for item in page.test.text_input if str(item.key).startswith(start))
