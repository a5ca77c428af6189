"""Why a command line is not understood. Loaded by every command, so it imports little."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callsheet.wording.format import did_you_mean, listed

if TYPE_CHECKING:
    from collections.abc import Sequence

SEE_HELP = "See: {command} --help"
NO_SUCH_OPTION = "There is no option {name}."
NOT_TOGETHER = "{name} cannot be used together with {other}."
NEEDS_A_VALUE = "{name} needs a value."
TAKES_NO_VALUE = "{name} takes no value."
TOO_MANY = "These words are too many: {words}"
NOT_HOURS = "{text} is not from when to when on a day, as in 09:00-18:00."
NOT_A_MOMENT = "{text} is not a date with a time, as in 2026-12-01T10:00 or 2026-12-01T10:00+05:30."
NOT_A_DURATION = "{text} is not a number of hours or days, as in 24h or 2d."
NEXT_NEEDS_A_FILE = "{option} goes with --next."
ID_OR_CHECK = "Give the submission, or --check with a saved receipt."
AT_IS_OVER = "--at is in the past. Leave it out to send now."
UNKNOWN_WITHOUT_WITHIN = "--send-unknown needs --within, which says the calling hours."
DESPITE_WITHOUT_START = "--despite needs --start, which names the campaign."
PACE_WITHOUT_WITHIN = "--calls-at-once needs --within, which says the calling hours."
AT_WITHOUT_WITHIN = "--at needs --within, which says the calling hours."
NOT_ROWS = "{text} is not a list of row numbers. It looks like 2,5-9."
NOT_AN_ADDRESS = "{text} is not the address of a server. It looks like https://api.example.com/v1."

NO_SUCH_FILE = "Cannot open {name}. Check the name and that you may read it."
IS_A_FOLDER = "{name} is a folder. Name the file in it."
NOT_A_FILE = "{name} is not a file. To check what a program writes, use: … | callsheet check - --name leads.csv"
INPUT_IS_CLOSED = "There is no standard input to read."
INPUT_TWICE = "Standard input (-) can be read only once."
NAME_WITHOUT_INPUT = "--name is for standard input. Use it with - in place of the file."
FILE_TWICE = "{name} is named twice."

WRONG_ENDING = "{option}: the name must end in {endings}, or be - for standard output. {name} does not."
ONTO_INPUT = "{option}: {name} is a file that this command reads. Choose another name."
SAME_OUTPUT = "{first} and {second} would write the same file. Choose two names."
TWO_TO_STDOUT = "{first} and {second} cannot both write to standard output."
NO_SUCH_FOLDER = "{option}: there is no folder {name}."
NO_FOLDER_OF_THAT_NAME = "{option}: {name} is a folder. Add a file's name."
CANNOT_WRITE = "{option}: cannot write {name} ({reason})."
NOT_REPLACEABLE = "{option}: {name} is not a file. Use - to write to standard output."
EXISTS = "{option}: {name} exists already. Add --force to replace it."
REPLACE = "{name} exists already. Replace it? [y/N] "
NEEDS_A_NAME_EACH = (
    "{option}: for several files the name must contain {{name}}, which stands for each file's name, "
    "as in {{name}}-clean.csv."
)
SHEETS_APART = "--sheet may be given once. To put several sheets into one list, add --together."
TOGETHER_AS_SENT = "--together cannot go with --as-sent: the server takes one file."
UNSUPPORTED_SYSTEM = "Callsheet runs on Linux and macOS; on Windows use WSL."
OUTPUT_FAILED = "Cannot write to standard output ({reason})."


def one_missing(names: Sequence[str]) -> str:
    """Options of which a command needs one: "--campaign, --batch or --workflow is missing."."""
    return f"{', '.join(names[:-1])} or {names[-1]} is missing."


def missing(names: Sequence[str]) -> str:
    """What a command needs and did not get: "FILE is missing."."""
    shown = [name for name in names if name]
    return f"{listed(shown)} {'is' if len(shown) == 1 else 'are'} missing."


def not_a_choice(text: str, kind: str | tuple[str, ...] | None, known: Sequence[str]) -> str:
    """That a word is not one of those that are possible, with the nearest of them or all.

    Args:
        text: as typed.
        kind: what it should be, as the help calls it: "COMMAND".
        known: what is possible.
    """
    close = did_you_mean(text, known)
    return f"There is no {str(kind or 'value').lower()} {text}.{close or f' There are: {listed(list(known), 20)}.'}"


def not_a_number(text: str, lowest: int, highest: int | None) -> str:
    """That a text is not a whole number of a range."""
    limits = f"from {lowest:,} up" if highest is None else f"from {lowest:,} to {highest:,}"
    return f"{text} is not a whole number {limits}."
