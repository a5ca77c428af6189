"""The prompt: which variables it speaks, how many leads fill each, and how it sounds for one of them.

A variable with neither value nor default is spoken aloud as written, braces and all (documented by the API).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from callsheet.validation.content.prompt import filled_prompt, plain_name, prompt_variables
from callsheet.validation.model.codes import Bucket
from callsheet.validation.model.mapping import PHONE_NUMBER, RESERVED_NAMES

if TYPE_CHECKING:
    from callsheet.validation.engine.report import Report


@dataclass(frozen=True)
class PromptVariable:
    """A variable of a prompt, held against the leads that will be sent.

    Args:
        name: as the prompt writes it, without braces.
        known: True when a column has exactly that name, or the agent fills it by itself.
        filled: part of the ready leads with a value of their own, 0.0 to 1.0.
        by_fallback: ready leads that take the fallback value.
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
    """How the ready leads fill each variable of a prompt.

    Args:
        report: the judged file.
        prompt: text with {{variables}}.
    """
    return [_coverage(report, name) for name in prompt_variables(prompt)]


def unused_variables(report: Report, prompt: str) -> list[str]:
    """Variables that are sent though the prompt does not speak them.

    Args:
        report: the judged file.
        prompt: text with {{variables}}.
    """
    spoken = set(prompt_variables(prompt))
    return [name for name in report.mapping.variables.values() if name not in spoken]


def fallback_counts(report: Report) -> dict[str, int]:
    """Variable → ready leads that take its fallback value, for each variable that has one.

    Args:
        report: the judged file.
    """
    ready = report.rows.places(Bucket.READY)
    return {
        name: int(np.count_nonzero(report.judgement.empties[column][ready]))
        for column, name in report.mapping.variables.items()
        if report.choices.fallbacks.get(name)
    }


def render_prompt(report: Report, prompt: str, row: int) -> str:
    """The prompt as it would be spoken to the lead of a row; what nothing fills stays in its braces.

    Args:
        report: the judged file.
        prompt: text with {{variables}}.
        row: row number of the file.

    Raises:
        KeyError: there is no such row.
    """
    place = report.judgement.places([row])
    values = {}
    for column, name in report.mapping.variables.items():
        empty = bool(report.judgement.empties[column][place][0])
        value = report.choices.fallbacks.get(name, "") if empty else report.judgement.cells(column, place).iloc[0]
        if value:
            values[name] = str(value)
    return filled_prompt(prompt, values)


def _coverage(report: Report, name: str) -> PromptVariable:
    columns = {variable: column for column, variable in report.mapping.variables.items()}
    if name in RESERVED_NAMES - {PHONE_NUMBER}:
        return PromptVariable(name, known=True, filled=1.0, by_fallback=0, unfilled=())
    ready = report.rows.places(Bucket.READY)
    rows = report.table.frame.index.to_numpy()[ready]
    if name not in columns:
        near = tuple(variable for variable in columns if plain_name(variable) == plain_name(name))
        unfilled = tuple(map(int, rows[:1000]))
        return PromptVariable(name, known=False, filled=0.0, by_fallback=0, unfilled=unfilled, near=near)
    empty = report.judgement.empties[columns[name]][ready]
    filled = 1.0 - float(np.mean(empty)) if len(empty) else 0.0
    if report.choices.fallbacks.get(name):
        return PromptVariable(name, known=True, filled=filled, by_fallback=int(empty.sum()), unfilled=())
    unfilled = tuple(map(int, rows[empty][:1000]))
    return PromptVariable(name, known=True, filled=filled, by_fallback=0, unfilled=unfilled)
