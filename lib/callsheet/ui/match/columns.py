"""Match columns: what an operator makes of one column, and the mapping that comes of it. Pure: no Streamlit."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from callsheet.validation import ColumnMapping, MappingProblem, Table, safe_names
from callsheet.validation.normalize import empty_cells

if TYPE_CHECKING:
    from collections.abc import Mapping

SAMPLES = 3


class Becomes(StrEnum):
    """What a column becomes."""

    PHONE = "phone"
    VARIABLE = "variable"
    LEFT_OUT = "left_out"


@dataclass(frozen=True)
class ColumnFacts:
    """A column as the operator sees it.

    Args:
        column: its name in the Table.
        header: as written; "" when it has none.
        samples: its first filled values, at most three.
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
        first = table.frame[column].iloc[np.flatnonzero(filled)[: 10 * SAMPLES]]
        samples = tuple(dict.fromkeys(first.tolist()))[:SAMPLES]
        share = float(filled.mean()) if len(filled) else 0.0
        facts.append(ColumnFacts(column, table.header_of(column).strip(), samples, share))
    return facts


def becomes(mapping: ColumnMapping, column: str) -> Becomes:
    """What a mapping makes of a column."""
    if column in mapping.phone:
        return Becomes.PHONE
    return Becomes.VARIABLE if column in mapping.variables else Becomes.LEFT_OUT


def with_column(table: Table, mapping: ColumnMapping, column: str, target: Becomes, name: str = "") -> ColumnMapping:
    """The mapping with one column made into something else; the order of the file is kept.

    Args:
        table: the file.
        mapping: as it was.
        column: the column to change.
        target: what it becomes. A new phone column takes the place of the one before, which becomes a variable.
        name: of the variable; "": a free name made from its header.
    """
    targets: dict[str, Becomes] = {each: becomes(mapping, each) for each in table.frame.columns}
    names = dict(mapping.variables)
    if target is Becomes.PHONE:
        targets |= dict.fromkeys(mapping.phone, Becomes.VARIABLE)
    targets[column] = target
    if name:
        names[column] = name
    return _mapping_of(table, targets, names, mapping)


def _mapping_of(
    table: Table, targets: Mapping[str, Becomes], names: Mapping[str, str], mapping: ColumnMapping
) -> ColumnMapping:
    by_target = {target: [each for each, to in targets.items() if to is target] for target in Becomes}
    headers = [table.header_of(column) for column in targets]
    free = dict(zip(targets, safe_names(headers, range(1, len(headers) + 1)), strict=True))
    return ColumnMapping(
        phone=tuple(by_target[Becomes.PHONE]),
        variables={column: names.get(column, free[column]) for column in by_target[Becomes.VARIABLE]},
        left_out=tuple(by_target[Becomes.LEFT_OUT]),
        candidates=mapping.candidates,
    )


def renamed(mapping: ColumnMapping, column: str, name: str) -> ColumnMapping:
    """The mapping with another variable name for a column."""
    variables = {each: name.strip() if each == column else old for each, old in mapping.variables.items()}
    return ColumnMapping(mapping.phone, variables, mapping.left_out, mapping.candidates)


def problem_of(mapping: ColumnMapping, column: str) -> MappingProblem | None:
    """What keeps a column from being used as it is; None when nothing does."""
    for problem, columns in mapping.problems().items():
        if column in columns and problem is not MappingProblem.TOO_MANY_VARIABLES:
            return problem
    return None
