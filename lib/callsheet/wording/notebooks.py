"""Words of the pictures that notebooks show of tables and reports, and of their one-line summaries."""

from __future__ import annotations

from callsheet.wording.format import count

BUCKETS = {
    "ready": "ready",
    "errors": "need fixing",
    "duplicates": "duplicates",
    "left_out": "left out",
    "without_consent": "without consent",
    "blank": "blank",
}
CAUSE, ROWS, REMEDY = "Cause", "Rows", "What to do"
COLUMN, FILLED = "Column", "Filled"


def size(rows: int, columns: int) -> str:
    """The size of a table: "4,812 rows × 3 columns"."""
    return f"{count(rows, 'row')} × {count(columns, 'column')}"


def added_up(rows: int, by_bucket: dict[str, int]) -> str:
    """Rows by bucket, which add up to the file: "5 rows = 1 ready + 2 need fixing + 1 duplicate + 1 blank".

    Args:
        rows: of the file.
        by_bucket: `Bucket` value → rows; those without rows are not named, except the ready ones.
    """
    shown = [
        count(number, "duplicate") if bucket == "duplicates" else f"{number:,} {BUCKETS[bucket]}"
        for bucket, number in by_bucket.items()
        if number or bucket == "ready"
    ]
    return f"{count(rows, 'row')} = {' + '.join(shown)}"
