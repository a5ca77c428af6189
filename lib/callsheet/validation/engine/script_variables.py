"""Variables of the agent's script that nothing fills: a lead that lacks one would hear its name in braces."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from callsheet.validation.content.prompt import prompt_variables
from callsheet.validation.model.mapping import PHONE_NUMBER, RESERVED_NAMES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from callsheet.validation.model.choices import Choices
    from callsheet.validation.model.mapping import ColumnMapping

BUILT_IN = RESERVED_NAMES - {PHONE_NUMBER}
"""Variables that every call has (documented by the API)."""


def unfilled_rows(
    mapping: ColumnMapping, choices: Choices, empty: Mapping[str, NDArray[np.bool_]], size: int
) -> dict[str, NDArray[np.bool_]]:
    """Return which rows lack a variable of the script (variable → rows × bool), in the order of the script.

    A variable is not listed when it is built in, when it has one value for all, a text for empty cells or a default of
    the agent, when it may be read aloud as it is, or when no row lacks it.

    Args:
        mapping: what the columns became.
        choices: script and answers.
        empty: column → which of its cells are empty (rows × bool).
        size: number of rows.
    """
    columns = {name: column for column, name in mapping.variables.items()}
    unfilled = {}
    for name in prompt_variables(choices.prompt):
        if is_answered(name, mapping, choices):
            continue
        rows = empty[columns[name]] if name in columns else np.ones(size, np.bool_)
        if rows.any():
            unfilled[name] = rows
    return unfilled


def is_answered(name: str, mapping: ColumnMapping, choices: Choices) -> bool:
    """Whether a lead without a value for a variable may be called all the same.

    Args:
        name: of the variable.
        mapping: what the columns became.
        choices: the answers.
    """
    has_text = name in mapping.constants or (bool(choices.fallbacks.get(name)) and name in mapping.variables.values())
    return has_text or name in BUILT_IN or name in choices.agent_defaults or name in choices.spoken_as_is
