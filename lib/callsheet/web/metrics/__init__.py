"""Counters for Prometheus at `/metrics`: codes, counts and seconds, never a lead's data."""

from callsheet.web.metrics.exposition import CONTENT_TYPE, SHARED_FOLDER, Sample, metrics_text
from callsheet.web.metrics.looking_up import database_samples, disk_samples, version_sample
from callsheet.web.metrics.recording import (
    count_queued,
    count_refused_file,
    count_report,
    count_request,
    request_under_way,
    timed,
)

__all__ = [
    "CONTENT_TYPE",
    "SHARED_FOLDER",
    "Sample",
    "count_queued",
    "count_refused_file",
    "count_report",
    "count_request",
    "database_samples",
    "disk_samples",
    "metrics_text",
    "request_under_way",
    "timed",
    "version_sample",
]
