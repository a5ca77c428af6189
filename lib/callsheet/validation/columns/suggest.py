"""Column mappings: the one suggested to an operator, and the literal one of the upload contract."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from callsheet.errors import FileRefused, RefusalCode
from callsheet.validation.columns.hidden import hidden_columns
from callsheet.validation.columns.phone_column import find_phone_columns
from callsheet.validation.columns.variable_names import safe_names
from callsheet.validation.content.prompt import plain_name, prompt_variables
from callsheet.validation.countries.region_argument import optional_region
from callsheet.validation.model.mapping import MAX_VARIABLES, PHONE_NUMBER, ColumnMapping, ColumnRole

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from callsheet.validation.model.table import Table

_INVISIBLE_EDGES = "\ufeff\u200b\u200e\u200f\u2060"
"""Byte order mark, zero-width space, direction marks and word joiner, which spreadsheets leave around headers."""


def suggest_mapping(table: Table, default_region: str | None = None, prompt: str = "") -> ColumnMapping:
    """Suggest what each column becomes, for the operator to confirm.

    Content and header together give the phone column; where they are ambiguous, `phone` is empty and `candidates`
    lists the columns to ask about. The other columns become variables, except those beyond the header and those that
    only say from which file a row came. Of more than 15, `trim_mapping` leaves some out, so that the mapping can be
    used as it is.

    Args:
        table: the file as read.
        default_region: region of numbers without a country code, or the country's name; None: unknown.
        prompt: text with {{variables}}; "": unknown.

    Raises:
        InvalidArgument: `default_region` names no country.
    """
    phone, candidates = find_phone_columns(table, optional_region(default_region))
    beyond = tuple(column for column in (*table.columns_beyond_header, *table.origin_columns) if column not in phone)
    columns = [column for column in table.frame.columns if column not in (*phone, *beyond)]
    names = safe_names([table.header_of(column) for column in columns], list(map(table.position_of, columns)))
    whole = ColumnMapping(phone, dict(zip(columns, names, strict=True)), beyond, candidates)
    return whole if len(columns) <= MAX_VARIABLES else trim_mapping(table, whole, prompt)


def trim_mapping(table: Table, mapping: ColumnMapping, prompt: str, limit: int = MAX_VARIABLES) -> ColumnMapping:
    """Return a mapping with at most `limit` variables.

    Columns that the prompt uses come first, those left out so far included; then those that differ from lead to lead,
    and of these the fullest, the first of equals: a column that is empty or says the same of every lead goes first.
    Columns keep the names they have. A mapping within the limit changes only where the prompt uses a left-out column.

    Args:
        table: the file as read.
        mapping: what its columns become so far.
        prompt: text with {{variables}}; "": the fullest columns are selected.
        limit: most variables.
    """
    used = prompt_variables(prompt)
    used_plain = set(map(plain_name, used))
    taken = set(mapping.variables.values())
    headers = [table.header_of(column) for column in mapping.left_out]
    names = safe_names(headers, list(map(table.position_of, mapping.left_out)), taken)
    added = {
        column: name
        for column, name in zip(mapping.left_out, names, strict=True)
        if name in used or plain_name(name) in used_plain
    }
    named = {column: (dict(mapping.variables) | added).get(column) for column in table.frame.columns}
    wanted = {column: name for column, name in named.items() if name is not None}
    filled = {column: ~table.empty(column) for column in wanted}
    rank = {
        column: (name in used, plain_name(name) in used_plain, *_says(table.frame[column], filled[column]), -index)
        for index, (column, name) in enumerate(wanted.items())
    }
    selected = set(sorted(wanted, key=lambda column: rank[column], reverse=True)[:limit])
    left_out = tuple(column for column in table.frame.columns if column not in selected and column not in mapping.phone)
    variables = {column: name for column, name in wanted.items() if column in selected}
    return replace(mapping, variables=variables, left_out=left_out)


def mapping_for_script(
    table: Table, mapping: ColumnMapping, script: str, before: str = "", limit: int = MAX_VARIABLES
) -> ColumnMapping:
    """Return the mapping that sends the columns a script uses, and no others.

    A column that was sent although the script before did not use it was switched on by the operator, and is still sent.
    Without a script every column is sent that the header names and the workbook does not hide, at most `limit`.

    Args:
        table: the file as read.
        mapping: what its columns become so far.
        script: text with {{variables}}; "": no script.
        before: the script that the mapping was made for; "": it was made without one.
        limit: most variables.
    """
    if not script:
        unwanted = {*hidden_columns(table), *table.columns_beyond_header, *table.origin_columns}
        added = [column for column in mapping.left_out if column not in unwanted]
        headers, positions = map(table.header_of, added), map(table.position_of, added)
        names = safe_names(list(headers), list(positions), set(mapping.variables.values()))
        roles = dict.fromkeys(added, ColumnRole.VARIABLE)
        whole = mapping.with_roles(table, roles, dict(zip(added, names, strict=True)))
        return whole if len(whole.variables) <= limit else trim_mapping(table, whole, script, limit)
    whole = _spelled_as_in_script(trim_mapping(table, mapping, script, limit), script)
    used, used_before = set(prompt_variables(script)), set(prompt_variables(before))
    is_switched_on = {column: bool(before) and name not in used_before for column, name in mapping.variables.items()}
    roles = {
        column: ColumnRole.LEFT_OUT
        for column, name in whole.variables.items()
        if name not in used and not is_switched_on.get(column, False)
    }
    return whole.with_roles(table, roles, {})


def _spelled_as_in_script(mapping: ColumnMapping, script: str) -> ColumnMapping:
    """Return the mapping with the script's spelling of names that differ from it only in capitals.

    A name that the script uses as it is keeps it, and a spelling that several columns could take is left to the
    operator.
    """
    used = set(prompt_variables(script))
    names = set(mapping.variables.values()) | mapping.constants.keys()
    columns: dict[str, list[str]] = {}
    for column, name in mapping.variables.items():
        if name not in used:
            columns.setdefault(name.casefold(), []).append(column)
    spellings = [name for name in prompt_variables(script) if name not in names]
    times = Counter(name.casefold() for name in spellings)
    for spelling in spellings:
        same = columns.get(spelling.casefold(), [])
        if len(same) == times[spelling.casefold()] == 1:
            mapping = mapping.renamed(same[0], spelling)
    return mapping


def _says(values: pd.Series[str], filled: NDArray[np.bool_]) -> tuple[bool, int]:
    """Whether filled cells differ from each other, and how many there are."""
    rows = np.flatnonzero(filled)
    differs = len(rows) > 0 and bool((values.iloc[rows] != values.iloc[rows[0]]).any())
    return differs, len(rows)


def contract_mapping(
    table: Table, phone_header: str = PHONE_NUMBER, most_variables: int | None = MAX_VARIABLES
) -> ColumnMapping:
    """Take the headers literally, as the upload endpoint does, without any suggestion.

    There must be a column `phone_number`, spelled exactly so; header cells are trimmed, and case matters (our own
    rule). Every other column is a variable named by its header, at most 15 in an upload to a campaign (documented by
    the API). A column with neither name nor values is left out.

    Args:
        table: the file as read.
        phone_header: the column that must be there.
        most_variables: columns besides it; None: any number.

    Raises:
        FileRefused: NO_PHONE_COLUMN (columns), SAME_COLUMN_NAME (columns), UNNAMED_COLUMN (positions),
            TOO_MANY_COLUMNS (received, limit).
    """
    headers = [header.strip().strip(_INVISIBLE_EDGES).strip() for header in table.headers]
    if phone_header not in headers:
        raise FileRefused(RefusalCode.NO_PHONE_COLUMN, columns=[header for header in headers if header])
    repeated = [header for header, times in Counter(headers).items() if header and times > 1]
    if repeated:
        raise FileRefused(RefusalCode.SAME_COLUMN_NAME, columns=repeated)
    named = dict(zip(table.frame.columns, headers, strict=True))
    unnamed = [column for column, header in named.items() if not header]
    nameless = [column for column in unnamed if column not in table.columns_beyond_header]
    filled = [column for column in nameless if not table.empty(column).all()]
    if filled:
        positions = [table.position_of(column) for column in filled]
        raise FileRefused(RefusalCode.UNNAMED_COLUMN, positions=positions)
    variables = {column: header for column, header in named.items() if header and header != phone_header}
    if most_variables is not None and len(variables) > most_variables:
        raise FileRefused(RefusalCode.TOO_MANY_COLUMNS, received=len(variables), limit=most_variables)
    phone = tuple(column for column, header in named.items() if header == phone_header)
    return ColumnMapping(phone=phone, variables=variables, left_out=tuple(unnamed))
