"""From a file and the words typed after it to a Report: shared by `check` and `send`."""

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
    recipe_misses,
)
from callsheet.wording.issues import mapping_problem

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence
    from pathlib import Path

    from callsheet.validation import Report, Table

LEAVE_OUT = "-"
REFUSALS = {
    MappingProblem.NO_PHONE_COLUMN: RefusalCode.NO_PHONE_COLUMN,
    MappingProblem.TOO_MANY_VARIABLES: RefusalCode.TOO_MANY_COLUMNS,
}


def read_file(options: argparse.Namespace, limit_bytes: int = MAX_BYTES) -> Table:
    """Read the file named on the command line.

    Args:
        options: the command line.
        limit_bytes: largest size taken.

    Raises:
        FileRefused: it cannot be taken.
        SettingsError: it is not there.
    """
    try:
        data = options.file.read_bytes()
    except OSError:
        raise SettingsError(NO_SUCH_FILE.format(name=options.file)) from None
    table = read_table(options.file.name, data, options.sheet, options.header_row, limit_bytes=limit_bytes)
    return strip_error_file(table)


def mapping_of(table: Table, options: argparse.Namespace, default_region: str | None) -> ColumnMapping:
    """What each column becomes: proposed from the file (or taken literally, `--as-sent`), then as `--map` says.

    Raises:
        FileRefused: no phone column, or too many columns.
        SettingsError: `--map` names a column that is not there, or a name that cannot be used.
    """
    if options.as_sent:
        return contract_mapping(table)
    return _assigned(table, suggest_mapping(table, default_region), options)


def _assigned(table: Table, mapping: ColumnMapping, options: argparse.Namespace) -> ColumnMapping:
    for assignment in options.map:
        mapping = assigned(table, mapping, assignment)
    _refuse(mapping, table)
    return mapping


def assigned(table: Table, mapping: ColumnMapping, assignment: str) -> ColumnMapping:
    """Apply one `--map HEADER=NAME`.

    Args:
        table: the file.
        mapping: as it is so far.
        assignment: a header as written or a column's number, `=`, then `phone_number`, a variable's name or `-`.

    Raises:
        SettingsError: the file has no such column.
    """
    wanted, _, name = assignment.rpartition("=")
    columns = _find(table, wanted)
    if not columns:
        raise SettingsError(NO_SUCH_COLUMN.format(name=wanted))
    column = columns[0]
    if name == PHONE_NUMBER:
        former = dict.fromkeys(mapping.phone, ColumnRole.LEFT_OUT)
        return mapping.with_roles(table, former | {column: ColumnRole.PHONE}, {})
    if name == LEAVE_OUT:
        return mapping.with_roles(table, {column: ColumnRole.LEFT_OUT}, {})
    return mapping.with_roles(table, {column: ColumnRole.VARIABLE}, {column: name})


def _find(table: Table, wanted: str) -> Sequence[str]:
    columns = list(table.frame.columns)
    named = [column for column, header in zip(columns, table.headers, strict=True) if wanted in (column, header)]
    if not named and wanted.isdecimal() and 1 <= int(wanted) <= len(columns):
        return [columns[int(wanted) - 1]]
    return named


def _refuse(mapping: ColumnMapping, table: Table) -> None:
    for problem, columns in mapping.problems().items():
        if problem is MappingProblem.NO_PHONE_COLUMN:
            raise FileRefused(RefusalCode.NO_PHONE_COLUMN, columns=list(table.headers))
        if problem is MappingProblem.TOO_MANY_VARIABLES:
            raise FileRefused(RefusalCode.TOO_MANY_COLUMNS, received=len(columns), limit=15)
        raise SettingsError(mapping_problem(problem))


def resolve(table: Table, options: argparse.Namespace, route_region: str | None) -> tuple[ColumnMapping, Choices]:
    """What each column becomes and what else was decided: by `--recipe`, else proposed, then as the options say.

    Without a recipe numbers without country code are read by the country of their row, where a column tells it; not
    with `--as-sent`, because the endpoint knows no such column.

    Args:
        table: the file.
        options: the command line.
        route_region: the route's region of numbers without country code, or None.

    Raises:
        FileRefused: no phone column, or too many columns.
        SettingsError: `--map` or `--recipe` name a column that is not there, or a name that cannot be used.
    """
    mapping, choices = _proposed(table, options, route_region)
    if options.drop_hidden:
        mapping = without_hidden_columns(table, mapping)
        _refuse(mapping, table)
        choices = without_hidden_rows(table, choices)
    return mapping, choices


def _proposed(table: Table, options: argparse.Namespace, route_region: str | None) -> tuple[ColumnMapping, Choices]:
    region = options.country.upper() if options.country else None
    if options.recipe:
        recipe = _recipe(options.recipe, table)
        mapping = _assigned(table, recipe.mapping, options)
        return mapping, replace(recipe.choices, default_region=region or recipe.choices.default_region)
    mapping = mapping_of(table, options, region or route_region)
    found = None if options.as_sent else suggest_country_column(table, mapping, region or route_region)
    return mapping, Choices(default_region=region, country_column=found.column if found else None)


def _recipe(path: Path, table: Table) -> Recipe:
    try:
        recipe = Recipe.from_json(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError):
        raise SettingsError(BAD_RECIPE.format(name=path)) from None
    if missing := recipe.missing(table):
        raise SettingsError(recipe_misses(missing))
    return recipe.fitted(table)


def write_files(report: Report, options: argparse.Namespace) -> None:
    """Write what `--clean`, `--errors` and `--save-recipe` ask for."""
    if options.save_recipe:
        recipe = Recipe.of(report.mapping, report.choices)
        options.save_recipe.write_text(json.dumps(recipe.to_json(), ensure_ascii=False, indent=1), encoding="utf-8")
    if options.clean:
        options.clean.write_bytes(write_clean_csv(report.clean))
    if options.errors:
        as_workbook = options.errors.suffix.lower() == ".xlsx"
        options.errors.write_bytes(write_error_workbook(report) if as_workbook else write_error_csv(report))
