"""Sentences of the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callsheet.errors import (
    InvalidArgument,
    KeyRefused,
    NotFound,
    NotInTable,
    RateLimited,
    ServerError,
    ServerUnreachable,
    SettingsError,
)
from callsheet.wording.format import count, listed
from callsheet.wording.sending import STATES, duration, moment, moment_with_year

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from callsheet.errors import CallsheetError

ABOUT = "Check a spreadsheet of leads and send the clean set to a calling campaign."
EXIT_CODES = (
    "Exit codes: 0 every row is ready or sent; 1 some rows are not; 2 the file or the request is refused; "
    "3 it is not known yet whether a send arrived."
)
HELP = {
    "read": "Show a file as it was read, before it is checked.",
    "check": "Check every row of a file: which are ready, which are not, and why.",
    "send": "Check a file and send its clean set to a campaign, once.",
    "serve": "Serve the upload API on this machine, without the app.",
    "run": "Start the app and its backend, and print the address to open.",
    "file": "the file of leads: CSV, XLSX or XLS",
    "sheet": "the sheet to read, when a workbook has several",
    "header_row": "the row that holds the column names, counted from 1; 0: the file has no column names",
    "json": "print one JSON object instead of sentences",
    "csv": "write the rows as read to this CSV file, with their row numbers",
    "country": "country of numbers without country code, as two letters",
    "map": "what a column becomes: phone_number, a variable's name, or - to leave it out; may be repeated, "
    "and a column may be given by its number",
    "recipe": "a JSON file with the mapping and choices of an earlier file; --map and --country change it",
    "save_recipe": "write the mapping and choices used to this JSON file",
    "drop_hidden": "leave out the rows and columns that are hidden in the workbook",
    "as_sent": "check the file as the server would: column names are taken literally",
    "clean": "write the rows that are ready to this CSV file",
    "errors": "write the rows that need fixing to this file (.xlsx or .csv)",
    "route": "a JSON file with default_region, sip and countries to check by",
    "campaign": "id of the campaign that gets the leads",
    "server": "address of the server, with /v1; without it CALLSHEET_API_URL, else the embedded backend",
    "yes": "do not ask before sending",
    "host": "address to listen on; anything but 127.0.0.1 opens it to the network",
    "port_serve": "port to listen on; 0: any free one",
    "workers": "processes that serve; more than one for many uploads at once",
    "key": "Make, list and revoke the API keys of this machine's backend.",
    "key_create": "Make a key and print it, once: only its digest is stored.",
    "key_list": "List the keys: id, workspace, name, when they were made and revoked; never a key itself.",
    "key_revoke": "Revoke a key at once.",
    "key_name": "what the key is for",
    "key_workspace": "id of the workspace it opens; may be left out where there is only one",
    "key_new_workspace": "make a new, empty workspace for it",
    "key_id": "id of the key, as `callsheet key list` shows it",
    "port_run": "port of the app; the next free one is taken when it is in use",
    "work": "Send what is waiting in the ledger, until stopped. The app starts it by itself.",
    "settle": "Answer the question about an upload that got no answer; sends nothing.",
    "settle_id": "the part, or the submission, in question",
    "count_before": "leads in the campaign before the upload; not needed where the question says it",
    "count_before_send": "leads in the campaign now, for a server that does not tell; asked for if an answer gets lost",
    "count_now": "leads in the campaign now, as its own screen shows",
    "accept_restored": "go on after the ledger was restored from an older copy",
    "submissions": "List what was sent, the newest first.",
    "limit": "how many at most",
    "receipt": "Show what became of each row of a file that was sent.",
    "receipt_id": "the submission",
    "out": "write the receipt to this file (.xlsx, .csv or .json)",
    "try_first": "send ten leads first; the rest leaves only when those came back clean",
}
NO_SUCH_FILE = "Cannot open {name}. Check the name and that you may read it."
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
APP_DOES_NOT_START = "The app did not start. Its message is above."
OPEN_AT = "Callsheet is open at {address}  (stop it with Ctrl+C)"
SENDER_RUNS = "A sender works on this ledger already."
NOTHING_TO_SETTLE = "there is nothing to settle: no upload of it is unknown"
NOT_CHECKED = "Countries and prefixes were not checked: no route was given."


def failure(error: CallsheetError) -> str:
    """One sentence for an exception; never a lead's data."""
    match error:
        case SettingsError() | InvalidArgument() | NotInTable():
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
    """How a file was read: "leads.csv: CSV, utf-8, separated by comma"."""
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
    """How many rows there are, and which row holds the column names."""
    names = f"column names in row {header_row}" if header_row else "no column names"
    return f"{count(rows, 'row')}, {names}"


def broken_rows_line(rows: Sequence[int]) -> str:
    """Which rows have another number of cells than the header, or a quote that does not close."""
    return f"{count(len(rows), 'row')} with the wrong number of cells: {listed([f'{row:,}' for row in rows], 10)}"


def column_line(position: int, column: str, filled: int, rows: int, samples: Sequence[str]) -> str:
    """One column: its position, name, how many cells are filled, and a few values."""
    return f"{position:>3}  {column}  ({filled:,} of {rows:,} filled)  {listed(list(samples))}"


def counts_line(counts: Mapping[str, int]) -> str:
    """The counts, which always add up to the rows of the file."""
    parts = [
        f"{counts['ready']:,} ready",
        f"{counts['errors']:,} need fixing",
        count(counts["duplicates"], "duplicate"),
        f"{counts['blank']:,} blank",
        f"{counts['left_out']:,} left out",
    ]
    return f"{count(counts['rows'], 'row')} = {' + '.join(parts)}"


def country_column_line(header: str) -> str:
    """Which column decides the country of numbers without country code."""
    return f"Numbers without a country code are read in the country of their row: {header}."


def country_doubt(used: str, likely: str, code: str, examples: Sequence[tuple[str, str, str]]) -> str:
    """That numbers look like another country's: one line, then an example a line, read both ways.

    Args:
        used: the country they are treated as; "": none is set.
        likely: the country that they look like.
        code: its region, for `--country`.
        examples: as written, E.164 in the first country or "", E.164 in the second.
    """
    first = f"These look like numbers of {likely}" + (f", but are treated as numbers of {used}." if used else ".")
    lines = [f"{first} If they are, use --country {code}."]
    for written, here, there in examples:
        lines.append(f"  {written}: {there} in {likely}" + (f", {here or 'no number'} in {used}" if used else ""))
    return "\n".join(lines)


def issue_line(row: int, column: str, reason: str) -> str:
    """One issue: "row 17, Mobile: too few digits"."""
    return f"row {row:,}{f', {column}' if column else ''}: {reason}"


def more_line(number: int) -> str:
    """How many issues were not listed."""
    return f"… and {number:,} more. See them all with --json or --errors."


def confirm(rows: int, campaign_name: str) -> str:
    """The question before anything is sent."""
    return f"Send {count(rows, 'lead')} to {campaign_name}? [y/N] "


def outcome(state: str, rows_sent: int, campaign_name: str, message: str) -> str:
    """The outcome of a send."""
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


def question(
    part_id: str, leads: int, campaign: str, left_at: datetime, *, before: int | None, seconds_left: float | None
) -> str:
    """The question about a part of unknown outcome, and how to answer it on the command line."""
    lines = [
        f"{count(leads, 'lead')} were sent to {campaign} on {moment(left_at)}, and no clear answer came.",
        "Look at the number of leads in that campaign, at the server. Then run:",
        f"  callsheet settle {part_id}{'' if before is not None else ' --count-before M'} --count-now N",
    ]
    if before is not None:
        received = f"{before + leads:,} now: they arrived."
        lines.append(f"It had {before:,} leads before. {before:,} now: nothing arrived. {received}")
    if seconds_left:
        lines.append(
            f"Whether nothing arrived can be decided in {duration(seconds_left)}; until then they may still arrive."
        )
    if seconds_left is None:
        lines.append("Whether nothing arrived cannot be decided yet: the process that sent them may still be sending.")
    return "\n".join(lines)


def answered(state: str, evidence: str) -> str:
    """The effect of an answer."""
    if not evidence:
        return "This fits neither: the leads stay on hold. Compare the list of leads at the server with the receipt."
    sentences = {
        "acked": "Settled: these leads arrived.",
        "absent": "Settled: these leads did not arrive. They will be sent.",
        "refused": "Settled: the server refused them and queued nothing.",
    }
    return sentences.get(state, "Settled.")


def untracked_line(campaign: str, rows: int, when: datetime) -> str:
    """An upload that a restored ledger does not contain."""
    time = when.isoformat(timespec="seconds")
    return f"{time}: {count(rows, 'lead')} left for {campaign}; this ledger knows nothing of it."


def restored_accepted(uploads: int) -> str:
    """How many uploads were acknowledged."""
    return f"{count(uploads, 'upload')} accepted. Sending goes on."


def submission_line(number: str, when: datetime, file_name: str, campaign: str, state: str) -> str:
    """One submission of a list."""
    return f"{number}  {moment_with_year(when)}  {file_name} to {campaign}: {STATES[state]}"
