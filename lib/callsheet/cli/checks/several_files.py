"""One file, or several in turn: how a command prints what it found, and which exit code counts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Protocol

from callsheet.cli.checks.json_lines import print_lines
from callsheet.cli.exit_codes import REFUSED
from callsheet.cli.input_files import STANDARD_INPUT, file_name
from callsheet.cli.output_files import STANDARD_OUTPUT, list_by_list, outputs_of
from callsheet.cli.terminal.calling_times import print_calling_times
from callsheet.cli.terminal.console import complain, say, visible, write_raw
from callsheet.cli.terminal.country import print_doubt
from callsheet.cli.terminal.findings import findings_of
from callsheet.cli.terminal.json_output import VERSION, print_json_line, print_json_text, refusal_json
from callsheet.cli.terminal.phone_columns import print_phone_columns
from callsheet.cli.terminal.screen import print_findings, print_text
from callsheet.errors import CallsheetError, FileRefused
from callsheet.reporting import calling_times_json, encode_report
from callsheet.validation import NoteCode
from callsheet.wording.cli import files as words
from callsheet.wording.cli.failures import failure
from callsheet.wording.cli.findings import file_line
from callsheet.wording.notes import note

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Mapping, Sequence

    from callsheet.cli.checks.checked_file import CheckedFile

INVALID_OPTION = "invalid_option"
"""In JSON, why a file among several was not checked, where an option does not fit it."""


_PRINTED_NOTES = (
    NoteCode.COLUMNS_MATCHED,
    NoteCode.COLUMNS_OF_SOME_FILES,
    NoteCode.COLUMN_STEP,
    NoteCode.COLUMN_STEP_SKIPPED,
)
"""What was done to columns: how those of several files were put together, and the steps of a recipe."""


class Output(Protocol):
    """Prints what a command found in one file."""

    def print_report(self, checked: CheckedFile, more: Mapping[str, Any] | None = None, /) -> None:
        """Print a checked file.

        Args:
            checked: the file.
            more: further keys of its JSON.
        """


def run_each(options: argparse.Namespace, run_one: Callable[[argparse.Namespace, Output], int]) -> int:
    """Run a command on each file that it names.

    Args:
        options: the command line.
        run_one: does the work for the command line of one file, prints it, and returns the exit code.

    Returns:
        The exit code, the highest of several.

    Raises:
        CallsheetError: what the command raises for its only file; of several, the others are still run.
    """
    lists = list_by_list(options)
    if len(lists) == 1:
        return run_one(lists[0], _output(options))
    if options.json:
        return _run_as_json(lists, run_one)
    output = _output(options, is_one_of_several=True)
    return max(_run_or_refuse(one, output, run_one) for one in lists)


def _run_or_refuse(
    one: argparse.Namespace, output: Output, run_one: Callable[[argparse.Namespace, Output], int]
) -> int:
    try:
        return run_one(one, output)
    except CallsheetError as error:
        facts = _refusal(error)
        name = file_name(one.file, one.name) or STANDARD_INPUT
        if one.jsonl:
            print_json_line({"type": "refused", "name": name, **facts})
        else:
            complain(file_line(visible(name), visible(facts["message"])))
        return REFUSED


def _run_as_json(lists: Sequence[argparse.Namespace], run_one: Callable[[argparse.Namespace, Output], int]) -> int:
    write_raw([f'{{\n "version": {VERSION},\n "files": [\n'])
    codes: list[int] = []
    for one in lists:
        write_raw([",\n"] if codes else [])
        try:
            codes.append(run_one(one, _Json()))
        except CallsheetError as error:
            value = {"file": {"name": file_name(one.file, one.name) or STANDARD_INPUT}, "refused": _refusal(error)}
            print_json_text([json.dumps(value, ensure_ascii=False, indent=1)])
            codes.append(REFUSED)
    write_raw(["]}\n"])
    return max(codes)


def _refusal(error: CallsheetError) -> dict[str, str]:
    if isinstance(error, FileRefused):
        return refusal_json(error)
    return {"code": INVALID_OPTION, "message": failure(error)}


def _output(options: argparse.Namespace, *, is_one_of_several: bool = False) -> Output:
    if options.jsonl:
        return _JsonLines()
    if options.json:
        return _Json()
    if options.quiet:
        return _Nothing()
    if STANDARD_OUTPUT in [output.name for output in outputs_of(options)]:
        return _CountsOnStandardError()
    return _CountsOnly() if is_one_of_several else _Sentences()


def _more(checked: CheckedFile, more: Mapping[str, Any] | None) -> dict[str, Any]:
    """Further keys of the JSON of a file."""
    times = checked.times
    return {
        **(more or {}),
        **({} if times is None else {"calling_hours": calling_times_json(times, checked.report.table)}),
    }


class _Nothing:
    def print_report(self, _checked: CheckedFile, _more: Mapping[str, Any] | None = None, /) -> None:
        """Print nothing."""


class _Json:
    def print_report(self, checked: CheckedFile, more: Mapping[str, Any] | None = None, /) -> None:
        """Print one JSON object."""
        print_json_text(encode_report(checked.report, checked.country, _more(checked, more)))


class _JsonLines:
    def print_report(self, checked: CheckedFile, more: Mapping[str, Any] | None = None, /) -> None:
        """Print a JSON object a line."""
        print_lines(checked, _more(checked, more))


class _CountsOnly:
    def print_report(self, checked: CheckedFile, _more: Mapping[str, Any] | None = None, /) -> None:
        """Print one line."""
        report = checked.report
        say(file_line(visible(report.table.source.name), words.counts_line(report.counts.to_json())))
        if checked.times is not None:
            print_calling_times(checked.times, report.table)


class _CountsOnStandardError:
    def print_report(self, checked: CheckedFile, _more: Mapping[str, Any] | None = None, /) -> None:
        """Print one line where rows go to standard output."""
        complain(words.counts_line(checked.report.counts.to_json()))


class _Sentences:
    def print_report(self, checked: CheckedFile, _more: Mapping[str, Any] | None = None, /) -> None:
        """Print the counts, the causes, and what was not checked."""
        report = checked.report
        print_text(words.counts_line(report.counts.to_json()))
        if report.counts.suppressed:
            print_text(words.suppressed_line(report.counts.suppressed))
        consent = report.choices.consent_columns or {}
        if consent and report.consents is not None:
            headers = [visible(report.table.header_of(column)) for column in consent]
            print_text(words.consent_columns_line(headers, str(report.consents.policy)))
        for code, positions in report.without_consent.items():
            print_text(words.without_consent_line(code, len(positions)))
        for step in report.table.notes:
            if step.code in _PRINTED_NOTES:
                print_text(visible(note(step.code, step.rows, step.columns, step.facts)))
        print_phone_columns(report)
        if report.choices.country_column is not None:
            print_text(words.country_column_line(visible(report.table.header_of(report.choices.country_column))))
        print_findings(findings_of(report))
        if not report.route.is_known:
            say()
            print_text(words.NOT_CHECKED)
        print_doubt(checked.country)
        if checked.times is not None:
            say()
            print_calling_times(checked.times, report.table)
