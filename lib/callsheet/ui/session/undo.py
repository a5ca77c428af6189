"""Undo and redo: every change of the operator's choices is one step, whatever its kind. No Streamlit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Self

if TYPE_CHECKING:
    from callsheet.validation import Choices

DEPTH = 200
"""Steps that can be undone; older ones are dropped. Chosen by hand: a step holds two references to choices, which
share their parts, so the number costs little memory."""


class UndoStep(NamedTuple):
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
    """The steps that can be undone, and those that can be redone.

    Args:
        done: steps in effect, oldest first.
        undone: steps that were undone; the one undone last is at the end and is redone first.
    """

    done: tuple[UndoStep, ...] = ()
    undone: tuple[UndoStep, ...] = ()

    def with_step(self, label: str, before: Choices, after: Choices) -> Self:
        """With a new step; steps that were undone can no longer be redone."""
        return type(self)((*self.done, UndoStep(label, before, after))[-DEPTH:])

    def undo(self) -> tuple[Choices, Self] | None:
        """The choices before the last step, and the history without it; None when there is nothing to undo."""
        if not self.done:
            return None
        *rest, last = self.done
        return last.before, type(self)(tuple(rest), (*self.undone, last))

    def redo(self) -> tuple[Choices, Self] | None:
        """The choices after the step undone last, and the history with it; None when there is nothing to redo."""
        if not self.undone:
            return None
        *rest, last = self.undone
        return last.after, type(self)((*self.done, last), tuple(rest))

    @property
    def undo_label(self) -> str:
        """Label of the step that would be undone; "": nothing to undo."""
        return self.done[-1].label if self.done else ""

    @property
    def redo_label(self) -> str:
        """Label of the step that would be redone; "": nothing to redo."""
        return self.undone[-1].label if self.undone else ""
