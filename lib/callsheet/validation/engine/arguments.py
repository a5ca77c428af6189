"""What a caller passes to `check`, compared with the file: columns that are not there, countries by other names."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from callsheet.validation.countries.region_argument import require_region
from callsheet.validation.engine.edits import row_positions
from callsheet.validation.model.missing import no_column

if TYPE_CHECKING:
    from callsheet.validation.model.choices import Choices
    from callsheet.validation.model.mapping import ColumnMapping
    from callsheet.validation.model.table import Table


def require_cells(table: Table, mapping: ColumnMapping, choices: Choices) -> None:
    """Check that the file has every column that is named, and every row that is edited.

    Args:
        table: the file as read.
        mapping: names columns by their names in the Table.
        choices: as `mapping`.

    Raises:
        NotInTable: a column or row is not there.
    """
    known = set(table.frame.columns)
    country = () if choices.country_column is None else (choices.country_column,)
    edited = {edit.column for edit in choices.edits} - {""}
    for column in (*mapping.phone, *mapping.variables, *choices.other_phones, *country, *edited):
        if column not in known:
            raise no_column(column, known)
    row_positions(table.frame.index, [edit.row for edit in choices.edits])


def with_region(choices: Choices) -> Choices:
    """Return the choices with the default region as libphonenumber names it: "IN" for "India".

    Raises:
        InvalidArgument: it names no country.
    """
    if choices.default_region is None:
        return choices
    region = require_region(choices.default_region)
    return choices if region == choices.default_region else replace(choices, default_region=region)
