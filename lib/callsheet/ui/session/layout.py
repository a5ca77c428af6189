"""How the operator laid out the grid: widths, hidden and frozen columns, and the sorting. No Streamlit."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Self

from callsheet.ui.session.arrangement import Order

if TYPE_CHECKING:
    from collections.abc import Mapping

NARROWEST, WIDEST = 48, 4_000
"""Pixels of a column; columns.js has the same least width."""


@dataclass(frozen=True)
class Layout:
    """The layout of the grid, saved with the draft. Columns that the file does not have are ignored where it is used.

    Args:
        widths: target name of a column → pixels, where the operator set a width.
        hidden: target names of hidden columns.
        frozen: how many columns stay in view when the grid is scrolled sideways.
        order: how the rows are sorted; None: as in the file.
    """

    widths: Mapping[str, int] = field(default_factory=dict)
    hidden: tuple[str, ...] = ()
    frozen: int = 1
    order: Order | None = None

    @classmethod
    def from_json(cls, data: Mapping[str, Any] | None) -> Self:
        """A layout as the store or the browser has it; None: the default.

        Raises:
            ValueError: a width or the number of frozen columns is no number.
            TypeError: a field has another type.
        """
        if not data:
            return cls()
        widths = {str(name): min(max(int(width), NARROWEST), WIDEST) for name, width in dict(data["widths"]).items()}
        order = data.get("order")
        return cls(
            widths,
            tuple(map(str, data["hidden"])),
            max(int(data["frozen"]), 0),
            None if order is None else Order(str(order[0]), bool(order[1])),
        )

    def to_json(self) -> dict[str, Any]:
        """The layout for the store and the browser."""
        return {
            "widths": dict(self.widths),
            "hidden": list(self.hidden),
            "frozen": self.frozen,
            "order": None if self.order is None else list(self.order),
        }

    def with_columns_of(self, other: Layout) -> Self:
        """With widths, hidden and frozen columns of another layout; the sorting stays."""
        return replace(self, widths=other.widths, hidden=other.hidden, frozen=other.frozen)
