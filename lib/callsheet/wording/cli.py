"""What the command line says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callsheet.errors import KeyRefused, NotFound, RateLimited, ServerError, ServerUnreachable, SettingsError
from callsheet.wording.format import count, listed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from callsheet.errors import CallsheetError

ABOUT = "Check a spreadsheet of leads and send the clean set to a calling campaign."
EXIT_CODES = (
    "Exit codes: 0 every row is ready or sent; 1 some rows are not; 2 the file or the request is refused; "
    "3 nobody knows yet whether a send arrived."
)
HELP = {
    "read": "Show a file as it was understood, before anyone judges it.",
    "check": "Judge every row of a file: which are ready, which are not, and why.",
    "send": "Check a file and send its clean set to a campaign, once.",
    "serve": "Serve the upload API on this machine, without the app.",
    "run": "Start the app and its backend, and print the address to open.",
    "file": "the file of leads: CSV, XLSX or XLS",
    "sheet": "the sheet to read, when a workbook has several",
    "header_row": "the row that holds the column names, counted from 1; 0: there is none",
    "json": "print one JSON object instead of sentences",
    "csv": "write the rows as read to this CSV file, with their row numbers",
    "country": "country of numbers without country code, as two letters",
    "map": "what a column becomes: phone_number, a variable's name, or - to leave it out; may be repeated, "
    "and a column may be given by its number",
    "recipe": "a JSON file with the mapping and choices of an earlier file; --map and --country change it",
    "save_recipe": "write the mapping and choices used to this JSON file",
    "drop_hidden": "leave out the rows and columns that are hidden in the workbook",
    "as_sent": "judge the file as the server would: column names taken literally",
    "clean": "write the rows that are ready to this CSV file",
    "errors": "write the rows that need fixing to this file (.xlsx or .csv)",
    "route": "a JSON file with default_region, sip and countries to judge by",
    "campaign": "id of the campaign that gets the leads",
    "server": "address of the server, with /v1; without it CALLSHEET_API_URL, else the embedded backend",
    "yes": "do not ask before sending",
    "host": "address to listen on; anything but 127.0.0.1 opens it to the network",
    "port_serve": "port to listen on; 0: any free one",
    "workers": "processes that serve; more than one for many uploads at once",
    "key": "Make, list and revoke the API keys of this machine's backend.",
    "key_create": "Make a key and print it, once: only its digest is kept.",
    "key_list": "List the keys: id, workspace, name, when they were made and revoked; never a key itself.",
    "key_revoke": "Revoke a key at once.",
    "key_name": "what the key is for",
    "key_workspace": "id of the workspace it opens; may be left out where there is only one",
    "key_new_workspace": "make a new, empty workspace for it",
    "key_id": "id of the key, as `callsheet key list` shows it",
    "port_run": "port of the app; the next free one is taken when it is in use",
}
NO_SUCH_FILE = "Cannot open {name}. Check the name and that you may read it."
NO_SUCH_COLUMN = "--map names a column that the file does not have: {name}"
BAD_ROUTE = "Cannot understand {name}. It needs default_region, sip and countries."
BAD_RECIPE = "Cannot understand {name}. It needs a mapping and choices, as --save-recipe writes them."
NO_SUCH_KEY = "There is no key {name}. See them with: callsheet key list"
NO_SUCH_WORKSPACE = "There is no workspace {name}. There are: {known}"
WHICH_WORKSPACE = "Say which workspace with --workspace: {known}"
KEY_MADE = "Key {id} of workspace {workspace}. It is shown this once:"
KEY_REVOKED = "Key {name} is revoked."
NO_KEY = "Set CALLSHEET_API_KEY to the key of that server."
NO_APP = "The app's files are missing. Install Callsheet again."
NO_PORT = "Ports {first} to {last} are all in use. Choose another with --port."
APP_DOES_NOT_START = "The app did not start. Its message stands above."
OPEN_AT = "Callsheet is open at {address}  (stop it with Ctrl+C)"
NOT_CHECKED = "Countries and prefixes were not checked: no route was given."


def failure(error: CallsheetError) -> str:
    """One sentence for work that could not be done; never a lead's data."""
    match error:
        case SettingsError():
            sentence = str(error)
        case ServerUnreachable():
            sentence = "The server does not answer. Check its address and try again."
        case KeyRefused():
            sentence = f"The server refused the API key: {error.message}"
        case NotFound():
            sentence = f"The server does not have it: {error.message}"
        case RateLimited():
            sentence = f"The server asks to wait {error.retry_after:.0f} seconds."
        case ServerError():
            sentence = f"The server gave an answer we cannot use: {error.message}"
        case _:
            sentence = f"Something went wrong: {type(error).__name__} {error}"
    return sentence


def file_line(name: str, file_format: str, encoding: str | None, delimiter: str | None, sheet: str | None) -> str:
    """What a file is: "leads.csv: CSV, utf-8, separated by comma"."""
    separators = {",": "comma", ";": "semicolon", "\t": "tab", "|": "pipe"}
    parts = [file_format.upper()]
    if encoding:
        parts.append(encoding)
    if delimiter:
        parts.append(f"separated by {separators.get(delimiter, delimiter)}")
    if sheet:
        parts.append(f"sheet {sheet}")
    return f"{name}: {', '.join(parts)}"


def rows_line(rows: int, header_row: int) -> str:
    """How many rows there are, and where their names stand."""
    names = f"column names in row {header_row}" if header_row else "no column names"
    return f"{count(rows, 'row')}, {names}"


def column_line(position: int, column: str, filled: int, rows: int, samples: Sequence[str]) -> str:
    """One column: its number, name, how full it is, and a few values."""
    return f"{position:>3}  {column}  ({filled:,} of {rows:,} filled)  {listed(list(samples))}"


def adding_up(counts: Mapping[str, int]) -> str:
    """The line that always adds up."""
    parts = [
        f"{counts['ready']:,} ready",
        f"{counts['errors']:,} need fixing",
        count(counts["duplicates"], "duplicate"),
        f"{counts['blank']:,} blank",
        f"{counts['left_out']:,} left out",
    ]
    return f"{count(counts['rows'], 'row')} = {' + '.join(parts)}"


def country_column_line(header: str) -> str:
    """How numbers without country code were read."""
    return f"Numbers without a country code are read in the country of their row: {header}."


def recipe_misses(columns: Sequence[str]) -> str:
    """Why a recipe cannot be used for a file."""
    return f"The recipe needs columns that the file does not have: {listed(list(columns))}"


def issue_line(row: int, column: str, reason: str) -> str:
    """One problem: "row 17, Mobile: too few digits"."""
    return f"row {row:,}{f', {column}' if column else ''}: {reason}"


def more_line(number: int) -> str:
    """How many problems were not listed."""
    return f"… and {number:,} more. See them all with --json or --errors."


def confirm(rows: int, campaign_name: str) -> str:
    """The question before anything leaves."""
    return f"Send {count(rows, 'lead')} to {campaign_name}? [y/N] "


def outcome(state: str, rows_sent: int, campaign_name: str, message: str) -> str:
    """What became of a send."""
    sentences = {
        "sent": f"{count(rows_sent, 'lead')} sent to {campaign_name}.",
        "refused": "The server refused the upload; nothing was sent.",
        "not_sent": "Nothing was sent.",
        "rate_limited": "The server asks to slow down; nothing was sent. Try again in a minute.",
        "unknown": "Nobody knows yet whether the leads arrived. Do not send them again; run the command again later.",
        "held": "The rest waits: the server was not reached, or asks to slow down. Run the command again.",
        "sending": "Another process is sending these leads now.",
        "ready": "Another process is about to send these leads.",
    }
    return f"{sentences[state]} {message}".strip()


def key_line(key_id: str, workspace: str, name: str, made: str | None, revoked: str | None) -> str:
    """One key: "key_… org_… made 2026-05-01 (laptop)"."""
    state = f"revoked {revoked}" if revoked else "in use"
    return f"{key_id}  {workspace}  made {made or 'earlier'}  {state}  {name}".rstrip()
