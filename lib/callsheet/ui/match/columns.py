"""What Match columns shows of a column, and the mapping with another role for one. No Streamlit."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np

from callsheet.validation import ColumnMapping, ColumnRole, MappingProblem, Table, safe_names
from callsheet.validation.normalize import empty_cells

MAX_SAMPLES = 3
_CELLS_PER_SAMPLE = 10
"""Filled cells that are read for each sample wanted: the first ones often repeat."""

_BEYOND_ASCII = r"[^\x00-\x7f]"
_ACCENTED_WORD = re.compile(r"[^\W\d_]*(?![a-zA-Z])[^\W\d_][^\W\d_]*")


@dataclass(frozen=True)
class ColumnFacts:
    """A column as the operator sees it.

    Args:
        column: its name in the Table.
        header: as written; "" when it has none.
        samples: its first different values, at most three.
        filled: share of its cells that are not empty, 0.0 to 1.0.
    """

    column: str
    header: str
    samples: tuple[str, ...]
    filled: float


def facts_of(table: Table) -> list[ColumnFacts]:
    """Each column with its samples and how full it is, in the order of the file."""
    facts = []
    for column in table.frame.columns:
        filled = ~empty_cells(table.frame[column])
        first = table.frame[column].iloc[np.flatnonzero(filled)[: _CELLS_PER_SAMPLE * MAX_SAMPLES]]
        samples = tuple(dict.fromkeys(first.tolist()))[:MAX_SAMPLES]
        share = float(filled.mean()) if len(filled) else 0.0
        facts.append(ColumnFacts(column, table.header_of(column).strip(), samples, share))
    return facts


def accented_words(table: Table, most: int = 3) -> list[str]:
    """Return the first different words with letters beyond ASCII, to see whether a file was read in its own letters.

    Args:
        table: the file.
        most: how many words at most.
    """
    words: dict[str, None] = {}
    for column in table.frame.columns:
        cells = table.frame[column]
        for cell in cells[cells.str.contains(_BEYOND_ASCII, regex=True).to_numpy(bool)].head(most):
            words.update(dict.fromkeys(_ACCENTED_WORD.findall(str(cell))))
            if len(words) >= most:
                return list(words)[:most]
    return list(words)


def with_role(table: Table, mapping: ColumnMapping, column: str, role: ColumnRole) -> ColumnMapping:
    """The mapping with another role for one column; a new variable gets a free name made from its header.

    Args:
        table: the file.
        mapping: as it is.
        column: the column to change.
        role: its new role. A new phone column replaces the one before, which becomes a variable.
    """
    roles = dict.fromkeys(mapping.phone, ColumnRole.VARIABLE) if role is ColumnRole.PHONE else {}
    roles[column] = role
    columns = list(table.frame.columns)
    names = dict(zip(columns, safe_names(table.headers, range(1, len(columns) + 1)), strict=True))
    added = {header: names[header] for header in roles if header not in mapping.variables}
    return mapping.with_roles(table, roles, added)


def problem_of(mapping: ColumnMapping, column: str) -> MappingProblem | None:
    """What is wrong with the way a column is mapped; None if nothing is."""
    for problem, columns in mapping.problems().items():
        if column in columns and problem is not MappingProblem.TOO_MANY_VARIABLES:
            return problem
    return None
