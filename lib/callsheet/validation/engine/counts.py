"""The adding-up line: where the rows of a file ended up."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Self

import numpy as np

from callsheet.errors import ConservationError
from callsheet.validation.engine.rows import BUCKETS
from callsheet.validation.model.codes import Bucket, IssueCode
from callsheet.validation.phones.verdicts import CODE_PLACE

if TYPE_CHECKING:
    from callsheet.validation.engine.rows import Rows


@dataclass(frozen=True)
class Counts:
    """Where the rows of a file ended up. The five buckets add up to `rows`; `missing` and `suppressed` are facts.

    Raises:
        ConservationError: the buckets do not add up.
    """

    rows: int
    ready: int
    errors: int
    duplicates: int
    blank: int
    left_out: int
    missing: int = 0
    suppressed: int = 0

    def __post_init__(self) -> None:
        total = self.ready + self.errors + self.duplicates + self.blank + self.left_out
        if total != self.rows:
            raise ConservationError(f"{self.rows} rows in the file, {total} accounted for")

    @classmethod
    def of(cls, rows: Rows, size: int) -> Self:
        """Count the rows of a file.

        Args:
            rows: the judged rows.
            size: how many rows the file has.

        Raises:
            ConservationError: the buckets do not add up to the file.
        """
        missing = rows.code == CODE_PLACE[IssueCode.MISSING_PHONE_NUMBER]
        return cls(
            rows=size,
            ready=rows.count(Bucket.READY),
            errors=rows.count(Bucket.ERRORS),
            duplicates=rows.count(Bucket.DUPLICATES),
            blank=rows.count(Bucket.BLANK),
            left_out=rows.count(Bucket.LEFT_OUT),
            missing=int(np.count_nonzero(missing & (rows.bucket == BUCKETS.index(Bucket.ERRORS)))),
            suppressed=int(np.count_nonzero(rows.suppressed)),
        )

    def to_json(self) -> dict[str, int]:
        """The counts by name, in the order of codes.md."""
        return {each.name: getattr(self, each.name) for each in fields(self)}
