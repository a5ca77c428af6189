"""What of the surroundings does not work, and what to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from callsheet.errors import Fault

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

SENTENCES = {
    Fault.DISK_FULL: (
        "There is no space left for {where}. Free some space, then try again. What was saved before is safe."
    ),
    Fault.DISK_ERROR: "The disk gave an error at {where}. Check the disk, then try again.",
    Fault.NO_PERMISSION: "You may not use {where}. Give this user access to it, or set {setting} to another place.",
    Fault.READ_ONLY: "{where} cannot be written. Make it writable for this user, or set {setting} to another place.",
    Fault.NOT_A_FOLDER: "{where} is a file, but a folder is needed. Set {setting} to a folder.",
    Fault.IS_A_FOLDER: "{where} is a folder, but a file is needed. Move it away, or set {setting} to another place.",
    Fault.NO_SUCH_PLACE: "{where} does not exist and cannot be made. Set {setting} to a folder that you may write.",
    Fault.TOO_MANY_OPEN: "Too many files are open. Close other programs, or raise the limit (ulimit -n).",
    Fault.OUT_OF_MEMORY: "There is not enough memory. Close other programs, then try again.",
    Fault.UNUSABLE_FILE: "Cannot use {where} ({reason}).",
    Fault.SIGNING_KEY_DAMAGED: (
        "The key in {where}, which signs the audit and the receipts, is damaged. Put the file of a backup in its place."
        " Without a backup, move it away: a new key is made, and what was signed before can no longer be checked."
    ),
    Fault.BACKEND_KEY_DAMAGED: (
        "The API key in {where} is damaged. Put the file of a backup in its place, or make a new key (with"
        " callsheet key create --name app >{where})."
    ),
    Fault.PORT_TAKEN: "Port {port} is in use by another program. Choose another with --port.",
    Fault.PORT_FORBIDDEN: "You may not use port {port}. Choose one from 1,024 up with --port.",
    Fault.NO_SUCH_HOST: "This machine has no address {host}. Use one of its own with --host, as in 127.0.0.1.",
    Fault.RUNS_ALREADY: "Callsheet runs on {where} already{at}. Use that, or set CALLSHEET_HOME to another folder.",
    Fault.NOT_A_DATABASE: (
        "{where} is not a database of Callsheet. Move it away, put a backup in its place, or set {setting} to another."
    ),
    Fault.DATABASE_DAMAGED: (
        "The database {where} is damaged. Stop Callsheet, keep a copy of the file, and put a backup in its place."
    ),
    Fault.DATABASE_BUSY: (
        "Another program has locked the database {where}. Close that program, or wait until it is done, then try again."
    ),
    Fault.DATABASE_ADDRESS: (
        "{setting} is not the address of a database. "
        "It looks like postgresql://user@host/name or sqlite:////folder/callsheet.db."
    ),
    Fault.DATABASE_KIND: "Callsheet stores its data in SQLite or PostgreSQL. {setting} names {kind}.",
    Fault.DRIVER_MISSING: "{setting} needs a driver. Install it with: pip install 'callsheet[postgresql]'",
    Fault.DATABASE_ABSENT: "The database at {where} does not answer. Check that it runs, and check {setting}.",
    Fault.DATABASE_LOGIN: "The database at {where} refused the user or the password. Check {setting}.",
    Fault.DATABASE_UNKNOWN: "The server of {where} has no such database. Create it, or check {setting}.",
    Fault.DATABASE_FORBIDS: "The user of the database at {where} lacks a right. Make that user its owner.",
    Fault.DATABASE_READ_ONLY: (
        "The database at {where} cannot be written now. Use the primary server, or wait until it takes over."
    ),
    Fault.DATABASE_CONNECTIONS: "The database at {where} has no connection left. Raise max_connections, or try again.",
    Fault.DATABASE_FAILED: "The database gave an error ({reason}). Check {setting} and try again.",
}
_DEFAULTS = {"where": "a file that Callsheet needs", "setting": "CALLSHEET_HOME"}


def fault_sentence(code: Fault, facts: Mapping[str, object]) -> str:
    """What does not work, and what to do.

    Args:
        code: what.
        facts: as the code needs them: `where`, `setting`, `reason`, `port`, `host`, `kind`; for a newer database
            `found`, `known` and `backup`; for a part that does not start `part` and `lines`.
    """
    if code is Fault.DATABASE_NEWER:
        return _newer(str(facts["where"]), str(facts["found"]), str(facts["known"]), str(facts["backup"]))
    if code is Fault.PART_FAILED:
        return _part_failed(str(facts["part"]), [str(line) for line in cast("Sequence[object]", facts["lines"])])
    return SENTENCES[code].format_map({**_DEFAULTS, **facts})


def _part_failed(part: str, lines: Sequence[str]) -> str:
    """Which part of `callsheet run` did not start; a single line of it is the reason, several are shown as they are."""
    if not lines:
        return f"The {part} did not start, and said nothing. Try again; if it fails again, please report this."
    if len(lines) == 1:
        return f"The {part} did not start. It said: {lines[0]}"
    return "\n  ".join([f"The {part} did not start. Its last lines:", *lines])


def _newer(where: str, found: str, known: str, backup: str) -> str:
    sentence = (
        f"The database {where} was made by a newer Callsheet: it has version {found}, this one knows {known}. "
        "Install the newer Callsheet again"
    )
    if not backup:
        return f"{sentence}. There is no backup of version {known} beside it."
    return f"{sentence}, or put the backup {backup} in its place: it lacks everything since."
