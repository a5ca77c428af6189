"""Sentences of the four steps: titles, labels, buttons, and server errors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callsheet.errors import (
    CallsheetError,
    KeyRefused,
    NotFound,
    RateLimited,
    ServerError,
    ServerUnreachable,
    SettingsError,
    SystemFault,
    UnexpectedAnswer,
    WrongAddress,
)
from callsheet.wording.destinations import ALREADY_THERE
from callsheet.wording.format import count, listed, percent, stem

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

STEPS = {"upload": "Upload", "match": "Match columns", "review": "Review", "send": "Send"}
GRID_LABEL = "Leads. Type in a cell to change it; F8 goes to the next problem; Escape, then Tab leaves."
COUNT_LABELS = ("rows", "ready", "errors", "duplicates", "blank", "left_out")
_COUNTS = {
    "rows": ("row in the file", "rows in the file"),
    "ready": ("ready", "ready"),
    "errors": ("needs fixing", "need fixing"),
    "duplicates": ("duplicate", "duplicates"),
    "blank": ("blank", "blank"),
    "left_out": ("left out", "left out"),
    "without_consent": ("without consent", "without consent"),
    "capped": ("called often enough lately", "called often enough lately"),
}
ALREADY = "already_in_campaign"
"""Name of the count of ready rows that the destination has already."""
CAMPAIGN_KIND = "campaign"
WITHOUT_CONSENT = "without_consent"
"""Name of the count of rows that are left out for want of consent; shown only where there are some."""
CAPPED = "capped"
"""Name of the count of ready rows whose person was called as often as one person may be."""
TABS = {
    "need_fixing": "Need fixing",
    "all": "All",
    "ready": "Ready",
    "duplicates": "Duplicates",
    "left_out": "Left out",
}

UPLOAD_TITLE = "Upload your leads"
UPLOAD_INTRO = "Upload a spreadsheet. We check every row. Nothing is sent until you press Send."
UPLOAD_NEEDS = (
    "CSV or Excel, up to 60 MB. Your file needs one column of phone numbers. "
    "It can have up to 15 more columns for the agent to use. Several files become one list."
)
CAMPAIGN = "Campaign"
CHOOSE_CAMPAIGN = "Choose a campaign"
CHANGE_CAMPAIGN, USE_CAMPAIGN = "Send somewhere else", "Use this campaign"
CAMPAIGN_CHANGE_KEEPS = "Your changes stay. We check every row again with the rules that apply there."
NO_OTHER_CAMPAIGN = "This server has no other campaign that takes leads."
PASTE_TITLE = "Or paste rows from Excel, Google Sheets or a mail"
PASTE_LABEL = "Copy the rows with their column names, then paste them here"
PASTE_USE = "Use these rows"
PASTED_FILE = "Pasted rows.tsv"
PASTED_TABLE = "Pasted rows.html"
NO_CAMPAIGNS = "This server has no campaign that takes leads. Create one, then try again."
SAMPLE_WORKBOOK = "Sample Excel file"
SAMPLE_CSV = "Sample CSV file"
CHOOSE_SHEET = "Which sheet has your leads?"
USE_SHEET = "Use this sheet"
MORE_SHEETS = "Leads on other sheets too? Press a sheet to add its rows"
TRY_AGAIN = "Try again"
BACK = "Back"
START_OVER = "Upload another file"

MATCH_TITLE = "Match columns"
COLUMN, VARIABLE, SAMPLES, FILLED = "Column in your file", "Variable", "First values", "Filled"
COUNTRY = "Numbers without a country code are from"
COUNTRY_NONE = "No country: such numbers need fixing"
COUNTRY_COLUMN = "Country column"
COUNTRY_COLUMN_NONE = "Same for every row"
NO_HEADER = "(no name)"

REVIEW_TITLE = "Review your leads"
SEARCH = "Find a name or number"
ALL_READY = "Every lead is ready. Nothing to fix here."
NOTHING_FOUND = "No lead matches. Try another search."
NO_ROWS = "No leads here."
ERRORS_WORKBOOK = "Error rows (Excel)"
ERRORS_CSV = "Error rows (CSV)"
CLEAN = "Clean leads (CSV)"

DONE = "Sent."
NOTHING_READY = "No lead is ready yet. Fix at least one in Review."
SOMETHING_BROKE = "Something went wrong on this page. Your file and your changes are safe. Reload the page to continue."
DRAFT_GONE = "This upload is no longer kept. Drop the file again to start over."

STATUS = {
    "draft": "Not started. Nobody is called until you start it.",
    "active": "Active. Calls start at once.",
    "running": "Running. Calls start at once.",
    "paused": "Paused. Nobody is called until you start it again.",
    "completed": "Completed. It takes no more leads.",
    "cancelled": "Cancelled. It takes no more leads.",
}

SERVER_TROUBLE: dict[type[CallsheetError], str] = {
    ServerUnreachable: "The server does not answer. Check the connection, then try again.",
    KeyRefused: "The server does not accept the API key. Check it in the settings.",
    WrongAddress: "The server has its API at this address with /v1 at its end. Change it in the settings.",
    NotFound: "The server does not know this campaign. Choose another one.",
    RateLimited: "The server asks to slow down. Wait a minute, then try again.",
    UnexpectedAnswer: "The server gave an answer we cannot read. Try again later.",
    SettingsError: "A setting is missing or makes no sense. Check the server address and key.",
}


def variable_name_of(header: str) -> str:
    """The label of the name that the agent's script uses for a column."""
    return f"Variable name of {header}"


def change_campaign(name: str) -> str:
    """The tooltip of the campaign in the header."""
    return f"{name}: press to send somewhere else"


def campaign_fixed(name: str) -> str:
    """Why the campaign cannot be changed any more."""
    return f"Leads of this file were already sent to {name}. To send them elsewhere too, upload the file again."


def sheet_facts(rows: int, phone: str, first: Sequence[str]) -> str:
    """What a sheet holds: "2,480 rows · phone numbers in Mobile · Priya, 98200 10001, Pune"."""
    found = f"phone numbers in {phone}" if phone else "no phone numbers found"
    return " · ".join(filter(None, [count(rows, "row"), found, ", ".join(first)]))


def sheets_not_used(rows: Mapping[str, int]) -> str:
    """That sheets with phone numbers were not chosen.

    Args:
        rows: name → rows of each of them; at least one.
    """
    leads = count(sum(rows.values()), "row")
    return f"{leads} with phone numbers on {listed(list(rows))} will not be in the list."


def choose_sheet_of(name: str) -> str:
    """The question of `CHOOSE_SHEET` where several files were dropped."""
    return f"Which sheet of {name} has your leads?"


def use_sheets(sheets: int) -> str:
    """The button that takes the chosen sheets."""
    return USE_SHEET if sheets <= 1 else f"Use these {sheets:,} sheets"


def use_others(files: int) -> str:
    """The button that goes on without the files that cannot be read."""
    return f"Continue with the other {'file' if files == 1 else f'{files:,} files'}"


def count_label(name: str, value: int, kind: str = CAMPAIGN_KIND) -> str:
    """The words beside a number in the line of counts; the kind is that of the destination."""
    return ALREADY_THERE[kind] if name == ALREADY else _COUNTS[name][0 if value == 1 else 1]


def tab(name: str, value: int) -> str:
    """A tab with its count: "Need fixing 38"."""
    return f"{TABS[name]} {value:,}"


def trouble(error: ServerError | SettingsError) -> str:
    """What to do about a server that fails, or a setting that cannot be used."""
    return SERVER_TROUBLE.get(type(error), SERVER_TROUBLE[UnexpectedAnswer])


def not_saved(fault: SystemFault) -> str:
    """That the last change may be lost, because the disk or the database failed."""
    return f"{fault} Your last change may not be saved."


def region_match(fits: float, nowhere: float, country: str) -> str:
    """How many local numbers fit a country: "93% of the local numbers fit India, 4% fit no country"."""
    none = f", {percent(nowhere)} fit no country" if nowhere else ""
    return f"{percent(fits)} of the local numbers fit {country}{none}"


def country_column_reason(share: float) -> str:
    """Why a column is suggested as the country of each row: "96% of the numbers fit the country beside them"."""
    return f"{percent(share)} of the numbers fit the country beside them"


def error_file(name: str, errors: int, not_sent: int) -> str:
    """Name of the file of rows that are not sent, without its ending: "Leads Oct – 18 to fix".

    Args:
        name: of the operator's file.
        errors: rows that need fixing.
        not_sent: these and duplicates, rows left out and rows without consent.
    """
    return f"{stem(name)} – {errors:,} to fix" if errors else f"{stem(name)} – {not_sent:,} not sent"


def rows_not_sent_file(name: str) -> str:
    """Name of the same file where its rows are counted only when it is made: "Leads Oct – rows to fix"."""
    return f"{stem(name)} – rows to fix"


def clean_file(name: str, ready: int) -> str:
    """Name of the file of ready leads, without its ending: "Leads Oct – 385 ready"."""
    return f"{stem(name)} – {ready:,} ready"


def cells_file(name: str, rows: int) -> str:
    """Name of a file with some cells: "Leads Oct – 250,000 rows.csv"."""
    return f"{stem(name)} – {count(rows, 'row')}.csv"


def continue_with(ready: int) -> str:
    """The button that leaves Review."""
    return f"Continue with {count(ready, 'lead')}"


def send_button(ready: int, campaign: str) -> str:
    """The button that sends."""
    return f"Send {count(ready, 'lead')} to {campaign}"


def parts_of_sum(counts: Mapping[str, int]) -> dict[str, int]:
    """The rows of a file and the parts that add up to them; consent only where it leaves rows out.

    Args:
        counts: rows by bucket.
    """
    without_consent = counts.get(WITHOUT_CONSENT, 0)
    parts = {name: counts.get(name, 0) for name in COUNT_LABELS}
    if without_consent:
        parts[WITHOUT_CONSENT] = without_consent
    return parts


def left_out(counts: dict[str, int], already: int = 0, kind: str = CAMPAIGN_KIND) -> str:
    """Which rows are not sent: "We will not send 38 rows: 30 need fixing, 6 duplicates, 2 blank".

    Args:
        counts: rows by bucket.
        already: ready rows whose number the destination has already.
        kind: of the destination.
    """
    shown = parts_of_sum(counts)
    parts = [(name, value) for name, value in shown.items() if name not in COUNT_LABELS[:2] and value]
    parts += [(ALREADY, already)] if already else []
    total = sum(value for _, value in parts)
    if not total:
        return "Every row will be sent."
    listed = ", ".join(f"{value:,} {count_label(name, value, kind)}" for name, value in parts)
    return f"We will not send {count(total, 'row')}: {listed}."


def calls_from(country: str) -> str:
    """The country in which a campaign's local numbers are parsed."""
    return f"Numbers without a country code are treated as numbers of {country}"


def show_refused(rows: int) -> str:
    """The button that opens the refused rows in Review."""
    return f"Fix {count(rows, 'refused row')}"
