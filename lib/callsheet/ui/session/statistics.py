"""Numbers for the charts of Review: ready leads by country and local hour, the other rows by cause. No Streamlit."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Self

from callsheet.validation import Bucket, LocalHours
from callsheet.wording import issues

if TYPE_CHECKING:
    from collections.abc import Mapping

    from callsheet.validation import Report


@dataclass(frozen=True)
class Statistics:
    """Rows of a report, counted three ways.

    Args:
        countries: region → ready leads, the region with most leads first.
        local_hours: ready leads by their local hour.
        causes: why rows are not sent, in words → rows; the cause of most rows first.
    """

    countries: Mapping[str, int]
    local_hours: LocalHours
    causes: Mapping[str, int]

    @classmethod
    def of(cls, report: Report, moment: datetime | None = None) -> Self:
        """Count the rows.

        Args:
            report: the validated file.
            moment: the time for which the local hours are computed; None: now.
        """
        regions = report.regions.iloc[report.positions(Bucket.READY)].value_counts()
        countries = {str(region): int(leads) for region, leads in regions.items()}
        causes: Counter[str] = Counter()
        for cause in report.causes:
            causes[issues.reason(cause.code, cause.detail)] += cause.count
        return cls(countries, LocalHours.of(report, moment or datetime.now(UTC)), dict(causes.most_common()))

    @property
    def ready(self) -> int:
        """Ready leads."""
        return sum(self.countries.values())
