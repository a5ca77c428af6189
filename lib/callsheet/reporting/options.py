"""The options of a check, and what they make of a file: its column mapping and the choices."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from callsheet.errors import FileRefused, InvalidArgument, NotInTable, RefusalCode
from callsheet.reporting.phone_columns import no_phone_column
from callsheet.reporting.script import ScriptAnswers
from callsheet.validation import (
    MAX_VARIABLES,
    PHONE_NUMBER,
    Choices,
    ColumnMapping,
    ColumnRole,
    ConsentKind,
    ConsentPolicy,
    MappingProblem,
    consent_kind,
    contract_mapping,
    no_column,
    phone_columns,
    suggest_consent_columns,
    suggest_country_column,
    suggest_mapping,
    with_steps,
    without_hidden_columns,
    without_hidden_rows,
)
from callsheet.wording.arguments import recipe_misfit
from callsheet.wording.issues import mapping_problem

if TYPE_CHECKING:
    from callsheet.validation import DuplicatePolicy, Recipe, Table

LEAVE_OUT = "-"
"""What an assignment `HEADER=-` leaves out."""


@dataclass(frozen=True)
class CheckOptions:
    """What a caller decided about a file before it is checked.

    Args:
        region: of numbers without a country code, "IN"; None: the recipe's, or the route's.
        assignments: "HEADER=NAME", in order; HEADER is a header as written or a column's number, NAME is
            `phone_number`, a variable's name, or `-` to leave the column out.
        recipe: mapping and choices to begin with; None: they are suggested by the file.
        drop_hidden: leave out the rows and columns that are hidden in the workbook.
        other_phones: headers of columns whose valid numbers are used where the phone column has none.
        duplicates: which of several rows with one number is sent; None: the recipe's, or the first.
        as_sent: take column names literally, as the upload endpoint does.
        answers: what fills variables of the agent's script.
        consent_columns: "HEADER" or "HEADER=KIND" of the columns about consent, KIND of `ConsentKind`; "-": no column.
            Empty: the recipe's, or those that the file suggests.
        consent_policy: what is done about rows without a valid consent, as `ConsentPolicy.of` reads it; None: the
            recipe's, or the workspace's.
    """

    region: str | None = None
    assignments: tuple[str, ...] = ()
    recipe: Recipe | None = None
    drop_hidden: bool = False
    as_sent: bool = False
    other_phones: tuple[str, ...] = ()
    duplicates: DuplicatePolicy | None = None
    answers: ScriptAnswers = field(default_factory=ScriptAnswers)
    consent_columns: tuple[str, ...] = ()
    consent_policy: str | None = None

    def resolve(self, table: Table, route_region: str | None) -> tuple[ColumnMapping, Choices]:
        """Return mapping and choices: from the recipe, else suggested by the file, then changed by the other options.

        Without a recipe, numbers without country code are read by the country of their row if a column names it; not
        with `as_sent`, because the endpoint knows no such column.

        Args:
            table: the file.
            route_region: the route's region of numbers without country code; None: unknown.

        Raises:
            FileRefused: no phone column, or too many columns.
            NotInTable: an assignment or the recipe names a column that the file does not have.
            InvalidArgument: an assignment has an invalid variable name.
        """
        region = self.region or route_region
        if self.recipe is not None and not self.recipe.missing(table):
            table = with_steps(table, self.recipe.choices.steps)
        mapping, choices = self._of_recipe(table, region) if self.recipe else self._of_file(table, region)
        if self.drop_hidden:
            mapping = without_hidden_columns(table, mapping)
            choices = without_hidden_rows(table, choices)
        mapping, choices = self.answers.applied(mapping, choices)
        others = (*choices.other_phones, *(find_column(table, header) for header in self.other_phones))
        choices = replace(
            choices, other_phones=tuple(dict.fromkeys(others)), duplicates=self.duplicates or choices.duplicates
        )
        _check_mapping(mapping, table, region)
        return mapping, choices if self.as_sent else self._with_consent(table, mapping, choices)

    def _with_consent(self, table: Table, mapping: ColumnMapping, choices: Choices) -> Choices:
        columns = choices.consent_columns
        if self.consent_columns:
            named = [_consent_column(table, text) for text in self.consent_columns if text != LEAVE_OUT]
            columns = dict(named)
        elif columns is None:
            columns = suggest_consent_columns(table, mapping)
        policy = choices.consent_policy if self.consent_policy is None else str(ConsentPolicy.of(self.consent_policy))
        return replace(choices, consent_columns=columns, consent_policy=policy)

    def _of_recipe(self, table: Table, region_or_route: str | None) -> tuple[ColumnMapping, Choices]:
        assert self.recipe is not None  # noqa: S101 - the caller has asked
        if missing := self.recipe.missing(table):
            raise NotInTable(recipe_misfit(missing))
        recipe = self.recipe.fitted(table)
        table = with_steps(table, recipe.choices.steps, phone_columns(recipe.mapping, recipe.choices))
        region = self.region or recipe.choices.default_region
        candidates = suggest_mapping(table, region or region_or_route).candidates
        mapping = self._assigned(table, replace(recipe.mapping, candidates=candidates), region or region_or_route)
        return mapping, replace(recipe.choices, default_region=region)

    def _of_file(self, table: Table, region: str | None) -> tuple[ColumnMapping, Choices]:
        if self.as_sent:
            return contract_mapping(table), Choices(default_region=self.region)
        mapping = self._assigned(table, suggest_mapping(table, region), region)
        country = suggest_country_column(table, mapping, region)
        return mapping, Choices(default_region=self.region, country_column=country.column if country else None)

    def _assigned(self, table: Table, mapping: ColumnMapping, region: str | None) -> ColumnMapping:
        for assignment in self.assignments:
            mapping = _apply(table, mapping, assignment)
        _check_mapping(mapping, table, region)
        return mapping


def _consent_column(table: Table, text: str) -> tuple[str, ConsentKind]:
    """A column about consent with what it holds: as written, else as header and cells say, else yes or no."""
    header, _, kind = text.rpartition("=")
    if header and kind in set(ConsentKind):
        return find_column(table, header), ConsentKind(kind)
    column = find_column(table, text)
    return column, consent_kind(table, column) or ConsentKind.CONSENT


def _apply(table: Table, mapping: ColumnMapping, assignment: str) -> ColumnMapping:
    header, _, name = assignment.rpartition("=")
    column = find_column(table, header)
    if name == PHONE_NUMBER:
        former = dict.fromkeys(mapping.phone, ColumnRole.LEFT_OUT)
        return mapping.with_roles(table, former | {column: ColumnRole.PHONE}, {})
    if name == LEAVE_OUT:
        return mapping.with_roles(table, {column: ColumnRole.LEFT_OUT}, {})
    return mapping.with_roles(table, {column: ColumnRole.VARIABLE}, {column: name})


def find_column(table: Table, header: str) -> str:
    """The first column of that header or name; a number that is neither is a position from 1.

    Raises:
        NotInTable: there is no such column.
    """
    columns = list(table.frame.columns)
    for column, written in zip(columns, table.headers, strict=True):
        if header in (column, written):
            return str(column)
    if header.isdecimal() and 1 <= int(header) <= len(columns):
        return str(columns[int(header) - 1])
    raise no_column(header, columns)


def _check_mapping(mapping: ColumnMapping, table: Table, region: str | None) -> None:
    for problem in mapping.problems():
        if problem is MappingProblem.NO_PHONE_COLUMN:
            raise no_phone_column(table, mapping, region)
        if problem is MappingProblem.TOO_MANY_VARIABLES:
            raise FileRefused(
                RefusalCode.TOO_MANY_COLUMNS,
                received=len(mapping.variables) + len(mapping.constants),
                limit=MAX_VARIABLES,
            )
        raise InvalidArgument(mapping_problem(problem))
