"""How well the leads of a file fill the variables of a prompt, and the prompt as spoken to one of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from callsheet.validation.content.prompt import filled_prompt, plain_name, prompt_variables
from callsheet.validation.model.codes import Bucket
from callsheet.validation.model.mapping import PHONE_NUMBER, RESERVED_NAMES

if TYPE_CHECKING:
    from callsheet.validation.engine.report import Report

_MOST_ROWS = 1_000


@dataclass(frozen=True)
class PromptVariable:
    """A variable of a prompt and how the ready leads fill it.

    Args:
        name: as the prompt writes it, without braces.
        known: True when a column has exactly that name, or the agent fills it itself.
        filled: share of the ready leads that have a value of their column, 0.0 to 1.0.
        by_fallback: ready leads that get the fallback value.
        unfilled: row numbers of ready leads for which the braces would be spoken, the first 1,000.
        near: names of columns it may mean (other case, spaces, plural); empty when it is known.
    """

    name: str
    known: bool
    filled: float
    by_fallback: int
    unfilled: tuple[int, ...]
    near: tuple[str, ...] = ()


def prompt_coverage(report: Report, prompt: str) -> list[PromptVariable]:
    """Describe how the ready leads fill each variable of a prompt.

    Args:
        report: of the file.
        prompt: text with {{variables}}.
    """
    return [_coverage(report, name) for name in prompt_variables(prompt)]


def unused_variables(report: Report, prompt: str) -> list[str]:
    """List the variables that are sent although the prompt does not use them.

    Args:
        report: of the file.
        prompt: text with {{variables}}.
    """
    used = set(prompt_variables(prompt))
    return [name for name in report.mapping.variables.values() if name not in used]


def fallback_counts(report: Report) -> dict[str, int]:
    """Return variable → ready leads that get its fallback value, for each variable that has one.

    Args:
        report: of the file.
    """
    ready = report.positions(Bucket.READY)
    return {
        name: int(np.count_nonzero(report.empty(column)[ready]))
        for column, name in report.mapping.variables.items()
        if report.choices.fallbacks.get(name)
    }


def render_prompt(report: Report, prompt: str, row: int) -> str:
    """Render the prompt as it would be spoken to the lead of a row; a variable without a value keeps its braces.

    Args:
        report: of the file.
        prompt: text with {{variables}}.
        row: row number of the file.

    Raises:
        KeyError: there is no such row.
    """
    position = report.row_positions([row])
    values = {}
    for column, name in report.mapping.variables.items():
        empty = bool(report.empty(column)[position][0])
        value = report.choices.fallbacks.get(name, "") if empty else report.values(column, position).iloc[0]
        if value:
            values[name] = str(value)
    return filled_prompt(prompt, values)


def _coverage(report: Report, name: str) -> PromptVariable:
    columns = {variable: column for column, variable in report.mapping.variables.items()}
    if name in RESERVED_NAMES - {PHONE_NUMBER}:
        return PromptVariable(name, known=True, filled=1.0, by_fallback=0, unfilled=())
    ready = report.positions(Bucket.READY)
    rows = report.table.frame.index.to_numpy()[ready]
    if name not in columns:
        near = tuple(variable for variable in columns if plain_name(variable) == plain_name(name))
        unfilled = tuple(map(int, rows[:_MOST_ROWS]))
        return PromptVariable(name, known=False, filled=0.0, by_fallback=0, unfilled=unfilled, near=near)
    empty = report.empty(columns[name])[ready]
    filled = 1.0 - float(np.mean(empty)) if len(empty) else 0.0
    if report.choices.fallbacks.get(name):
        return PromptVariable(name, known=True, filled=filled, by_fallback=int(empty.sum()), unfilled=())
    unfilled = tuple(map(int, rows[empty][:_MOST_ROWS]))
    return PromptVariable(name, known=True, filled=filled, by_fallback=0, unfilled=unfilled)
