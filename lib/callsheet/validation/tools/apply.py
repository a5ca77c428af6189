"""Column steps applied to a Table: whole columns at once, with what each changed."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from callsheet.arrow_strings import from_series, from_texts, map_unique, replace_with_mask
from callsheet.validation.model.codes import NoteCode
from callsheet.validation.model.steps import CREATES_COLUMNS, ColumnStep, Tool
from callsheet.validation.model.table import Note
from callsheet.validation.normalize import empty_cells
from callsheet.validation.tools.title_case import title_case

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from numpy.typing import NDArray

    from callsheet.validation.model.choices import Choices
    from callsheet.validation.model.mapping import ColumnMapping
    from callsheet.validation.model.table import Table

_SPACES = "[ \\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+"
"""Runs of blanks; a line break inside a cell is not a blank."""
_compute: Any = pc


class StepSample(NamedTuple):
    """A row that a step changes.

    Args:
        row: its number.
        before: the cells that it reads or changes.
        after: the cells that it made or changed.
    """

    row: int
    before: tuple[str, ...]
    after: tuple[str, ...]


class StepPreview(NamedTuple):
    """What a step would do.

    Args:
        cells: how many cells it changes, or fills in new columns.
        samples: the first rows of them.
        note: the same as a note, or why it does nothing.
    """

    cells: int
    samples: tuple[StepSample, ...]
    note: Note


def with_steps(table: Table, steps: Sequence[ColumnStep], phones: Collection[str] = ()) -> Table:
    """Return a Table with steps applied to the file as read, whatever was applied before.

    A step whose column is missing, is a phone column, or whose new column the file has already, does nothing; a note of
    each step says what it changed, or why it changed nothing.

    Args:
        table: as read, or with steps.
        steps: in their order.
        phones: columns whose cells no step changes.
    """
    as_read = table.as_read or table
    key = (tuple(steps), frozenset(phones) & {column for step in steps for column in step.changed})
    if not steps or table.applied == key:
        return table if steps else as_read
    done = as_read
    for step in steps:
        done = _applied(done, step, phones)
    return replace(done, as_read=as_read, applied=key)


def phone_columns(mapping: ColumnMapping, choices: Choices) -> frozenset[str]:
    """Return the columns whose numbers may be called, which no step changes.

    Args:
        mapping: what the columns became.
        choices: what was decided.
    """
    return frozenset((*mapping.phone, *choices.other_phones))


def preview_step(table: Table, step: ColumnStep, phones: Collection[str] = (), most: int = 5) -> StepPreview:
    """Return what one more step would do.

    Args:
        table: with the steps before it.
        step: the step.
        phones: columns whose cells no step changes.
        most: how many samples.
    """
    after = _applied(table, step, phones)
    note = after.notes[-1]
    cells = int(str(note.facts.get("cells", 0)))
    if not cells:
        return StepPreview(0, (), note)
    shown = step.into or step.columns
    differs = np.zeros(len(table.frame), np.bool_)
    for column in shown:
        before = table.frame[column] if column in table.frame else pd.Series("", index=table.frame.index, dtype="str")
        differs |= (after.frame[column] != before).to_numpy(bool)
    rows = table.frame.index[np.flatnonzero(differs)[:most]]
    samples = tuple(
        StepSample(
            int(row),
            tuple(str(table.frame[column].loc[row]) for column in step.columns),
            tuple(str(after.frame[column].loc[row]) for column in shown),
        )
        for row in rows
    )
    return StepPreview(cells, samples, note)


def _applied(table: Table, step: ColumnStep, phones: Collection[str]) -> Table:
    missing = [column for column in step.columns if column not in table.frame.columns]
    taken = [column for column in step.into if column in table.frame.columns]
    called = [column for column in step.changed if column in phones]
    facts: dict[str, object] = {"tool": step.tool.value, "into": list(step.into)}
    reasons = {"missing": missing, "taken": taken, "phones": called}
    for reason, columns in reasons.items():
        if columns:
            note = Note(NoteCode.COLUMN_STEP_SKIPPED, columns=step.columns, facts={**facts, reason: columns})
            return replace(table, notes=(*table.notes, note))
    made = _CHANGES[step.tool](table, step)
    cells = 0
    for column, cells_after in made.items():
        before = from_series(table.frame[column]) if column in table.frame else from_texts([""] * len(table.frame))
        cells += int(np.count_nonzero(_compute.not_equal(before, cells_after).to_numpy(zero_copy_only=False)))
    note = Note(NoteCode.COLUMN_STEP, columns=step.columns, facts={**facts, "cells": cells})
    frame = table.frame.copy(deep=False)
    for column, cells_after in made.items():
        whole: Any = pa.chunked_array([cells_after])
        frame[column] = pd.array(whole, dtype="str")
    headers = (*table.headers, *(step.into if step.tool in CREATES_COLUMNS else ()))
    return replace(table, frame=frame, headers=headers, notes=(*table.notes, note))


def _columns(table: Table, step: ColumnStep) -> dict[str, pa.StringArray]:
    return {column: from_series(table.frame[column]) for column in step.columns}


def _joined(table: Table, step: ColumnStep) -> dict[str, pa.StringArray]:
    pieces = [_trimmed_text(text) for text in _columns(table, step).values()]
    nulls = [_compute.if_else(_compute.equal(text, ""), pa.scalar(None, pa.string()), text) for text in pieces]
    return {step.into[0]: _compute.binary_join_element_wise(*nulls, step.text, null_handling="skip")}


def _split(table: Table, step: ColumnStep) -> dict[str, pa.StringArray]:
    [text] = _columns(table, step).values()
    separator = step.text or " "
    text = _trimmed_text(text) if not separator.strip() else text
    parts = _compute.split_pattern(text, separator, max_splits=1, reverse=step.from_end)
    first = _compute.list_element(parts, 0)
    has_two = _compute.greater(_compute.list_value_length(parts), 1)
    padded = _compute.if_else(has_two, parts, pa.array([["", ""]] * len(text), pa.list_(pa.string())))
    second = _compute.list_element(padded, 1)
    return {
        name: _compute.utf8_trim_whitespace(piece.cast(pa.string()))
        for name, piece in zip(step.into, (first, second), strict=True)
    }


def _trimmed(table: Table, step: ColumnStep) -> dict[str, pa.StringArray]:
    return {column: _trimmed_text(text) for column, text in _columns(table, step).items()}


def _trimmed_text(text: pa.StringArray) -> pa.StringArray:
    trimmed: pa.StringArray = _compute.replace_substring_regex(_compute.utf8_trim_whitespace(text), _SPACES, " ")
    return trimmed


def _titled(table: Table, step: ColumnStep) -> dict[str, pa.StringArray]:
    return {column: map_unique(text, title_case) for column, text in _columns(table, step).items()}


def _filled(table: Table, step: ColumnStep) -> dict[str, pa.StringArray]:
    filled = {}
    for column, text in _columns(table, step).items():
        empty: NDArray[np.bool_] = empty_cells(table.frame[column])
        filled[column] = replace_with_mask(text, empty, from_texts([step.text] * int(np.count_nonzero(empty))))
    return filled


def _replaced(table: Table, step: ColumnStep) -> dict[str, pa.StringArray]:
    columns = _columns(table, step)
    if not step.text:
        return columns
    quoted = re.escape(step.text)
    pattern = ("" if step.match_case else "(?i)") + (rf"^\s*{quoted}\s*$" if step.whole_cell else quoted)
    replacement = step.replacement.replace("\\", r"\\")
    return {column: _compute.replace_substring_regex(text, pattern, replacement) for column, text in columns.items()}


_CHANGES = {
    Tool.JOIN: _joined,
    Tool.SPLIT: _split,
    Tool.TRIM: _trimmed,
    Tool.TITLE_CASE: _titled,
    Tool.FILL_BLANKS: _filled,
    Tool.REPLACE: _replaced,
}
