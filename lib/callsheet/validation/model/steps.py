"""Column steps: what the operator does to columns before they are matched, as values that convert to JSON and back."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Self

from callsheet.validation.model.json_values import as_flag, as_text, as_texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


class Tool(StrEnum):
    """What a step does."""

    JOIN = "join"
    SPLIT = "split"
    TRIM = "trim"
    TITLE_CASE = "title_case"
    FILL_BLANKS = "fill_blanks"
    REPLACE = "replace"


CREATES_COLUMNS = frozenset({Tool.JOIN, Tool.SPLIT})
"""Tools that leave the columns they read as they are, and make new ones."""


@dataclass(frozen=True)
class ColumnStep:
    """What one tool does to some columns of a file.

    Args:
        tool: what it does.
        columns: those that it reads; tools that create no column change them.
        into: names of the columns that it creates: one of a join, two of a split.
        text: of a join and a split the separator, of `FILL_BLANKS` the value, of `REPLACE` what to find.
        replacement: of `REPLACE`, the text that replaces it.
        match_case: of `REPLACE`, whether capitals matter.
        whole_cell: of `REPLACE`, whether only cells that are nothing else are changed.
        from_end: of a split, whether it is made at the last separator instead of the first.
    """

    tool: Tool
    columns: tuple[str, ...]
    into: tuple[str, ...] = ()
    text: str = ""
    replacement: str = ""
    match_case: bool = False
    whole_cell: bool = False
    from_end: bool = False

    @property
    def changed(self) -> tuple[str, ...]:
        """The columns of the file whose cells it changes."""
        return () if self.tool in CREATES_COLUMNS else self.columns

    def to_json(self) -> dict[str, Any]:
        """Return plain values that `from_json` reads back to an equal object."""
        return {
            "tool": self.tool.value,
            "columns": list(self.columns),
            "into": list(self.into),
            "text": self.text,
            "replacement": self.replacement,
            "match_case": self.match_case,
            "whole_cell": self.whole_cell,
            "from_end": self.from_end,
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Self:
        """Read what `to_json` wrote; missing keys get their defaults.

        Raises:
            ValueError: there is no such tool, or its columns do not fit it.
            KeyError: a key is missing.
            TypeError: a value has another type.
        """
        step = cls(
            Tool(value["tool"]),
            as_texts(value["columns"]),
            as_texts(value.get("into", ())),
            as_text(value.get("text", "")),
            as_text(value.get("replacement", "")),
            as_flag(value.get("match_case", False)),
            as_flag(value.get("whole_cell", False)),
            as_flag(value.get("from_end", False)),
        )
        created = {Tool.JOIN: 1, Tool.SPLIT: 2}.get(step.tool, 0)
        if not step.columns or len(step.into) != created or not all(step.into):
            raise ValueError(value)
        return step


def columns_after(steps: Iterable[ColumnStep], columns: Sequence[str]) -> list[str]:
    """Return the columns that a file has after some steps.

    Args:
        steps: in their order.
        columns: of the file as read.
    """
    known = dict.fromkeys(columns)
    for step in steps:
        if all(column in known for column in step.columns):
            known |= dict.fromkeys(step.into)
    return list(known)


def missing_columns(steps: Iterable[ColumnStep], columns: Sequence[str]) -> list[str]:
    """Return the columns that steps need and neither the file nor a step before has.

    Args:
        steps: in their order.
        columns: of the file as read.
    """
    known, missing = set(columns), dict[str, None]()
    for step in steps:
        missing |= dict.fromkeys(column for column in step.columns if column not in known)
        known |= set(step.into)
    return list(missing)
