"""The agent's script: the answers to what fills its variables, and its variables as JSON."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from callsheet.reporting.table_json import column_json
from callsheet.validation import prompt_coverage

if TYPE_CHECKING:
    from collections.abc import Mapping

    from callsheet.validation import Choices, ColumnMapping, Report


@dataclass(frozen=True)
class ScriptAnswers:
    """What a caller decided about variables of the script that leads may lack.

    Args:
        constants: variable → value that every lead gets.
        fallbacks: variable → value for its empty cells.
        agent_defaults: variables that the agent fills itself.
        spoken_as_is: variables that the agent may read aloud with their braces.
    """

    constants: Mapping[str, str] = field(default_factory=dict)
    fallbacks: Mapping[str, str] = field(default_factory=dict)
    agent_defaults: frozenset[str] = frozenset()
    spoken_as_is: frozenset[str] = frozenset()

    def applied(self, mapping: ColumnMapping, choices: Choices) -> tuple[ColumnMapping, Choices]:
        """Return mapping and choices with these answers added.

        Args:
            mapping: what the columns became.
            choices: what was decided before.
        """
        return replace(mapping, constants={**mapping.constants, **self.constants}), replace(
            choices,
            fallbacks={**choices.fallbacks, **self.fallbacks},
            agent_defaults=choices.agent_defaults | self.agent_defaults,
            spoken_as_is=choices.spoken_as_is | self.spoken_as_is,
        )


def split_answer(assignment: str) -> tuple[str, str] | None:
    """Return variable and text of "NAME=TEXT", trimmed; None if one of them is missing."""
    name, _, text = (part.strip() for part in assignment.partition("="))
    return (name, text) if name and text else None


def script_json(report: Report) -> list[dict[str, Any]] | None:
    """The variables of the script: what fills each, how many leads it holds back, and the columns it may mean.

    Args:
        report: the checked file.

    Returns:
        One object a variable, in the order of the script; None without a script.
    """
    prompt = report.choices.prompt
    if not prompt:
        return None
    return [
        {
            "variable": variable.name,
            "filled_by": variable.filled_by.value,
            "held_back": variable.held_back,
            "near": [column_json(report.table, column) for column in variable.near],
        }
        for variable in prompt_coverage(report, prompt)
    ]
