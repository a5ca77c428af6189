"""`callsheet results`: what became of the calls of a send, the operator's own file with it, and the next list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callsheet.cli.exit_codes import ALL_WELL, SOME_LEFT_OUT
from callsheet.cli.input_files import file_name, read_input
from callsheet.cli.output_files import outputs_of, write_outputs
from callsheet.cli.sends.submissions import find_submission
from callsheet.cli.terminal.console import complain, say, visible
from callsheet.cli.terminal.json_output import VERSION, print_json
from callsheet.errors import DraftNotFound, InvalidArgument
from callsheet.files import MAX_BYTES_INTERACTIVE, read_table
from callsheet.runtime.services import open_services
from callsheet.sending import (
    CALLABLE_AGAIN,
    NextChoice,
    Pace,
    ResultsReader,
    next_list,
    read_draft_file,
    rejoin,
    rows_of_file,
)
from callsheet.store import ReadProblem
from callsheet.wording import results as words
from callsheet.wording.cli import errors
from callsheet.wording.sending import moment_with_year

if TYPE_CHECKING:
    import argparse
    from typing import Any

    from callsheet.cli.output_files import OutputFile
    from callsheet.runtime.services import Services
    from callsheet.sending import NextList, RejoinedFile
    from callsheet.store import ResultsRead, Store, Submission
    from callsheet.validation import Table


def run(options: argparse.Namespace) -> int:
    """Print what became of the calls of a send, and write the file that was sent with it.

    Args:
        options: the command line.

    Returns:
        0; 1 where the server does not tell, or not everything.

    Raises:
        InvalidArgument: there is no such send, or the file is not the one that was sent.
        ServerError: the server did not respond as it should; what was read before is stored.
        SettingsError: a file cannot be read or written.
    """
    choice = _choice(options)
    services = open_services(server_url=options.server)
    store = services.store
    submission = find_submission(store.ledger, options.id)
    read = _refreshed(services, submission) if options.refresh else store.results.state(submission.id)
    outputs = outputs_of(options)
    chosen = None if choice is None else next_list(store, submission, choice)
    if outputs:
        table = _table(store, submission, options)
        contents = [(output, _content(_file(output, store, submission, table, chosen), output)) for output in outputs]
        write_outputs(contents, options.replaceable)
        if chosen is not None and not options.quiet:
            complain(chosen.sentence)  # standard output may be the file, or JSON
    if options.json:
        print_json(_json(store, submission, read, chosen))
    elif not options.quiet:
        _print(read)
    return ALL_WELL if read is not None and read.problem is ReadProblem.NONE else SOME_LEFT_OUT


def _refreshed(services: Services, submission: Submission) -> ResultsRead:
    if submission.server != services.server:
        raise InvalidArgument(words.NOT_SENT_FROM_HERE.format(server=visible(submission.server)))
    return ResultsReader(services.store, services.api(), Pace.of(services.server)).read(submission.id)


def _table(store: Store, submission: Submission, options: argparse.Namespace) -> Table:
    """The file that was sent: the one that is named, else that of the upload it came from."""
    if options.original is not None:
        data = read_input(options.original, MAX_BYTES_INTERACTIVE)
        name = file_name(options.original, None) or None
        return read_table(data, None, options.sheet, options.header_row, name=name, limit_bytes=MAX_BYTES_INTERACTIVE)
    try:
        return read_draft_file(store.drafts.load(submission.draft_id))
    except DraftNotFound:
        raise InvalidArgument(words.NAME_THE_FILE.format(name=visible(submission.file_name))) from None


def _choice(options: argparse.Namespace) -> NextChoice | None:
    """Whom the next list has; None: the command line asks for no list."""
    outcomes = {outcome for outcome in CALLABLE_AGAIN if vars(options)[outcome.value]}
    limits = {name: vars(options)[name] for name in ("attempts_under", "older_than")}
    given = {name: value for name, value in limits.items() if value is not None}
    if options.next is not None:
        return NextChoice(frozenset(outcomes), **given)
    for name in (*sorted(outcomes), *given):
        raise InvalidArgument(errors.NEXT_NEEDS_A_FILE.format(option=f"--{name.replace('_', '-')}"))
    return None


def _file(
    output: OutputFile, store: Store, submission: Submission, table: Table, chosen: NextList | None
) -> RejoinedFile:
    if output.option == "--next" and chosen is not None:
        return rows_of_file(submission, table, chosen.rows)
    return rejoin(store, submission, table)


def _content(file: RejoinedFile, output: OutputFile) -> bytes:
    return file.as_workbook() if output.ending == ".xlsx" else file.as_csv()


def _json(store: Store, submission: Submission, read: ResultsRead | None, chosen: NextList | None) -> dict[str, Any]:
    people = None
    if chosen is not None:
        people = {"rows": chosen.rows.tolist(), "out": {reason.value: out for reason, out in chosen.out.items()}}
    leads = store.results.leads(submission.id)
    return {
        "version": VERSION,
        "submission": submission.id,
        "fetched_at": None if read is None or read.read_at is None else read.read_at.isoformat(),
        "counts": {} if read is None else {outcome.value: leads for outcome, leads in read.counts.items()},
        "simulated": 0 if read is None else read.simulated,
        "is_over": read is not None and read.is_over,
        "problem": "" if read is None else read.problem.value,
        "next": people,
        "rows": [
            {
                "row": row,
                "outcome": lead.outcome.value,
                "attempts": lead.attempts,
                "last_call": lead.last_call,
                "duration": lead.duration,
                "simulated": lead.simulated,
                "recording": lead.recording,
                "transcript": lead.transcript,
            }
            for row, lead in leads.items()
        ],
    }


def _print(read: ResultsRead | None) -> None:
    if read is None:
        say(words.NEVER_READ_HERE)
        return
    if read.read_at is not None:
        say(words.counts_line({outcome.value: leads for outcome, leads in read.counts.items()}))
        say(words.FETCHED.format(when=moment_with_year(read.read_at)))
    if read.simulated:
        say(words.simulated(read.simulated))
    if read.problem:
        say(words.PROBLEMS[read.problem.value])
