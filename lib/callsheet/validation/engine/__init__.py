"""The check itself: cells, rows, duplicates, counts, issues, causes and the report."""
