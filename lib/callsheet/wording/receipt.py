"""Labels of a receipt: who sent, which columns, what was decided and changed between file and leads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from callsheet.wording.format import count
from callsheet.wording.issues import FIXES, country

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

WHO, SETTLED, STATE = "Sent by", "Settled", "Outcome"
PHONE, VARIABLES, LEFT_OUT = "Phone number from", "Variables", "Columns left out"
REGION, COUNTRY_COLUMN, OTHER_PHONES = "Local numbers read as", "Country of each row from", "Numbers also from"
DUPLICATES, FIXED, EDITED = "Of several rows with one number", "Fixed in whole columns", "Cells changed by hand"
SELECTED = {"first": "the first was kept", "last": "the last was kept", "fullest": "the fullest was kept"}
EDITS_SHEET, ROW, COLUMN = "Changed cells", "Row", "Column"
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
AGAIN, CALLED_AGAIN = "Called again", "on purpose, with the count typed"


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
        (PHONE, ", ".join(mapping.get("phone", ()))),
        (VARIABLES, ", ".join(f"{column} → {name}" for column, name in mapping.get("variables", {}).items())),
        (LEFT_OUT, ", ".join(mapping.get("left_out", ()))),
        (REGION, country(region) if region else ""),
        (COUNTRY_COLUMN, facts.get("country_column") or ""),
        (OTHER_PHONES, ", ".join(facts.get("other_phones") or ())),
        (DUPLICATES, SELECTED.get(facts.get("duplicates", ""), "")),
        (FIXED, "; ".join(FIXES.get(fix, fix) for fix in facts.get("fixes") or ())),
        (SCRIPT, "; ".join(script_variable(**variable) for variable in facts.get("script") or ())),
        (FIRST_LEADS, first_leads(**facts["trial"]) if facts.get("trial") else ""),
        (EDITED, edited_cells(edits) if mapping else ""),
    ]
    return [(label, value) for label, value in decided if value]


def script_variable(variable: str, filled_by: str, held_back: int) -> str:
    """What filled a variable of the script: "{{city}} by its column", "{{company}} by nothing: 3 leads held back"."""
    held = f": {count(held_back, 'lead')} held back" if held_back else ""
    return f"{{{{{variable}}}}} {FILLED_BY[filled_by]}{held}"


def first_leads(rows: Sequence[int], seed: str) -> str:
    """Which rows were sent before the others, and the seed that draws them again."""
    return f"rows {', '.join(f'{row:,}' for row in rows)} (seed {seed})"


def edited_cells(edits: Sequence[Sequence[Any]]) -> str:
    """How many cells were changed by hand: "3 cells in 2 rows"."""
    if not edits:
        return "none"
    return f"{count(len(edits), 'cell')} in {count(len({row for row, _ in edits}), 'row')}"
