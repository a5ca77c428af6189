"""A labelled cell, and how the files of labelled cells are read."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path


class Cell(NamedTuple):
    """A labelled cell.

    Args:
        text: as written.
        group: language, or kind of column.
    """

    text: str
    group: str


def read_cells(path: Path) -> list[Cell]:
    """Return the cells of a file: one a line, under lines of "# " and their group.

    Args:
        path: UTF-8.
    """
    cells, group = [], ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            group = line[2:]
        elif line:
            cells.append(Cell(line, group))
    return cells
