"""The file, the options of a check and the files to write, from the command line: shared by `check` and `send`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from callsheet.errors import SettingsError
from callsheet.files import (
    MAX_BYTES,
    read_table,
    strip_error_file,
    write_clean_csv,
    write_error_csv,
    write_error_workbook,
)
from callsheet.reporting import CheckOptions
from callsheet.validation import Recipe, require_region
from callsheet.wording.cli import BAD_RECIPE, NO_SUCH_FILE

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from callsheet.validation import Report, Table


def read_file(options: argparse.Namespace, limit_bytes: int = MAX_BYTES) -> Table:
    """Read the file named on the command line; an error file is read without the columns that Callsheet added.

    Args:
        options: the command line.
        limit_bytes: the largest size accepted.

    Raises:
        FileRefused: the file cannot be accepted.
        SettingsError: there is no such file, or it may not be read.
    """
    try:
        data = options.file.read_bytes()
    except OSError:
        raise SettingsError(NO_SUCH_FILE.format(name=options.file)) from None
    table = read_table(options.file.name, data, options.sheet, options.header_row, limit_bytes=limit_bytes)
    return strip_error_file(table)


def check_options(options: argparse.Namespace) -> CheckOptions:
    """The options of a check that the command line has.

    Args:
        options: the command line.

    Raises:
        InvalidArgument: `--country` names no country.
        SettingsError: the recipe's file cannot be read.
    """
    return CheckOptions(
        region=require_region(options.country) if options.country else None,
        assignments=tuple(options.map),
        recipe=_read_recipe(options.recipe) if options.recipe else None,
        drop_hidden=options.drop_hidden,
        as_sent=options.as_sent,
    )


def _read_recipe(path: Path) -> Recipe:
    try:
        return Recipe.from_json(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError):
        raise SettingsError(BAD_RECIPE.format(name=path)) from None


def write_files(report: Report, options: argparse.Namespace) -> None:
    """Write the files that `--clean`, `--errors` and `--save-recipe` name.

    Args:
        report: the checked file.
        options: the command line.
    """
    if options.save_recipe:
        recipe = Recipe.of(report.mapping, report.choices)
        options.save_recipe.write_text(json.dumps(recipe.to_json(), ensure_ascii=False, indent=1), encoding="utf-8")
    if options.clean:
        options.clean.write_bytes(write_clean_csv(report.clean))
    if options.errors:
        is_workbook = options.errors.suffix.lower() == ".xlsx"
        options.errors.write_bytes(write_error_workbook(report) if is_workbook else write_error_csv(report))
