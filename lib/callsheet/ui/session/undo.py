"""Undo and redo: every change of the operator's choices as one step, whatever kind it was. Pure: no Streamlit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Self

if TYPE_CHECKING:
    from callsheet.validation import Choices

DEPTH = 200
"""Steps that can be undone; older ones are let go."""


class Move(NamedTuple):
    """One step.

    Args:
        label: what was done, in a few words.
        before: the choices before it.
        after: the choices after it.
    """

    label: str
    before: Choices
    after: Choices


@dataclass(frozen=True, eq=False)
class UndoHistory:
    """What was done and may be undone, and what was undone and may be done again.

    Args:
        done: steps, oldest first.
        undone: steps taken back, the last one first in line to be done again.
    """

    done: tuple[Move, ...] = ()
    undone: tuple[Move, ...] = ()

    def with_move(self, label: str, before: Choices, after: Choices) -> Self:
        """With a new step; what was undone cannot be done again after it."""
        return type(self)((*self.done, Move(label, before, after))[-DEPTH:])

    def back(self) -> tuple[Choices, Self] | None:
        """The choices before the last step, and the history without it; None when there is nothing to undo."""
        if not self.done:
            return None
        *rest, last = self.done
        return last.before, type(self)(tuple(rest), (*self.undone, last))

    def forward(self) -> tuple[Choices, Self] | None:
        """The choices after the step undone last, and the history with it; None when there is nothing to redo."""
        if not self.undone:
            return None
        *rest, last = self.undone
        return last.after, type(self)((*self.done, last), tuple(rest))

    @property
    def undo_label(self) -> str:
        """What undo takes back; "" when there is nothing."""
        return self.done[-1].label if self.done else ""

    @property
    def redo_label(self) -> str:
        """What redo does again; "" when there is nothing."""
        return self.undone[-1].label if self.undone else ""
