"""Sentences of Review: causes, fixes, undo, and the words of the grid."""

from __future__ import annotations

from callsheet.wording.format import count

GRID_WORDS = {
    "row": "Row",
    "was": "was",
    "empty": "empty",
    "use": "Use",
    "useHint": "Alt+Enter accepts it",
    "fixed": "fixed",
    "select": "Select this row (Shift+Space)",
    "selected": "{n} rows selected",
    "oneSelected": "1 row selected",
    "leaveOut": "Leave out",
    "takeIn": "Put back",
    "clear": "Clear selection",
    "pastedPart": "{n} of {of} cells pasted. The others would be past the last row or column.",
    "skippedOne": "Your last change was not saved, because the server was restarted. Make it again.",
    "skipped": "Your last {n} changes were not saved, because the server was restarted. Make them again.",
    "askLeaveOut": "Leave out {n} rows?",
    "askLeaveOutOne": "Leave out this row?",
    "cancel": "Cancel",
    "copied": "{n} cells copied",
    "copiedOne": "1 cell copied",
    "notCopied": "The rows could not be fetched, so nothing was copied. Try again.",
    "range": "{rows} rows by {columns} columns selected",
    "tooManyToCopy": "{n} cells are too many to copy; {most} at most can be.",
    "downloadCells": "Download them as a file",
    "tooManyCells": "{n} cells are too many for one change. Select {most} at most.",
    "copy": "Copy",
    "copyWithHeaders": "Copy with column names",
    "showDuplicates": "Show duplicates",
    "keepThis": "Keep this one",
    "keepThisHelp": "Send this row instead of the other rows with its number",
    "undoCell": "Undo this cell",
    "useForAll": "Use for all like this ({n})",
    "useForAllNone": "Use for all like this",
    "columnMenu": "Sort, filter and more",
    "sortUp": "Sort A to Z",
    "sortDown": "Sort Z to A",
    "fileOrder": "Order of the file",
    "fitWidth": "Fit width",
    "hideColumn": "Hide column",
    "showColumns": "Show hidden columns",
    "freeze": "Freeze up to this column",
    "unfreeze": "Freeze no column",
    "filterBy": "Show these values only",
    "findValue": "Find a value",
    "moreValues": "{n} of {of} values. Type to find others.",
    "showThese": "Show only these",
    "showAllValues": "Show all",
    "findOptions": "Search options",
    "matchCase": "Match case",
    "wholeCell": "Whole cell only",
    "isRegex": "Regular expression",
    "foundCells": "{cells} cells in {rows} rows",
    "foundOne": "1 cell in 1 row",
    "foundInRow": "{cells} cells in 1 row",
    "foundNone": "Nothing found",
    "foundNumber": "1 number as it will be sent",
    "foundNumbers": "{n} numbers as they will be sent",
    "nextFound": "Next (Enter)",
    "previousFound": "Previous (Shift+Enter)",
    "replace": "Replace",
    "replaceWith": "Replace with",
    "replaceAll": "Replace {n}",
    "replaceNone": "Replace",
    "replaced": "Replaced in {n} cells",
    "replacedOne": "Replaced in 1 cell",
    "undo": "Undo",
    "closeSearch": "Close the search (Esc)",
    "slowPattern": "This pattern takes too long. Make it simpler.",
    "wrongPattern": "This regular expression is not complete or not supported",
    "heard": "The agent says to row",
    "heardNowhere": "Choose a cell to see how the agent opens that call.",
    "position": "Rows {first}–{last} of {of}",
    "positionOne": "Row {first} of {of}",
    "noRows": "No rows",
    "notHere": "Row {n} is not in this list. This is the next one.",
    "pastLast": "There is no row {n} in this list. This is the last one.",
}
PREVIEW = "How the call begins"
SEARCH_HELP = "Search all rows (Ctrl+F), replace (Ctrl+H)"
GO_TO_ROW = "Go to row"
GO_TO_ROW_HELP = "Type a row number and press Enter to go there (Ctrl+G)"
SHOW = "Show"
SIDE_BY_SIDE = "Duplicates side by side"
SHOW_ALL = "Show all rows"
UNDO, REDO = "Undo", "Redo"
ACCEPT_ALL = "Accept all {n}"
FOLD = "Show or hide the problems beside the table"
RANKS = {
    "one_press": "One press fixes these",
    "needs_you": "These need you",
    "information": "For your information",
}
NOT_CALLED = "Will not be called"
NOT_CALLED_KINDS = {"duplicates": "Duplicates", "left_out": "Left out by you"}
WITHOUT_CONSENT = {
    "consent_refused": "Said no to being called",
    "consent_expired": "Consent is too old",
    "consent_undated": "Consent without a date",
    "consent_missing": "No consent",
    "consent_unclear": "Consent is not clear",
}
BLANK_ROWS = "Blank rows"
FILES = "Download"
ANY_COLUMN = "Any column"
MORE_CAUSES = "Show {n} more"
FEWER_CAUSES = "Show fewer"
BY_COLUMN = "Rows with something wrong in one column"
DRAFT_CHANGED = "This upload was changed in another tab. Choose which version to keep."
TAKE_THEIRS = "Go on with the newer version"
KEEP_MINE = "Keep what this tab shows"

_STEPS = {
    "edit": ("change of {n}", "cell", "cells"),
    "paste": ("pasting {n}", "cell", "cells"),
    "clear": ("clearing {n}", "cell", "cells"),
    "fill": ("filling {n}", "cell", "cells"),
    "replace": ("replacing in {n}", "cell", "cells"),
    "restore": ("putting back {n}", "cell", "cells"),
    "use_for_all": ("changing {n} alike", "cell", "cells"),
    "leave_out": ("leaving out {n}", "row", "rows"),
    "put_back": ("taking back {n}", "row", "rows"),
    "accept_all": ("accepting {n}", "suggestion", "suggestions"),
}


def step(kind: str, number: int) -> str:
    """Label of an undo step: "change of 3 cells"."""
    words, one, many = _STEPS[kind]
    return words.format(n=count(number, one, many))


def keeping(row: int) -> str:
    """Label of the step that sends another row of one number: "keeping row 24"."""
    return f"keeping row {row:,}"


def undo_help(label: str) -> str:
    """Which step the Undo button undoes: "Undo: change of 3 cells"."""
    return f"{UNDO}: {label}"


def redo_help(label: str) -> str:
    """Which step the Redo button does again: "Redo: change of 3 cells"."""
    return f"{REDO}: {label}"


def fix_all(number: int) -> str:
    """The button that mends all rows of a cause: "Fix all 164", "Fix it"."""
    return f"Fix all {number:,}" if number > 1 else "Fix it"


def switch_on(country: str) -> str:
    """The button that enables a country: "Switch on Austria"."""
    return f"Switch on {country}"


def switch_on_means(country: str) -> str:
    """What enabling a country does."""
    return f"Every campaign of this workspace may then call {country}. You can switch it off again on Campaigns."


def switched_on(country: str) -> str:
    """That a country was enabled."""
    return f"{country} is switched on."


def leave_out_these(number: int) -> str:
    """The button that leaves out the rows of a cause: "Leave out these 37"."""
    return f"Leave out these {number:,}" if number > 1 else "Leave it out"


def only(what: str, number: int) -> str:
    """The filter that is on, as the button that clears it: "Showing 9: too few digits"."""
    return f"Showing {number:,}: {what}"


def warned(reason: str, header: str) -> str:
    """Warnings of one kind in one column: "contains a line break in Notes"."""
    return f"{reason} in {header}"


def change(before: str, after: str) -> str:
    """One cell of a preview: "0044 20 7946 0000 → +442079460000"."""
    return f"{before} → {after}"
