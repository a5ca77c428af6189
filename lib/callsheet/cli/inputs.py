"""Turn the command line into a table, its mapping and choices: shared by `check` and `send`."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from callsheet.errors import FileRefused, RefusalCode, SettingsError
from callsheet.files import (
    MAX_BYTES,
    read_table,
    strip_error_file,
    write_clean_csv,
    write_error_csv,
    write_error_workbook,
)
from callsheet.validation import (
    PHONE_NUMBER,
    Choices,
    ColumnMapping,
    ColumnRole,
    MappingProblem,
    Recipe,
    contract_mapping,
    suggest_country_column,
    suggest_mapping,
    without_hidden_columns,
    without_hidden_rows,
)
from callsheet.wording.cli import (
    BAD_RECIPE,
    NO_SUCH_COLUMN,
    NO_SUCH_FILE,
    recipe_misfit,
)
from callsheet.wording.issues import mapping_problem

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from callsheet.validation import Report, Table

LEAVE_OUT = "-"
"""What `--map HEADER=-` leaves out."""


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


def resolve(table: Table, options: argparse.Namespace, route_region: str | None) -> tuple[ColumnMapping, Choices]:
    """Mapping and choices: from `--recipe`, else suggested by the file, then changed by the other options.

    Without a recipe, numbers without country code are read by the country of their row if a column names it; not
    with `--as-sent`, because the endpoint knows no such column.

    Args:
        table: the file.
        options: the command line.
        route_region: the route's region of numbers without country code; None: unknown.

    Raises:
        FileRefused: no phone column, or too many columns.
        SettingsError: `--map` or `--recipe` name a column that the file does not have, or an invalid variable name.
    """
    region = options.country.upper() if options.country else None
    if options.recipe:
        mapping, choices = _from_recipe(table, options, region)
    else:
        mapping, choices = _from_file(table, options, region, region or route_region)
    if options.drop_hidden:
        mapping = without_hidden_columns(table, mapping)
        _check_mapping(mapping, table)
        choices = without_hidden_rows(table, choices)
    return mapping, choices


def _from_recipe(table: Table, options: argparse.Namespace, region: str | None) -> tuple[ColumnMapping, Choices]:
    recipe = _read_recipe(options.recipe, table)
    mapping = _apply_assignments(table, recipe.mapping, options)
    return mapping, replace(recipe.choices, default_region=region or recipe.choices.default_region)


def _from_file(
    table: Table, options: argparse.Namespace, region: str | None, region_or_route: str | None
) -> tuple[ColumnMapping, Choices]:
    mapping = choose_mapping(table, options, region_or_route)
    country = None if options.as_sent else suggest_country_column(table, mapping, region_or_route)
    return mapping, Choices(default_region=region, country_column=country.column if country else None)


def choose_mapping(table: Table, options: argparse.Namespace, default_region: str | None) -> ColumnMapping:
    """The suggested mapping (with `--as-sent`: column names taken literally), then changed by `--map`.

    Args:
        table: the file.
        options: the command line.
        default_region: region of numbers without country code; None: unknown.

    Raises:
        FileRefused: no phone column, or too many columns.
        SettingsError: `--map` names a column that the file does not have, or an invalid variable name.
    """
    if options.as_sent:
        return contract_mapping(table)
    return _apply_assignments(table, suggest_mapping(table, default_region), options)


def _apply_assignments(table: Table, mapping: ColumnMapping, options: argparse.Namespace) -> ColumnMapping:
    for assignment in options.map:
        mapping = apply_assignment(table, mapping, assignment)
    _check_mapping(mapping, table)
    return mapping


def apply_assignment(table: Table, mapping: ColumnMapping, assignment: str) -> ColumnMapping:
    """Apply one `--map HEADER=NAME`.

    Args:
        table: the file.
        mapping: the mapping so far.
        assignment: a header as written or a column's number, `=`, then `phone_number`, a variable's name or `-`.

    Raises:
        SettingsError: the file has no such column.
    """
    header, _, name = assignment.rpartition("=")
    column = _find_column(table, header)
    if column is None:
        raise SettingsError(NO_SUCH_COLUMN.format(name=header))
    if name == PHONE_NUMBER:
        former = dict.fromkeys(mapping.phone, ColumnRole.LEFT_OUT)
        return mapping.with_roles(table, former | {column: ColumnRole.PHONE}, {})
    if name == LEAVE_OUT:
        return mapping.with_roles(table, {column: ColumnRole.LEFT_OUT}, {})
    return mapping.with_roles(table, {column: ColumnRole.VARIABLE}, {column: name})


def _find_column(table: Table, header: str) -> str | None:
    """The first column of that header or name; a number that is neither is a position from 1."""
    columns = list(table.frame.columns)
    for column, written in zip(columns, table.headers, strict=True):
        if header in (column, written):
            return str(column)
    if header.isdecimal() and 1 <= int(header) <= len(columns):
        return str(columns[int(header) - 1])
    return None


def _check_mapping(mapping: ColumnMapping, table: Table) -> None:
    for problem, columns in mapping.problems().items():
        if problem is MappingProblem.NO_PHONE_COLUMN:
            raise FileRefused(RefusalCode.NO_PHONE_COLUMN, columns=list(table.headers))
        if problem is MappingProblem.TOO_MANY_VARIABLES:
            raise FileRefused(RefusalCode.TOO_MANY_COLUMNS, received=len(columns), limit=15)
        raise SettingsError(mapping_problem(problem))


def _read_recipe(path: Path, table: Table) -> Recipe:
    try:
        recipe = Recipe.from_json(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError):
        raise SettingsError(BAD_RECIPE.format(name=path)) from None
    if missing := recipe.missing(table):
        raise SettingsError(recipe_misfit(missing))
    return recipe.fitted(table)


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
