"""How the leads of a file fill the variables of a prompt, and the prompt as spoken to one of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from callsheet.validation.columns.similar_names import similar_columns
from callsheet.validation.content.prompt import prompt_parts, prompt_variables
from callsheet.validation.engine.script_variables import BUILT_IN
from callsheet.validation.model.codes import Bucket

if TYPE_CHECKING:
    from callsheet.validation.content.prompt import PromptPart
    from callsheet.validation.engine.report import Report

_MOST_ROWS = 1_000


class Filled(StrEnum):
    """What fills a variable of a script where a lead has no value."""

    BUILT_IN = "built_in"
    CONSTANT = "constant"
    FALLBACK = "fallback"
    AGENT_DEFAULT = "agent_default"
    AS_IS = "as_is"
    COLUMN = "column"
    NOTHING = "nothing"


@dataclass(frozen=True)
class PromptVariable:
    """A variable of a prompt and how the leads that could be called fill it.

    Args:
        name: as the prompt writes it, without braces.
        known: True when a column has exactly that name, or it is filled without one.
        filled: share of these leads that have a value of their column, 0.0 to 1.0.
        by_fallback: leads that get the fallback value.
        unfilled: row numbers of leads that are held back because nothing fills it, the first 1,000.
        near: columns of the Table that it may mean, the likeliest first; empty when it is known.
        filled_by: what fills it where a lead has no value; `COLUMN` when its column always has one.
        held_back: how many leads are held back.
    """

    name: str
    known: bool
    filled: float
    by_fallback: int
    unfilled: tuple[int, ...]
    near: tuple[str, ...] = ()
    filled_by: Filled = Filled.COLUMN
    held_back: int = 0


def prompt_coverage(report: Report, prompt: str) -> list[PromptVariable]:
    """Describe how the leads that could be called fill each variable of a prompt.

    These are the ready ones and those that are held back only because nothing fills a variable.

    Args:
        report: of the file.
        prompt: text with {{variables}}.
    """
    if prompt != report.choices.prompt:
        report = report.with_choices(replace(report.choices, prompt=prompt))
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
    return "".join(part.text for part in spoken_parts(report, prompt, row))


def spoken_parts(report: Report, prompt: str, row: int) -> list[PromptPart]:
    """Return what `render_prompt` returns in pieces, each with the variable that it comes from.

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
    return prompt_parts(prompt, {**values, **report.mapping.constants})


def _coverage(report: Report, name: str) -> PromptVariable:
    column = next((column for column, variable in report.mapping.variables.items() if variable == name), None)
    callable_leads = report.callable_positions()
    lacking = report.unfilled(name)[callable_leads]
    rows = report.table.frame.index.to_numpy()[callable_leads[lacking]]
    filled_by = _filled_by(report, name, is_lacking=bool(lacking.any()))
    empty = np.ones(len(callable_leads), np.bool_) if column is None else report.empty(column)[callable_leads]
    filled = 0.0 if column is None or not len(empty) else 1.0 - float(np.mean(empty))
    known = column is not None or filled_by not in (Filled.NOTHING, Filled.COLUMN)
    return PromptVariable(
        name=name,
        known=known,
        filled=1.0 if filled_by in (Filled.BUILT_IN, Filled.CONSTANT) else filled,
        by_fallback=int(empty.sum()) if filled_by is Filled.FALLBACK else 0,
        unfilled=tuple(map(int, rows[:_MOST_ROWS])),
        near=() if known else similar_columns(report.table, report.mapping, name),
        filled_by=filled_by,
        held_back=len(rows),
    )


def _filled_by(report: Report, name: str, *, is_lacking: bool) -> Filled:
    choices, mapping = report.choices, report.mapping
    has_column = name in mapping.variables.values()
    answers = {
        Filled.BUILT_IN: name in BUILT_IN,
        Filled.CONSTANT: name in mapping.constants,
        Filled.FALLBACK: has_column and bool(choices.fallbacks.get(name)),
        Filled.AGENT_DEFAULT: name in choices.agent_defaults,
        Filled.AS_IS: name in choices.spoken_as_is,
        Filled.NOTHING: is_lacking or not has_column,
    }
    return next((answer for answer, applies in answers.items() if applies), Filled.COLUMN)
