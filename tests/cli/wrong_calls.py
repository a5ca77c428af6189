"""Command lines that are wrong, with the exit code and the sentence of each; `make calls` runs all by `exec`."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from tests.support.command_forks import Ran, run_fresh
from tests.support.files.lead_files import DOCUMENTATION, rows_of
from tests.support.files.workbooks import as_xlsx

NUMBER = "9812345678"
"""A number in the files; no sentence about a mistake shows it."""


class WrongCall(NamedTuple):
    """A command line that is wrong.

    Args:
        arguments: what follows `callsheet`, separated by spaces; "␠" stands for a space inside one, "␛" for an escape.
        sentence: part of what is printed.
        code: the exit code.
        redirections: of the shell.
        environment: NAME=VALUE.
    """

    arguments: str
    sentence: str
    code: int = 2
    redirections: str = ""
    environment: str = ""


CALLS = (
    # words that are not known
    WrongCall("", "COMMAND is missing."),
    WrongCall("chek leads.csv", "There is no command chek. Did you mean check?"),
    WrongCall("receit x", "Did you mean receipt?"),
    WrongCall("␛[2J", "There is no command ␛[2J."),
    WrongCall("--verison", "There is no option --verison. Did you mean --version?"),
    WrongCall("check leads.csv --contry IN", "Did you mean --country?"),
    WrongCall("check leads.csv --cou IN", "There is no option --cou. Did you mean --country?"),
    WrongCall("check leads.csv --jsno", "Did you mean --json?"),
    WrongCall("check leads.csv -j", "There is no option -j."),
    WrongCall("check leads.csv --csv x.csv", "There is no option --csv."),
    WrongCall("read leads.csv --clean x.csv", "There is no option --clean."),
    WrongCall("check leads.csv --qzx␛[2J", "There is no option --qzx␛[2J."),
    WrongCall("send leads.csv --campain x", "Did you mean --campaign?"),
    WrongCall("key revok x", "There is no action revok. Did you mean revoke?"),
    WrongCall("key", "ACTION is missing."),
    WrongCall("check leads.csv --map Moblie=phone_number", '"Moblie" in this file. Did you mean "Mobile"?'),
    WrongCall("check leads.csv --map Mobile", "--map needs HEADER=NAME"),
    WrongCall("check leads.csv --map 9=x", 'There is no column "9"'),
    WrongCall("check leads.csv --map Name=call_id", "Choose another name"),
    WrongCall("check leads.csv --map Name=phone␠number!", "Use only letters"),
    WrongCall("check leads.csv --map ␛[2J=x", "There is no column"),
    WrongCall("check leads.csv --fix has_extention", "there is no cause has_extention. Did you mean has_extension?"),
    WrongCall("check leads.csv --leave-out safe", "--leave-out: there is no cause safe."),
    WrongCall("check leads.csv --leave-out dublicate", "Did you mean duplicate?"),
    WrongCall("check book.xlsx --sheet Mai", "There is no sheet Mai."),
    WrongCall("check book.xlsx", "Several sheets have rows"),
    # words that are missing or too many
    WrongCall("check", "FILE is missing."),
    WrongCall("read", "FILE is missing."),
    WrongCall("send leads.csv", "--campaign, --batch or --workflow is missing."),
    WrongCall("send leads.csv --batch a --workflow w", "--workflow cannot be used together with --batch."),
    WrongCall("receipt", "Give the submission, or --check with a saved receipt."),
    WrongCall("read leads.csv other.csv", "These words are too many: other.csv"),
    WrongCall("check leads.csv --country", "--country needs a value."),
    WrongCall("check leads.csv --json=yes", "--json takes no value."),
    WrongCall("key create", "--name is missing."),
    WrongCall("settle", "Which send?"),
    # numbers and addresses
    WrongCall("check leads.csv other.csv --together --as-sent", "the server takes one file"),
    WrongCall("check leads.csv nowhere.csv --together", "nowhere.csv"),
    WrongCall("check leads.csv leads.csv --together", "is named twice"),
    WrongCall("check leads.csv other.csv --together --sheet Main", "This file has no sheets. Leave the sheet out."),
    WrongCall("check book.xlsx --sheet A --sheet B", "--sheet may be given once"),
    WrongCall("check book.xlsx --together --sheet ␛[2J --sheet June", "book.xlsx: There is no sheet ␛[2J."),
    WrongCall("read leads.csv --together", "There is no option --together."),
    WrongCall("check leads.csv --header-row x", "--header-row: x is not a whole number from 0 up."),
    WrongCall("check leads.csv --header-row -1", "-1 is not a whole number"),
    WrongCall("check leads.csv --header-row 99", "There are no column names in row 99."),
    WrongCall("submissions --limit 0", "--limit: 0 is not a whole number from 1 up."),
    WrongCall("serve --port 99999", "--port: 99999 is not a whole number from 0 to 65,535."),
    WrongCall("run --port nine", "--port: nine is not a whole number"),
    WrongCall("serve --workers 0", "--workers: 0 is not a whole number from 1 up."),
    WrongCall("settle x --count-now -5", "--count-now: -5 is not a whole number"),
    WrongCall("settle x --arrived-rows 5-2", "--arrived-rows: 5-2 is not a list of row numbers. It looks like 2,5-9."),
    WrongCall("send leads.csv --campaign c --count-before 1e3", "1e3 is not a whole number"),
    WrongCall("submissions --server example.com", "example.com is not the address of a server."),
    # calling hours
    WrongCall("check leads.csv --within us-strikt", 'There are no calling hours "us-strikt". Did you mean us-strict?'),
    WrongCall("check leads.csv --within Mon-Fri␠9-26", 'Cannot read the calling hours "Mon-Fri 9-26".'),
    WrongCall("check leads.csv --within 9-18,17-20", "two windows overlap"),
    WrongCall("check leads.csv --within 9-18,no␠holidays␠Indai", "The nearest are India (IN)"),
    WrongCall("check leads.csv --within ␛[2J", "Cannot read the calling hours"),
    WrongCall("check leads.csv --at 2026-12-01T10:00", "--at needs --within"),
    WrongCall("check leads.csv --within us --at tomorrow", "--at: tomorrow is not a date with a time"),
    WrongCall("check leads.csv --within us --at 1950-01-01T10:00Z", "for the years 2000 to 2100"),
    # the do-not-call list
    WrongCall("do-not-call", "ACTION is missing."),
    WrongCall("do-not-call ad +919812345678", "There is no action ad. Did you mean add?"),
    WrongCall("do-not-call add", "NUMBER is missing."),
    WrongCall("do-not-call add 12", "This is not a phone number. If the numbers have no country code"),
    WrongCall("do-not-call add 12 13 --country IN", "None of these is a phone number."),
    WrongCall("do-not-call import nothing.csv", "Cannot open nothing.csv."),
    WrongCall("do-not-call import leads.csv --country XX", 'There is no country "XX".'),
    # countries
    WrongCall("check leads.csv --country XX", 'There is no country "XX".'),
    WrongCall("check leads.csv --country Indai", "The nearest are India (IN) and China (CN)."),
    WrongCall("check leads.csv --country +999", 'There is no country "+999".'),
    WrongCall("check leads.csv --country ", "--country needs a value."),
    WrongCall("check leads.csv --country ␛[2J", "There is no country"),
    WrongCall("check leads.csv --route region.json", 'Cannot use region.json. There is no country "Germny".'),
    # values that are empty, as those of a variable that is not set
    WrongCall("check leads.csv --clean=", "--clean needs a value."),
    WrongCall("check leads.csv --recipe=", "--recipe needs a value."),
    WrongCall("check leads.csv --map=", "--map needs a value."),
    WrongCall("check leads.csv --sheet= --country IN", "--sheet needs a value."),
    WrongCall("send leads.csv --campaign=", "--campaign needs a value."),
    WrongCall("check leads.csv --country IN --sheet Leeds", "This file has no sheets. Leave the sheet out."),
    # files that are read
    WrongCall("check nope.csv", "Cannot open nope.csv."),
    WrongCall("check lead.csv", "Did you mean leads.csv?"),
    WrongCall("check leads.csv ./leads.csv", "./leads.csv is named twice."),
    WrongCall("send leads.csv folder/../leads.csv --campaign x", "folder/../leads.csv is named twice."),
    WrongCall("read ./folder", "./folder is a folder."),
    WrongCall("check .", ". is a folder."),
    WrongCall("check fifo", "fifo is not a file. To check what a program writes, use: … | callsheet check -"),
    WrongCall("check /dev/zero", "/dev/zero is not a file."),
    WrongCall("read /dev/stdin", "is not a file."),
    WrongCall("check leads.csv --recipe /dev/zero", "/dev/zero is not a file."),
    WrongCall("check leads.csv --recipe fifo", "fifo is not a file."),
    WrongCall("check leads.csv --recipe nope.json", "Cannot open nope.json."),
    WrongCall("check leads.csv --recipe leads.csv", "Cannot understand leads.csv. It needs a mapping and choices"),
    WrongCall("check leads.csv --route leads.csv", "Cannot understand leads.csv. It needs default_region"),
    WrongCall("check leads.csv --route list.json", "Cannot understand list.json."),
    WrongCall("check leads.csv --script book.xlsx", "The script must be a text file in UTF-8."),
    WrongCall("check ␛[2J.csv", "Cannot open ␛[2J.csv."),
    WrongCall("check empty.csv", "This file is empty."),
    WrongCall("check page.pdf", "This is a PDF"),
    WrongCall("check leads.csv leads.csv", "leads.csv is named twice."),
    WrongCall("check - -", "Standard input (-) can be read only once."),
    WrongCall("check - --recipe -", "Standard input (-) can be read only once."),
    WrongCall("check leads.csv --name x.csv", "--name is for standard input."),
    WrongCall("check -", "This file is empty.", redirections="</dev/null"),
    WrongCall("check -", "This file has", redirections="</dev/zero"),
    WrongCall("check -", "There is no standard input to read.", redirections="<&-"),
    # files that are written
    WrongCall("check leads.csv --clean leads.csv", "--clean: leads.csv is a file that this command reads."),
    WrongCall("check leads.csv --errors ./folder/../leads.csv --force", "is a file that this command reads."),
    WrongCall("check leads.csv --clean link.csv --force", "--clean: link.csv is a file that this command reads."),
    WrongCall("check leads.csv --errors hard.csv --force", "--errors: hard.csv is a file that this command reads."),
    WrongCall("check link.csv --clean leads.csv --force", "is a file that this command reads."),
    WrongCall("read leads.csv --csv leads.csv --force", "--csv: leads.csv is a file that this command reads."),
    WrongCall("check route.json --save-recipe route.json --force", "is a file that this command reads."),
    WrongCall("check leads.csv --route route.json --save-recipe route.json --force", "is a file that this"),
    WrongCall("check leads.csv --clean old.csv", "--clean: old.csv exists already. Add --force to replace it."),
    WrongCall("read leads.csv --csv old.csv", "--csv: old.csv exists already."),
    WrongCall("check leads.csv --save-recipe route.json", "--save-recipe: route.json exists already."),
    WrongCall("check leads.csv --clean /nowhere/x.csv", "--clean: there is no folder /nowhere."),
    WrongCall("check leads.csv --errors x.pdf", "--errors: the name must end in .xlsx or .csv, or be -"),
    WrongCall("check leads.csv --clean x", "--clean: the name must end in .csv or .xlsx"),
    WrongCall("check leads.csv --save-recipe x.csv", "--save-recipe: the name must end in .json"),
    WrongCall("read leads.csv --csv x.xlsx", "--csv: the name must end in .csv"),
    WrongCall("receipt x --out x.pdf", "--out: the name must end in .xlsx, .csv or .json"),
    WrongCall("check leads.csv --clean folder", "--clean: folder is a folder."),
    WrongCall("check leads.csv --clean pipe.csv", "--clean: pipe.csv is not a file."),
    WrongCall("check leads.csv --clean /dev/full", "--clean: the name must end in"),
    WrongCall("check leads.csv --clean x.csv --errors ./x.csv", "--clean and --errors would write the same file."),
    WrongCall("check leads.csv --clean - --errors -", "--clean and --errors cannot both write to standard output."),
    WrongCall("check leads.csv --clean - --json", "--clean and --json cannot both write to standard output."),
    WrongCall("check leads.csv other.csv --clean x.csv", "--clean: for several files the name must contain {name}"),
    WrongCall("check leads.csv --clean /proc/x.csv", "--clean: cannot write /proc/x.csv"),
    WrongCall("check leads.csv --json", "Cannot write to standard output (No space left", redirections=">/dev/full"),
    # ids and surroundings
    WrongCall("receipt nope", 'There is no send with the id "nope". See: callsheet submissions'),
    WrongCall("receipt ␛[2J", 'There is no send with the id "␛[2J".'),
    WrongCall("settle nope", 'There is no send with the id "nope".'),
    WrongCall("key revoke key_nope", "There is no key key_nope."),
    WrongCall("key create --name x --workspace org_nope", "There is no workspace org_nope."),
    WrongCall("submissions", "CALLSHEET_DRAFT_DAYS must be a whole", environment="CALLSHEET_DRAFT_DAYS=soon"),
    WrongCall("submissions", 'no country "XX"', environment="CALLSHEET_DEFAULT_REGION=XX"),
    WrongCall("check leads.csv", "The nearest are India (IN)", environment="CALLSHEET_DEFAULT_REGION=Indai"),
    WrongCall("campaigns", "CALLSHEET_API_URL must be an address", environment="CALLSHEET_API_URL=example.com"),
    WrongCall("work", "Did you mean CALLSHEET_API_KEY?", environment="CALLSHEET_APIKEY=x"),
    WrongCall("serve", "CALLSHEET_HOSTS must be host names", environment="CALLSHEET_HOSTS=http://leads.example"),
    WrongCall(
        "key list", "CALLSHEET_BACKEND_DATABASE_URL must", environment="CALLSHEET_BACKEND_DATABASE_URL=mysql://x"
    ),
    WrongCall("send leads.csv --campaign c --server http://127.0.0.1:9/v1", "Set CALLSHEET_API_KEY to the key"),
    WrongCall(
        "send leads.csv --campaign c --server http://127.0.0.1:9/v1",
        "The server does not answer.",
        environment="CALLSHEET_API_KEY=x",
    ),
)


def prepare(folder: Path) -> None:
    """Make the files that the calls name."""
    leads = f"Mobile,Name\n{NUMBER},Asha\n12345,Ravi\n"
    for name in ("leads.csv", "other.csv", "old.csv"):
        (folder / name).write_text(leads)
    (folder / "link.csv").symlink_to("leads.csv")
    (folder / "hard.csv").hardlink_to(folder / "leads.csv")
    (folder / "folder").mkdir()
    for name in ("fifo", "pipe.csv"):
        os.mkfifo(folder / name)
    (folder / "book.xlsx").write_bytes(as_xlsx({"May": rows_of(DOCUMENTATION), "June": rows_of(DOCUMENTATION)}))
    (folder / "empty.csv").touch()
    (folder / "page.pdf").write_bytes(b"%PDF-1.7\n")
    (folder / "route.json").write_text('{"default_region": "IN", "countries": null}')
    (folder / "region.json").write_text('{"default_region": "Germny"}')
    (folder / "list.json").write_text("[1, 2]")


def words_of(call: WrongCall) -> list[str]:
    """The arguments as the program gets them."""
    return [word.replace("␠", " ").replace("␛", "\x1b") for word in call.arguments.split(" ")] if call.arguments else []


def environment_of(call: WrongCall, folder: Path) -> dict[str, str]:
    """The variables of a call: an empty data folder, and its own."""
    name, _, value = call.environment.partition("=")
    return {"CALLSHEET_HOME": str(folder / "home"), **({name: value} if name else {})}


def problem_of(call: WrongCall, ran: Ran) -> str:
    """Why a call did not go as its row of the table says; "" when it did."""
    if ran.code != call.code:
        return f"exit code {ran.code}, not {call.code}: {ran.text}"
    if call.sentence not in ran.text:
        return f"{call.sentence!r} is not in {ran.text!r}"
    if "Traceback" in ran.text or "\x1b" in ran.text or NUMBER in ran.err.decode():
        return f"a traceback, an escape or a number: {ran.text!r}"
    if len(ran.err.decode().splitlines()) > 2:
        return f"more than a sentence and where to read more: {ran.text!r}"
    return ""


def main() -> int:
    """Run all calls with a fresh interpreter each."""
    failed = 0
    for call in CALLS:
        with TemporaryDirectory() as name:
            folder = Path(name)
            prepare(folder)
            ran = run_fresh(words_of(call), folder, environment_of(call, folder), call.redirections)
            problem = problem_of(call, ran)
            failed += bool(problem)
            line = f"{'FAILED' if problem else 'ok'}  callsheet {call.arguments} {call.redirections}  {problem}"
            sys.stdout.write(f"{line.rstrip()}\n")
    sys.stdout.write(f"{len(CALLS) - failed} passed, {failed} failed\n")
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
