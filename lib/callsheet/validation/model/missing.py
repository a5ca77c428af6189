"""The exceptions for a row or column that a caller names and the file does not have."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from callsheet.errors import NotInTable
from callsheet.wording.arguments import no_such_column, no_such_row

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd


def no_column(name: str, columns: Iterable[str]) -> NotInTable:
    """Return the exception for a column that is not there; its sentence offers up to three that are spelled alike.

    Args:
        name: the column that was named.
        columns: those of the file.
    """
    by_plain = {column.casefold(): column for column in columns}
    return NotInTable(
        no_such_column(str(name), [by_plain[near] for near in get_close_matches(str(name).casefold(), by_plain)])
    )


def no_row(row: int, index: pd.Index) -> NotInTable:
    """Return the exception for a row that is not there.

    Args:
        row: the row number.
        index: the row numbers of the file, ascending.
    """
    return NotInTable(no_such_row(int(row), *((int(index[0]), int(index[-1])) if len(index) else (None, None))))
