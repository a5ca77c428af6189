"""Headings of the files a person downloads."""

ROW_HEADER = "Row"
REASON_HEADER = "Why it was left out"
