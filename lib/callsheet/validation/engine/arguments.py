"""What a caller passes to `check`, compared with the file: columns that are not there, countries by other names."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from callsheet.errors import InvalidArgument
from callsheet.validation.countries.region_argument import require_region
from callsheet.validation.engine.edits import row_positions
from callsheet.validation.model.choices import Edit
from callsheet.validation.model.codes import Fix
from callsheet.validation.model.missing import no_column
from callsheet.wording.arguments import NOT_AN_EDIT, unknown_fix

if TYPE_CHECKING:
    from collections.abc import Iterable

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
        InvalidArgument: there is no such fix.
    """
    fixes = [fix.value for fix in Fix]
    for name in choices.fixes:
        if name not in fixes:
            raise InvalidArgument(unknown_fix(str(name), fixes))
    known = set(table.frame.columns)
    country = () if choices.country_column is None else (choices.country_column,)
    edited = {edit.column for edit in choices.edits} - {""}
    consent = choices.consent_columns or ()
    for column in (*mapping.phone, *mapping.variables, *choices.other_phones, *country, *consent, *edited):
        if column not in known:
            raise no_column(column, known)
    row_positions(table.frame.index, [edit.row for edit in choices.edits])


def require_edits(edits: Iterable[object]) -> None:
    """Check that edits are edits.

    Raises:
        InvalidArgument: one is something else, or its row, column or value has another type.
    """
    for edit in edits:
        if not isinstance(edit, Edit) or not all(
            (isinstance(edit.row, int | np.integer), isinstance(edit.column, str), isinstance(edit.value, str))
        ):
            raise InvalidArgument(NOT_AN_EDIT)


def with_region(choices: Choices) -> Choices:
    """Return the choices with the default region as libphonenumber names it: "IN" for "India".

    Raises:
        InvalidArgument: it names no country.
    """
    if choices.default_region is None:
        return choices
    region = require_region(choices.default_region)
    return choices if region == choices.default_region else replace(choices, default_region=region)
