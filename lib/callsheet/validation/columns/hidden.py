"""Rows and columns hidden in a workbook: read like all others, and left out if the operator chooses so."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from callsheet.validation.model.codes import NoteCode
from callsheet.validation.model.mapping import ColumnRole

if TYPE_CHECKING:
    from callsheet.validation.model.choices import Choices
    from callsheet.validation.model.mapping import ColumnMapping
    from callsheet.validation.model.table import Table


def hidden_rows(table: Table) -> frozenset[int]:
    """Return the row numbers of the Table that are hidden in the workbook.

    Args:
        table: the file as read.
    """
    notes = [note for note in table.notes if note.code is NoteCode.HIDDEN_ROWS]
    return frozenset(row for note in notes for row in note.rows)


def hidden_columns(table: Table) -> tuple[str, ...]:
    """Return the columns of the Table that are hidden in the workbook, in the order of the file.

    Args:
        table: the file as read.
    """
    hidden = {column for note in table.notes if note.code is NoteCode.HIDDEN_COLUMNS for column in note.columns}
    return tuple(column for column in table.frame.columns if column in hidden)


def without_hidden_rows(table: Table, choices: Choices) -> Choices:
    """Return the choices with every hidden row left out.

    Args:
        table: the file as read.
        choices: what was decided so far.
    """
    return replace(choices, left_out_rows=choices.left_out_rows | hidden_rows(table))


def with_hidden_rows(table: Table, choices: Choices) -> Choices:
    """Return the choices with no hidden row left out: undoes `without_hidden_rows`.

    Args:
        table: the file as read.
        choices: what was decided so far.
    """
    return replace(choices, left_out_rows=choices.left_out_rows - hidden_rows(table))


def without_hidden_columns(table: Table, mapping: ColumnMapping) -> ColumnMapping:
    """Return the mapping with every hidden column left out, phone columns included.

    Args:
        table: the file as read.
        mapping: what its columns became so far.
    """
    return mapping.with_roles(table, dict.fromkeys(hidden_columns(table), ColumnRole.LEFT_OUT), {})
