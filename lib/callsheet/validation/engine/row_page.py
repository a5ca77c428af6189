"""Some rows of a report, for a page of a grid."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from callsheet.validation.model.codes import Bucket


class RowPage(NamedTuple):
    """Some rows, for a page of a grid (n rows × m columns).

    Args:
        values: n × m, the cells with the operator's edits.
        originals: n × m, the cells as read.
        numbers: n × E.164, "" where there is no valid number.
        buckets: n.
    """

    values: list[list[str]]
    originals: list[list[str]]
    numbers: list[str]
    buckets: list[Bucket]

    def __repr__(self) -> str:
        """The size only: a page holds leads."""
        return f"<RowPage: {len(self.numbers):,} rows>"
