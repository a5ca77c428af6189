"""Column mappings: the one proposed to an operator, and the literal one of the upload contract."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from callsheet.errors import FileRefused, RefusalCode
from callsheet.validation.mapping import MAX_VARIABLES, PHONE_NUMBER, ColumnMapping
from callsheet.validation.names import safe_names
from callsheet.validation.phone_column import chosen_phone_column, phone_candidates
from callsheet.validation.text import empty_cells

if TYPE_CHECKING:
    from callsheet.validation.table import Table

_INVISIBLE_EDGES = "\ufeff\u200b\u200e\u200f\u2060"


def suggest_mapping(table: Table, default_region: str | None = None) -> ColumnMapping:
    """Propose what each column becomes, for the operator to confirm.

    The phone column is found by content and header together; where they cannot tell, `phone` is empty and
    `candidates` names those to ask about. The other columns become variables. Beyond 15 the fullest stay variables,
    the first of equals, and the rest is left out, so that the mapping can be used as it is.

    Args:
        table: the file as read.
        default_region: region of numbers without country code; None: not known.
    """
    candidates = phone_candidates(table, default_region)
    phone = chosen_phone_column(candidates, table)
    columns = [column for column in table.frame.columns if column not in phone]
    filled = np.array([np.count_nonzero(~empty_cells(table.frame[column])) for column in columns], np.int64)
    fullest = sorted(np.argsort(-filled, kind="stable")[:MAX_VARIABLES].tolist())
    kept = [columns[place] for place in fullest]
    names = safe_names([table.header_of(column) for column in kept], [table.position_of(column) for column in kept])
    return ColumnMapping(
        phone=phone,
        variables=dict(zip(kept, names, strict=True)),
        left_out=tuple(column for column in columns if column not in kept),
        candidates=tuple(candidates),
    )


def contract_mapping(table: Table) -> ColumnMapping:
    """Read the headers literally, as the upload endpoint does: no proposals.

    `phone_number` must be there exactly so, header cells are trimmed and case counts (ours); each other column is a
    variable of its header's name, at most 15 (documented by the API). A column with neither name nor values is
    left out.

    Args:
        table: the file as read.

    Raises:
        FileRefused: NO_PHONE_COLUMN (columns), SAME_COLUMN_NAME (columns), UNNAMED_COLUMN (positions),
            TOO_MANY_COLUMNS (received, limit).
    """
    headers = [header.strip().strip(_INVISIBLE_EDGES).strip() for header in table.headers]
    if PHONE_NUMBER not in headers:
        raise FileRefused(RefusalCode.NO_PHONE_COLUMN, columns=[header for header in headers if header])
    twice = [header for header, times in Counter(headers).items() if header and times > 1]
    if twice:
        raise FileRefused(RefusalCode.SAME_COLUMN_NAME, columns=twice)
    named = dict(zip(table.frame.columns, headers, strict=True))
    unnamed = [column for column, header in named.items() if not header]
    filled = [column for column in unnamed if not empty_cells(table.frame[column]).all()]
    if filled:
        positions = [table.position_of(column) for column in filled]
        raise FileRefused(RefusalCode.UNNAMED_COLUMN, positions=positions)
    variables = {column: header for column, header in named.items() if header and header != PHONE_NUMBER}
    if len(variables) > MAX_VARIABLES:
        raise FileRefused(RefusalCode.TOO_MANY_COLUMNS, received=len(variables), limit=MAX_VARIABLES)
    phone = tuple(column for column, header in named.items() if header == PHONE_NUMBER)
    return ColumnMapping(phone=phone, variables=variables, left_out=tuple(unnamed))
