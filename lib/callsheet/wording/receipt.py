"""Labels of a receipt: who sent, which columns, what was decided and changed between file and leads."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from callsheet.wording.format import count, day, row_label
from callsheet.wording.issues import FIXES, REASONS, country
from callsheet.wording.sending import moment_with_year

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

WHO, SETTLED, STATE = "Sent by", "Settled", "Outcome"
FILES = "Files put together"
PHONE, VARIABLES, LEFT_OUT = "Phone number from", "Variables", "Columns left out"
REGION, COUNTRY_COLUMN, OTHER_PHONES = "Local numbers read as", "Country of each row from", "Numbers also from"
DUPLICATES, FIXED = "Of several rows with one number", "Fixed in whole columns"
CHANGED = {
    "hand": "Cells changed by hand",
    "accepted": "Cells changed by “Accept all”",
    "file": "Cells changed by a corrected file",
}
CHANGED_BY = {"hand": "by hand", "accepted": "by “Accept all”", "file": "by a corrected file"}
SELECTED = {"first": "the first was kept", "last": "the last was kept", "fullest": "the fullest was kept"}
DESTINATION = {"campaign": "Campaign", "batch_call": "Batch call of", "workflow": "Workflow", "file": "File for"}
DASHBOARD_FILE = "File for the dashboard"
BATCH_TITLE, BATCH_CALLS, LEAD_ID = "Title", "Batch calls at the server", "Lead at the server"
EDITS_SHEET, ROW, COLUMN, HOW = "Changed cells", "Row", "Column", "Changed"
SCRIPT, FIRST_LEADS = "Variables of the script", "Sent first, drawn by lot"
FILLED_BY = {
    "built_in": "by every call",
    "constant": "by one value for all",
    "fallback": "by its column, or a text where it is empty",
    "agent_default": "by the agent's default where a lead has none",
    "as_is": "read aloud as it is where a lead has none",
    "column": "by its column",
    "nothing": "by nothing",
}
CHECK, CHECKED = "Check {number}", "Check"
CONSENT = "Consent"
SEAL = "Seal"
NO_SEAL = "This file is not a receipt with a seal. Give a receipt that was saved as JSON, CSV or XLSX."
OTHER_KEY = "This receipt was sealed by another Callsheet: it can only be checked there."
UNCHANGED = "The receipt is as it was made."
AGAIN, CALLED_AGAIN = "Called again", "on purpose, with the count typed"


def dashboard_file(name: str, rows: int, sha256: str) -> str:
    """A file that was handed over for the dashboard."""
    return f"{name}, {count(rows, 'lead')}, SHA-256 {sha256}"


def decisions(facts: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Label and value of every decision between reading the file and pressing Send; never a lead's data.

    Args:
        facts: as the ledger stores them: mapping, edits, fixes, duplicates, default_region and others; a submission
            of an older version may lack some.
    """
    mapping = facts.get("mapping") or {}
    edits = facts.get("edits") or []
    region = facts.get("default_region")
    decided = [
        (FILES, ", ".join(label for label, _ in facts.get("files") or ())),
        (PHONE, ", ".join(mapping.get("phone", ()))),
        (VARIABLES, ", ".join(f"{column} → {name}" for column, name in mapping.get("variables", {}).items())),
        (LEFT_OUT, ", ".join(mapping.get("left_out", ()))),
        (REGION, country(region) if region else ""),
        (COUNTRY_COLUMN, facts.get("country_column") or ""),
        (OTHER_PHONES, numbers_from(facts.get("other_phones") or (), facts.get("numbers_from") or {})),
        (DUPLICATES, SELECTED.get(facts.get("duplicates", ""), "")),
        (FIXED, fixed_numbers(facts.get("fixes") or (), facts.get("numbers_fixed"))),
        (SCRIPT, "; ".join(script_variable(**variable) for variable in facts.get("script") or ())),
        (FIRST_LEADS, first_leads(**facts["trial"], files=facts.get("files") or ()) if facts.get("trial") else ""),
        *((label, edited_cells(edits, how) if mapping else "") for how, label in CHANGED.items()),
    ]
    return [(label, value) for label, value in decided if value]


def changed(row: int | None) -> str:
    """That a receipt was changed after it was made.

    Args:
        row: the first row that does not fit; None: another place.
    """
    return f"The receipt was changed{f', first at row {row:,}' if row is not None else ''}."


def check(facts: Mapping[str, Any]) -> str:
    """What was checked just before leads left: "on no list of Our own list (12 numbers); …".

    Args:
        facts: as the ledger stores them, with the moment `at`.
    """
    lists = ", ".join(
        f"{entry['name']}{_of_day(entry['as_of'])} ({count(entry['numbers'], 'number')})" for entry in facts["lists"]
    )
    sentences = [f"{_moment(facts['at'])}: on no do-not-call list. Lists: {lists}"]
    if facts["calls"] is not None:
        calls, days = count(facts["calls"], "call"), count(facts["days"], "day")
        sentences.append(f"fewer than {calls} in {days}")
    if facts.get("consent", "tell") != "tell":
        sentences.append(f"policy of consent: {facts['consent']}")
    if facts["hours_until"]:
        sentences.append(f"calling hours open until {_moment(facts['hours_until'])}")
    return "; ".join(sentences)


def _of_day(text: str | None) -> str:
    return "" if text is None else f" of {day(date.fromisoformat(text))}"


def _moment(text: str) -> str:
    return moment_with_year(datetime.fromisoformat(text))


NOT_READY = {"by_operator": "left out by you", "on_list": "on a do-not-call list"}
CONSENT_SAID = {
    "given": "given",
    "refused": "refused",
    "missing": "none",
    "unclear": "not clear",
}


def not_ready(code: str) -> str:
    """Why a row was not ready: "too few digits", "left out by you"; "" of a blank row."""
    return NOT_READY.get(code) or REASONS.get(code, code)


def consent(said: str, when: str) -> str:
    """What a row says about being called: "given on 1 Jun 2026"; "" where nothing was asked.

    Args:
        said: as the ledger stores it.
        when: "2026-06-01"; "": not known.
    """
    text = CONSENT_SAID.get(said, said)
    return f"{text} on {day(date.fromisoformat(when))}" if when and said == "given" else text


def script_variable(variable: str, filled_by: str, held_back: int) -> str:
    """What filled a variable of the script: "{{city}} by its column", "{{company}} by nothing: 3 leads held back"."""
    held = f": {count(held_back, 'lead')} held back" if held_back else ""
    return f"{{{{{variable}}}}} {FILLED_BY[filled_by]}{held}"


def first_leads(rows: Sequence[int], seed: str, files: Sequence[tuple[str, int]] = ()) -> str:
    """Which rows were sent before the others, and the seed that draws them again."""
    return f"rows {', '.join(row_label(files, row) for row in rows)} (seed {seed})"


def fixed_numbers(fixes: Sequence[str], numbers: int | None) -> str:
    """What was fixed in whole columns: "Remove the trailing .0: 164 numbers of those sent"; "" without a fix."""
    what = "; ".join(FIXES.get(fix, fix) for fix in fixes)
    return what if not fixes or numbers is None else f"{what}: {count(numbers, 'number')} of the ready rows"


def numbers_from(columns: Sequence[str], rows: Mapping[str, int]) -> str:
    """Other columns that numbers were taken from, with how many: "Work phone (12 rows)"."""
    every = dict.fromkeys([*columns, *rows])
    return ", ".join(f"{column} ({count(rows[column], 'row')})" if column in rows else column for column in every)


def edited_cells(edits: Sequence[Sequence[Any]], changed_by: str = "hand") -> str:
    """How many cells were changed in one way: "3 cells in 2 rows"; "" for none but by hand.

    Args:
        edits: row, column and what changed it, which submissions of an older version do not say: then by hand.
        changed_by: a key of `CHANGED`.
    """
    cells = [row for row, _, *how in edits if (how or ["hand"])[0] == changed_by]
    if not cells:
        return "none" if changed_by == "hand" else ""
    return f"{count(len(cells), 'cell')} in {count(len(set(cells)), 'row')}"


def changed_by(edit: Sequence[Any]) -> str:
    """What changed a cell: "by hand"."""
    _, _, *how = edit
    return CHANGED_BY[(how or ["hand"])[0]]
