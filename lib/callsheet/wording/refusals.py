"""Why a file cannot be read, and what to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callsheet.errors import RefusalCode
from callsheet.wording.format import count, listed, megabytes

if TYPE_CHECKING:
    from collections.abc import Mapping

SENTENCES = {
    RefusalCode.UNREADABLE: "This file is damaged. Open it in Excel, save it again, and drop that.",
    RefusalCode.EMPTY: "This file is empty. Choose the file that holds your leads.",
    RefusalCode.NO_HEADER: "There are no column names in row {row}. Choose another row.",
    RefusalCode.NO_LEADS: "This file has column names but no leads below them.",
    RefusalCode.WRONG_FORMAT: "This is a {found}. Save your leads as CSV or Excel (.xlsx) and drop that.",
    RefusalCode.NOT_WHAT_IT_SAYS: "This file is called .{extension} but is not one. Open it and save it as .xlsx.",
    RefusalCode.ENCRYPTED: "This workbook has a password. Save it without one and drop that.",
    RefusalCode.TOO_LARGE: "This file has {size}, the limit is {limit}. Split it into smaller files.",
    RefusalCode.UNPACKS_TOO_LARGE: "This workbook unpacks to far too much. Copy the leads to a new workbook.",
    RefusalCode.SUSPICIOUS_WORKBOOK: "This workbook is built strangely. Copy the leads to a new workbook.",
    RefusalCode.TIMED_OUT: "Reading this file takes too long. Copy the leads to a new workbook.",
    RefusalCode.OUT_OF_MEMORY: "This file needs too much memory. Split it into smaller files.",
    RefusalCode.SEVERAL_SHEETS: "Several sheets have rows: {sheets}. Choose one.",
    RefusalCode.NO_SUCH_SHEET: "There is no sheet {sheet}. The workbook has {sheets}.",
    RefusalCode.NO_PHONE_COLUMN: "No column holds phone numbers. The file has {columns}.",
    RefusalCode.PHONE_COLUMN_UNCLEAR: "Which column has the phone numbers? {columns}. Choose one.",
    RefusalCode.COUNTRY_UNCLEAR: (
        "These look like numbers of {likely}, but they would be treated as numbers of {used}. Choose the country."
    ),
    RefusalCode.HIDDEN_PARTS_UNCLEAR: (
        "Hidden in the workbook: {parts}. Use --drop-hidden to leave them out, or --keep-hidden to send them."
    ),
    RefusalCode.TOO_MANY_COLUMNS: "There are {received} columns besides the phone number; {limit} may be sent.",
    RefusalCode.SAME_COLUMN_NAME: "Several columns have the same name: {columns}. Rename all but one.",
    RefusalCode.UNNAMED_COLUMN: "A column with values has no name: column {positions}. Name it.",
}
NO_PHONE_AMONG_UNNAMED = "No column holds phone numbers, and no column has a name."


_FACTS = (
    *("row", "found", "extension", "size", "limit", "sheets", "sheet", "columns", "received", "positions"),
    *("likely", "used", "parts"),
)
"""Names of the facts that the sentences use."""


def counted_column(header: str, numbers: int, rows: int) -> str:
    """A column that may hold the phone numbers: "Contact (890 of 1,000 rows)"; without a count where it is unknown."""
    return f"{header} ({numbers:,} of {count(rows, 'row')})" if numbers else header


def refusal(code: RefusalCode | str, facts: Mapping[str, object]) -> str:
    """One sentence: why the file cannot be read, and what to do.

    Args:
        code: why.
        facts: sizes in bytes, names of sheets with their numbers of rows, names of columns; a missing fact is shown
            as ""; `file`, the one of several that is meant.
    """
    if "file" in facts:
        return f"{facts['file']}: {refusal(code, {name: fact for name, fact in facts.items() if name != 'file'})}"
    if code == RefusalCode.NO_PHONE_COLUMN and not facts.get("columns"):
        return NO_PHONE_AMONG_UNNAMED
    shown = dict.fromkeys(_FACTS, "")
    for name, value in facts.items():
        if isinstance(value, list | tuple):
            shown[name] = listed([str(item) for item in value])
        elif isinstance(value, int) and name in ("size", "limit") and value > 1000:  # noqa: PLR2004 - bytes, not a count
            shown[name] = megabytes(value)
        else:
            shown[name] = str(value)
    sheets, rows = facts.get("sheets"), facts.get("rows")
    if isinstance(sheets, list | tuple) and isinstance(rows, list | tuple):
        shown["sheets"] = listed([f"{sheet} ({count(size, 'row')})" for sheet, size in zip(sheets, rows, strict=True)])
    return SENTENCES[RefusalCode(code)].format(**shown)


def refusal_without_names(code: RefusalCode | str, facts: Mapping[str, object]) -> str:
    """The same sentence for logs and exceptions: columns and sheets are counted, not named.

    The first row of a file that was taken for its header may be a lead.

    Args:
        code: why.
        facts: as in `refusal`.
    """
    nouns = {"columns": "column", "sheets": "sheet"}
    lists = {name: value for name, value in facts.items() if name in nouns and value and isinstance(value, list)}
    counted = {name: count(len(names), nouns[name]) for name, names in lists.items()}
    return refusal(code, {**facts, **counted})
