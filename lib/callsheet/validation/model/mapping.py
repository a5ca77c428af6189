"""The ColumnMapping: what each column of the file becomes."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Self

from callsheet.validation.model.codes import MappingProblem
from callsheet.validation.model.json_values import as_text_by_text, as_texts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from callsheet.validation.model.table import Table

PHONE_NUMBER = "phone_number"
MAX_VARIABLES = 15
"""Columns besides `phone_number` that one upload may have (documented by the API)."""

RESERVED_NAMES = frozenset({PHONE_NUMBER, "caller_number", "call_id", "agent_id", "agent_name"})
"""Variables that the agent fills itself on every call (documented by the API); no column may use these names."""

_SAFE_NAME = re.compile(r"[A-Za-z0-9_]+")


class ColumnRole(StrEnum):
    """What a column of the file becomes."""

    PHONE = "phone"
    VARIABLE = "variable"
    LEFT_OUT = "left_out"


@dataclass(frozen=True)
class PhoneCandidate:
    """Why a column may hold the phone numbers.

    Args:
        column: its name in the Table.
        share: share of its filled cells that look like phone numbers, 0.0 to 1.0.
        named: True when its header means phone.
        valid: share that are valid numbers, as written or after fixes, 0.0 to 1.0; without a region only those with a
            country code can be.
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
        constants: variable → value that every lead gets; each is a column of what is sent.
    """

    phone: tuple[str, ...] = ()
    variables: Mapping[str, str] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()
    candidates: tuple[PhoneCandidate, ...] = ()
    constants: Mapping[str, str] = field(default_factory=dict)

    def problems(self) -> dict[MappingProblem, tuple[str, ...]]:
        """Return what is still wrong, with the columns or constants concerned; empty when the mapping can be used."""
        by_name = Counter([*self.variables.values(), *self.constants])
        problems: dict[MappingProblem, list[str]] = {}
        named = [*self.variables.items(), *((name, name) for name in self.constants)]
        for column, name in named:
            if not name:
                problems.setdefault(MappingProblem.EMPTY_VARIABLE_NAME, []).append(column)
                continue
            if by_name[name] > 1:
                problems.setdefault(MappingProblem.SAME_VARIABLE_NAME, []).append(column)
            if name in RESERVED_NAMES:
                problems.setdefault(MappingProblem.RESERVED_VARIABLE_NAME, []).append(column)
            if not _SAFE_NAME.fullmatch(name):
                problems.setdefault(MappingProblem.UNSAFE_VARIABLE_NAME, []).append(column)
        if not self.phone:
            problems[MappingProblem.NO_PHONE_COLUMN] = []
        if len(self.variables) + len(self.constants) > MAX_VARIABLES:
            problems[MappingProblem.TOO_MANY_VARIABLES] = list(self.variables)
        return {problem: tuple(columns) for problem, columns in problems.items()}

    def role_of(self, column: str) -> ColumnRole:
        """The role of a column of the file."""
        if column in self.phone:
            return ColumnRole.PHONE
        return ColumnRole.VARIABLE if column in self.variables else ColumnRole.LEFT_OUT

    def with_roles(self, table: Table, roles: Mapping[str, ColumnRole], names: Mapping[str, str]) -> Self:
        """The mapping with other roles for some columns.

        Phone columns keep their order, new ones follow; variables and left-out columns are in the order of the file.

        Args:
            table: the file.
            roles: column → its new role.
            names: column → name, of columns that become variables and of variables to rename.

        Raises:
            KeyError: a column becomes a variable and has no name.
        """
        after = {column: roles.get(column, self.role_of(column)) for column in table.frame.columns}
        variables = dict(self.variables) | dict(names)
        phone = [column for column in after if after[column] is ColumnRole.PHONE]
        return replace(
            self,
            phone=tuple(sorted(phone, key=(*self.phone, *phone).index)),
            variables={column: variables[column] for column in after if after[column] is ColumnRole.VARIABLE},
            left_out=tuple(column for column in after if after[column] is ColumnRole.LEFT_OUT),
        )

    def with_constant(self, name: str, value: str) -> Self:
        """The mapping with a value that every lead gets for a variable; "" for none."""
        others = {variable: text for variable, text in self.constants.items() if variable != name}
        return replace(self, constants={**others, name: value} if value else others)

    def renamed(self, column: str, name: str) -> Self:
        """The mapping with another name for the variable of a column, trimmed."""
        variables = {header: name.strip() if header == column else old for header, old in self.variables.items()}
        return replace(self, variables=variables)

    def to_json(self) -> dict[str, Any]:
        """Return plain values that `from_json` reads back, without the candidates, which are facts of a file."""
        return {
            "phone": list(self.phone),
            "variables": dict(self.variables),
            "left_out": list(self.left_out),
            "constants": dict(self.constants),
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Self:
        """Read what `to_json` wrote.

        Raises:
            KeyError: a key is missing.
            TypeError: a value has another type.
        """
        return cls(
            phone=as_texts(value["phone"]),
            variables=as_text_by_text(value["variables"]),
            left_out=as_texts(value["left_out"]),
            constants=as_text_by_text(value.get("constants", {})),
        )
