"""What a process counts while it works."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from callsheet.web.metrics import definitions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from callsheet.errors import RefusalCode
    from callsheet.validation import Report


@contextmanager
def timed(phase: str) -> Iterator[None]:
    """Measure how long the block takes, also when it raises.

    Args:
        phase: as the metric names it.
    """
    with definitions.PHASE_SECONDS.labels(phase).time():
        yield


@contextmanager
def request_under_way() -> Iterator[None]:
    """Count a request as under way for the block."""
    with definitions.UNDER_WAY.track_inprogress():
        yield


def count_request(route: str, method: str, status: int, seconds: float) -> None:
    """Count an answered request.

    Args:
        route: the template of its path, which holds no id; "-" for a path that does not exist.
        method: as the framework knows it.
        status: of the answer.
        seconds: from its first line to the end of the answer.
    """
    definitions.REQUESTS.labels(route, method if method in _METHODS else "other", status).inc()
    definitions.REQUEST_SECONDS.labels(route).observe(seconds)


def count_report(entrance: str, report: Report) -> None:
    """Count the rows of a checked file, and those with an error by its code.

    Args:
        entrance: app, upload or check.
        report: of the whole file.
    """
    definitions.LEADS_READ.labels(entrance).inc(report.counts.rows)
    for code, count in report.errors_by_code().items():
        definitions.LEADS_REFUSED.labels(entrance, code).inc(count)


def count_refused_file(entrance: str, cause: RefusalCode) -> None:
    """Count a file that could not be read."""
    definitions.FILES_REFUSED.labels(entrance, cause).inc()


def count_queued(leads: int, skipped: int) -> None:
    """Count the leads of an accepted upload.

    Args:
        leads: queued.
        skipped: rows without a phone number.
    """
    definitions.LEADS_QUEUED.inc(leads)
    definitions.LEADS_SKIPPED.inc(skipped)


_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
"""A client can make up others, and each would be a series of its own."""
