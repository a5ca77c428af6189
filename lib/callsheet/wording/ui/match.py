"""Sentences of Match columns and Upload about the file: sheet, header row, hidden parts, phone columns, country."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callsheet.wording.format import count, listed

if TYPE_CHECKING:
    from collections.abc import Sequence

SEVERAL_FILES = "bundle of several files"
ADD_FILE = "Add a file"
ADD_FILE_HELP = "Its rows go below those you have. Columns with the same name become one."
ADD_THEM = "Add these rows"
NOTHING_MORE_TO_ADD = (
    "Leads of this upload were already sent, so no file can be added. Upload the other file by itself: "
    "we leave out people who are already in the campaign."
)
CORRECTIONS_ALONE = "{name} has rows that you downloaded to fix. Upload it by itself."
TIDY, TOOL = "Tidy up columns: join, split, trim, title case, fill blanks, replace", "What to do"
UNDO_STEP = "Undo"
PHONES_STAY = "Phone columns are never changed here."
TOOLS = {
    "join": "Join columns, such as first and last name",
    "split": "Split a column in two",
    "trim": "Trim spaces at the ends and double spaces",
    "title_case": "Write names in title case: PRIYA SHARMA as Priya Sharma",
    "fill_blanks": "Fill blank cells with a text",
    "replace": "Find and replace text",
}
TOOL_COLUMNS = {
    "join": "Columns, in the order of the new text",
    "split": "Column",
    "trim": "Columns",
    "title_case": "Columns",
    "fill_blanks": "Columns",
    "replace": "Columns",
}
TOOL_FIELDS = {
    "join": {"text": "Text between them", "into_0": "Name of the new column"},
    "split": {"text": "Split at", "into_0": "Name of the first new column", "into_1": "Name of the second"},
    "fill_blanks": {"text": "Text for blank cells"},
    "replace": {"text": "Find", "replacement": "Replace with"},
}
TOOL_FLAGS = {
    "from_end": "Split at the last one",
    "match_case": "Capitals matter",
    "whole_cell": "Only if it is the whole cell",
}
HEADER_TITLE = "Which row holds the column names?"
HEADER_NONE = "My file has no column names"
HEADER_CHANGE = "Change"
HEADER_USE = "Use this row"
HEADER_USE_NONE = "Continue without column names"
REMOVE = "Remove"
CALL_THEM, LEAVE_OUT = "Call them", "Leave them out"
DO_NOT_SEND, SEND_THEM = "Do not send", "Send"
HIDDEN_ROWS_UNANSWERED = "Choose whether we should call the hidden rows."
SHEET = "Sheet"
WE_CALL = "We will call"
PHONE_COLUMN, CHOOSE_COLUMN = "Phone column", "Choose a column"
CHOOSE_PHONE = "Which column should we call?"
OTHER_PHONES = "If that number is missing or wrong, use"
OTHER_PHONES_HINT = "Another phone column"
UNSENT_COLUMNS, UNUSED_COLUMNS = "Columns that are not sent", "Columns the script does not use"
UNSENT_HINT = "Press one to send it."
NOT_LISTED = "Upload another file, or choose which column has the phone numbers."
MATCH_MYSELF = "Choose the phone column"
FINISHED_HIDDEN = "Finished campaigns take no leads and are not listed."
RENAMED = {
    "reserved": "Every call has a value of that name already, so this one is renamed.",
    "taken": "Another column has that name, so this one is numbered.",
}


def header_line(row: int, above: int = 0) -> str:
    """Which row has the column names, and how many rows above it are skipped."""
    if not row:
        return "This file has no column names."
    if not above:
        return f"We used row {row:,} as column names."
    return (
        f"We used row {row:,} as column names and skipped the {count(above, 'row') if above > 1 else 'row'} above it."
    )


def part_line(rows: int, header_row: int, origins: Sequence[str]) -> str:
    """What one of several files holds: "300 rows · column names in row 1"."""
    names = f"column names in row {header_row:,}" if header_row else "no column names"
    return " · ".join([*origins, count(rows, "row"), names])


def do_step(cells: int) -> str:
    """The button that does a step: "Change 1,204 cells"."""
    return f"Change {count(cells, 'cell')}"


def nothing_to_do(problem: str) -> str:
    """What the preview says of a step that changes no cell."""
    return problem or "This would not change any cell."


def remove_part(label: str) -> str:
    """The tooltip of the button that removes one of several files."""
    return f"Remove {label} from this upload"


def remove_part_now(rows: int, edits: int) -> str:
    """The button that does so, with what goes."""
    changes = f" and your {count(edits, 'change')} in {'it' if rows == 1 else 'them'}" if edits else ""
    return f"Remove {count(rows, 'row')}{changes}"


def hidden_rows(rows: int) -> str:
    """The question about rows that are hidden in the workbook."""
    return f"{count(rows, 'row is', 'rows are')} hidden in Excel. Should we call {'it' if rows == 1 else 'them'}?"


def hidden_columns(columns: list[str]) -> str:
    """Which columns are hidden in the workbook."""
    return f"{'A column is' if len(columns) == 1 else 'Columns are'} hidden in Excel: {listed(columns)}."


def sheet(name: str, rows: int, *, visible: bool) -> str:
    """An option of the sheet list: "Leads · 2,480 rows · hidden"."""
    return " · ".join([name, count(rows, "row"), *([] if visible else ["hidden"])])


def phone_found(numbers: int, repairable: int, rows: int) -> str:
    """What the phone column can call: "Phone numbers in 890 of 1,000 rows, 12 more after a fix"."""
    more = f", {repairable:,} more after a fix" if repairable else ""
    return f"Phone numbers in {numbers:,} of {count(rows, 'row')}{more}"


def country_option(country: str, code: int) -> str:
    """A country to choose: "India (+91)"."""
    return f"{country} (+{code})"


def do_not_send(header: str) -> str:
    """The tooltip of the button that leaves a column out."""
    return f"Do not send {header}"


def too_many(left_out: Sequence[str]) -> str:
    """Which columns are not sent because the file has more than an upload may have."""
    columns = f"{len(left_out):,}: {listed(list(left_out))}"
    return f"You can send 15 columns. We picked those that say most, and left out {columns}."


def phone_option(header: str, adds: int) -> str:
    """An option of the list of further phone columns."""
    return f"{header} · adds {count(adds, 'lead')}"


def which_phone(columns: Sequence[str]) -> str:
    """The question when several columns may hold the phone numbers.

    Args:
        columns: each with the rows that it can call: "Contact (890 of 1,000 rows)".
    """
    return f"Which column has the phone numbers? {listed(list(columns))}."


def fuller_phone(header: str, numbers: int, used: str, used_numbers: int) -> str:
    """A column that can call far more rows than the one in use."""
    return f"{header} has phone numbers in {count(numbers, 'row')}, {used} in only {used_numbers:,}."


def use_phone(header: str) -> str:
    """The button that makes a column the phone column."""
    return f"Call {header} instead"


def read_as(country: str) -> str:
    """The button that selects the country most numbers fit."""
    return f"Treat them as numbers of {country}"


def country_doubt(used: str, likely: str) -> str:
    """The question about a list that looks like another country's."""
    return f"These look like numbers of {likely}, but would be called as numbers of {used}. Which are they?"


def country_mixture(used: str, likely: str, valid: tuple[int, int, int]) -> str:
    """The question about a list of two countries.

    Args:
        used: the country that all numbers would be called as.
        likely: the other country.
        valid: how many numbers are valid only in the other country, only in the first, and in both.
    """
    there, here, both = valid
    where = f"{there:,} are valid only in {likely}, {here:,} only in {used}, {both:,} in both"
    return (
        f"These look like numbers of two countries: {where}. All would be called as numbers of {used}. "
        "A column that names the country of each row would tell them apart. Which are they?"
    )


def read_both_ways(examples: Sequence[tuple[str, str, str]], used: str, likely: str) -> list[str]:
    """Example numbers: as written, E.164 in the first country or "", E.164 in the second."""
    return [f"{written}: {there} in {likely}, {here or 'no number'} in {used}" for written, here, there in examples]


def are_from(country: str) -> str:
    """The button that keeps the country."""
    return f"They are from {country}"


CHOOSE_COUNTRY = "Choose the country of these numbers."


def by_country(header: str, reason: str) -> str:
    """A suggestion: the column that names the country of each row, and why."""
    return f"“{header}” names the country of each row: {reason}."


def use_country_column(header: str) -> str:
    """The button that accepts that suggestion."""
    return f"Read them by {header}"


def too_many_rows(rows: int) -> str:
    """A number of rows, for the refusal of a file."""
    return count(rows, "row")


def accents(samples: Sequence[str]) -> str:
    """The question whether a file was read in its own letters, with words of it."""
    return (
        f"Do these names look right? {', '.join(samples)}. If not, save the file in Excel as "
        "“CSV UTF-8” and upload it again."
    )
