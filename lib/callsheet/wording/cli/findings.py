"""What `callsheet check` and `callsheet send` say about the rows of a file."""

from __future__ import annotations

from callsheet.wording.format import count

CHOOSE_COUNTRY = "--country COUNTRY"
DUPLICATES = "We send one row of each number."
NEED_YOU = "Not ready"
TO_CHECK = "Ready, but check them before you send"
ROWS, WHY, EXAMPLE, WHAT_TO_DO = "Rows", "Why", "For example", "What to do"
READING, CHECKING = "Reading {name}", "Checking {name}"
PREPARING, SENDING = "Preparing the leads for {name}", "Sending to {name}"

LONGEST_VALUE = 60
"""Characters of a cell that are printed in a pipe; chosen by hand: a row of an example is one line of a screen."""


def progress_line(label: str, done: int, total: int) -> str:
    """Progress in a pipe: "Sending to Spring: 45,000 of 188,074 leads"."""
    return f"{label}: {done:,} of {count(total, 'lead')}"


def row_sent(row: str) -> str:
    """Which row is sent in place of a duplicate."""
    return f"row {row} is sent"


def heading(number: int, why: str, *, is_warning: bool) -> str:
    """The first line of a finding: "120 rows: has an extension"."""
    return f"{count(number, 'cell' if is_warning else 'row')}: {why}"


def example(row: str, header: str, value: str, after: str) -> str:
    """A row of a finding: "row 4, Mobile: 98765 43210 ext. 12 → +919876543210"."""
    place = f"row {row}{f', {header}' if header else ''}"
    return f"{place}{f': {value}' if value else ''}{f' → {after}' if after else ''}"


def may_mean(variable: str, header: str) -> str:
    """The column that a variable of the script probably means."""
    return f"{header} may be what {{{{{variable}}}}} means."


def shortened(value: str) -> str:
    """A cell that fits one line."""
    return value if len(value) <= LONGEST_VALUE else f"{value[: LONGEST_VALUE - 1]}…"


def remedy(advice: str, option: str, number: int) -> str:
    """What to do about a number of rows, and the option that does it."""
    if not option:
        return advice
    if option.startswith("--leave-out"):
        return f"{advice} To leave {'it' if number == 1 else 'them'} out: {option}"
    return f"{advice} To do so: {option}"


def file_line(name: str, counts: str) -> str:
    """A file among several, with its counts."""
    return f"{name}: {counts}"


def nothing_to_fix(cause: str) -> str:
    """That a file has no row of a cause, or none that can be fixed."""
    return f"--fix {cause}: there is nothing to fix."


def nothing_to_leave_out(cause: str) -> str:
    """That a file has no row of a cause."""
    return f"--leave-out {cause}: there is no such row."
