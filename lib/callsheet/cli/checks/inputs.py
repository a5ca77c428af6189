"""The file, the options of a check and the files to write, from the command line: shared by `check` and `send`."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

from callsheet.cli.input_files import LARGEST_TEXT, file_name, is_together, read_input, sheets_of
from callsheet.cli.output_files import OutputFile, outputs_of, write_outputs
from callsheet.cli.terminal.console import visible
from callsheet.errors import CallsheetError, FileRefused, InvalidArgument, RefusalCode, SettingsError
from callsheet.files import (
    MAX_BYTES,
    MAX_BYTES_INTERACTIVE,
    BundledFile,
    read_table,
    read_together,
    reader_pool,
    strip_error_file,
    write_clean_csv,
    write_clean_workbook,
    write_error_csv,
    write_error_workbook,
)
from callsheet.reporting import CheckOptions, ScriptAnswers, split_answer
from callsheet.validation import ConsentPolicy, Recipe, require_region
from callsheet.wording.cli.destinations import SCRIPT_AND_AGENT
from callsheet.wording.cli.files import BAD_ANSWER, BAD_MAP, BAD_RECIPE, BAD_SCRIPT, bad_recipe

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from callsheet.validation import Report, Table


def prepare_reader() -> None:
    """Fork the reader of files from this process, before it opens a database or learns a key, and has one thread."""
    reader_pool().fork_worker()


def read_file(options: argparse.Namespace) -> Table:
    """Read the file named on the command line; an error file is read without the columns that Callsheet added.

    Args:
        options: the command line.

    Raises:
        FileRefused: the file cannot be accepted.
        SettingsError: there is no such file, or it may not be read.
    """
    limit = MAX_BYTES if vars(options).get("as_sent") else MAX_BYTES_INTERACTIVE
    if is_together(options):
        return _read_together(options, limit)
    data = read_input(options.file, limit)
    name = file_name(options.file, options.name) or None  # none: called after its format
    sheet = next(iter(sheets_of(options.file, options)), None) if "sheets" in options else options.sheet
    table = read_table(data, None, sheet, options.header_row, name=name, limit_bytes=limit)
    return strip_error_file(table)


def _read_together(options: argparse.Namespace, limit: int) -> Table:
    """As `read_file`, all files and sheets of a command line as one list.

    Args:
        options: the command line.
        limit: most bytes of all files together.
    """
    shown = [file_name(name, options.name) or name for name in options.files]
    files, size = [], 0
    for name, last in zip(options.files, shown, strict=True):
        data = read_input(name, limit)
        size += len(data)
        # files of one name in two folders are distinguished by their paths
        called = last if shown.count(last) == 1 else os.fsencode(name).decode("utf-8", "replace")
        sheets: Sequence[str | None] = sheets_of(name, options) or [None]
        files += [BundledFile(called, data, sheet, options.header_row) for sheet in sheets]
    if size > limit:
        raise FileRefused(RefusalCode.TOO_LARGE, size=size, limit=limit)
    return read_together(options.file, files, limit_bytes=limit).table


def check_options(options: argparse.Namespace) -> CheckOptions:
    """The options of a check that the command line has.

    Args:
        options: the command line.

    Raises:
        InvalidArgument: `--country` names no country, or `--map`, `--value` or `--if-empty` has no =.
        SettingsError: the recipe's file cannot be read.
    """
    for assignment in options.map:
        if "=" not in assignment:
            raise InvalidArgument(BAD_MAP.format(text=visible(assignment)))
    return CheckOptions(
        region=require_region(options.country) if options.country is not None else None,
        assignments=tuple(options.map),
        recipe=_read_recipe(options.recipe) if options.recipe else None,
        drop_hidden=options.drop_hidden,
        as_sent=options.as_sent,
        other_phones=tuple(options.also_phone),
        duplicates=options.duplicates,
        consent_columns=tuple(options.consent_column),
        consent_policy=_consent_policy(options.consent_policy),
        answers=ScriptAnswers(
            constants=_texts_by_name(options.value, "--value"),
            fallbacks=_texts_by_name(options.if_empty, "--if-empty"),
            agent_defaults=frozenset(options.agent_default),
            spoken_as_is=frozenset(options.as_it_is),
        ),
    )


def _consent_policy(text: str | None) -> str | None:
    """The policy that `--consent-policy` names.

    Raises:
        InvalidArgument: there is no such policy.
    """
    try:
        return None if text is None else str(ConsentPolicy.of(text))
    except InvalidArgument as error:
        raise InvalidArgument(f"--consent-policy: {error}") from None


def _texts_by_name(assignments: Sequence[str], option: str) -> dict[str, str]:
    """Variable → text of an option that is given as NAME=TEXT.

    Raises:
        InvalidArgument: one has no name or no text.
    """
    answers = {assignment: split_answer(assignment) for assignment in assignments}
    for assignment, answer in answers.items():
        if answer is None:
            raise InvalidArgument(BAD_ANSWER.format(option=option, text=visible(assignment)))
    return dict(answer for answer in answers.values() if answer is not None)


def read_script(options: argparse.Namespace) -> str | None:
    """The agent's script that `--script` names; None without the option.

    Args:
        options: the command line.

    Raises:
        SettingsError: its file cannot be read, or is no text.
        InvalidArgument: `--agent` is given as well.
    """
    if options.script is not None and options.agent is not None:
        raise InvalidArgument(SCRIPT_AND_AGENT)
    if options.script is None:
        return None
    try:
        return read_input(options.script, LARGEST_TEXT).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise SettingsError(BAD_SCRIPT.format(name=visible(options.script))) from None


def _read_recipe(name: str) -> Recipe:
    try:
        return Recipe.from_json(json.loads(read_input(name, LARGEST_TEXT)))
    except CallsheetError as error:
        if isinstance(error, ValueError):  # a country that does not exist
            raise SettingsError(bad_recipe(visible(name), str(error))) from None
        raise
    except (ValueError, RecursionError):
        raise SettingsError(BAD_RECIPE.format(name=visible(name))) from None


def write_files(report: Report, options: argparse.Namespace) -> None:
    """Write the files that `--clean`, `--errors` and `--save-recipe` name, all or none.

    Args:
        report: the checked file.
        options: the command line.

    Raises:
        SettingsError: a file cannot be written.
    """
    write_outputs([(output, _content(output, report)) for output in outputs_of(options)], options.replaceable)


def _content(output: OutputFile, report: Report) -> bytes:
    is_workbook = Path(output.name).suffix.lower() == ".xlsx"
    if output.option == "--save-recipe":
        recipe = Recipe.of(report.mapping, report.choices)
        return json.dumps(recipe.to_json(), ensure_ascii=False, indent=1).encode()
    if output.option == "--clean":
        return write_clean_workbook(report.clean) if is_workbook else write_clean_csv(report.clean)
    return write_error_workbook(report) if is_workbook else write_error_csv(report)
