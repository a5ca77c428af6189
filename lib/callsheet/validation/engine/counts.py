"""How many rows of a file ended up in each bucket."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Self

import numpy as np

from callsheet.errors import ConservationError
from callsheet.validation.engine.rows import BUCKET_INDEX
from callsheet.validation.model.codes import Bucket, IssueCode
from callsheet.validation.phones.verdicts import CODE_INDEX

if TYPE_CHECKING:
    from collections.abc import Mapping

    from callsheet.validation.engine.rows import CheckedRows


@dataclass(frozen=True)
class Counts:
    """Rows by bucket. The six buckets add up to `rows`; the other counts are parts of them.

    Args:
        rows: rows of the file.
        ready: rows to be sent.
        errors: rows with an error.
        duplicates: rows with the number of another row that is sent.
        blank: rows without any value.
        left_out: rows left out by the operator, or because their number is suppressed.
        missing: rows in `errors` without a phone number.
        suppressed: rows in `left_out` because their number is suppressed.
        without_consent: rows left out because the person said no, or the consent is not what the policy asks for.

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
    without_consent: int = 0

    def __post_init__(self) -> None:
        total = self.ready + self.errors + self.duplicates + self.blank + self.left_out + self.without_consent
        if total != self.rows:
            raise ConservationError(f"{self.rows} rows in the file, {total} accounted for")

    @property
    def not_sent(self) -> int:
        """Rows with values that are not sent."""
        return self.rows - self.ready - self.blank

    @classmethod
    def of(cls, rows: CheckedRows, size: int) -> Self:
        """Count the rows of a file.

        Args:
            rows: the checked rows.
            size: how many rows the file has.

        Raises:
            ConservationError: the buckets do not add up to the file.
        """
        missing = rows.code == CODE_INDEX[IssueCode.MISSING_PHONE_NUMBER]
        return cls(
            rows=size,
            ready=rows.count(Bucket.READY),
            errors=rows.count(Bucket.ERRORS),
            duplicates=rows.count(Bucket.DUPLICATES),
            blank=rows.count(Bucket.BLANK),
            left_out=rows.count(Bucket.LEFT_OUT),
            missing=int(np.count_nonzero(missing & (rows.bucket == BUCKET_INDEX[Bucket.ERRORS]))),
            suppressed=int(np.count_nonzero(rows.suppressed)),
            without_consent=rows.count(Bucket.WITHOUT_CONSENT),
        )

    def to_json(self) -> dict[str, int]:
        """Return the counts by name, in the order of the fields."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


@dataclass(frozen=True)
class ChangedNumbers:
    """Ready rows that are called on another number than their first phone cell says.

    Args:
        by_fix: rows whose number a fix changed.
        by_column: column → rows whose number was taken from it, without the first phone column.
    """

    by_fix: int
    by_column: Mapping[str, int]
