"""The ColumnMapping: what each column of the file becomes."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Self

from callsheet.validation.model.codes import MappingProblem

if TYPE_CHECKING:
    from collections.abc import Mapping

PHONE_NUMBER = "phone_number"
MAX_VARIABLES = 15
"""Columns beside `phone_number` that one upload may carry (documented by the API)."""

RESERVED_NAMES = frozenset({PHONE_NUMBER, "caller_number", "call_id", "agent_id", "agent_name"})
"""Names the agent fills by itself on every call (documented by the API); a column must not take them."""

_SAFE_NAME = re.compile(r"[A-Za-z0-9_]+")


@dataclass(frozen=True)
class PhoneCandidate:
    """Why a column may hold the phone numbers.

    Args:
        column: its name in the Table.
        share: part of its filled cells that look like phone numbers, 0.0 to 1.0.
        named: True when its header says so.
        valid: part that are numbers in use, 0.0 to 1.0; without a region only those with a country code can be.
    """

    column: str
    share: float
    named: bool
    valid: float = 0.0


@dataclass(frozen=True)
class ColumnMapping:
    """What each column becomes: phone number, variable, or left out.

    Args:
        phone: columns that hold the phone number; the first valid one wins.
        variables: column → name of the dynamic variable, in the order of the file.
        left_out: columns that are not sent.
        candidates: columns that may hold the phone numbers, the best first.
    """

    phone: tuple[str, ...] = ()
    variables: Mapping[str, str] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()
    candidates: tuple[PhoneCandidate, ...] = ()

    def problems(self) -> dict[MappingProblem, tuple[str, ...]]:
        """What is still missing, with the columns it concerns; empty when the mapping can be used."""
        by_name = Counter(self.variables.values())
        found: dict[MappingProblem, list[str]] = {}
        for column, name in self.variables.items():
            if not name:
                found.setdefault(MappingProblem.EMPTY_VARIABLE_NAME, []).append(column)
                continue
            if by_name[name] > 1:
                found.setdefault(MappingProblem.SAME_VARIABLE_NAME, []).append(column)
            if name in RESERVED_NAMES:
                found.setdefault(MappingProblem.RESERVED_VARIABLE_NAME, []).append(column)
            if not _SAFE_NAME.fullmatch(name):
                found.setdefault(MappingProblem.UNSAFE_VARIABLE_NAME, []).append(column)
        if not self.phone:
            found[MappingProblem.NO_PHONE_COLUMN] = []
        if len(self.variables) > MAX_VARIABLES:
            found[MappingProblem.TOO_MANY_VARIABLES] = list(self.variables)
        return {problem: tuple(columns) for problem, columns in found.items()}

    def with_phone(self, *columns: str) -> Self:
        """The same mapping with these phone columns; a column that was one before is left out."""
        dropped = tuple(column for column in self.phone if column not in columns)
        return replace(
            self,
            phone=columns,
            variables={column: name for column, name in self.variables.items() if column not in columns},
            left_out=(*(column for column in self.left_out if column not in columns), *dropped),
        )

    def to_json(self) -> dict[str, Any]:
        """Plain values that `from_json` reads back; candidates are facts of a file and stay behind."""
        return {"phone": list(self.phone), "variables": dict(self.variables), "left_out": list(self.left_out)}

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Self:
        """Read what `to_json` wrote."""
        return cls(tuple(value["phone"]), dict(value["variables"]), tuple(value["left_out"]))
