"""Choices: all that the operator decided about a file, as one frozen value with a JSON round trip."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, Self

if TYPE_CHECKING:
    from collections.abc import Mapping

DuplicatePolicy = Literal["first", "last", "fullest"]


class Edit(NamedTuple):
    """A cell the operator changed; of several for one cell the last holds.

    Args:
        row: row number of the file.
        column: column name of the Table.
        value: the new text; "" empties the cell.
    """

    row: int
    column: str
    value: str


@dataclass(frozen=True)
class Choices:
    """What the operator decided.

    Args:
        edits: changed cells, oldest first.
        left_out_rows: row numbers not to send.
        default_region: region of numbers without country code; None: the route's.
        duplicates: which of several rows with one number is kept.
        fallbacks: variable → value for its empty cells.
        fixes: what is done to phone numbers that are wrong as written, `Fix` values; each only where it makes a
            valid number. Taking one away undoes it.
    """

    edits: tuple[Edit, ...] = ()
    left_out_rows: frozenset[int] = frozenset()
    default_region: str | None = None
    duplicates: DuplicatePolicy = "first"
    fallbacks: Mapping[str, str] = field(default_factory=dict)
    fixes: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Plain values that `from_json` reads back to an equal object."""
        return {
            "edits": [list(edit) for edit in self.edits],
            "left_out_rows": sorted(self.left_out_rows),
            "default_region": self.default_region,
            "duplicates": self.duplicates,
            "fallbacks": dict(self.fallbacks),
            "fixes": list(self.fixes),
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Self:
        """Read what `to_json` wrote; absent keys take their defaults."""
        return cls(
            edits=tuple(Edit(int(row), str(column), str(text)) for row, column, text in value.get("edits", ())),
            left_out_rows=frozenset(map(int, value.get("left_out_rows", ()))),
            default_region=value.get("default_region"),
            duplicates=value.get("duplicates", "first"),
            fallbacks=dict(value.get("fallbacks", {})),
            fixes=tuple(map(str, value.get("fixes", ()))),
        )
