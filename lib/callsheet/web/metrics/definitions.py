"""Every metric of Callsheet: what a process counts itself, and what is looked up when somebody asks."""

from __future__ import annotations

from typing import NamedTuple

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, disable_created_metrics

disable_created_metrics()  # a second series for each counter, with the time of its first count
REGISTRY = CollectorRegistry()
"""What this process counts. Not the library's own registry, to which other libraries may add what we do not know."""

SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 300.0)
"""Bounds of durations: a look-up takes milliseconds, reading 60 MB half a minute."""

REQUESTS = Counter(
    "callsheet_http_requests",
    "Requests that the backend answered; status 499: the client had gone.",
    ("route", "method", "status"),
    registry=REGISTRY,
)
REQUEST_SECONDS = Histogram(
    "callsheet_http_request_seconds",
    "Seconds from the first line of a request to the end of its answer.",
    ("route",),
    buckets=SECONDS,
    registry=REGISTRY,
)
UNDER_WAY = Gauge(
    "callsheet_http_requests_under_way",
    "Requests that the backend is answering now.",
    registry=REGISTRY,
    multiprocess_mode="livesum",
)
PHASE_SECONDS = Histogram(
    "callsheet_phase_seconds",
    "Seconds of work by phase: wait, read, check and store in the backend; read and check in the app; "
    "compare and send in the sender.",
    ("phase",),
    buckets=SECONDS,
    registry=REGISTRY,
)
LEADS_READ = Counter(
    "callsheet_leads_read",
    "Rows of files that were checked, by entrance: app, upload or check. A file that is checked again counts again.",
    ("entrance",),
    registry=REGISTRY,
)
LEADS_REFUSED = Counter(
    "callsheet_leads_refused",
    "Rows of those files with an error, by its code; a row with several errors counts for each.",
    ("entrance", "cause"),
    registry=REGISTRY,
)
FILES_REFUSED = Counter(
    "callsheet_files_refused",
    "Files that could not be read, by the code of the reason.",
    ("entrance", "cause"),
    registry=REGISTRY,
)
LEADS_QUEUED = Counter("callsheet_leads_queued", "Leads that the backend queued from files.", registry=REGISTRY)
LEADS_SKIPPED = Counter(
    "callsheet_leads_skipped", "Rows without a phone number, which the backend skipped.", registry=REGISTRY
)


class Known(NamedTuple):
    """A metric that is looked up when somebody asks.

    Args:
        help: what it says.
        labels: its labels.
    """

    help: str
    labels: tuple[str, ...] = ()


LOOKED_UP = {
    "callsheet_ledger_leads": Known("Leads of all sends in the ledger, by what became of them.", ("state",)),
    "callsheet_ledger_parts": Known("Uploads of all sends in the ledger, by state.", ("state",)),
    "callsheet_ledger_oldest_seconds": Known(
        "Age of the oldest send with a part in that state; 0: no part is in it.", ("state",)
    ),
    "callsheet_drafts": Known("Uploads in the app that are not sent."),
    "callsheet_sender_active": Known("1 while a sender works on this ledger and server, else 0."),
    "callsheet_sender_standing_by": Known("1 while this sender waits for the active one to end, else 0."),
    "callsheet_app_sessions": Known("Browser tabs that this app serves now."),
    "callsheet_readers": Known("Files that are read on this machine now, and the most at once.", ("state",)),
    "callsheet_reader_processes": Known("Reader processes of this process that wait for a file."),
    "callsheet_database_up": Known("1 when the database answered, else 0.", ("database",)),
    "callsheet_database_answer_seconds": Known("Seconds of a query that reads one row.", ("database",)),
    "callsheet_database_bytes": Known("Size of the database, and of SQLite's write-ahead log.", ("database", "file")),
    "callsheet_database_connections": Known("Connections to the PostgreSQL database, of everybody.", ("database",)),
    "callsheet_disk_free_bytes": Known("Free space where files and data are stored.", ("folder",)),
    "callsheet_build_info": Known("Always 1; the version is a label.", ("version", "part")),
}
"""Gauges by name."""
