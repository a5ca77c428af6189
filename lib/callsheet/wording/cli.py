"""Sentences of the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callsheet.errors import (
    InvalidArgument,
    KeyRefused,
    NotFound,
    NotInTable,
    RateLimited,
    ReaderError,
    ServerError,
    ServerUnreachable,
    SettingsError,
    SystemFault,
    WrongAddress,
)
from callsheet.wording.format import count, listed
from callsheet.wording.sending import duration, moment

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from callsheet.errors import CallsheetError

BAD_ROUTE = "Cannot understand {name}. It needs default_region, sip and countries."
BAD_RECIPE = "Cannot understand {name}. It needs a mapping and choices, as --save-recipe writes them."
BAD_SCRIPT = "Cannot read {name}. The script must be a text file in UTF-8."
BAD_ANSWER = "{option} {text}: write it as NAME=TEXT, the variable without braces."
BAD_MAP = "--map needs HEADER=NAME, as in --map Mobile=phone_number. {text} has no =."
NO_SUCH_KEY = "There is no key {name}.{close} See them with: callsheet key list"
NO_SUCH_WORKSPACE = "There is no workspace {name}.{close} There are: {known}"
NO_SUCH_SEND = 'There is no send with the id "{name}".{close} See: callsheet submissions'
NO_SUCH_CAMPAIGN = 'There is no campaign "{name}".{close}'
SEVERAL_CAMPAIGNS = 'Several campaigns are called "{name}". Use the id of one: {ids}.'
WHICH_WORKSPACE = "Say which workspace with --workspace: {known}"
KEY_MADE = "Key {id} of workspace {workspace}. It is shown this once:"
KEY_REVOKED = "Key {name} is revoked."
NO_KEY = "Set CALLSHEET_API_KEY to the key of that server."
NO_APP = "The app's files are missing. Install Callsheet again."
NO_PORT = "Ports {first} to {last} are all in use. Choose another with --port."
OPEN_AT = "Callsheet is open at {address}  (stop it with Ctrl+C)"
SENDER_RUNS = "A sender works on this ledger already."
NOTHING_TO_SETTLE = "There is nothing to settle. We know what happened to every upload of it."
WHICH_SEND = "Which send? Name its id, as callsheet submissions lists it."
CAMPAIGN_COLUMNS = ("Id", "Campaign", "State", "Leads")
SUBMISSION_COLUMNS = ("Send", "When", "File", "Campaign", "State", "Rows")
STOPPED = "Stopped. Run the command again to send the rest."
STOPPED_RELEASE = "Stopped. A sender sends the rest: callsheet work. To cancel it: callsheet withdraw."
NOTHING_WAITS = "Nothing of this send waits for you."
NOTHING_TO_WITHDRAW = "Nothing of this send is left to cancel."
NOT_CHECKED = "Countries and prefixes were not checked: no route was given."


def bad_recipe(name: str, reason: str) -> str:
    """Why a recipe or a route cannot be used."""
    return f"Cannot use {name}. {reason}"


def not_a_cause(option: str, name: str, close: str) -> str:
    """That an option names no cause.

    Args:
        option: as typed.
        name: what it names.
        close: a question after the nearest cause, or "".
    """
    return f"{option}: there is no cause {name}.{close} docs/codes.md lists them under Issues and Fixes."


def mistake_of_ours(kind: str, place: str) -> str:
    """That something failed which should not; nothing of a lead is shown.

    Args:
        kind: the exception's class.
        place: module and line; "" if unknown.
    """
    where = f" in {place}" if place else ""
    return f"Something went wrong inside Callsheet ({kind}{where}). Please report this."


def failure(error: CallsheetError) -> str:
    """One sentence for an exception; never a lead's data."""
    match error:
        case SettingsError() | SystemFault() | InvalidArgument() | NotInTable():
            sentence = str(error)
        case ReaderError():
            sentence = f"The process that reads files does not start ({error}). Check that you may run Python here."
        case ServerUnreachable():
            sentence = "The server does not answer. Check its address and try again."
        case KeyRefused():
            sentence = f"The server refused the API key: {error.message}"
        case WrongAddress():
            sentence = f"The server has its API at {error.message}. Use that address."
        case NotFound():
            sentence = f"The server does not have it: {error.message}"
        case RateLimited():
            sentence = f"The server asks to wait {error.retry_after:.0f} seconds."
        case ServerError():
            sentence = f"The server gave an answer we cannot use: {error.message}"
        case _:
            sentence = str(error)
            sentence = f"{sentence[:1].upper()}{sentence[1:]}{'' if sentence.endswith('.') else '.'}"
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
        count(counts["errors"], "needs fixing", "need fixing"),
        count(counts["duplicates"], "duplicate"),
        f"{counts['blank']:,} blank",
        f"{counts['left_out']:,} left out",
    ]
    return f"{count(counts['rows'], 'row')} = {' + '.join(parts)}"


def phone_column_line(header: str, numbers: int, repairable: int, rows: int) -> str:
    """Which column is called, and how many of its rows have a number."""
    more = f", {repairable:,} more after a fix" if repairable else ""
    return f"Phone numbers are taken from {header}: {numbers:,} of {count(rows, 'row')}{more}."


def second_phone_line(header: str, adds: int) -> str:
    """A second phone column, and how many rows only it can call."""
    return f"{header} has numbers for {count(adds, 'row')} without one."


def fuller_phone_line(header: str, numbers: int) -> str:
    """A column that has far more numbers than the one in use."""
    return f"{header} has far more numbers: {numbers:,}. To use it: --map '{header}=phone_number'"


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
        "held": f"{count(rows_sent, 'lead')} sent to {campaign_name}. The rest was not sent.",
        "sending": "Another process is sending these leads now.",
        "ready": "Another process is about to send these leads.",
    }
    return f"{sentences[state]} {message}".strip()


def held_after_trial(sent: int, left: int, submission_id: str) -> str:
    """What to do about the leads that wait after a few were sent first."""
    first = f"{sent:,} sent. Listen to the calls, then decide" if sent else "None of the first was sent. Decide"
    return (
        f"{first} about the other {left:,}.\n"
        f"  Send them:   callsheet release {submission_id}\n"
        f"  Cancel them: callsheet withdraw {submission_id}"
    )


def held_otherwise() -> str:
    """What to do about leads that wait because the server could not take them."""
    return "Run the command again to send the rest."


def withdrawn(leads: int, sent: int, on_their_way: int, campaign_name: str) -> str:
    """The outcome of `callsheet withdraw`."""
    sentences = [f"{count(leads, 'lead')} cancelled; {count(sent, 'lead was', 'leads were')} sent to {campaign_name}."]
    if on_their_way:
        sentences.append(f"{count(on_their_way, 'more is', 'more are')} on the way to the server.")
    return " ".join(sentences)


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
